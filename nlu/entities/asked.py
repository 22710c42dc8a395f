"""What is asked of a treatment, what the skin or body needs, and how late somebody is: words, not a model."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlu.entities.numbers import number
from nlu.normalise import normalise
from nlu.reading import Entity

_EN = r"(?<![a-z])(?:{})(?![a-z])"

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(rf"{zh}|{_EN.format(en)}"))
    for topic, zh, en in (
        ("difference", "区别|差别|不一样|不同|哪个(?:更|比较)?(?:好|适合)|有啥两样", "difference|different|versus|vs"),
        (
            "effect",
            "效果|有用吗|管用|有没有用|维持|保持|管多久|持久|多久(?:做|来|弄)一次|几次|掉得快",
            "effect|effects|results?|does it work|last|lasts|how often",
        ),
        ("preparation", "之前|做前|来前|要准备|准备什么|要带|空腹|卸妆", "before|prepare|bring"),
        (
            "aftercare",
            "做完|之后|做了以后|完了(?:能|可以|要)|术后|注意(?:什么|事项|啥)|当天能|碰水|护理后",
            "after|afterwards|aftercare",
        ),
        (
            "suitability",
            "孕|怀孕|哺乳|备孕|月经|大姨妈|姨妈|敏感|过敏|适合|适不适合|能做|可以做|能不能做|可不可以做|几岁|多大"
            "|男(?:生|士|的)|学生",
            "suitable|suit|pregnan(?:t|cy)|breastfeeding|sensitive|allergic|can i|safe|teenager",
        ),
        ("pain", "疼|痛|刺激|难受|受罪|扎", "hurts?|pain|painful|sting|sore"),
        (
            "duration",
            "(?<![管持])多久|多长时间|几个?小时|几分钟|多少分钟|时长|要多长|做多长",
            "how long|duration|how many minutes",
        ),
        (
            "what",
            "是什么|是啥|怎么做|什么是|介绍|流程|步骤|用(?:什么|啥)|原理|成分|产品|包括|包含|含",
            "what is|what's|explain|include|includes|ingredients|products?|tell me about",
        ),
    )
)
"""Topics by their words, the more telling first: 「做完能化妆吗，疼不疼」 asks two."""

_NEEDS: dict[str, re.Pattern[str]] = {
    need: re.compile(rf"{zh}|{_EN.format(en)}")
    for need, zh, en in (
        ("dry", "干(?!嘛|什么|啥|净|吗)|缺水|起皮|紧绷|补水|保湿|脱皮|卡粉", "dry|dehydrated|flaky|tight|hydration"),
        ("dull", "暗沉|暗黄|发黄|蜡黄|脸黄|变黑|美白|提亮|没气色|气色|没光泽|黑了", "dull|tired looking|glow|brighten"),
        ("acne", "痘|粉刺|闭口|爆痘|痤疮", "acne|pimples?|breakouts?|spots"),
        ("oily", "出油|油皮|大油|油腻|黑头|毛孔|草莓鼻", "oily|blackheads?|pores?"),
        ("sensitive", "敏感|泛红|红血丝|脸红|发红|屏障|刺痛", "sensitive|redness|red face|irritated"),
        (
            "firm",
            "抗衰|衰老|皱纹|细纹|松弛|松垮|下垂|法令纹|紧致|提拉|显老|初老|变老|双下巴",
            "wrinkles?|fine lines|anti[- ]?aging|aging|sagging|firm|firming",
        ),
        ("eyes", "眼袋|黑眼圈|眼纹|鱼尾纹|眼睛|熬夜|眼周", "eye bags|dark circles|eyes?|puffy"),
        ("shoulders", "肩|颈|脖子|后背|腰|背疼|落枕|坐久|久坐", "neck|shoulders?|back|stiff|desk job"),
        (
            "tired",
            "累|疲劳|压力|放松|解压|睡不着|失眠|没睡好|舒服一下",
            "tired|stress|stressed|relax|relaxing|unwind|sleep",
        ),
        ("hair", "头发|头皮|头屑|掉发|脱发|头痒|头油", "scalp|hair fall|dandruff|itchy head"),
        ("feet", "脚|足", "feet|foot|heels?"),
        ("hands", "手(?:干|粗|部|糙)|护手|倒刺", "hands?"),
        ("hairless", "脱毛|腿毛|腋毛|除毛|毛太多|汗毛", "hair removal|waxing|body hair"),
        ("body", "鸡皮肤|身体.{0,3}粗糙|去角质", "rough skin|exfoliate"),
        ("pregnant", "孕|怀孕|宝妈", "pregnan(?:t|cy)"),
        ("men", "男(?:生|士|朋友|的)|老公", "men|man|husband|boyfriend"),
        ("first", "第一次|新客|没来过|没做过|体验", "first time|new here|trial"),
        ("party", "约会|拍照|婚礼|结婚|聚会|年会|面试|见人|急救", "wedding|party|date|photos?|event"),
    )
}
"""Needs that a treatment's `helps` may name, by the words people have for them."""

