"""A booking played from a script, in both languages: enough salon to look at the pages and to test them."""

from typing import Any

from tests.web.fake_server import Json, Visitor, World

WEEKDAYS = {"zh_CN": "周六 周日 周一 周二 周三 周四 周五".split(), "en": "Sat Sun Mon Tue Wed Thu Fri".split()}
WORDS: dict[str, dict[str, Any]] = {
    "zh_CN": {
        "hello": ["您好，欢迎来到花见美容 🌸", "我是小悦，帮您约时间、查积分、看优惠。想做什么项目，直接告诉我就好。"],
        "what": "今天想为您安排什么？",
        "menu": ["预约项目", "我的预约", "我的积分", "优惠与礼包", "晒单有礼", "联系门店"],
        "treatment": "好的，想做哪个项目？",
        "treatments": [("深层补水护理", "75 分钟 · ¥398"), ("小气泡清洁", "50 分钟 · ¥198"), ("抗衰紧致护理", "90 分钟 · ¥880")],
        "day": "哪天方便？", "left": "还有 {n} 个时段", "later": "更晚的日子", "back": "返回",
        "time": "周日 11月29日，想约几点？", "anyone": "都可以",
        "sure": "请您过目：\n深层补水护理 · 75 分钟\n周日 11月29日 15:00\n美容师 小雅\n到店支付 ¥398", "yes": "确认预约",
        "changes": ["换个项目", "换一天", "换时间"], "cancel": "不约了",
        "requested": ["已申请，待门店确认 ✨", "门店通常在几分钟内回复，确认后我马上告诉您。"],
        "card": ("预约申请", ["深层补水护理 · 75 分钟", "周日 11月29日 15:00", "美容师 小雅"], "到店出示二维码即可签到", "加入日历"),
        "new": "新的预约申请", "who": "林女士 · 金卡会员", "confirm": "确认", "decline": "婉拒",
        "confirmed": "门店已确认，周日下午 3 点见 🌿", "done": "已确认，会员收到通知了。", "staff_hello": ["早上好，今天有 6 位客人。"],
        "stale": "这个按钮已过期，请看最新的选项。",
    },
    "en": {
        "hello": ["Hello, and welcome to Hanami Beauty 🌸", "I am Xiaoyue. I book, look up points and find offers. Just tell me what you have in mind."],
        "what": "What may we arrange for you today?",
        "menu": ["Book a treatment", "My bookings", "My points", "Offers and gifts", "Share your result", "Contact the salon"],
        "treatment": "With pleasure. Which treatment would you like?",
        "treatments": [("Deep hydration facial", "75 min · ¥398"), ("Aqua cleanse", "50 min · ¥198"), ("Firming ritual", "90 min · ¥880")],
        "day": "Which day suits you?", "left": "{n} times left", "later": "Later dates", "back": "Back",
        "time": "Sunday 29 November: at what time?", "anyone": "Any time",
        "sure": "Please check:\nDeep hydration facial · 75 min\nSun 29 Nov, 15:00\nwith Xiaoya\n¥398, paid at the salon", "yes": "Request booking",
        "changes": ["Another treatment", "Another day", "Another time"], "cancel": "Leave it",
        "requested": ["Requested, waiting for the salon ✨", "They usually answer within minutes. I will tell you at once."],
        "card": ("Booking request", ["Deep hydration facial · 75 min", "Sun 29 Nov, 15:00", "with Xiaoya"], "Show this code when you arrive", "Add to calendar"),
        "new": "New booking request", "who": "Ms Lin · Gold member", "confirm": "Confirm", "decline": "Decline",
        "confirmed": "The salon has confirmed. See you on Sunday at 3 pm 🌿", "done": "Confirmed, the member has been told.", "staff_hello": ["Good morning, six guests today."],
        "stale": "This button has expired, please use the newest options.",
    },
}  # fmt: skip


def options(prefix: str, labels: list[str], **extra: Any) -> list[Json]:
    return [{"button": f"{prefix}:{index}", "label": label, "style": "plain", **extra} for index, label in enumerate(labels)]


def days(language: str) -> list[Json]:
    words = WORDS[language]
    date = "11月{d}日" if language == "zh_CN" else "{d} Nov"
    names = [f"{WEEKDAYS[language][n % 7]} {date.format(d=28 + n if n < 3 else n - 2)}" for n in range(10)]
    made = options("day", names)
    for index, option in enumerate(made):
        option["hint"] = words["left"].format(n=3 + index)
    return made + [{"button": "later", "label": words["later"]}, {"button": "back", "label": words["back"]}]


def scripted_salon(world: World, visitor: Visitor, frame: Json) -> list[Json]:
    words = WORDS[visitor.language]
    if visitor.role == "staff":
        return staff_answer(world, words, frame)
    button = frame.get("button", "")
    menu = {"question": "menu", "kind": "menu", "text": words["what"], "options": options("menu", words["menu"])}
    if frame["type"] == "hello":
        return [{"says": words["hello"], "screen": menu}]
    if button.startswith("menu"):
        offers = [{"button": f"t:{n}", "label": name, "hint": hint} for n, (name, hint) in enumerate(words["treatments"])]
        return [{"screen": {"question": "treatment", "kind": "choice", "text": words["treatment"], "options": offers}}]
    if button.startswith("t:"):
        return [{"screen": {"question": "day", "kind": "day", "text": words["day"], "options": days(visitor.language)}}]
    if button.startswith("day") or frame.get("text", "").startswith(("明天", "Book")):
        times = [f"{10 + n // 2}:{'00' if n % 2 == 0 else '30'}" for n in range(14)]
        offers = [*options("time", times), {"button": "any", "label": words["anyone"]}]
        return [{"screen": {"question": "time", "kind": "time", "text": words["time"], "options": offers}}]
    if button.startswith("time") or button == "any":
        offers = [{"button": "yes", "label": words["yes"], "style": "primary"}, *options("change", words["changes"])]
        offers.append({"button": "no", "label": words["cancel"], "style": "danger"})
        return [{"screen": {"question": "sure", "kind": "confirm", "text": words["sure"], "options": offers}}]
    if button == "yes":
        return booked(world, words)
    if frame["type"] == "photo":
        return [{"says": ["🌸"]}]
    return [{"says": ["嗯嗯" if visitor.language == "zh_CN" else "I see"], "screen": menu}]


def booked(world: World, words: Json) -> list[Json]:
    title, lines, footer, link = words["card"]
    for staff in [visitor for visitor in world.visitors.values() if visitor.role == "staff"]:
        card = {"title": words["new"], "lines": [words["who"], *lines]}
        actions = [{"button": "a:1", "label": words["confirm"], "style": "primary"}, {"button": "a:2", "label": words["decline"], "style": "danger"}]
        world.push(staff, cards=[card], actions=actions)
    card = {"title": title, "lines": lines, "footer": footer, "qr": "/media/code.svg", "picture": "/media/room.svg",
            "link": {"label": link, "href": "/media/booking.ics"}}  # fmt: skip
    return [{"says": words["requested"], "cards": [card]}]


def staff_answer(world: World, words: Json, frame: Json) -> list[Json]:
    if frame["type"] == "hello":
        return [{"says": words["staff_hello"]}]
    if frame.get("button") == "a:1":
        member = world.latest()
        world.push(member, says=[WORDS[member.language]["confirmed"]])
        return [{"says": [words["done"]]}]
    return [{"toast": words["stale"]}]
