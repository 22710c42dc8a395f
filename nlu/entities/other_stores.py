"""Stores somebody speaks of that the salon's own list does not hold: 浦东店, "your Pudong branch".

Heard, so that they can be told which stores there are. A place counts only beside a word for a store: where somebody
lives, works or comes from is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlu.normalise import Normalised
from nlu.reading import Entity

_DISTRICTS = (
    "浦东 浦西 虹桥 徐汇 静安 黄浦 长宁 普陀 闵行 宝山 松江 嘉定 青浦 奉贤 金山 杨浦 虹口 陆家嘴 徐家汇 张江 五角场 "
    "古北 七宝 莘庄 大宁 新天地 朝阳 海淀 国贸 三里屯 望京 中关村 西单 王府井 天河 越秀 番禺 南山 福田 罗湖 宝安 龙华 "
    "滨江 余杭 西湖 江宁 锦江 武侯 光谷 万达 大悦城 来福士 印象城 银泰"
)
_CITIES = (
    "北京 上海 广州 深圳 杭州 南京 苏州 成都 重庆 武汉 西安 天津 长沙 郑州 青岛 宁波 无锡 佛山 东莞 厦门 福州 合肥 "
    "济南 沈阳 大连 昆明 香港 澳门"
)
_SPELLED = (
    "pudong puxi hongqiao xuhui jingan jing'an huangpu changning putuo minhang baoshan songjiang jiading qingpu yangpu "
    "hongkou lujiazui xujiahui zhangjiang wujiaochang gubei qibao xinzhuang xintiandi chaoyang haidian guomao sanlitun "
    "wangjing tianhe nanshan futian luohu beijing shanghai guangzhou shenzhen hangzhou nanjing suzhou chengdu "
    "chongqing wuhan xian tianjin ningbo wuxi xiamen qingdao kowloon"
)
_OTHER_WORDS = (
    "app apple play google main other same new old first second nearest closest next own whole online flagship "
    "department grocery convenience drug book pet coffee nail hair beauty spa monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december time "
    "person your our my the this that best which what any every"
)
_LATIN = frozenset(_SPELLED.split())
_NO_PLACE = frozenset(_OTHER_WORDS.split())
"""What begins with a capital beside "store" and is no place."""

_SIGN = r"(?![去到在约您你们我想换改成那这哪是有从离和跟问请给帮预订做来进开关个家条的几])[\u4e00-\u9fff]"
_STREET = rf"(?:{_SIGN}){{2,4}}?(?:路|街|广场|大厦|大道|公园|桥|寺)"
_AREA = _DISTRICTS.replace(" ", "|")
_ZH = re.compile(rf"(?:{_AREA}|{_CITIES.replace(' ', '|')}|{_STREET})(?:区|市)?(?:分店|门店|店)(?![里内员长铺])")
_ZH_ASKED = re.compile(
    rf"(?P<name>{_AREA})(?:区|新区|那边|这边)?"
    r"(?:(?:有没有|有|开了?|开没开)(?:你们的?)?(?:分店|门店|店)|的(?:分店|门店|店)|那家(?!公司|医院|餐|饭))"
)
_STORE = re.compile("(?:区|市)?(?:分|门)?店$")
_NAME = r"(?P<name>[a-z][a-z']+(?: (?!branch|store|location|outlet)[a-z][a-z']+)?)"
_EN = (
    re.compile(rf"(?<![a-z])(?:(?:your|ur|the|at|in|to) )+{_NAME} (?:branch|store|location|outlet)(?:e?s)?(?![a-z])"),
    re.compile(rf"(?<![a-z])(?:branch|store|location|outlet|salon|shop)(?:e?s)? (?:in|at|near|around) {_NAME}"),
)


def find_stores(text: Normalised, taken: Sequence[Entity]) -> list[Entity]:
    """`store` with the words said as value, of stores that are not on the salon's list."""
    spans = (*_chinese(text.text), *_latin(text))
    found: list[Entity] = []
    for start, end in spans:
        first, last = text.span(start, end)
        if not any(first < other.end and other.start < last for other in (*taken, *found)):
            said = text.original[first:last]
            found.append(Entity("store", said, said, first, last, is_known=False))
    return found


def place_of(said: str) -> str:
    """The place a store is called by: of 浦东分店 浦东."""
    return _STORE.sub("", said.casefold())


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    if "店" not in text and "那家" not in text:
        return
    for match in _ZH.finditer(text):
        yield match.span()
    for match in _ZH_ASKED.finditer(text):
        yield match.span("name")


def _latin(text: Normalised) -> Iterator[tuple[int, int]]:
    for pattern in _EN:
        for match in pattern.finditer(text.text):
            words = match["name"].split()
            start = match.start("name")
            end = start + len(words[0]) if len(words) > 1 and not _is_place(text, words[1], match.end("name")) else None
            if _is_place(text, words[0], start + len(words[0])):
                yield start, end or match.end("name")


def _is_place(text: Normalised, word: str, end: int) -> bool:
    """By its name, or by its capital where not all words have one."""
    if word in _NO_PLACE:
        return False
    first, last = text.span(end - len(word), end)
    said = text.original[first:last]
    return word in _LATIN or (said[0].isupper() and said[1:].islower() and not text.original.istitle())