_ACHE = re.compile(
    r"(?:腰|肩|颈|脖子|后背|背|腿|脚|头|胳膊|手腕|手臂|膝盖|屁股|浑身|全身|身上|眼睛).{0,3}(?:疼|痛|酸|僵|胀|不舒服|难受|累|紧|沉)|落枕"
    r"|(?:back|neck|shoulders?|legs?|feet|head|body|whole body)(?: is| are|'s| feels?)?(?: so| really| very| always)* "
    r"(?:killing me|hurts?|hurting|sore|aching|aches?|stiff|tense|tight|in pain)"
    r"|(?:sore|stiff|aching|tense|tight) (?:back|neck|shoulders?|legs?|feet|muscles?)"
)
_DONE_HERE = re.compile(
    r"做完|做了|做过|按完|按得|按的|按了|之后|以后|上次|昨天|前天|刚做|护理|你们|技师|美容师|烫|伤|肿|淤|青了|弄|退|赔|投诉|手法|力气"
    r"|after|since|last (?:time|visit|week)|yesterday|massage(?:d)?|treatment|therapist|your|burn|bruis"
)
"""Words of somebody who speaks of what was done to them."""
_LATE = re.compile(
    r"(?:晚|迟|堵|还要|要|再|大概|差不多|过|later?|in|about)\D{0,6}?(?P<n>\d{1,3}|[一二两三四五六七八九十半]{1,3})"
    r"(?P<unit>个?(?:半)?小时|分钟?|刻钟|min|mins|minutes|hour|hours|h)"
)
_LATE_EN = re.compile(r"(?<!\d)(?P<n>\d{1,3})\s?(?P<unit>min|mins|minutes|hour|hours|h) (?:late|behind|more)")
_HALF_HOUR = re.compile(r"(?<!个)半个?(?:小时|钟头)|half an? hour")
_QUARTER = re.compile(r"一刻钟|quarter of an hour")
_MOST_LATE = 240

