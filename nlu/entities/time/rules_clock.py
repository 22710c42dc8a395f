"""Rules for clock times and parts of the day, Chinese, English and written in digits."""

import re

from nlu.entities.numbers import ENGLISH, number
from nlu.entities.time.atoms import ClockAtom, PartAtom, Scene
from nlu.entities.time.lexer import Rule, always
from nlu.entities.time.words import (
    EN_END,
    EN_START,
    HOUR_ZH,
    JOIN_ZH,
    NOT_COUNTED,
    NUM,
    PART_WORDS_EN,
    PART_WORDS_ZH,
    either,
)

_WORDS_EN = {word: value for word, value in ENGLISH.items() if word not in ("a", "an") and "few" not in word}
_HOUR_EN = rf"(?:1[0-2]|0?[1-9](?!\d)|{either(word for word, value in _WORDS_EN.items() if value <= 12)})"
_MERIDIEM = r"(?:a\.?m\.?|p\.?m\.?)(?![a-z])"

# 一点 is mostly "a little": it is an hour only behind a day, a part of the day or a word of going there.
_HOUR_ONE = (
    r"(?:^|(?<=[午间夜晨天日号二三四五六末到约在是改\s,,。!?~-])|(?<=[今明后当]晚)|(?<=[早晚]上)|(?<=[周期拜]一))"
)
_NO_HOUR = (
    r"(?!式|评|赞|心|餐|单|击|子|滴|缀|名|点|儿|水|药|油|歌|卡|数|火|播|外卖|菜|一线|建议|意见|要求|原因|问题"
    r"|疑问|好处|优惠|东西|不好|感觉|反应|效果|[一二三四五六七八九]?折|也[不没]|都[不没]|没|不[疼痛好舒满])"
)
_MINUTE = r"(?:[0-5]\d(?!\d)|零[一二三四五六七八九]|[二三四五]十[一二三四五六七八九]?|十[一二三四五六七八九]?)"
_MINUTES = (
    rf"(?:\s?(?:(?P<half>半)(?!个|小时|天|价|身)|(?P<quarter>[一二三两123])刻钟?|过(?P<past>{NUM})分(?!钟)"
    rf"|[差缺](?P<less>一刻|{NUM}分(?!钟)|十)|(?P<sharp_minute>{NUM})分(?!钟)|(?P<minute>{_MINUTE}){NOT_COUNTED}))?"
)
_TAIL = r"(?:\s?(?P<tail>整|正(?!好)|多(?!少|久)|左右|前后|上下|来钟))?"

_BARE_STOP = (
    r"(?=\s*(?:$|[,.!?;)~]|-(?!\d)|(?:on|in|or|and|to|till|until|please|pls|plz|if|is|would|work|works|ok"
    r"|okay|for|with|"
    r"tomorrow|tmr|tmrw|today|tonight|this|next|sharp|then|but|mon|tue|wed|thu|fri|sat|sun|thanks?|the|instead|maybe|"
    r"at|when|can|could|will|should|might|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![a-z])"
    r"|[\u4e00-\u9fff]))"
)


