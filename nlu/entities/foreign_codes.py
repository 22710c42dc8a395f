"""Codes that are not of our own form: printed by a salon, of an earlier system, or mistyped (MEI2024, #14, 7号).

A code nobody knows must be heard all the same, so that somebody can be told that it is not known and what is valid
instead. What letters and figures beside each other may also be (90min, SPF50, VIP8, a flight) is told by the shape and
by the words around; those also tell a coupon from a booking, the nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.normalise import Normalised
from nlu.reading import Entity

_TOKEN = re.compile(r"(?<![a-z0-9@/._#-])[a-z0-9]+(?:[-_][a-z0-9]+)*(?![a-z0-9@/_]|\.[a-z])")
_LEAST, _MOST, _OURS = 3, 20, 8
"""Signs of a code; a booking's of our own form, and whoever mistypes one, has so many."""
_SPOKEN = re.compile("[a-z]{3}")
"""LOVE520 is made for people to say, 7KQ2M9 by a machine."""
_MEASURE = re.compile(
    r"\d+(?:[-_]\d+)?(?:min|mins|minutes?|hours?|hrs?|h|am|pm|ml|mg|g|kg|cm|mm|km|m|rmb|yuan|cny|usd|hkd|k|w|st|nd|rd|th|d"
    r"|days?|x|pcs|pts|points?|ppl|pax|people|ish|yo|yrs?|times?|l|f|s|off|折)(?:[-_]?\d+[a-z]*)?"
)
_PRODUCT = re.compile(
    r"(?:spf|s?vip|nad|coq|coco|covid|pm|iphone|ipad|ip|ios|mate|mp|pa|lv|level|tier|top|size|room|rm|exit|line|gate|bus|bed"
    r"|day|week|step|ver?|win|usb|no|nr|part|type|wifi|[a-z])\d{1,2}[a-z]?(?:pro|max|plus|mini)?|(?:spf|s?vip|covid)\d+"
)
_ELSEWHERE = re.compile(
    r"微信|vx|wechat|(?<![a-z])(?:wx|qq|ig|ins|id|flight|train|plate|password|wi-?fi)(?![a-z])|抖音|小红书号|邮箱|密码|航班"
    r"|高铁|火车|车次|机票|快递|运单|车牌|停车|验证码|[京沪津渝粤苏浙皖鲁豫鄂湘川闽赣][a-z]?$"
)
_PLACE = re.compile(r"\s?(?:出口|口|栋|座|楼|室|号线|航站|幢|单元|门|层|型|款|色号|路|房)")

_COUPON = re.compile(
    r"券|劵|(?<!号)码|口令|优惠|折|核|兑|抵|满减|立减|活动|传单|海报|(?<![不费])用(?![了过户品])|输|填"
    r"|(?<![a-z])(?:codes?|coupons?|vouchers?|promo|discount|redeem|apply|use|using|enter|flyer|leaflet|ad|deal|off)(?![a-z])"
)
_BOOKING = re.compile(
    r"单|预约|预定|约|编号|通过|驳回|拒|批|接|收|过|确认|同意|取消|退|改|查|状态|到店|没有问题|不接"
    r"|(?<![a-z])(?:bookings?|orders?|appointments?|appt|reservations?|confirmation|ref|reference|request|approve|accept|decline"
    r"|reject|deny|confirm|cancel|reschedule|move|status|ok|okay)(?![a-z])"
)
_NEAR, _FAR = 4, 14
"""Signs between a code and the word that tells which: without any other sign of a code, and beside a clear one."""

_NUMBERED = (
    # 单号 20417, booking no. 20417, request 14
    re.compile(
        r"(?:单号|订单号?|预约号|预约编号|编号|流水号|申请号?)\s*[:是为]?\s*(?P<code>#?\d{2,12})(?![\d点号日月:.]|\s?[个位人分])"
    ),
    re.compile(
        r"(?<![a-z])(?:booking|order|appointment|reservation|confirmation|reference|ref|request)\s*"
        r"(?:(?:id|no\.?|number|num|code)\s*[:=]?\s*(?:is\s)?\s*#?\s?(?P<code>\d{2,12})|(?P<plain>\d{4,12}))(?![\d:.]|\s?[ap]m)"
    ),
    re.compile(
        r"(?<![a-z])(?:approve|accept|reject|decline|deny)\s+(?:request |booking |no\.? ?|number )?(?P<code>\d{1,6})"
        r"(?![\d:.]|\s?(?:[ap]m|people|ppl|points|st|nd|rd|th|o'clock|min|hour))"
    ),
    # 通过7号, 3号过 5号拒: the figure of a request, not a day
    re.compile(
        r"(?:通过|驳回|批准?|拒绝?掉?|不接)\s?(?P<code>\d{1,5}号)(?:单子?|申请|预约)?(?=$|[\s,。!?、和跟吧哈啊呀了]|\d)"
    ),
    re.compile(
        r"(?<![\d月])(?P<code>\d{1,5}号)(?:单子?|申请)\s?我?(?:也|都|就)?(?:通过|接|推|收|批|拒|过|可以|不?行|ok)"
    ),
    re.compile(
        r"(?<![\d月])(?P<code>\d{1,5}号)(?:单子?|申请|预约)?\s?(?:通过|驳回|批了?|拒绝?掉?|不接|接了|收了?|过(?![来去后完年节生敏号]))"
        r"(?=$|[\s,。!?、吧哈啊呀了]|\d)"
    ),
)
_HASH = re.compile(r"(?<![\w#])#(?P<code>\d{1,6})(?!\d)")
_COUPON_FIGURES = re.compile(
    r"(?:券码|券号|优惠码|兑换码|核销码|折扣码|核销|(?<![a-z])(?:promo|coupon|voucher|discount) code)\s*(?:是|is|:)?\s*"
    r"(?P<code>\d{4,12})(?![\d元块次张%折])"
)
_WORD_CODE = re.compile(
    r"(?:券码|优惠码|兑换码|折扣码|口令|(?<![a-z])(?<!qr )(?:code|coupon|voucher)(?![a-z]))\s*(?:是|叫|is|called|:)?\s*"
    r"[\"'“「]?(?P<code>[a-z]{4,15})(?![a-z0-9_-])"
)


