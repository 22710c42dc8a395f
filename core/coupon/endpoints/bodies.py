"""What callers say of coupons; money in fen."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from core.coupon.enums import CouponKind
from core.coupon.errors import BadTemplate
from core.coupon.schemas import CouponFile
from core.operation.fields import Body, Day, Text
from core.store.schemas import PriceDay

TemplateCode = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$", examples=["facial100"])]
_Codes = Annotated[tuple[TemplateCode, ...], Field(max_length=50, examples=[[]])]
_Fen = Annotated[int, Field(strict=True, ge=1, le=10_000_000)]


class TermsBody(Body):
    """As `TermsView`: a kind needs its own field and has no other's."""

    kind: CouponKind
    amount_fen: Annotated[_Fen | None, Field(examples=[10_000])] = None
    percent: Annotated[int | None, Field(strict=True, ge=1, le=100, examples=[None])] = None
    cap_fen: Annotated[_Fen | None, Field(examples=[None])] = None
    price_fen: Annotated[int | None, Field(strict=True, ge=0, le=10_000_000, examples=[None])] = None
    minimum_fen: Annotated[int, Field(strict=True, ge=0, le=10_000_000, examples=[50_000])] = 0
    on: Literal["treatments", "products", "everything"] = "treatments"
    treatments: _Codes = ()
    categories: Annotated[tuple[TemplateCode, ...], Field(max_length=50, examples=[["facial"]])] = ()
    stores: _Codes = ()
    days: Annotated[tuple[PriceDay, ...], Field(max_length=8, examples=[[]])] = ()
    hours: Annotated[tuple[Annotated[Text, Field(max_length=11)], ...], Field(max_length=10, examples=[[]])] = ()
    group: TemplateCode = "main"
    alone: bool = False


class TemplateName(Body):
    """What a kind of coupon is called."""

    zh: Annotated[Text, Field(min_length=1, max_length=80, examples=["满500减100"])]
    en: Annotated[Text, Field(min_length=1, max_length=80, examples=["100 off 500"])]


class TemplateBody(Body):
    """All that is known of a kind of coupon; it needs `valid_days` or a last day."""

    name: TemplateName
    terms: TermsBody
    starts_on: Annotated[Day | None, Field(examples=[None])] = None
    ends_on: Annotated[Day | None, Field(examples=[None])] = None
    valid_days: Annotated[int | None, Field(strict=True, ge=1, le=1095, examples=[90])] = None
    total: Annotated[int | None, Field(strict=True, ge=0, le=10_000_000, examples=[500])] = None
    per_member: Annotated[int | None, Field(strict=True, ge=1, le=1000, examples=[None])] = None
    worth_fen: Annotated[int | None, Field(strict=True, ge=0, le=10_000_000, examples=[None])] = None
    is_active: bool = True


class Gift(Body):
    """One kind of coupon or one pack, and why."""

    template: Annotated[TemplateCode | None, Field(examples=["facial100"])] = None
    pack: Annotated[TemplateCode | None, Field(examples=[None])] = None
    reason: Annotated[Text, Field(min_length=1, max_length=200, examples=["Had to wait"])]


def file_of(code: str, template: TemplateBody) -> CouponFile:
    """A kind of coupon as the salon's file would say it, which is in yuan. Raises BadTemplate."""
    terms: dict[str, Any] = {}
    for name, value in template.terms.model_dump(exclude_none=True).items():
        terms[name.removesuffix("_fen")] = value / 100 if name.endswith("_fen") else value
    said = template.model_dump(exclude={"terms", "is_active", "worth_fen", "starts_on", "ends_on"}, exclude_none=True)
    dates = {"from": template.starts_on, "to": template.ends_on}
    worth = None if template.worth_fen is None else template.worth_fen / 100
    try:
        return CouponFile.model_validate({"code": code, **said, **dates, "terms": terms, "worth": worth})
    except ValidationError as wrong:
        raise BadTemplate(what=wrong.errors()[0]["msg"]) from wrong
