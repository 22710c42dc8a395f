"""Coupons: the kinds a salon gives, what a member holds, giving them by hand and codes of activities (H)."""

from __future__ import annotations

from core.auth.enums import Permission
from core.coupon import service
from core.coupon.endpoints.bodies import Gift, TemplateBody, TemplateCode, file_of
from core.coupon.endpoints.views import (
    CouponRecordView,
    CouponView,
    PackItemView,
    PackView,
    TemplateView,
    UseView,
    coupon_view,
    template_view,
)
from core.coupon.errors import BadTemplate, CouponLimit, CouponNotFound, CouponsGone, GiftUnclear, GrantRefused
from core.kit.errors import BadInput
from core.kit.ids import new_key
from core.kit.work import Work
from core.member import service as members
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import PathId, Words
from core.operation.operations import Operations

operations = Operations("Coupons")
_KINDS = Access("Colleagues.", staff=Permission.redeem_coupons)
_SETS = Access("Whoever runs the store.", staff=Permission.change_settings)
_SEEN = Access(
    "A member: their own. Colleagues: those of members they know.", member=True, staff=Permission.redeem_coupons
)
_GIVES = Access("The front desk, for members it knows, within the limit of the role.", staff=Permission.grant_coupons)


@operations.get("/coupons/templates", _KINDS)
def list_coupon_templates(work: Work) -> list[TemplateView]:
    """The kinds of coupons that are given.

    In the salon's order, with how many were given.
    """
    return [template_view(each) for each in service.list_templates(work)]


@operations.put("/coupons/templates/{template_code}", _SETS, BadTemplate)
def put_coupon_template(work: Work, template_code: TemplateCode, template: TemplateBody) -> TemplateView:
    """Put a kind of coupon on offer, or change it.

    What members hold keeps the terms it was given under; `is_active` false: given no more.
    """
    return template_view(service.put_template(work, file_of(template_code, template), is_active=template.is_active))


@operations.get("/coupons/packs", _KINDS)
def list_coupon_packs(work: Work) -> list[PackView]:
    """The packs that are given."""
    return [
        PackView(
            code=pack.code,
            name=Words.model_validate(pack.name),
            items=[PackItemView(template=code, count=count) for code, count in pack.items],
        )
        for pack in service.list_packs(work)
    ]


@operations.get("/members/{member_id}/coupons", _SEEN, MemberNotFound)
def list_coupons(work: Work, member_id: PathId, over: bool = False) -> list[CouponView]:
    """A member's coupons.

    What can be used now or later, what ends first first; with `over` the last twenty that were used or ended.
    """
    members.require(work, member_id)
    found = service.list_over(work, member_id) if over else service.list_valid(work, member_id)
    return [coupon_view(work, each) for each in found]


@operations.get("/members/{member_id}/coupons/{coupon_id}", _SEEN, MemberNotFound, CouponNotFound)
def get_coupon(work: Work, member_id: PathId, coupon_id: PathId) -> CouponRecordView:
    """One coupon.

    With the record of its use.
    """
    members.require(work, member_id)
    coupon = service.get_coupon(work, member_id, coupon_id)
    record = [UseView.model_validate(each) for each in service.record_of(work, coupon.id)]
    return CouponRecordView(coupon=coupon_view(work, coupon), record=record)


@operations.post("/members/{member_id}/coupons", _GIVES, MemberNotFound, CouponNotFound, CouponsGone, CouponLimit,
                 GrantRefused, GiftUnclear, BadInput, status=201)  # fmt: skip
def grant_coupons(work: Work, member_id: PathId, gift: Gift) -> list[CouponView]:
    """Give a coupon or a pack.

    The member is told, and the reason is kept. Of a pack what they had already is left out.
    """
    key = f"api:{new_key()}"
    if gift.template is not None and gift.pack is None:
        return [coupon_view(work, service.grant(work, key, gift.template, member_id, gift.reason))]
    if gift.pack is not None and gift.template is None:
        return [coupon_view(work, each) for each in service.grant_pack(work, key, gift.pack, member_id, gift.reason)]
    raise GiftUnclear(what="template")
