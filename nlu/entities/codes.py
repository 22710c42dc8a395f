"""Phones, codes, how many people, how many pieces and sums of money, by pattern."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from nlu.entities.foreign_codes import find_foreign_codes
from nlu.entities.numbers import ENGLISH, NUMBER_ZH, number
from nlu.normalise import Normalised
from nlu.reading import Entity

# Digits 2 to 9 and the letters without I, L and O: what staff can read off a screen and type.
_CODE = "[2-9a-hjkmnp-z]"
_MANY_PEOPLE = 30
_LARGEST_SUM = 1_000_000  # yuan
_DIGIT_WORDS = str.maketrans("零〇幺一二两三四五六七八九", "0011223456789")
_NUMBER_EN = "|".join(sorted((word for word in ENGLISH if word not in ("a", "an")), key=len, reverse=True))
_COUNT = rf"(?:{NUMBER_ZH}|{_NUMBER_EN})"

Value = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """An entity, the pattern of its words and how to normalise them (None declines)."""

    entity: str
    pattern: str
    value: Value
    part: str | int = 0
    """The group whose words are the entity's; the rest is what tells it."""


def _phone(match: re.Match[str]) -> str | None:
    digits = re.sub(r"[^\d]", "", match[0].translate(_DIGIT_WORDS))
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    return "+" + digits if match[0].startswith("+") and not match[0].startswith("+86") else digits


def _code(match: re.Match[str]) -> str | None:
    code = re.sub(r"[-\s]", "", match["code"])
    has_both = any(sign.isdigit() for sign in code) and any(sign.isalpha() for sign in code)
    return code.upper() if has_both else None


def _people(match: re.Match[str]) -> str | None:
    size = number(match["size"])
    return str(size) if size is not None and 1 <= size <= _MANY_PEOPLE else None


def _people_and_me(match: re.Match[str]) -> str | None:
    size = number(match["size"])
    return str(size + 1) if size is not None and 1 <= size < _MANY_PEOPLE else None


def _grown_and_small(match: re.Match[str]) -> str | None:
    grown, small = number(match["size"]), number(match["small"])
    return str(grown + small) if grown and small and grown + small <= _MANY_PEOPLE else None


def _fixed(value: str) -> Value:
    return lambda _match: value


def _quantity(match: re.Match[str]) -> str | None:
    size = number(match["size"])
    return str(size) if size else None


def _strips(match: re.Match[str]) -> str | None:
    """兩條護手霜; messages are counted the same way, and are no goods."""
    return None if _MESSAGES.search(match.string) else _quantity(match)


def _points(match: re.Match[str]) -> str | None:
    """三千分, 800 points."""
    size = match["size"].replace(",", "")
    points = int(size) if size.isdigit() else spoken_sum(size)
    points = points * 1_000 if points and match[0][match.end("size") - match.start() :].startswith("k") else points
    return str(points) if points else None


def _fen(match: re.Match[str]) -> str | None:
    """Yuan as said, in fen; 万 counts."""
    text, times = match["size"].replace(",", ""), 1
    if text.endswith(("万", "w", "k")):
        text, times = text[:-1], 1_000 if text.endswith("k") else 10_000
    if "." in text:
        yuan, _, rest = text.partition(".")
        return str((int(yuan) * 100 + int(rest.ljust(2, "0")[:2])) * times)
    size = int(text) if text.isdigit() else spoken_sum(text)
    return str(size * times * 100) if size is not None and size * times <= _LARGEST_SUM else None


def spoken_sum(text: str) -> int | None:
    """A whole number as people say it: 一千二 is 1,200, 一万八 18,000; None when it is no number."""
    whole, many, rest = text.partition("万")
    if many:
        front, behind = number(whole), spoken_sum(rest) if rest else 0
        if front is None or behind is None:
            return None
        return front * 10_000 + behind * (1_000 if len(rest) == 1 else 1)
    if len(text) > 2 and text[-2] in _STEPS and text[-1] in _ONES:
        front, last = number(text[:-1]), number(text[-1])
        return None if front is None or last is None else front + last * _STEPS[text[-2]] // 10
    return number(text)


_STEPS = {"百": 100, "千": 1_000}
_ONES = "一二两三四五六七八九"
_SUM = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,7}}(?:\.\d{{1,2}})?|{NUMBER_ZH})[万w]?"

