"""The kinds of coupons a salon gives, changed one by one; a file of all of them is core.coupon.files."""

from __future__ import annotations

from collections.abc import Iterator

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.catalog import service as catalog
from core.coupon import repository
from core.coupon.errors import BadTemplate
from core.coupon.schemas import CouponFile, TemplateOut, Terms
from core.coupon.service.reading import get_template
from core.kit.work import Work
from core.store import service as stores

PLAIN = ("starts_on", "ends_on", "valid_days", "total", "per_member", "worth_fen")
"""What a kind of coupon says of itself besides its name and terms."""


def put_template(work: Work, coupon: CouponFile, *, is_active: bool = True) -> TemplateOut:
    """A kind of coupon, new or changed under its code; what members hold keeps the terms it was given under (H).

    Raises NotAllowed, BadTemplate when it is for something nobody offers, or when more were given than it allows.
    """
    auth.require(work.actor, Permission.change_settings)
    for field, _, code, _ in unknown_of(work, coupon.terms):
        raise BadTemplate(what=f"{field}: {code}")
    before = repository.find_template(work.session, coupon.code)
    if before is not None and coupon.total is not None and coupon.total < before.issued:
        raise BadTemplate(what=f"total: {before.issued}")
    place = len(repository.list_templates(work.session)) if before is None else None
    template_id = store(work, coupon, place, is_active=is_active)
    audit.record(work, "coupon.put_template", "coupon_template", template_id)
    return get_template(work, template_id)


def store(work: Work, coupon: CouponFile, position: int | None, *, is_active: bool = True) -> int:
    """Writes it down, at a place in the order members read them in, or where it stood; the id."""
    return repository.put_template(
        work.session,
        coupon.code,
        name=coupon.name.model_dump(),
        about=None if coupon.about is None else coupon.about.model_dump(),
        terms=coupon.terms.model_dump(mode="json", by_alias=True),
        is_active=is_active,
        **({} if position is None else {"position": position}),
        **{name: getattr(coupon, name) for name in PLAIN},
    )


def unknown_of(work: Work, terms: Terms) -> Iterator[tuple[str, int, str, set[str]]]:
    """What terms name and nobody offers: field, place in it, the code, and what is known instead.

    A salon that has no catalog yet may begin with its coupons.
    """
    if terms.on == "products":
        return
    menu = catalog.list_treatments(work)
    known = {
        "treatments": {item.code for item in menu},
        "categories": {item.category for item in menu},
        "stores": {each.code for each in stores.list_stores(work)},
    }
    for field, codes in known.items():
        for place, code in enumerate(getattr(terms, field)):
            if menu and code not in codes:
                yield field, place, code, codes
