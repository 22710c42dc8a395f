"""Whom, how long and when, where no name and no treatment says it: 「谁做都可以」, "any therapist", 「90 分钟的」."""

from __future__ import annotations

import re

from nlu.entities.numbers import NUMBER_ZH, number
from nlu.normalise import normalise

_PEOPLE = "老师|美容师|师傅|技师"
_FINE = "可以|行|成|好(?!不好|吗)|没问题|无所谓|ok"
_ANYONE = re.compile(
    rf"谁(?:给我|帮我|来)?(?:做|弄|来|按|服务)?[都也](?:{_FINE})"
    rf"|随便(?:谁|哪[个位]|安排(?:个|一个|一位)?(?:人|{_PEOPLE}))"
    rf"|(?:哪[个位]|什么)(?:{_PEOPLE})?[都也](?:{_FINE})"
    rf"|不(?:挑|指定|限)(?:人|{_PEOPLE})|(?:{_PEOPLE})(?:随便|随意|不限|不挑|无所谓|你们安排)"
    r"|[邊边]個?个?都得"
    r"|(?<![a-z])(?:any ?(?:one|body) (?:is |who is )?(?:fine|ok(?:ay)?|works|will do|available|free|good)"
    r"|any (?:therapist|beautician|technician|stylist|of (?:them|the girls))|no (?:real )?pref(?:erence|s)?"
    r"|whoever(?:'s| is)? (?:free|available|there)|just any(?:one|body)|any(?:one|body)'s (?:fine|ok(?:ay)?)"
    r"|(?:don't|do not) (?:really )?(?:mind|care) who|(?:doesn't|does not) matter who|you (?:choose|pick|decide) who"
    r"|not (?:fussed|fussy|bothered|picky) who)(?![a-z])"
)
_WANTED = (
    r"(?=的|那|款|护理|按摩|面护|身体|[ ,.;!]+[\u4e00-\u9fff]| ?[,;]"
    r"| (?:one|facial|massage|session|treatment|please|at|on|with|this|next|today|tomorrow"
    r"|mon|tue|wed|thu|fri|sat|sun)|$)"
)
_LENGTH = re.compile(
    rf"(?P<n>\d{{2,3}}|{NUMBER_ZH}) ?(?:分钟|min(?:ute)?s?){_WANTED}"
    rf"|(?:做|要|约|选|来个)(?P<said>\d{{2,3}}|{NUMBER_ZH}) ?分钟(?!后|就|才|到|能|内|以|左右)"
    rf"|(?P<hours>\d(?:\.5)?|[一两二])个?(?P<half>半)?(?:小时|钟头){_WANTED}"
    r"|(?<![a-z])(?P<en>an|one|1|two|2)(?P<and_half> and a half)?[ -]hour(?= (?:one|facial|massage|session|treatment))"
)
_EN_HOURS = {"an": 1, "one": 1, "1": 1, "two": 2, "2": 2}
_SAME_TIME = re.compile(
    r"(?:同一个?|同样的?|同个|一样的?|原来的?|老)(?:时间(?!段)|钟点|点数)|时间不变"
    r"|(?<![a-z])same (?:time|hour)(?![a-z])"
)
_LATE = re.compile(r"晚|迟|后到|能到|就到|再等|late|behind|earlier")
_OTHER_STORE = re.compile(
    r"另(?:外)?(?:那|的)?一?(?:家|个店|间)店?|换(?:一?家|个)店"
    r"|(?<![a-z])other (?:store|shop|branch|salon|location|place)(?![a-z])"
)
_SAME_AGAIN = re.compile(
    r"(?:和|跟|像|照|按|同)(?:着)?(?:上次|上回|之前|以前)(?:的|做的)?(?:一样|那样|同样|来|做|约|再|就)|老样子|照旧"
    r"|(?:再约|再来|还是|约|要)(?:一次)?(?:上次|上回)(?:做)?的?(?:那个|项目|一样)|(?:上次|上回)(?:做)?的?(?:那个|项目)再(?:来|约|做)"
    r"|(?<![a-z])(?:(?:the |my )usual(?! (?:price|time))|same (?:again|as (?:last time|before|always|usual|last))"
    r"|(?:the )?same (?:thing|treatment|one)(?: again)?(?= (?:as|again|please|for|on|with)|\W*$)"
    r"|what i (?:had|got) last time"
    r"|(?:book|get|do|have) (?:me )?(?:the )?same(?! time| day| place| store)"
    r"|(?:book|see|have|get|want) (?:me )?(?:in with |with )?(?:her|him) again)(?![a-z])"
)


def wants_anyone(text: str) -> bool:
    """谁做都可以, "anyone is fine": whoever is free may do it."""
    return bool(_ANYONE.search(normalise(text).text.lower()))


def minutes_wanted(text: str) -> int | None:
    """How long a treatment is wanted, in minutes (「90 分钟的」, "the 60 min massage"); None when nothing says it."""
    plain = normalise(text).text.lower()
    match = None if _LATE.search(plain) else _LENGTH.search(plain)
    if match is None:
        return None
    if match["en"]:
        return 60 * _EN_HOURS[match["en"]] + (30 if match["and_half"] else 0)
    if match["hours"] is None:
        return number(match["n"] or match["said"])
    whole = float(match["hours"]) if match["hours"][0].isdigit() else number(match["hours"]) or 0
    return int(60 * whole) + (30 if match["half"] else 0)


def wants_the_same_again(text: str) -> bool:
    """和上次一样, "the usual": what was done at the last visit, once more."""
    return bool(_SAME_AGAIN.search(normalise(text).text))


def wants_other_store(text: str) -> bool:
    """换一家店, "the other branch": of two stores the one that was not chosen."""
    return bool(_OTHER_STORE.search(normalise(text).text))


def wants_same_time(text: str) -> bool:
    """改到周六同一时间, "same time on Friday": the hour of the visit that is spoken of."""
    return bool(_SAME_TIME.search(normalise(text).text.lower()))
