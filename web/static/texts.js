/**
 * Every sentence of the web chat, in each language, under the same keys.
 * What the bot says comes from the server; only the frame around it is written here.
 */

/** @typedef {"zh_CN" | "en"} Language */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

/** @type {Record<Language, Record<string, string>>} */
export const TEXTS = {
  zh_CN: {
    "app.name": "美约",
    "app.tagline": "会聊天的美容院前台",
    "app.salon": "您的美容院",
    "language.switch": "English",
    "language.switch_label": "切换到英文",

    "pane.member": "会员顾问",
    "pane.staff": "前台工作台",
    "log.member": "与门店的对话",
    "log.staff": "前台的对话",
    "log.empty_member": "您好，欢迎光临",
    "log.empty_staff": "新的预约和留言会出现在这里",
    "log.new": "{n} 条新消息",
    "log.typing": "正在回复",
    "log.today": "今天",
    "log.yesterday": "昨天",
    "log.person": "门店同事",
    "log.me": "您",

    "link.opening": "正在连接…",
    "link.online": "在线，随时为您服务",
    "link.online_staff": "在线，与会员同步",
    "link.polling": "已连接，网络稍慢",
    "link.waiting": "网络不太稳，正在重新连接…",
    "link.refused": "这里暂时没有开放",
    "link.refused_member": "抱歉，网页对话暂时没有开放。您可以致电门店，我们马上为您安排。",
    "link.refused_staff": "同事的对话只在演示中开放。请从后台登录，或联系店长开通。",

    "bubble.sending": "发送中",
    "bubble.sent": "已送达",
    "bubble.failed": "没有送达",
    "bubble.retry": "再发一次",
    "bubble.photo": "照片",
    "card.qr": "二维码，点按放大",
    "card.picture": "图片，点按放大",
    "lightbox.close": "关闭",
    "file.save": "保存文件：{name}",
    "file.failed": "文件没有取到，请再点一次。",

    "screen.options": "请选择",
    "screen.back_to": "查看选项",
    "screen.more": "等 {n} 项",
    "screen.chosen": "您选了",
    "screen.photo": "选择照片",

    "composer.label": "输入消息",
    "composer.member": "想做什么项目，直接说就好",
    "composer.staff": "回复会员，或输入指令",
    "composer.phone": "请输入手机号",
    "composer.photo_hint": "请发一张照片",
    "composer.send": "发送",
    "composer.photo": "发送照片",
    "composer.quick": "快捷入口",
    "quick.menu": "菜单",
    "quick.person": "人工",
    "quick.today": "今日",
    "quick.agenda": "近日预约",

    "error.photo_large": "这张照片有点大，请选一张 {n} MB 以内的。",
    "error.photo_kind": "暂时只能发送 JPG、PNG 或 WebP 照片。",
    "error.not_sent": "这条没有送达，请稍后再发一次。",

    "demo.pitch": "聊一聊，就约好。会员在左，前台在右。",
    "demo.new_guest": "换一位新客人",
    "demo.new_guest_short": "新客人",
    "demo.new_guest_done": "新客人到了，从头开始吧。",
    "demo.regular": "老会员安然",
    "demo.regular_short": "安然",
    "demo.regular_done": "现在您是老会员安然：有积分、优惠券、储值和次卡。",
    "demo.member": "店内会员",
    "demo.member_note": "会员看到的",
    "demo.staff": "前台同事",
    "demo.staff_note": "门店看到的",
    "demo.tabs": "切换会员与前台",
    "demo.unread": "{n} 条未读",
    "demo.try": "试试看",
    "demo.step_say": "明天下午三点做个脸",
    "demo.step_confirm": "再到右边点「确认」",
    "demo.step_confirm_narrow": "再到「前台同事」点「确认」",
    "demo.step_mine": "我的预约",
    "demo.hide": "收起提示",
  },
  en: {
    "app.name": "Meiyue",
    "app.tagline": "The salon front desk you can chat with",
    "app.salon": "Your salon",
    "language.switch": "中文",
    "language.switch_label": "Switch to Chinese",

    "pane.member": "Member concierge",
    "pane.staff": "Front desk",
    "log.member": "Your conversation with the salon",
    "log.staff": "The front desk's conversation",
    "log.empty_member": "Hello, and welcome",
    "log.empty_staff": "New bookings and messages will appear here",
    "log.new": "{n} new",
    "log.typing": "Replying",
    "log.today": "Today",
    "log.yesterday": "Yesterday",
    "log.person": "From the salon",
    "log.me": "You",

    "link.opening": "Connecting…",
    "link.online": "Online, happy to help",
    "link.online_staff": "Online, in step with members",
    "link.polling": "Connected, a little slow",
    "link.waiting": "The connection is unsteady, trying again…",
    "link.refused": "Not open here yet",
    "link.refused_member": "We are sorry, the web chat is not open at the moment. Please give the salon a call and we will look after you.",
    "link.refused_staff": "The colleagues' chat is open in the demo only. Please sign in through the back office or ask your manager.",

    "bubble.sending": "Sending",
    "bubble.sent": "Sent",
    "bubble.failed": "Not sent",
    "bubble.retry": "Try again",
    "bubble.photo": "Photo",
    "card.qr": "QR code, tap to enlarge",
    "card.picture": "Picture, tap to enlarge",
    "lightbox.close": "Close",
    "file.save": "Save the file {name}",
    "file.failed": "The file did not arrive. Please tap again.",

    "screen.options": "Please choose",
    "screen.back_to": "See options",
    "screen.more": "and more, {n} in all",
    "screen.chosen": "You chose",
    "screen.photo": "Choose a photo",

    "composer.label": "Write a message",
    "composer.member": "Tell us what you would like",
    "composer.staff": "Reply, or type a command",
    "composer.phone": "Your phone number",
    "composer.photo_hint": "Please send a photo",
    "composer.send": "Send",
    "composer.photo": "Send a photo",
    "composer.quick": "Shortcuts",
    "quick.menu": "Menu",
    "quick.person": "Talk to a person",
    "quick.today": "Today",
    "quick.agenda": "Coming days",

    "error.photo_large": "This photo is a little large. Please choose one under {n} MB.",
    "error.photo_kind": "Please send a JPG, PNG or WebP photo.",
    "error.not_sent": "This one did not go through. Please try again in a moment.",

    "demo.pitch": "Chat, and it is booked. The member on the left, the front desk on the right.",
    "demo.new_guest": "New guest",
    "demo.new_guest_short": "New guest",
    "demo.new_guest_done": "A new guest has arrived. Start afresh.",
    "demo.regular": "Be Ann, a regular",
    "demo.regular_short": "Ann",
    "demo.regular_done": "Now you are Ann, with points, coupons, money on account and a card.",
    "demo.member": "A member",
    "demo.member_note": "what members see",
    "demo.staff": "The front desk",
    "demo.staff_note": "what the salon sees",
    "demo.tabs": "Switch between member and front desk",
    "demo.unread": "{n} unread",
    "demo.try": "Try this",
    "demo.step_say": "Book a facial for tomorrow at 3 pm",
    "demo.step_confirm": "then tap 'Confirm' on the right",
    "demo.step_confirm_narrow": "then tap 'Confirm' at the front desk",
    "demo.step_mine": "my bookings",
    "demo.hide": "Hide the hints",
  },
};

/** The value of the `lang` attribute, which also chooses the right Chinese glyphs. */
export const HTML_LANG = { zh_CN: "zh-Hans", en: "en" };

/**
 * A function that gives the sentence of a key in one language, with `{name}` filled in.
 * @param {Language} language
 * @returns {Say}
 */
export function speak(language) {
  const table = TEXTS[language] ?? TEXTS.zh_CN;
  return (key, values = {}) => table[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * The language to begin with: asked for in the address, chosen before, or the browser's.
 * @param {string | null} asked
 * @param {string | null} remembered
 * @returns {Language}
 */
export function firstLanguage(asked, remembered) {
  for (const wish of [asked, remembered, ...(navigator.languages ?? [])]) {
    if (/^zh/i.test(wish ?? "")) return "zh_CN";
    if (/^en/i.test(wish ?? "")) return "en";
  }
  return "zh_CN";
}
