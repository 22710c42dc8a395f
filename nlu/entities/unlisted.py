"""Colleagues and treatments somebody speaks of that the salon's own lists do not hold: 小美, Jane, 光子嫩肤.

Heard, so that they can be told kindly that she does not work here, and who does, instead of a wish that is passed over.
A name counts by its shape and its place: who is spoken of as a customer, a friend or oneself is no colleague. What the
salon has always wins, but for a longer name of the trade that only holds one of its words (激光脱毛).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from nlu.entities.given_names import ALSO_WORDS, GIVEN, LATIN, NO_NAMES, SURNAMES
from nlu.entities.listed import LETTERS, Listed, Span
from nlu.entities.pinyin import is_word
from nlu.entities.trade import BODY, COMMON, SPECIAL
from nlu.normalise import Normalised
from nlu.reading import Entity

_SPECIAL = frozenset(SPECIAL)

_TITLE = "老师|师傅|店长|技师|美容师"
_FAMILIAR = "姐|哥"
_SMALL = re.compile(rf"[小阿][{SURNAMES}{GIVEN}](?:{_TITLE}|{_FAMILIAR})?(?![姐妹哥弟们])")
_TITLED = re.compile(rf"(?<!姓)[{SURNAMES}][{GIVEN}]{{0,2}}(?:{_TITLE})")
_SURNAMED = re.compile(rf"(?<=姓)[{SURNAMES}](?=的?(?:那[个位])?小?(?:{_TITLE}|女孩|姑娘|女生|美女|哥|姐姐))")
_CALLED = re.compile(rf"[{SURNAMES}{GIVEN}](?:{_FAMILIAR})(?![姐妹哥弟夫])|([{GIVEN}])\1(?:{_TITLE}|(?![的地]))")

_WANTED = re.compile(
    r"(?:找|换成?个?|换|改成?|约|让|要|选|指定|跟|和|等|还是|预约|不是|系|有没有|叫|喜欢|除了|问下?|问一?下|请|给我?"
    r"|安排|排)\s*$"
    r"|(?<![a-z])(?:with|w/?|by|ask(?:ing)? for|request(?:ing)?|prefer|see|seeing|than|not|rather have|get|have|want"
    r"|book|is|can|does|has|was|thanks?|tell|(?:swap|switch|change|move)(?: me| it| her| him| them)? (?:to|with))\s+$"
)
_WHEN = r"(?:[今明后昨]天|周|星期|礼拜|下周|这周|上午|下午|晚上|几点|什么时候|还|都|今|明)?.{0,3}?"
_AT_WORK = re.compile(
    rf"\s*(?:老师|师傅)?{_WHEN}(?:在不在|在[吗么店没嘛]|上班|有空|有位|有时间|有档|休息|休不休|休|手法|手艺|技术|来做"
    r"|手真?(?:很|好|太|特别)?[轻重稳]|做得|做的|给我|帮我|那[里边儿]|也行|也可以|也得|请假|的班|排班|换个?班|可以吗|行吗"
    r"|还在|空吗|得闲)"
    r"|(?:'s|s)? (?:free|available|working|in on|in today|off|on duty|is|was|has|did|does|today|tomorrow|around|again"
    r"|instead|please|pls|whenever|next|works|cover|do|on|at)(?![a-z])|(?=$)"
)
_OTHERS = re.compile(
    r"(?:我是|我叫|叫我|我姓|本人|名字[是叫]?|姓名|客人|顾客|会员|客户|我家|我们?家|儿子|女儿|闺蜜|朋友|老公|老婆|男友"
    r"|女友|同学|表[姐妹哥弟]|宝宝|孩子|扣|大|从|最|微信|花名)\s*$"
    r"|(?<![a-z])(?:i'?m|i am|this is|it'?s|my name is|name'?s|name is|call me|mrs?\.?|ms\.?|miss|madam|dr\.?|friends?"
    r"|sister|mum|mom|mother|daughter|wife|husband|colleague|client|customer|member|guest|named?|and"
    r"|(?<!ask )(?<!asking )for)\s+$"
)
_STRONG = re.compile(
    r"(?:找|换成?|指定|约|跟|选)\s*$"
    r"|(?<![a-z])(?:with|w/?|ask(?:ing)? for|swap to|switch to|change to|rather have|than)\s+$"
)
"""Before these a capital is enough."""
_CUSTOMER = re.compile(
    r"\s*(?:做完|到了|到店|来了|的?卡|的?账|的?券|扣|核|退|充|储值|次卡|那个|[上下]午那个|埋单|买单|结账|走卡|要买"
    r"|小姐|女士|先生|太太)"
)
_FOR = re.compile(r"(?:给|帮|替)\s*$")
_SERVED = re.compile(r".{0,8}?(?:扣|核|充|退|卡|券|单|约|订|做)")
_LATIN_WORD = re.compile(r"(?<![a-z0-9@/._#-])[a-z]{2,10}(?![a-z0-9@_])")
_CAPITALS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat january february "
    "march april june july august september october november december christmas xmas easter halloween valentine "
    "valentines national golden spring mid new year shanghai beijing china chinese english mandarin cantonese bund "
    "pudong puxi hongqiao nanjing xuhui jingan jing huaihai wechat alipay visa apple pay google didi uber taxi metro "
    "instagram hi hello hey ok okay yes no pls please thanks thank sorry sir you your me my we she he they her him "
    "them it the this that these those what when where who why how all any some one two three more less gold silver "
    "platinum diamond black vip spa facial gel botox laser hydra kids baby mr mrs ms miss dr app web online price "
    "prices gift card points "
)
_NO_PERSON = frozenset(_CAPITALS.split())
"""What begins with a capital and is nobody."""


def find_people(text: Normalised, taken: Sequence[Entity]) -> list[Entity]:
    """`staff` with the words said as value, of people who are not on the salon's list."""
    found: list[Entity] = []
    for start, end in (*_chinese(text.text), *_latin(text)):
        entity = _entity(text, "staff", start, end)
        if not _meets(entity, (*taken, *found)):
            found.append(entity)
    return found