def _zh(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    hour = number(match["hour"])
    if hour is None or hour > 24:
        return None
    minute = 30 if match["half"] else 0
    if match["quarter"]:
        minute = 15 * (number(match["quarter"]) or 0)
    for name in ("past", "sharp_minute", "minute"):
        if match[name]:
            minute = number(match[name].removesuffix("分")) or 0
    if match["less"]:
        hour, minute = _before(hour, match["less"])
    if minute > 59:
        return None
    fuzzy = match["tail"] is not None and match["tail"] not in "整正"
    return ClockAtom(hour, minute, is_exact=hour > 12 or hour == 0, is_fuzzy=fuzzy)


def _before(hour: int, less: str) -> tuple[int, int]:
    """差十分五点: the hour before, sixty minus the minutes."""
    minutes = 15 if less == "一刻" else number(less.removesuffix("分")) or 0
    return ((hour - 1) % 24 if hour != 1 else 12, 60 - minutes) if 0 < minutes < 60 else (hour, 0)


def _less_zh(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    hour, minute = _before(number(match["hour"]) or 0, match["less"])
    return ClockAtom(hour, minute, is_exact=hour > 12)


def _two_hours(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    """两三点: two neighbouring hours; anything else (三五点) is read from the first to the second."""
    first, second = number(match["first"]) or 0, number(match["second"]) or 0
    second += 10 if first > 10 else 0  # 十一二点
    if not first < second <= 12:
        return None
    return ClockAtom(first, until=second, is_fuzzy=True)


def _neighbours(match: re.Match[str], scene: Scene) -> ClockAtom | None:
    """2、3点: as 两三点; hours that are no neighbours (2、4点) are two times."""
    first, second = number(match["first"]) or 0, number(match["second"]) or 0
    return _two_hours(match, scene) if second == first + 1 else None


def _hours_en(match: re.Match[str], _scene: Scene) -> ClockAtom:
    return ClockAtom(number(match["first"]) or 0, until=number(match["second"]) or 12)  # 12 is noon


def _bare(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    """An hour without 点: its neighbour says that it is one."""
    hour = number(match["hour"])
    return ClockAtom(hour, is_exact=hour > 12) if hour is not None and hour <= 24 else None


def _colon(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    meridiem = (match["meridiem"] or "")[:1]
    if hour > 24 or minute > 59:
        return None
    exact = not meridiem and (hour > 12 or hour == 0 or match["hour"].startswith("0"))
    return ClockAtom(hour, minute, meridiem, is_exact=exact)


def _four_digits(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    return ClockAtom(hour, minute, is_exact=True) if minute % 5 == 0 else None


def _en(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    groups = match.groupdict()
    hour = number(match["hour"])
    minute = number(groups.get("minute") or "0")
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None
    return ClockAtom(hour, minute, (groups.get("meridiem") or "")[:1], is_exact=hour > 12)


def _past_or_to(match: re.Match[str], _scene: Scene) -> ClockAtom | None:
    """half past two, quarter to five, ten past three."""
    hour, size = number(match["hour"]) or 0, match["size"].strip()
    minutes = 30 if size.startswith("half") else 15 if "quarter" in size else number(size.split(" min")[0])
    if minutes is None or not 0 < minutes < 60:
        return None
    meridiem = (match["meridiem"] or "")[:1]
    if match["side"] in ("past", "after"):
        return ClockAtom(hour, minutes, meridiem)
    return ClockAtom(hour - 1 or 12, 60 - minutes, meridiem)


def _british_half(match: re.Match[str], _scene: Scene) -> ClockAtom:
    """at half three: half past, as the British say."""
    return ClockAtom(number(match["hour"]) or 0, 30)


def _part_zh(match: re.Match[str], _scene: Scene) -> PartAtom:
    return PartAtom(PART_WORDS_ZH[match["part"]])


def _part_en(match: re.Match[str], _scene: Scene) -> PartAtom:
    return PartAtom(PART_WORDS_EN[match["part"]])


def _part_today(match: re.Match[str], _scene: Scene) -> PartAtom:
    return PartAtom(PART_WORDS_EN[match["part"]], is_today=True)


_LINK_EN = r"\s*(?:-|–|—|~|to|till|until|til|and|or|through)\s*"
_ZH_TEXT = rf"(?<![\d.:第几]){HOUR_ZH}"

CLOCK_RULES = (
    Rule(
        rf"(?:(?<=day )|(?<=tomorrow )|(?<=sat )|(?<=sun )|(?<=fri ))(?P<first>{_HOUR_EN})(?: to |\s?-\s?)"
        rf"(?P<second>{_HOUR_EN})"
        rf"(?![\d.:%/]){_BARE_STOP}",
        _hours_en,
    ),
    Rule(
        rf"(?<![\d.:/a-z])(?P<first>{_HOUR_EN})(?: to |\s?-\s?)(?P<second>{_HOUR_EN})"
        r"(?= (?:on (?:mon|tue|wed|thu|fri|sat|sun)|tomorrow|tmr|today|this|next))",
        _hours_en,
    ),
    Rule(
        (
            rf"{EN_START}(?:between|from) (?P<first>{_HOUR_EN})(?: and | to | till | until |\s?-\s?)"
            rf"(?P<second>{_HOUR_EN}|noon|midday)(?![\d.:%/]){_BARE_STOP}"
        ),
        _hours_en,
    ),
    Rule(
        rf"{EN_START}(?<![\d.:$¥])(?P<hour>{_HOUR_EN})(?= (?:in the (?:morning|afternoon|evening)|at night){EN_END})",
        _en,
    ),
    Rule(rf"[差缺](?P<less>一刻|{NUM}分)钟?(?:到|就)?(?P<hour>{HOUR_ZH})(?:点钟|点)", _less_zh),
    Rule(
        (
            r"(?:(?<![\d一二三四五六七八九十第])|(?<=[周期拜][一二三四五六日天]))(?:(?P<first>十一|[一二两三四五六七八九])"
            r"(?P<second>[二两三四五六七八九]))点(?:钟|左右)?(?!半|\d)"
        )
        + _NO_HOUR,
        _two_hours,
    ),
    Rule(
        rf"(?<![\d:.第几])(?P<first>{HOUR_ZH})[、,]\s?(?P<second>{HOUR_ZH})点(?:钟|左右)?(?!半|\d){_NO_HOUR}",
        _neighbours,
    ),
    Rule(
        (
            rf"(?<![\d第.几满差上下这那有])(?P<hour>(?!一点|1点){HOUR_ZH})\s?(?:点钟?|时(?!间|候|长|段|尚|常|机|差|代"
            rf"|光|空|效|半)){_NO_HOUR}{_MINUTES}{_TAIL}"
        ),
        _zh,
    ),
    Rule(rf"(?<![\d第.几])(?P<hour>(?!一点|1点)(?:{HOUR_ZH}))(?:点钟?){_NO_HOUR}{_MINUTES}{_TAIL}", _zh),
    Rule(rf"{_HOUR_ONE}(?P<hour>[一1])(?:点钟?){_NO_HOUR}(?!都|也){_MINUTES}{_TAIL}", _zh),
    Rule(rf"(?<=午|上|间|夜)(?P<hour>[一1])(?:点钟?){_NO_HOUR}(?!都|也){_MINUTES}{_TAIL}", _zh),
    Rule(
        (
            rf"(?<![\d:第])(?P<hour>[一1])点(?=钟|半|[一三]刻|[0-5]\d|[二三四五]?十|零|到|至|左右|多|前|后|以"
            rf"|之){_MINUTES}{_TAIL}"
        ),
        _zh,
    ),
    Rule(
        (
            rf"(?<![\d:./])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])(?:\s?(?P<meridiem>{_MERIDIEM}"
            rf"))?(?:点|分)?"
        ),
        _colon,
    ),
    Rule(
        (
            rf"(?<=[午上晚早夜晨m天号日末])\s?(?P<hour>1?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d.]){NOT_COUNTED}"
            rf"(?P<meridiem>{_MERIDIEM})?"
        ),
        _colon,
    ),
    Rule(rf"(?<![\d.])(?P<hour>1?\d)\.(?P<minute>[0-5]\d)\s?(?P<meridiem>{_MERIDIEM})", _colon),
    Rule(rf"(?<=[午上晚天号日])\s?(?P<hour>09|1\d|2[01])(?P<minute>[0-5][05])(?!\d){NOT_COUNTED}", _four_digits),
    Rule(rf"(?<=at )(?P<hour>09|1\d|2[01])(?P<minute>[0-5]\d)(?:\s?hrs?|\s?h)?(?!\d){NOT_COUNTED}", _four_digits),
    Rule(rf"(?<![\d.:/])(?P<hour>{HOUR_ZH})(?={JOIN_ZH}{HOUR_ZH}\s?(?:点(?!式|评)|时(?!间|候|长)))", _bare),
    Rule(rf"(?<=[午晚夜晨])(?P<hour>1[0-2]|[1-9])(?![\d.:%/])(?!\s?(?:点|时)){NOT_COUNTED}(?!号|月|天|日|周)", _bare),
    Rule(rf"(?<=晚上|早上)(?P<hour>1[0-2]|[1-9])(?![\d.:%/])(?!\s?(?:点|时)){NOT_COUNTED}(?!号|月|天|日|周)", _bare),
    Rule(r"(?<=天|日)(?P<hour>1\d|2[0-2])(?=\s*(?:到|至|-|~)\s*(?:1\d|2[0-2])(?![\d号日月]))", _bare),
    Rule(rf"(?<=[到至~-])(?P<hour>1\d|2[0-2])(?![\d号日月.:%/]){NOT_COUNTED}(?=[可行都有想我吧,。!?\s]|$)", _bare),
    Rule(
        rf"{EN_START}(?P<size>half|(?:a )?quarter|{either(_WORDS_EN)}|\d{{1,2}} min(?:ute)?s?|\d{{1,2}}"
        rf"(?= past)) (?P<side>past|after|to|before|of|till) "
        rf"(?P<hour>{_HOUR_EN})(?:\s?o'?clock)?(?:\s?(?P<meridiem>{_MERIDIEM}))?{EN_END}(?!:)",
        _past_or_to,
    ),
    Rule(
        rf"(?:{EN_START}(?:at|around|about|by) |^|(?<=day )|(?<=morrow )|(?<=tmr ))half (?P<hour>{_HOUR_EN}){EN_END}"
        rf"{_BARE_STOP}",
        _british_half,
    ),
    Rule(rf"(?<![\d.a-z:$¥])(?P<hour>{_HOUR_EN})\s?(?:ish\s?)?(?P<meridiem>{_MERIDIEM})", _en),
    Rule(
        (
            rf"{EN_START}(?<!\d)(?P<hour>{_HOUR_EN})(?: |-)(?P<minute>fifteen|thirty|forty-five"
            rf"|forty five){EN_END}(?:\s?(?P<meridiem>{_MERIDIEM}))?(?! min)"
        ),
        _en,
    ),
    Rule(rf"{EN_START}(?<![\d.:])(?P<hour>{_HOUR_EN})\s?o'?clock", _en),
    Rule(rf"{EN_START}(?<![\d.:])(?P<hour>{_HOUR_EN})\s?-?ish{EN_END}", _en),
    Rule(
        (
            rf"{EN_START}(?<![\d.:$¥])(?P<hour>{_HOUR_EN})(?={_LINK_EN}(?:1[0-2]|[1-9])(?::[0-5]\d)?\s?"
            rf"(?:{_MERIDIEM}|o'?clock))"
        ),
        _en,
    ),
    Rule(rf"{EN_START}(?<=\bat )(?P<hour>{_HOUR_EN})(?![\d.:%/]){_BARE_STOP}", _en),
    Rule(  # at 3 jingan, at 2 w lily
        rf"{EN_START}(?<=\bat )(?P<hour>1[0-2]|[1-9])(?= [a-z])(?! (?:people|persons?|mins?|minutes?|hours?|hrs?|days?"
        r"|weeks?|months?|yuan|rmb|percent|points|stores?|branch|branches|shops?|places|different|of|off|per|more|times"
        rf"|treatments?|visits|sessions|years?|stars?){EN_END})",
        _en,
    ),
    Rule(rf"{EN_START}(?<=\bat )(?P<hour>{_HOUR_EN})(?![\d.:%/])(?=-\d)", _en),
    Rule(
        rf"{EN_START}(?:(?<=make it )|(?<=make that )|(?<=how about )|(?<=what about )|(?<=change it to )"
        rf"|(?<=change to )|(?<=move it to )|(?<=we do )|(?<=i do )|(?<=can do )|(?<=could do )"
        rf"|(?<=let's say )|(?<=let's do ))"
        rf"(?P<hour>{_HOUR_EN})(?![\d.:%/]){_BARE_STOP}",
        _en,
    ),
    Rule(rf"{EN_START}(?<![\d.:$¥])(?P<hour>1[0-2]|[1-9])(?= instead{EN_END})", _en),
    Rule(
        (
            rf"{EN_START}(?:(?<=after )|(?<=before )|(?<=by )|(?<=around )|(?<=about )|(?<=until )|(?<=till )|"
            rf"(?<=day )|(?<=morrow )|(?<=tmr )|(?<=noon )|(?<=sat )|(?<=sun )|(?<=fri )|(?<=mon )|(?<= or ))"
            rf"(?P<hour>{_HOUR_EN})(?![\d.:%/a-z]){_BARE_STOP}"
        ),
        _en,
    ),
    Rule(rf"(?<![^周期拜十月初号]一)(?P<part>{either(PART_WORDS_ZH)})(?!好|安|茶)", _part_zh),
    Rule(
        r"(?P<part>下班以?之?后|下了班|下课后|放学后|晚饭后|吃完晚饭|吃过晚饭)",
        always(PartAtom("after_work")),
    ),
    Rule(
        rf"{EN_START}(?:any ?time )?(?:after (?:work|school)|once i(?:'m| am) off work){EN_END}",
        always(PartAtom("after_work")),
    ),
    Rule(r"(?<=[今明后天日号一二三四五六末])(?:早)(?![点些一安餐饭饰])", always(PartAtom("early"))),
    Rule(
        r"(?<=[今明后昨天日号一二三四五六末每])(?<![^周期拜十月初号]一)(?:晚|夜)(?![点些安餐饭霜会])(?!一[点些](?!钟|半))",
        always(PartAtom("evening")),
    ),
    Rule(rf"{EN_START}(?:to|this )(?P<part>night|morning|afternoon|evening){EN_END}", _part_today),
    Rule(rf"{EN_START}(?<!good )(?:in the )?(?P<part>{either(PART_WORDS_EN)}){EN_END}", _part_en),
    Rule(
        r"(?<![a-z])(?P<m>[ap])m(?![a-z])(?! i(?![a-z]))(?<!tier am)", lambda match, _scene: PartAtom(match["m"] + "m")
    ),
    Rule(rf"{EN_START}(?:noon|midday|12 noon){EN_END}", always(ClockAtom(12, is_exact=True))),
    Rule(rf"{EN_START}midnight{EN_END}|午夜|子夜", always(ClockAtom(24, is_exact=True))),
)
