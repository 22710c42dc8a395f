refused = 这一步暂时办不了，请换个方式试试，或回复「人工」。
not_found = 没有找到，请核对后再试一次。
not_allowed = 您的账号没有这项权限，需要的话请联系店长。
bad_input = { $what ->
    [amount] 请输入金额，比如 100 或 99.5。
    [pieces] 请输入 1 到 99 之间的件数。
    [reference] 付款单号最多 64 个字符。
    [name] 请告诉我们怎么称呼您，40 个字以内就好。
    [guest] 请告诉我们怎么称呼，40 个字以内就好。
    [guests] 名字比一起来的人多了，请再写一次。
    [reason] 请写一个 200 字以内的原因。
    [code] 邀请码像是「7KQ2M 9WXYZ」这样，请再核对一下。
    [window] 这个时间段不能排队，请选未来两个月内的时间。
    [span] 请这样写时间段：14:00-16:00。
    [member] 请输入姓名、手机尾号或会员编号。
    [birthday] 我没看懂这个日子，请写成「8月15日」或「农历八月十五」。
    [erase] 和要求的词不一样，什么都没有删除。确定的话请照原样输入，不想删了点「不删除」。
    [words] 请写 60 个字以内。
   *[other] 这个内容好像不太对，请再试一次。
}
engine-hello = 您好，很高兴为您服务！
engine-goodbye = 再见，期待您的光临！
engine-welcome = 不客气，随时找我。
engine-unclear = 不好意思，我没太明白。
engine-unclear_again = 还是没太明白，请从下面选一项，或回复「人工」找同事帮您。
engine-stale = 这个按钮已经过期，请看最新的消息。
engine-cancelled = 好的，已取消。
engine-nothing_open-staff = 现在没有进行中的事。
engine-nothing_open-member = 现在没有进行中的事。想取消约好的护理，回复「取消预约」就可以。
engine-language_set = 好的，接下来用中文。
engine-lapsed = 刚才没办完的事我先收起来了，需要的话可以重新开始。
engine-renewed = 这项功能刚刚更新，麻烦您重新开始。
engine-broken = 抱歉，刚才那条消息我们没能处理好。请换个说法，或回复「人工」。
engine-gone = 之前选的{ $what }现在约不了了，请重新选一下。
engine-noted = 好的，记下了。
engine-not_offered = 没有找到「{ $what }」，请从下面选。
engine-nothing = 现在没有可选的，换一个看看？
engine-yes = 确认
engine-no = 取消
engine-person = 转人工
question-store = 门店
question-category = 类别
question-treatment = 项目
question-variation = 时长
question-staff = 美容师
question-day = 日期
question-time = 时间
question-booking = 预约
question-conversation = 对话
question-answer = 回答
question-todo = 选项
question-terms = 选项
question-language = 语言
question-which = 会员
question-tier = 等级
question-today = 今天
question-tomorrow = 明天
question-day_after = 后天
change-store = 换门店
change-treatment = 换项目
change-variation = 换时长
change-category = 换类别
change-staff = 换美容师
change-day = 改日期
change-time = 改时间
change-booking = 换一个预约
change-name = 改称呼
change-part = 改时间段
menu-member = 您好！想做点什么？可以直接说，比如「明天下午三点做个脸」。
menu-staff = 您好，今天想先看什么？
menu-more = 还需要什么？
menu-book = 预约护理
menu-my_bookings = 我的预约
menu-profile = 我的资料
menu-privacy = 隐私与数据
menu-prices = 项目与价格
menu-address = 门店与路线
menu-person = 人工客服
menu-language = 语言 / Language
menu-today = 今日安排
menu-pending = 待确认
menu-agenda = 未来七天
menu-staff_check_in = 到店核销
menu-staff_done = 完成服务
menu-staff_block = 锁定时间
menu-staff_member = 会员简报
menu-staff_take = 接手对话
language-language-ask = 请选择语言 / Please choose a language
media-photo = 照片收到啦，不过这一步需要您用文字或按钮回答。
media-voice = 语音我还听不了，麻烦您打字告诉我。
media-video = 视频收到啦，不过这一步需要您用文字或按钮回答。
media-sticker = 收到您的表情啦，这一步请用文字或按钮回答。
media-location = 位置收到啦，这一步请用文字或按钮回答。
media-file = 文件我打不开，麻烦您用文字告诉我。
media-other = 这种消息我还看不了，麻烦您用文字告诉我。
member-bad_name = 请告诉我们怎么称呼您，40 个字以内就好。
member-bad_phone = 手机号好像不太对，请再核对一下。
member-bad_note = 内容有点长，请写短一些。
member-bad_language = 目前支持中文和英文。
member-not_found = 没有找到这位会员，请核对后再试。
member-contact_not_found = 没有找到这位联系人，请核对后再试。
consent-missing = 需要会员先同意，我们才能记录这类信息。
catalog-product_not_found = 没有找到这个产品，请从货架清单里选。
catalog-treatment_not_found = 没有找到这个项目，请从菜单里选。
catalog-variation_not_found = 没有找到这个时长，请重新选。
resource-not_found = 没有找到这个床位或设备，请核对名称。
store-not_found = 没有找到这家门店，请重新选。
media-bad_photo = 这张图片打不开，请换一张 JPG 或 PNG 的照片。
media-too_large = 图片太大了，请发 { $limit } MB 以内的照片。
document-gone = 这个文件已经过期了。再说一次需要什么，我马上重新发给您。
document-too_large = 这个文件太大了，最多 { $limit } MB。
web-too_fast = 您发得有点快，请稍等一下再发。
web-away = 系统正忙，您的消息已保留，马上会再试。