def find_treatments(text: Normalised, listed: Sequence[Entity]) -> list[Entity]:
    """`service` likewise; one that holds a shorter name of `listed` within stands in its place."""
    found: list[Entity] = []
    for start, end in _trade().find(text.text):
        entity = _whole(text, _entity(text, "service", start, end))
        met = [each for each in listed if _meets(entity, [each])]
        is_special = text.text[start:end] in _SPECIAL
        is_more = is_special and all(each.name == "service" and _is_within(each, entity) for each in met)
        if (is_more or not met) and not _is_past(text.text, start, end):
            found.append(entity)
    return found


def _whole(text: Normalised, entity: Entity) -> Entity:
    start = start_with_body(text.original, entity.start)
    said = text.original[start : entity.end]
    return replace(entity, value=said, text=said, start=start)


def start_with_body(text: str, start: int) -> int:
    """Where the name of a treatment begins with the part of the body before it: 身体按摩."""
    return start - next((len(part) for part in BODY if text[:start].endswith(part)), 0)


_PAST = re.compile(r"(?:打完|打过|打了|刚打|做完|做过|刚做|之前做|别家|别的店|隔壁|最近在|以前|没做过)\s*$")
_PAST_BEHIND = re.compile(r"\s*(?:之后|过后|以后|完|后(?=能|可|多|还))")


def _is_past(text: str, start: int, end: int) -> bool:
    """Said of what was done to them elsewhere: 打完水光针能做脸吗."""
    return bool(_PAST.search(text[:start]) or _PAST_BEHIND.match(text, end))


@cache
def _trade() -> Listed:
    return Listed((*COMMON, *SPECIAL), LETTERS)


def _chinese(text: str) -> Iterator[Span]:
    for match in _SURNAMED.finditer(text):
        yield match.span()
    for match in _TITLED.finditer(text):
        if not _is_customer(text, match) and not is_word(text[match.start() - 1 : match.start() + 1]):
            yield match.span()
    for match in _SMALL.finditer(text):
        if _is_small_name(text, match):
            yield match.span()
    for match in _CALLED.finditer(text):
        wanted, at_work = _WANTED.search(text[: match.start()]), _AT_WORK.match(text, match.end())
        is_in_place = wanted or len(match[0]) > 3 or (at_work and at_work[0])
        if is_in_place and not _is_customer(text, match) and not is_word(match[0]):
            yield match.span()


def _is_customer(text: str, match: re.Match[str]) -> bool:
    """Spoken of as one, or as a friend, or as oneself."""
    before = text[: match.start()]
    is_served = _FOR.search(before) and _SERVED.match(text, match.end())
    return bool(_OTHERS.search(before) or _CUSTOMER.match(text, match.end()) or is_served)


def _is_small_name(text: str, match: re.Match[str]) -> bool:
    before, name = text[: match.start()], match[0][:2]
    if _is_customer(text, match) or is_word(before[-1:] + name[0]):
        return False
    if any(is_word(text[match.start() : match.start() + size]) for size in (3, 4)):
        return False
    if name in NO_NAMES or (is_word(name) and name[1] not in SURNAMES):
        at_work = _AT_WORK.match(text, match.end())
        return bool(len(match[0]) > 2 or _WANTED.search(before) or (at_work and at_work[0]))
    return True


def _latin(text: Normalised) -> Iterator[Span]:
    for match in _LATIN_WORD.finditer(text.text):
        if match[0] not in _NO_PERSON and _is_latin_name(text, match):
            yield match.span()


def _is_latin_name(text: Normalised, match: re.Match[str]) -> bool:
    start, end = text.span(*match.span())
    said, before, behind = text.original[start:end], text.text[: match.start()], text.text[match.end() :]
    if _OTHERS.search(before):
        return False
    is_capital = said[0].isupper() and said[1:].islower()
    is_listed = match[0] in LATIN and (is_capital or match[0] not in ALSO_WORDS)
    wanted, at_work = _WANTED.search(before), _AT_WORK.match(behind)
    is_chinese = before.rstrip()[-1:] > "\u3400" or behind.lstrip()[:1] > "\u3400"
    if is_listed:
        return bool(wanted or is_chinese or (at_work and (at_work[0] or is_capital or not before.strip())))
    strong = _STRONG.search(before)
    return is_capital and bool(strong) and not text.original.istitle()


def _entity(text: Normalised, name: str, start: int, end: int) -> Entity:
    first, last = text.span(start, end)
    said = text.original[first:last]
    return Entity(name, said, said, first, last, is_known=False)


def _is_within(part: Entity, whole: Entity) -> bool:
    """A part of it, and not all of it."""
    return whole.start <= part.start and part.end <= whole.end and part.end - part.start < whole.end - whole.start


def _meets(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(entity.start < other.end and other.start < entity.end for other in others)
