"""Numbers, names and sums as colleagues type them at the desk: 「五十」, 「王小姐」, 「用600积分」, 床2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.entities.codes import spoken_sum
from nlu.normalise import normalise

_ENDS = " ,。.!?;、~"
_SIZE = r"(?:\d{1,7}|[一二两三四五六七八九十百千万]{1,6})"
_SOME_POINTS = re.compile(
    rf"(?:再|先|就|只|她|客人|要|想)*(?:用|扣|抵|拿|花)[掉了]? ?(?P<size>{_SIZE}) ?(?:个)?(?:积分|分)"
    r"(?:抵扣|抵|付|来抵)?"
)
_SOME_MONEY = re.compile(
    r"(?:再|先|就|只|要)*(?:用|从|扣)?(?:她的?|客人的?)?(?:储值卡?|余额|卡里的?|充值的?)(?:里|余额)?"
    rf"(?:付|扣|抵|用|出|刷)[掉了]? ?(?P<size>{_SIZE}) ?(?:元|块钱?)?"
    rf"|(?:再|先)*(?:用|扣|刷) ?(?P<other>{_SIZE}) ?(?:元|块钱?)?的?(?:储值|余额)"
)
_TITLED = re.compile(r"(?P<family>[\u4e00-\u9fff]{1,2}?)(?:小姐|女士|先生|太太|姐|哥|阿姨|总|老师)")
_TAKING = ("扣", "减", "-")
_YUAN = re.compile(r"(?:块钱|块|元)$")
_PIECES = re.compile(r"(?:个|盒|瓶|支|件|份|套|只|包)$")
_BED = re.compile(r"(?P<number>\d)号?床.*")
_FIGURES = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class OfBalance:
    """How much of a member's balance shall pay: points, or yuan of stored value."""

    points: int | None = None
    yuan: int | None = None


def balance_of(text: str) -> OfBalance | None:
    """「再用200积分」, 「储值付100」: how much of which balance, None where a text says no such thing."""
    told = normalise(text).text.strip(_ENDS)
    if match := _SOME_POINTS.fullmatch(told):
        points = spoken_sum(match["size"])
        return None if points is None else OfBalance(points=points)
    if match := _SOME_MONEY.fullmatch(told):
        yuan = spoken_sum(match["size"] or match["other"])
        return None if yuan is None else OfBalance(yuan=yuan)
    return None


def family_of(text: str) -> str:
    """The family name in 「王小姐」, 「林姐」; empty where there is no such form of address."""
    titled = _TITLED.fullmatch(text.strip())
    return titled["family"] if titled else ""


def points_said(text: str) -> int | None:
    """「五十」, 「扣二百分」: a whole number of points, negative where they are taken; None where it is none."""
    told = normalise(text).text.strip(_ENDS)
    sign, told = (-1, told[1:]) if told[:1] in _TAKING else (1, told)
    whole = spoken_sum(told.removesuffix("积分").removesuffix("分").strip())
    return None if whole is None else sign * whole


def yuan_said(text: str) -> int | None:
    """「一千」, 「五百块」: whole yuan; None where it is no such number."""
    return spoken_sum(_YUAN.sub("", normalise(text).text.strip(_ENDS)))


def names_of_bed(name: str) -> tuple[str, ...]:
    """What else a numbered bed is called: 2号床 is 床2, 美容床2 and 二号床."""
    numbered = _BED.fullmatch(name)
    if numbered is None:
        return ()
    number = numbered["number"]
    names = (f"{kind}{number}" for kind in ("床", "床位", "美容床", "bed", "号床"))
    return (*names, f"{number}号", f"{_FIGURES[int(number)]}号床", f"第{number}张床", f"{number}号床")


def pieces_said(text: str) -> int | None:
    """「两盒」, 「两」: how many pieces; None where it is no number."""
    return spoken_sum(_PIECES.sub("", normalise(text).text.strip(_ENDS)))