_ROSTER = re.compile(
    r"上班|当班|值班|休息|轮休|在店|在不在|谁有空|谁有时间|离职|辞职|走了吗|不做了吗|还(?:在|干)(?:不在|吗|么|嘛|你们|店|这|那|做)|在你们(?:店|这|那)|(?:今天|明天|后天|周.|星期.|号)在(?:吗|么|嘛|不)?|在吗|有谁|谁在|哪些(?:老师|美容师|技师)"
    rf"|{_EN.format('working|work|works|in today|in tomorrow|on duty|day off|who is in|who is working')}"
)
_OWN_DAYS = re.compile(r"我|俺|有谁|谁要?来|(?<![a-z])(?:i|my|me)(?![a-z])")
_IN = re.compile(
    r"(?<![a-z])(?:is|are|will) [a-z]+(?: be)?(?: still)? (?:in|there|around)(?= (?:on|this|next|today|tomorrow|at"
    r"|mon|tue|wed|thu|fri|sat|sun)|\W*$)|(?<![a-z])who(?: is|'s| will be)? (?:in|on)(?= |\W*$)"
    r"|(?<![a-z])(?:what (?:time|days?)|when) (?:does|do|is|are) (?!you)[a-z]+"
    r" (?:start|finish|begin|come in|work|in|on)(?![a-z])"
    r"|(?<![a-z])(?:what are|what is|what's) [a-z]+'s? (?:hours|shifts?|days|schedule|rota)(?![a-z])"
)
_WEEKDAYS = re.compile(
    r"(?<![a-z])(mon|tues|wednes|thurs|fri|satur|sun)days(?![a-z])|每(?:个|逢)?(?:周|星期|礼拜)([一二三四五六日天])"
)
_DAY_NAMES = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_SOMEBODY = re.compile(r"[找约要跟]她|[找约要跟]他|(?<![a-z])(?:her|him|with them)(?![a-z])")
_TAKES_THAT = re.compile(
    r"(?<![a-z])(?:book|reserve|get|take|have|do|try|want|like|need) (?:me )?(?:it|that|this|them)(?: ones?)?(?![a-z])"
    r"|(?:约|订|做|要|选|定|就)(?:这个|那个|这款|那款|它)|^(?:好|行|可以|那|就|那就|[,，。\s])*(?:预约|约|订)(?:吧|了|一个|一次)*[。!！]*$"
)
_AND_WHAT_OF = re.compile(
    r"^(?:(?:ok(?:ay)?|oh|hm+|um+|right|great|thanks?|cool)[\s,.!]+)*(?:and|what about|how about|what of)(?![a-z])"
    r"|^那?[^,。!?]{1,12}呢[?!。]*$"
)
_VISIT = re.compile(
    r"预约|约的|约了|订的|上次|之前|(?<![a-z])(?:appointments?|appts?|bookings?|booked|visits?)(?![a-z])"
)
_ALL_OF_IT = re.compile(
    rf"价目|价格表|价格单|价单|都有|哪些|所有|全部|菜单|{_EN.format('price list|menu|all|everything')}"
)
_A_MOMENT = re.compile(
    r"考虑(?:一?下|看看)|^(?:等(?:一?下(?!周|星期|个月|次)|等|会儿?)|稍等|慢着)(?!.*[约改换取订]).{0,16}$|我?(?:先|再|得|要|去)(?:想|问|看|考虑|商量|确认)(?:一?[下想问看]|考虑|商量)"
    r"(?:我?(?:老公|老婆|朋友|闺蜜|妈|家人|日程|时间|排班|行程)|再说|先|吧|哈|啊|一?下|[,，。\s]|$)"
    r"|^(?:hold on|hang on|(?:just )?(?:one|a) (?:sec|second|moment|minute)|wait(?: a (?:sec|second|minute|bit))?)"
    r"(?![a-z])(?!.*(?:make|change|book|switch|move|instead)).{0,30}$"
    r"|(?<![a-z])(?:let me (?:think|check|ask)|(?:have to|need to|must|i'll|i will)"
    r" (?:think about it|check with|ask my))(?![a-z])"
)
_HEALTH = re.compile(
    r"[我她](?:是|在|现在|正|正在)*(?:孕妇|怀孕|怀着|哺乳期|备孕|经期|来(?:大)?姨妈)|怀孕了|高血压|糖尿病|心脏病|刚做完手术"
    r"|(?<![a-z])(?:i'?m|i am|she is|she's) (?:pregnant|breastfeeding|expecting)(?![a-z])"
)
_WHO_IS = re.compile(
    r"(?:做得|做的|手法|手艺|技术|水平|人|老师|服务)?(?:怎么样|如何|好不好|厉害吗|专业吗|好吗)[啊呀呢?？。]*$|做了?(?:几年|多久)了|几年经验|有经验吗|是谁"
    r"|擅长(?:什么|做什么|啥)"
    r"|(?<![a-z])(?:is .{2,20} (?:any )?(?:good|experienced|skilled)|(?:who is|who's) [a-z]+|what(?: is|'s) [a-z]+ like"
    r"|how old is [a-z]+|tell me (?:more )?about [a-z]+)[?]*$"
)
_GIFT = re.compile(
    r"(?:送|赠|返)(?:多少|什么|啥|几|吗|不送|不)|(?:怎么|有没有|有什么|有啥|多少|有)(?:的)?(?:送|赠|优惠|活动|划算)|优惠(?:吗|么|多少)"
    r"|(?<![a-z])(?:bonus|extra|on top|free credit|gift|discount|offers?|deals?)(?![a-z]).*[?？]"
    r"|(?<![a-z])(?:what|any|is there).{0,30}(?:bonus|extra|on top|gift|discount|offers?|deals?)(?![a-z])"
)
_LITTLE = re.compile(
    r"那就|那么|都可以|都行|可以|就|那|吧|呢|啊|呀|哦|噢|的|嘛|了|在|on|at|please|then|is fine|ok(?:ay)?"
    r"|[\s,，。.!！?？~～、]",
    re.IGNORECASE,
)
"""Words around an answer that change nothing about it."""
_ANYTHING = re.compile(r"[^\W\d_]{2}|[\u3400-\u9fff]|[\u2600-\u27bf]|[\U0001f000-\U0001faff]")
_UNKNOWN_LETTERS = re.compile(r"[^\W\d_]")
_KNOWN_LETTERS = re.compile(r"[a-zA-Z\u3400-\u9fff]")


def topics_of(text: str) -> tuple[str, ...]:
    """What is asked of a treatment: difference effect preparation aftercare suitability pain duration what."""
    plain = normalise(text).text
    return tuple(topic for topic, pattern in _TOPICS if pattern.search(plain))[:2]