_PAYS = "充|冲|存|储|剩|欠|增|打|续|加|付|花|扣|收|刷|转|补|交"
_HUNDREDS = r"[一二两三四五六七八九][百千万](?:[零一二两三四五六七八九十百千]{1,6})?"
# What is counted is no money: 五百分, 一千积分, 300毫升, 2000年.
_NO_COUNT = (
    r"(?![\d.:])(?![多来几]?\s?(?:个|积分|鸡分|分|次|张|人|位|岁|米|毫|克|天|年|月|日|号|字|瓶|盒|套|点|步|种|度|斤|公里|km|ml|"
    r"points?|pts|期|里|夜|楼|层|路|弄|家|单|件|样))"
)
_PIECES = "(?<!一)(?<!1)张|份|套|支|瓶|盒|只|根|片|颗|件|包|箱|罐|桶|袋|管"
_MESSAGES = re.compile("短信|消息|信息|评论|评价|朋友圈|街|号线")
_POINTS = r"k?\s?(?:积分|鸡分|points?(?![a-z])|pts(?![a-z]))"
_PAYS_EN = (
    r"(?<![a-z])(?:top(?:ped)? ?up|recharged?|put|add(?:ed)?|load(?:ed)?|deposit(?:ed)?|spend|spent|paid|pay|charged?"
    r"|deduct(?:ed)?|refund(?:ed)?|take off|renew)(?: (?:me|my card|my balance|it|with|another|in|by|up|of|about|around"
    r"|over|like|only|her|him|them|for|an extra|extra|more))*\s"
)

