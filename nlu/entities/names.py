"""Finding treatments, staff and stores of one salon in a text.

A name counts in full or by a part that people use for it: 小丽, 丽姐 or 丽老师 for 王小丽, 补水 for 深层补水护理,
the first name of an English one; or by a slip that sounds like it (`sounds`). The longest match wins; a stated name
wins over a part, what is spelled right over a slip. **A tie gives one entity for each owner on the same span: it is a
question, never a guess.**
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlu.entities.listed import LETTERS_AND_FIGURES, Listed, Span
from nlu.entities.sounds import Owner, Sounds, find_sounds, index_of
from nlu.normalise import Normalised, key_of
from nlu.reading import Entity, Names

Hit = tuple[Span, frozenset[Owner]]

# Parts of treatment names that say nothing about which one is meant.
_GENERIC = frozenset(
    [
        "护理",
        "服务",
        "套餐",
        "项目",
        "基础",
        "高级",
        "专业",
        "体验",
        "疗程",
        "单次",
        "经典",
        "豪华",
        "尊享",
        "小时",
        "分钟",
        "美容",
        "特惠",
        "会员",
        "深层",
        "全身",
        "身体",
        "活动",
        "一次",
        "手法",
        "半价",
        "新客",
        "新人",
        "朋友",
        "男朋",
        "男朋友",
        "女朋友",
        "treatment",
        "service",
        "package",
        "basic",
        "classic",
        "deluxe",
        "session",
        "deep",
        "full",
        "body",
        "care",
        "therapy",
        "with",
        "and",
        "the",
        "for",
        "take",
        "main",
        "store",
        "tired",
        "skin",
        "back",
        "first",
        "visit",
        "member",
        "party",
        "dark",
        "soft",
        "clear",
        "hand",
        "hair",
        "face",
        "fine",
        "lines",
        "current",
        "temple",
        "male",
        "gentle",
        "relief",
        "salt",
        "remove",
        "removal",
        "extensions",
        "circles",
        "bags",
        "prone",
        "soothing",
        "anti",
        "invasive",
        "peel",
        "wrap",
        "lift",
    ]
)
_LITTLE = frozenset(["with", "and", "the", "for", "take"])
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
_CJK_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LATIN_WORD = re.compile(r"[a-z]{3,}")
_NEVER_FIRST = "部加"
"""脸部护理 is no 足部护理, though 部护理 stands in both."""
_TELLS_NOTHING = re.compile(r"[一二两三四五六七八九十百\d做个想去找]")
"""A number, or the verb of an alias such as 做个脸: 做个 alone says nothing."""
_SHORT_WITH_VERB = re.compile("做([\u4e00-\u9fff]{1,2})")
_OFFICIAL = 2
"""The Chinese and the English name; a short alias is what people say, and nobody says a part of it."""
_LONG_ALIAS = 5
_KINDS = frozenset(["facial", "massage", "treatment", "spa", "care"])
"""Behind another name only the kind of it."""
_PRODUCT = re.compile(r"(?:霜|膏|原液|奶|胶水?(?!原)|乳液|喷雾|精华|刷)| (?:cream|oil|lotion|serum)(?![a-z])")
"""Behind the name of a treatment: goods on a shelf, 护手霜 and 玻尿酸原液."""
_CAN = re.compile(
    r"\s*(?:皮肤?|的人|人群)?(?:也|还|到底)?(?:能不能|可不可以|适不适合|能|可以|适合|可(?=做))(?!.{0,2}约)"
)
_ACTING = re.compile(r"[做弄搞](?:一?[个次下])?")
_NO_NAME, _NO_LAST = ("老板", "前台"), "儿子长"
"""Of 老板娘, 前台小倩 and 雪儿 nobody says a part."""
_TITLES = ("姐", "哥", "老师", "妹", "妹妹", "总", "店长", "经理", "师傅", "美容师")


@dataclass(frozen=True, slots=True)
class _Index:
    """All spellings of a salon, and whom each may mean."""

    spelled: Listed
    owners: dict[str, frozenset[Owner]]
    sounds: Sounds


def find_names(text: Normalised, names: Names) -> list[Entity]:
    """Entities `service`, `staff` and `store` in order of appearance, each key at most once."""
    index = _index(names)
    hits = [(span, index.owners[text.text[slice(*span)]]) for span in index.spelled.find(text.text)]
    for start, end, owners in find_sounds(text.text, index.sounds, index.owners):
        near = [(span, known) for span, known in hits if start < span[1] and span[0] < end]
        # A longer slip of the same name takes the place of its part: 静鞍寺店 of 寺店.
        if all(start <= span[0] and span[1] <= end and owners & known for span, known in near):
            hits = [hit for hit in hits if hit not in near] + [((start, end), owners)]
    hits.sort(key=lambda hit: hit[0])
    hits = [hit for hit in hits if not _is_state(text.text, hit, hits)]
    hits = _joined(text.text, hits)
    ties = {owners for _, owners in hits}
    found: list[Entity] = []
    seen: set[Owner] = set()
    for span, owners in hits:
        if _PRODUCT.match(text.text, span[1]):
            continue
        start, end = text.span(*_without_verb(text.text, span, index))
        for name, key in sorted(_settled(owners, ties)):
            if (name, key) not in seen:
                seen.add((name, key))
                found.append(Entity(name, key, text.original[start:end], start, end))
    return found


def _joined(text: str, hits: list[Hit]) -> list[Hit]:
    """ "hydrating facial" and 补水护理 are one treatment, not a hydrating one and a facial."""
    joined: list[Hit] = []
    for span, owners in hits:
        first = joined[-1] if joined else None
        if first and text[first[0][1] : span[0]] == " " and text[slice(*span)] in _KINDS and _is_kind_of(first, text):
            joined[-1] = ((first[0][0], span[1]), (first[1] & owners) or first[1])
        else:
            joined.append((span, owners))
    return [(_with_care(text, span, owners), owners) for span, owners in joined]


def _is_kind_of(first: Hit, text: str) -> bool:
    return text[slice(*first[0])] not in _KINDS and _is_treatment(first[1])


def _is_treatment(owners: frozenset[Owner]) -> bool:
    return all(entity == "service" for entity, _ in owners)


def _with_care(text: str, span: Span, owners: frozenset[Owner]) -> Span:
    return (span[0], span[1] + 2) if text.startswith("护理", span[1]) and _is_treatment(owners) else span


def _is_state(text: str, hit: Hit, hits: list[Hit]) -> bool:
    """敏感肌能做深层清洁吗: what somebody has, beside what they ask for."""
    is_asked_of = _CAN.match(text, hit[0][1])
    return bool(is_asked_of) and any(other[0][0] > hit[0][1] and not other[1] & hit[1] for other in hits)


def _without_verb(text: str, span: tuple[int, int], index: _Index) -> tuple[int, int]:
    """做美甲 is an alias, and 美甲 what is wanted; 做脸 has no name without its verb."""
    verb = _ACTING.match(text, *span)
    rest = text[verb.end() : span[1]] if verb else ""
    return (span[1] - len(rest), span[1]) if len(rest) > 1 and rest in index.owners else span


def _settled(owners: frozenset[Owner], ties: set[frozenset[Owner]]) -> frozenset[Owner]:
    """A tie is settled when another word of the text fits only some of them: 补水 … 面部护理."""
    for other in sorted(ties, key=sorted):
        if owners & other:
            owners = owners & other
    return owners


@lru_cache(maxsize=64)
def _index(names: Names) -> _Index:
    stated: dict[str, set[Owner]] = {}
    parts: dict[str, set[Owner]] = {}
    groups = (("service", names.treatments), ("staff", names.staff), ("store", names.stores))
    for entity, group in groups:
        for named in group:
            for at, name in enumerate(named.names):
                key = key_of(name)
                if key:
                    stated.setdefault(key, set()).add((entity, named.key))
                for said in _with_count(key):
                    parts.setdefault(said, set()).add((entity, named.key))
                for part in (
                    _parts(entity, key) if entity == "staff" or at < _OFFICIAL or len(key) >= _LONG_ALIAS else ()
                ):
                    parts.setdefault(part, set()).add((entity, named.key))
    owners = {name: frozenset(found) for name, found in (parts | stated).items()}
    people = {name for name, found in owners.items() if any(entity == "staff" for entity, _ in found)}
    # 街总 is a street's end, no 杰总, and 士美甲 no 式美甲: of parts and titles only what is stated is listened for.
    heard = (name for name in owners if name in stated or (name in people and not name.endswith(_TITLES)))
    return _Index(Listed(owners, LETTERS_AND_FIGURES), owners, index_of(heard))


def _with_count(name: str) -> Iterator[str]:
    """What people put into a short name that begins with its verb: 做一次脸."""
    verb = _SHORT_WITH_VERB.fullmatch(name)
    if verb:
        yield from (f"做{some}{verb[1]}" for some in ("次", "一次", "个", "一个", "下", "一下"))


def _parts(entity: str, name: str) -> Iterator[str]:
    if entity == "staff":
        yield from _parts_of_person(name)
    else:
        yield from _parts_of_thing(name)


def _parts_of_person(name: str) -> Iterator[str]:
    """王小丽 is also 小丽, 阿丽, 丽姐, 丽丽 and 王老师; Lily Wang is Lily."""
    if name.isascii():
        yield from _LATIN_WORD.findall(name)[:1]
        return
    if not _PERSON.fullmatch(name) or name.endswith(_TITLES) or name.startswith(_NO_NAME):
        return
    last = name[-1]
    if last in _NO_LAST:
        return
    if len(name) >= 3:
        yield name[1:]
    yield from ("小" + last, "阿" + last, last + last)
    for title in _TITLES:
        yield from (last + title, name + title)
        if len(name) >= 2 and name[0] not in "小阿":
            yield name[0] + title


def _parts_of_thing(name: str) -> Iterator[str]:
    """Every run of two and more signs that can tell it from others; single words of an English name."""
    for run in _CJK_RUN.findall(name):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + 8) + 1):
                part = run[start:end]
                if part not in _GENERIC and part[0] not in _NEVER_FIRST and not _TELLS_NOTHING.search(part):
                    yield part
    words = _LATIN_WORD.findall(name)
    yield from (word for word in words if word not in _GENERIC and len(word) >= 4)
    for start in range(len(words)):
        for end in range(start + 2, len(words)):
            if (
                not _GENERIC.issuperset(words[start:end])
                and words[end - 1] not in _LITTLE
                and words[start] not in _LITTLE
            ):
                yield " ".join(words[start:end])