def needs_of(text: str) -> tuple[str, ...]:
    """What somebody would like to have done something about, as the names that `helps` of a treatment uses."""
    plain = normalise(text).text
    return tuple(need for need, pattern in _NEEDS.items() if pattern.search(plain))


NEEDS = tuple(_NEEDS)
"""All needs there are words for."""


def aches(text: str) -> bool:
    """我腰疼, "my back is killing me": something to be done about, and no complaint of what was done here."""
    plain = normalise(text).text
    return bool(_ACHE.search(plain)) and not _DONE_HERE.search(plain)


def minutes_late(text: str) -> int | None:
    """How many minutes later somebody will be there; None when they do not say."""
    plain = normalise(text).text
    if _HALF_HOUR.search(plain):
        return 30
    if _QUARTER.search(plain):
        return 15
    match = _LATE.search(plain) or _LATE_EN.search(plain)
    if match is None:
        return None
    count = number(match["n"])
    if count is None:
        return None
    unit = match["unit"]
    minutes = count * 60 if "小时" in unit or unit.startswith("h") else count * 15 if "刻" in unit else count
    if "半小时" in unit and "个" in unit:
        minutes += 30
    return minutes if 0 < minutes <= _MOST_LATE else None


def asks_who_works(text: str) -> bool:
    """小丽明天上班吗, 今天谁在: about people's days, not about a free time."""
    plain = normalise(text).text
    return bool(_ROSTER.search(plain) or _IN.search(plain))


def weekdays_of(text: str) -> tuple[int, ...]:
    """Which days of the week are asked about as a habit, Monday 0: "are you open on Sundays", 每周日开门吗."""
    found = _WEEKDAYS.finditer(normalise(text).text)
    return tuple(
        _DAY_NAMES.index(each[1]) if each[1] else "一二三四五六日".index(each[2].replace("天", "日")) for each in found
    )


def points_at_somebody(text: str) -> bool:
    """Whether somebody spoken of before is meant: "book her at 11", 那就约她."""
    return bool(_SOMEBODY.search(normalise(text).text))


def takes_that(text: str) -> bool:
    """Whether what was spoken of before is wanted: "ok book that one", 就约这个."""
    return bool(_TAKES_THAT.search(normalise(text).text))


def asks_the_same_of(text: str) -> bool:
    """「那周日呢」, "and on Sunday?": the question just answered once more, of something else."""
    return bool(_AND_WHAT_OF.search(normalise(text).text))


def asks_of_own_days(text: str) -> bool:
    """我明天上班吗, 我的班: a colleague's own days, which stand in their agenda."""
    return bool(_OWN_DAYS.search(normalise(text).text))


def wants_a_moment(text: str) -> bool:
    """等下 我先问下我老公, "let me think": nothing is given up, and nothing is answered yet."""
    return bool(_A_MOMENT.search(normalise(text).text))


def is_health(text: str) -> bool:
    """我怀孕了, "I'm pregnant": what decides whether a treatment is right for somebody."""
    return bool(_HEALTH.search(normalise(text).text))


def asks_for_gifts(text: str) -> bool:
    """充1000送多少, "any bonus on top-ups": what is given for paying in is asked, nothing is paid in yet."""
    return bool(_GIFT.search(normalise(text).text))


def names_a_visit(text: str) -> bool:
    """Whether a visit that was asked for already is named: "my appointment", 我的预约."""
    return bool(_VISIT.search(normalise(text).text))


def asks_who_somebody_is(text: str) -> bool:
    """小丽手法怎么样, "is Lily good": about a colleague themselves."""
    return bool(_WHO_IS.search(normalise(text).text))


def asks_for_all(text: str) -> bool:
    """Whether the whole list is wanted, not the treatment spoken of before."""
    return bool(_ALL_OF_IT.search(normalise(text).text))


def says_nothing(text: str) -> bool:
    """Marks, digits and control signs alone: whatever a model takes them for is chance."""
    return _ANYTHING.search(text) is None


def is_other_script(text: str) -> bool:
    """Words in letters that are neither Chinese nor Latin: a language that nobody here reads."""
    letters = _UNKNOWN_LETTERS.findall(text)
    return bool(letters) and not any(_KNOWN_LETTERS.match(letter) for letter in letters)


def is_only_values(text: str, entities: Iterable[Entity]) -> bool:
    """Whether a text is nothing but values and little words: then the open question reads it, before any model."""
    rest = list(text)
    for entity in entities:
        rest[entity.start : entity.end] = " " * (entity.end - entity.start)
    return not _LITTLE.sub("", "".join(rest))
