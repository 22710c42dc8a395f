"""How visits are asked about, and what a low score means (J)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from core.kit.localized import Localized
from core.store.schemas.strict import Strict


class ReviewTag(Strict):
    """A word to tap under a score. `praises`: offered for high scores, else for low ones, both for one between.

    `categories` of the catalogue whose treatments it fits; none means all.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
    name: Localized
    praises: bool = True
    categories: tuple[str, ...] = ()


def _tag(code: str, zh: str, en: str, *categories: str, praises: bool = True) -> ReviewTag:
    return ReviewTag(code=code, name=Localized(zh=zh, en=en), praises=praises, categories=categories)


_FACE, _NAIL, _BODY = ("face", "facial", "device", "anti_aging", "eye"), ("nail",), ("body", "head", "head_spa")
_TAGS = (
    _tag("skilled", "手法专业", "Skilled hands"),
    _tag("gentle", "温柔细致", "Gentle and careful"),
    _tag("clean", "环境干净", "Spotless"),
    _tag("punctual", "准时不等", "On time"),
    _tag("visible", "效果明显", "Visible result", *_FACE),
    _tag("hydrated", "水润舒服", "Skin feels good", *_FACE),
    _tag("pretty", "款式好看", "Pretty design", *_NAIL),
    _tag("relaxing", "很放松", "Relaxing", *_BODY),
    _tag("rough", "手法太重", "Too rough", praises=False),
    _tag("waited", "等待太久", "Waited too long", praises=False),
    _tag("pushy", "推销太多", "Too much selling", praises=False),
    _tag("unclean", "卫生不好", "Not clean enough", praises=False),
    _tag("careless", "不够用心", "Not careful enough", praises=False),
    _tag("no_effect", "效果不明显", "No visible result", *_FACE, praises=False),
    _tag("uncomfortable", "皮肤不适", "Skin felt bad", *_FACE, praises=False),
    _tag("chipped", "做工粗糙", "Poor finish", *_NAIL, praises=False),
)


class ReviewPolicy(Strict):
    """Reviews (J). `ask_hours` after a visit the member is asked once, outside quiet hours and no later than
    `ask_within_hours`; 0 `ask_hours`: at once. They may review for `give_days` and change it for `change_days`.

    A score of at most `low_score` reaches the desk at once (J5). Who gave `often` of those within `often_days` gets a
    named contact: the colleague with the code `contact`; while it is null the store's manager, else the owner.
    """

    is_on: bool = True
    ask_hours: Annotated[int, Field(ge=0, le=72)] = 3
    ask_within_hours: Annotated[int, Field(ge=1, le=168)] = 48
    give_days: Annotated[int, Field(ge=1, le=90)] = 14
    change_days: Annotated[int, Field(ge=0, le=90)] = 7
    low_score: Annotated[int, Field(ge=1, le=4)] = 2
    often: Annotated[int, Field(ge=1, le=20)] = 2
    often_days: Annotated[int, Field(ge=1, le=730)] = 183
    contact: Annotated[str | None, Field(max_length=40)] = None
    tags: Annotated[tuple[ReviewTag, ...], Field(max_length=60)] = _TAGS

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ask_hours >= self.ask_within_hours:
            raise ValueError("ask_within_hours is over before ask_hours")
        codes = [tag.code for tag in self.tags]
        if len(set(codes)) < len(codes):
            raise ValueError("two tags have the same code")
        return self
