"""Names of a salon as they are misheard and mistyped: 晓莉 for 小丽, 面补护理 for 面部护理, "manicuer" for manicure.

Syllables are compared without what ears and thumbs mix up (zh/z, n/l, ang/an, f/h). A short name is close to many
words, so a slip keeps a sign of it or at least its tones, is no word of its own and never a word of grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from nlu.entities.pinyin import is_word, syllable, toned

Owner = tuple[str, str]  # entity name, key
Owners = Mapping[str, frozenset[Owner]]

_ALIKE_ENOUGH = 88
_LONG, _LONGEST = 4, 8  # syllables
_CJK_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_CJK_NAME = re.compile(f"[\u4e00-\u9fff]{{2,{_LONGEST}}}")
_LATIN_NAME = re.compile(r"[a-z]{5,}(?: [a-z]{2,})*")
_LATIN_WORD = re.compile(r"[a-z]+")
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
_GRAMMAR = frozenset(
    "的了吗没不是有我你您他她它在就都也还要想去来会能可以和跟把给让被说看做个这那什么呢吧啊呀哦嗯里下上点几多少好到过得又再只"
    "很太最约叫问请用为从对向一二三四五六七八九十两天日号月年周时分半早晚今明昨后前"
)
_ADDRESSES = frozenset(["小姐", "大姐", "小哥"])
# English words one letter away from what salons offer.
_WORDS = frozenset(["message", "messages", "passage", "special", "social", "house", "place", "price", "later", "mails"])


@dataclass(frozen=True, slots=True)
class Sounds:
    """All names of a salon by how they sound; `gaps` are long ones with one syllable left out, `latin` the English ones
    by number of words. `known` are all syllables there are in them."""

    heard: dict[tuple[str, ...], frozenset[str]]
    gaps: dict[tuple[str, ...], frozenset[str]]
    sizes: tuple[int, ...]
    latin: dict[int, tuple[str, ...]]
    known: frozenset[str]


def index_of(names: Iterable[str]) -> Sounds:
    """The names ready to be listened for."""
    heard: dict[tuple[str, ...], set[str]] = {}
    gaps: dict[tuple[str, ...], set[str]] = {}
    latin: dict[int, list[str]] = {}
    for name in names:
        if _CJK_NAME.fullmatch(name):
            sound = _folded(name)
            heard.setdefault(sound, set()).add(name)
            for gap in _gaps(sound):
                gaps.setdefault(gap, set()).add(name)
        elif _LATIN_NAME.fullmatch(name):
            latin.setdefault(name.count(" ") + 1, []).append(name)
    return Sounds(
        heard={sound: frozenset(found) for sound, found in heard.items()},
        gaps={sound: frozenset(found) for sound, found in gaps.items()},
        sizes=tuple(sorted({len(sound) for sound in heard})),
        latin={size: tuple(found) for size, found in latin.items()},
        known=frozenset(syllable for sound in heard for syllable in sound),
    )


def find_sounds(text: str, sounds: Sounds, spellings: Owners) -> Iterator[tuple[int, int, frozenset[Owner]]]:
    """Stretches that sound like a name or miss a letter of one: start, end and everybody it may be.

    The longest and closest in front; the caller leaves out what overlaps an earlier one. Nothing is told of what is
    spelled right.
    """
    found = [*_heard(text, sounds), *_mistyped(text, sounds)]
    for start, end, _, names in sorted(found, key=lambda hit: (hit[0] - hit[1], -hit[2])):
        yield start, end, frozenset(owner for name in names for owner in spellings[name])


def _heard(text: str, sounds: Sounds) -> Iterator[tuple[int, int, float, frozenset[str]]]:
    for run in _CJK_RUN.finditer(text):
        syllables = _folded(run[0])
        strange = [0, *accumulate(one not in sounds.known for one in syllables)]
        for size in sounds.sizes:
            for at in range(len(syllables) - size + 1):
                if strange[at + size] - strange[at] > (size >= _LONG):
                    continue  # of a long name one syllable may be another one, of a short name none
                near, score = _nearest(syllables[at : at + size], sounds)
                kept = frozenset(name for name in near if _is_slip(run[0][at : at + size], name))
                if kept:
                    yield run.start() + at, run.start() + at + size, score, kept


def _nearest(said: tuple[str, ...], sounds: Sounds) -> tuple[frozenset[str], float]:
    exact = sounds.heard.get(said)
    if exact is not None:
        return exact, 100.0
    if len(said) < _LONG:
        return frozenset(), 0.0
    close = {
        name: fuzz.ratio("".join(said), "".join(_folded(name)))
        for gap in _gaps(said)
        for name in sounds.gaps.get(gap, ())
    }
    best = max(close.values(), default=0.0)
    if best < _ALIKE_ENOUGH:
        return frozenset(), 0.0
    return frozenset(name for name, score in close.items() if score == best), best


def _gaps(sound: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The same with each syllable left out in turn, where enough is left to know it by."""
    if len(sound) >= _LONG:
        for at in range(len(sound)):
            yield (*sound[:at], "", *sound[at + 1 :])


def _is_slip(said: str, name: str) -> bool:
    other = [sign for sign, meant in zip(said, name, strict=True) if sign != meant]
    if not other or is_word(said) or said in _ADDRESSES:
        return False
    if len(said) == 2 and not _GRAMMAR.isdisjoint(other):
        return False
    if len(other) > 1 and (is_word("".join(other)) or not _GRAMMAR.isdisjoint(other)):
        return False  # 几次补水 is no 基础补水
    if len(other) < len(said):
        return True
    return toned(said) == toned(name) or len(said) > 2


def _mistyped(text: str, sounds: Sounds) -> Iterator[tuple[int, int, float, frozenset[str]]]:
    words = list(_LATIN_WORD.finditer(text)) if sounds.latin else []
    for size, names in sounds.latin.items():
        for at in range(len(words) - size + 1):
            start, end = words[at].start(), words[at + size - 1].end()
            said = text[start:end]
            if len(said) < 5 or said in _WORDS:
                continue
            near = frozenset(name for name in names if name[0] == said[0] and _is_typo(said, name))
            if near:
                yield start, end, 90.0, near


def _is_typo(said: str, name: str) -> bool:
    """One letter wrong, missing, more or swapped; two in a long name."""
    allowed = 1 if len(name) < 9 else 2
    return 0 < OSA.distance(said, name, score_cutoff=allowed) <= allowed


def _folded(text: str) -> tuple[str, ...]:
    return tuple(map(_fold, text))


@cache
def _fold(sign: str) -> str:
    """A sign's first reading, the same on both sides; phrases would tell 长 from 长 but cost a parse."""
    sound = syllable(sign)
    for told, heard in _FOLDS:
        if sound.startswith(told):
            sound = heard + sound[len(told) :]
            break
    return sound.removesuffix("g") if sound.endswith("ng") else sound
