"""What people say of themselves: a birthday by either calendar, and what their skin cannot bear."""

import re

from nlu.entities.numbers import number
from nlu.normalise import Normalised, normalise
from nlu.reading import Entity

_ABOUT_BIRTHDAY = re.compile(r"生日|出生|(?<![a-z])(?:birthday|born|bday)(?![a-z])")
_LUNAR = re.compile(r"农历|阴历|旧历|(?<![a-z])lunar(?![a-z])|闰|正月|冬月|腊月|初[一二三四五六七八九十]|廿")
_CALENDAR = re.compile(r"农历|阴历|旧历|公历|阳历|新历|(?<![a-z])(?:lunar|solar)(?![a-z])")
_SIGNS = "零〇一二三四五六七八九十廿卅"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d|[零〇一二三四五六七八九]{4})\s*(?:年|[-/.]))?\s*"
_MONTH = r"(?P<leap>闰)?(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2}|正|冬|腊)"
_DAY = rf"(?P<day>初[一二三四五六七八九十]|3[01]|[12]\d|0?[1-9]|[{_SIGNS}]{{1,3}})"
_DATE_ZH = re.compile(
    _YEAR
    + r"(?:农历|阴历|旧历|公历|阳历|新历)?\s*"
    + _MONTH
    + r"\s*(?:月份?|[-/.])\s*(?:的)?"
    + _DAY
    + r"(?:[日号]|(?!\d))"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_EN = r"(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_DAY_EN = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR_EN = r"(?:,?\s*(?P<year>(?:19|20)\d\d))?"
_DATES_EN = (
    re.compile(rf"(?<![a-z]){_MONTH_EN}\s*{_DAY_EN}(?!\d){_YEAR_EN}"),
    re.compile(rf"(?<!\d){_DAY_EN}\s*(?:of\s+)?{_MONTH_EN}{_YEAR_EN}"),
)
_NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_ALLERGIES = (
    re.compile(r"对(?P<what>[^,。!?;，\s]{1,30}?)(?:有点|有些|都|很|会|容易|严重)*过敏"),
    re.compile(r"(?<![a-z])allerg(?:ic|y) to (?P<what>[^,.!?;]{1,60})"),
)
_ASIDE = re.compile(r"(?:\s+(?:btw|by the way|fyi|too|as well|also|though|and|so|please|pls|just so you know))+\s*$")
_NOT_SAID = re.compile(r"什么|哪些|啥|不过敏|谁|(?<![a-z])what(?![a-z])")


def find_profile(text: Normalised, question: str | None = None) -> list[Entity]:
    """`birthday` ("1990-08-15", "lunar:08-15", "+" at the end for a leap month) where one is spoken of, and `allergy`
    in the person's own words. Beside the profile (`question` "field") a date of a named calendar is a birthday."""
    found: list[Entity] = []
    spoken_of = _ABOUT_BIRTHDAY.search(text.text) or (question == "field" and _CALENDAR.search(text.text))
    if spoken_of and (read := _birthday(text.text)):
        found.append(_entity(text, "birthday", read[0], read[1]))
    for pattern in _ALLERGIES:
        match = pattern.search(text.text)
        if match and not _NOT_SAID.search(match[0]):
            found.append(_entity(text, "allergy", _ASIDE.sub("", match["what"]).strip(), match))
    return found


def read_birthday(text: str) -> str | None:
    """A birthday as answered to the question for it: 「农历八月十五」, "1990-8-15", "15 August"; None when there is
    none."""
    read = _birthday(normalise(text).text)
    return read[0] if read else None


def _birthday(text: str) -> tuple[str, re.Match[str]] | None:
    for pattern in (_DATE_ZH, *_DATES_EN):
        match = pattern.search(text)
        if match is None:
            continue
        values = match.groupdict()
        month, day = _month(values["month"]), _day(values["day"])
        year = number(values["year"]) if values["year"] else None
        if month and day:
            head = "lunar:" if _LUNAR.search(text) else ""
            leap = "+" if values.get("leap") else ""
            return f"{head}{f'{year:04d}-' if year else ''}{month:02d}-{day:02d}{leap}", match
    return None


def _month(said: str) -> int | None:
    if said in _MONTHS:
        return _MONTHS.index(said) + 1
    return _NAMED_MONTHS.get(said) or number(said)


def _day(said: str) -> int | None:
    return number(said.removeprefix("初"))


def _entity(text: Normalised, name: str, value: str, match: re.Match[str]) -> Entity:
    start, end = text.span(match.start(), match.end())
    return Entity(name, value, text.original[start:end], start, end)