def find_foreign_codes(text: Normalised) -> Iterator[Entity]:
    """`coupon_code` and `booking_id` in any form but our own, as they were typed, in capitals.

    A figure alone (通过7号, #14) comes as "#14": it is nobody's row in a database.
    """
    plain = text.text
    for pattern in _NUMBERED:
        for match in pattern.finditer(plain):
            group = "plain" if match.groupdict().get("plain") else "code"
            yield _entity(text, "booking_id", *match.span(group))
    for match in _HASH.finditer(plain):
        if _BOOKING.search(plain):
            yield _entity(text, "booking_id", *match.span())
    for pattern in (_COUPON_FIGURES, _WORD_CODE):
        for match in pattern.finditer(plain):
            if pattern is _COUPON_FIGURES or _is_shouted(text, *match.span("code")):
                yield _entity(text, "coupon_code", *match.span("code"))
    for match in _TOKEN.finditer(plain):
        kind = _kind_of(text, match)
        if kind is not None:
            yield _entity(text, kind, *match.span())


def _kind_of(text: Normalised, match: re.Match[str]) -> str | None:
    """Which code a word of letters and figures is; None when it is likelier something else."""
    word = match[0]
    if not _letters(word) or not _figures(word) or not _LEAST <= len(word) <= _MOST:
        return None
    before, behind = text.text[: match.start()], text.text[match.end() :]
    coupon, booking = _distance(_COUPON, before, behind), _distance(_BOOKING, before, behind)
    is_elsewhere = _ELSEWHERE.search(before[-12:]) or _PLACE.match(behind)
    if is_elsewhere or not _is_code(word, coupon, booking, is_upper=_is_upper(text, match)):
        return None
    if coupon == booking:
        return "coupon_code" if len(word) != _OURS and _SPOKEN.search(word) else "booking_id"
    return "coupon_code" if coupon < booking else "booking_id"


def _is_code(word: str, coupon: int, booking: int, *, is_upper: bool) -> bool:
    """By its own shape and how near the words are that speak of codes; with one of these less is enough."""
    nearest, letters, figures = min(coupon, booking), _letters(word), _figures(word)
    if _MEASURE.fullmatch(word):
        return word.endswith("off") and coupon <= _NEAR
    if _PRODUCT.fullmatch(word):
        return is_upper and nearest <= 1
    is_clear = figures >= 2 and (letters >= 2 or figures >= 4) and len(word) >= (5 if nearest <= _FAR else 6)
    return nearest <= _NEAR or (is_upper and is_clear)


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _figures(word: str) -> int:
    return sum(map(str.isdigit, word))


def _distance(cue: re.Pattern[str], before: str, behind: str) -> int:
    """Signs to the nearest such word."""
    ends = [match.end() for match in cue.finditer(before[-_FAR - 8 :])]
    starts = cue.search(behind[: _FAR + 8])
    nearest = [len(before[-_FAR - 8 :]) - ends[-1]] if ends else []
    nearest += [starts.start()] if starts else []
    return min(nearest, default=_FAR + 9)


def _is_upper(text: Normalised, match: re.Match[str]) -> bool:
    start, end = text.span(*match.span())
    return text.original[start:end].isupper()


def _is_shouted(text: Normalised, start: int, end: int) -> bool:
    """A word in capitals among others that are not: "code SUMMER"."""
    first, last = text.span(start, end)
    rest = text.original[:first] + text.original[last:]
    return text.original[first:last].isupper() and any(sign.islower() or sign > "\u3400" for sign in rest)


def _entity(text: Normalised, name: str, start: int, end: int) -> Entity:
    first, last = text.span(start, end)
    said = text.original[first:last]
    code = re.sub(r"[\s#号號]", "", text.text[start:end]).upper()
    return Entity(name, f"#{code}" if name == "booking_id" and code.isdigit() else code, said, first, last)