_PATTERNS = (
    _Pattern("phone", r"(?<![\d+])(?:\+?86[- )]{0,2})?1[3-9]\d[- .]?\d{4}[- .]?\d{4}(?!\d)", _phone),
    _Pattern("phone", r"\+\d{1,3}[- ]?\d{3,4}[- ]?\d{3,4}(?:[- ]?\d{2,4})?(?!\d)", _phone),
    _Pattern(
        "phone",
        (
            r"(?<![一二三四五六七八九零幺])[一幺][三四五六七八九][零〇幺一二三四五六七八九]{9}"
            r"(?![零幺一二三四五六七八九])"
        ),
        _phone,
    ),
    _Pattern("coupon_code", rf"(?<![0-9a-z])(?P<code>{_CODE}{{10,16}})(?![0-9a-z])", _code),
    _Pattern("booking_id", rf"(?<![0-9a-z])(?P<code>{_CODE}{{8}}|{_CODE}{{4}}-{_CODE}{{4}})(?![0-9a-z])", _code),
    _Pattern("party_size", rf"(?<![第\d])(?P<size>{NUMBER_ZH})大(?P<small>{NUMBER_ZH})小", _grown_and_small),
    _Pattern(
        "party_size",
        (
            rf"我(?:还|会|要|想)?[和跟与带](?:着|了|上)?(?:我的?)?(?P<size>{NUMBER_ZH})[个位]"
            r"(?:闺蜜|朋友|同事|姐妹|同学|家人|女儿|孩子|小姐妹)"
        ),
        _people_and_me,
    ),
    _Pattern("party_size", rf"(?:我们|咱们?)(?:一共|总共|就)?(?P<size>{NUMBER_ZH})个(?![月小星礼钟疗项])", _people),
    _Pattern(
        "party_size",
        (
            rf"(?<![a-z])(?:me and|me plus|i and|with|bringing|bring) (?:my )?(?P<size>{_COUNT}) (?:of my )?"
            r"(?:friends|girlfriends|mates|besties|colleagues|girls|sisters|daughters|cousins)(?![a-z])"
        ),
        _people_and_me,
    ),
    _Pattern(
        "party_size",
        rf"(?<![第\d每])(?P<size>{NUMBER_ZH})(?:个人|位(?!置|子)|人(?!工|民|次|家|气)|口人|个大人|个朋友一起)",
        _people,
    ),
    _Pattern("party_size", r"一家(?P<size>[二两三四五六])口", _people),
    _Pattern("party_size", r"(?:我们|咱们?|咱|我俩|你俩)?(?:俩人|俩(?![月天年])|我俩)", _fixed("2")),
    _Pattern("party_size", r"(?:我们|咱们?)仨|仨人", _fixed("3")),
    _Pattern(
        "party_size",
        (
            r"我(?:(?:还|会|要|想)?[和跟与带](?:着|上)?|约了)(?:个|一个|一位)?(?:我的?)?"
            r"(?:闺蜜|朋友|老公|老婆|男朋友|女朋友|妈妈|妈|姐姐|妹妹|同事|女儿|姐妹|对象|男友|女友|婆婆)(?!们)"
            r"|(?:带|和|跟|约)(?:着|上)?(?:我的?|个|一个|一位)?(?:闺蜜|朋友|老公|老婆|男朋友|女朋友|妈妈|姐姐|妹妹|同事|婆婆|男友|女友)"
            r"(?:也|都)?(?:一起|一块|一同|同去|一道|来做|过来做)"
        ),
        _fixed("2"),
    ),
    _Pattern(
        "party_size",
        (
            r"就我自己|就我一个|自己一个人|我一个人|我自己(?:来|做|去)|不带(?:人|朋友|她|他)了"
            r"|(?<![a-z])(?:just me|only me|by myself)(?![a-z])"
        ),
        _fixed("1"),
    ),
    _Pattern(
        "party_size",
        rf"(?<![a-z\d])(?!one of us)(?P<size>{_COUNT}) ?(?:people|ppl|pax|persons?|guests|of us|adults|ladies"
        r"|girls)(?![a-z])",
        _people,
    ),
    _Pattern("party_size", rf"(?<![a-z])(?:party|group|table) of (?P<size>{_COUNT})(?![a-z\d])", _people),
    _Pattern(
        "party_size",
        (
            r"(?<![a-z])for (?P<size>two|three|four|five|six|[2-9])(?=\s*(?:$|[,.!?]|please|at|on|tomorrow|today"
            r"|this|next))"
        ),
        _people,
    ),
    _Pattern(
        "party_size",
        (
            r"(?<![a-z])(?:me and my|my) (?:friend|husband|mom|mum|sister|wife|boyfriend|girlfriend"
            r"|daughter) and (?:me|i)(?![a-z])|(?<![a-z])me and my (?:friend|husband|mom|mum|sister|wife"
            r"|boyfriend|girlfriend|daughter)(?![a-z])"
            r"|(?<![a-z])(?:come|coming|along|together|in|booking|both) with (?:my|a) (?:friend|mate|husband|mom|mum"
            r"|sister|wife|boyfriend|girlfriend|daughter|bestie|colleague)(?![a-z'])"
        ),
        _fixed("2"),
    ),
    _Pattern(
        "quantity", rf"(?<![\d.:点])(?P<size>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{NUMBER_ZH})[多来几]?{_POINTS}", _points
    ),
    _Pattern(
        "quantity",
        rf"(?<![\d.:点第])(?P<size>\d{{3,7}}|{_HUNDREDS})[多来几]?(?:分(?![钟店之期享类析别开手给行公司米])|点(?=[换兑抵]))",
        _points,
    ),
    _Pattern("quantity", r"(?<=积分)(?P<size>\d{2,7})(?![\d元块点:%])", _points),
    _Pattern("amount", rf"(?:¥|￥|rmb\s?)(?P<size>{_SUM})", _fen),
    _Pattern("amount", rf"(?<![\d.])(?P<size>{_SUM})\s?(?:rmb|yuan|cny)", _fen),
    _Pattern("amount", rf"(?<![\d.几])(?P<size>{_SUM})[多来几]?\s?(?:元|块钱|块(?!地)|蚊|大洋)", _fen),
    # 充五千, 扣298, 花了六百多: a verb of paying, and nothing counted behind.
    _Pattern(
        "amount",
        (
            rf"(?:{_PAYS})(?:值|卡|了|个|它|她|他|我|点|进去|上|{_PAYS})*\s?(?P<words>(?P<size>\d{{1,3}}(?:\.\d)?[万wk]|\d{{2,6}}(?:\.\d{{1,2}})?|{_HUNDREDS})[多来几]?)"
            rf"{_NO_COUNT}"
        ),
        _fen,
        "words",
    ),
    # 两千, 还有八百: round sums are money where nothing else is counted.
    _Pattern(
        "amount",
        rf"(?<![第几之\d一二两三四五六七八九十百千])(?P<words>(?P<size>{_HUNDREDS})[多来几]?){_NO_COUNT}",
        _fen,
        "words",
    ),
    _Pattern(
        "amount",
        rf"{_PAYS_EN}(?P<size>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}}(?:\.\d{{1,2}})?|\d{{1,3}}k)(?![\d.,:a-z%])"
        r"(?!\s?(?:points?|pts|people|ppl|sessions?|min|bottles?|boxes|times|am|pm|more points|coupons?|vouchers?))",
        _fen,
        "size",
    ),
    _Pattern("amount", r"^\s*(?P<size>\d{3,5})\s*$", _fen, "size"),
    _Pattern("quantity", rf"(?<![第\d这每上下几])(?P<size>{NUMBER_ZH})(?:{_PIECES})", _quantity),
    _Pattern("quantity", r"(?<![第\d这每上下几])(?P<size>[二两三四五六七八九十]{1,3}|[1-9]\d?)[条对]", _strips),
    _Pattern("quantity", r"(?<![第\d这每上下几十])(?P<size>[二两三四五六七八九十]{1,3}|[1-9]\d?)次(?!卡)", _quantity),
    _Pattern(
        "quantity",
        r"[扣划核减退剩用刷销买续消抵记走碌](?:[她他我]|[这那]位|掉|了|走|多){0,2}(?P<words>(?P<size>[一1])[次张个](?!卡|性))",
        _quantity,
        "words",
    ),
    _Pattern("quantity", r"[换送加开办领拿补入来](?:[她他我]|了|多)?(?P<words>(?P<size>[一1])张)", _quantity, "words"),
    _Pattern("quantity", r"几(?:张|盒|瓶|套|包|箱|罐)", _fixed("?")),
    _Pattern(
        "quantity",
        (
            rf"(?<![a-z\d])(?P<size>{_COUNT}) (?:sessions?|coupons?|bottles?|box(?:es)?|sets?|pieces?|times|tubes?"
            rf"|jars?|packs?|pairs?|credits?|vouchers?)(?![a-z])"
        ),
        _quantity,
    ),
    _Pattern("quantity", r"(?<![\da-z])[x×*](?P<size>\d{1,2})(?![\da-z])", _quantity),
)

_OWN = next(at for at, pattern in enumerate(_PATTERNS) if pattern.entity == "party_size")
"""Phones and codes of our own form stand before all others."""

# Read only when the open question asks for them: a bare number says nothing by itself.
_ANSWERS = {
    "phone": _Pattern("phone", r"(?<!\d)\d{8,15}(?!\d)", _phone),
    "party_size": _Pattern("party_size", rf"^\s*(?P<size>{_COUNT})\s*个?[.!。!吧]*$", _people),
    "quantity": _Pattern("quantity", rf"^\s*(?P<size>{_COUNT})\s*个?[.!。!吧]*$", _quantity),
    "amount": _Pattern("amount", rf"^\s*(?P<size>{_SUM})[.!。!吧]*$", _fen),
    "booking_id": _Pattern("booking_id", rf"^\s*(?P<code>{_CODE}{{6,12}})\s*$", _code),
    "coupon_code": _Pattern("coupon_code", rf"^\s*(?P<code>{_CODE}{{6,16}})\s*$", _code),
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def find_codes(text: Normalised, question: str | None = None) -> list[Entity]:
    """phone, coupon_code, booking_id, party_size, quantity and amount, none overlapping an earlier kind."""
    taken: list[Entity] = []
    asked = _ANSWERS.get(question or "")
    for pattern in ((asked,) if asked else ()) + _PATTERNS[:_OWN]:
        _take(taken, _matches(text, pattern))
    _take(taken, find_foreign_codes(text))
    for pattern in _PATTERNS[_OWN:]:
        _take(taken, _matches(text, pattern))
    return sorted(taken, key=lambda entity: entity.start)


def _take(taken: list[Entity], more: Iterator[Entity]) -> None:
    for entity in more:
        if not any(entity.start < other.end and other.start < entity.end for other in taken):
            taken.append(entity)


def _matches(text: Normalised, pattern: _Pattern) -> Iterator[Entity]:
    for match in _compiled(pattern.pattern).finditer(text.text):
        value = pattern.value(match)
        if value is not None:
            start, end = text.span(*match.span(pattern.part))
            yield Entity(pattern.entity, value, text.original[start:end], start, end)
