"""The lines of a bill before any discount: what each is of, at which price, and the least it may cost."""

from __future__ import annotations

from core.booking.schemas import BookingOut
from core.catalog import service as catalog
from core.catalog.schemas import ProductOut, VariationOut
from core.checkout.enums import LineKind
from core.checkout.schemas import DraftLine, Share
from core.coupon import service as coupons
from core.kit.work import Work


def booked(work: Work, number: str, part: BookingOut) -> DraftLine:
    """A booked treatment as the work of who did it, at the price it was booked at (C3)."""
    variation = catalog.get_variation(work, part.variation_id)
    line = of_treatment(work, part.store_id, number, variation, unit_fen=part.price_fen, list_fen=part.price.list_fen)
    return line.model_copy(
        update={
            "name": part.treatment_name,
            "booking_id": part.id,
            "shares": (Share(staff_id=part.staff_id, percent=100),),
        }
    )


def of_treatment(
    work: Work,
    store_id: int,
    number: str,
    variation: VariationOut,
    *,
    unit_fen: int,
    list_fen: int,
    quantity: int = 1,
    shares: tuple[Share, ...] = (),
) -> DraftLine:
    """A treatment for `unit_fen` each; what it may cost at the least is a part of its list price (`list_fen`, H5)."""
    floor_fen = coupons.floor_fen(work, store_id, variation.treatment_id, variation.category, list_fen)
    return DraftLine(
        id=number,
        kind=LineKind.treatment,
        item_id=variation.id,
        treatment_id=variation.treatment_id,
        category=variation.category,
        name=variation.treatment_name,
        quantity=quantity,
        unit_fen=unit_fen,
        floor_fen=floor_fen * quantity,
        shares=shares,
    )


def of_product(
    work: Work,
    store_id: int,
    number: str,
    product: ProductOut,
    *,
    quantity: int = 1,
    shares: tuple[Share, ...] = (),
) -> DraftLine:
    """Some pieces of a product at today's price."""
    floor_fen = coupons.floor_fen(work, store_id, None, product.category, product.price_fen)
    return DraftLine(
        id=number,
        kind=LineKind.product,
        item_id=product.id,
        category=product.category,
        name=product.name,
        quantity=quantity,
        unit_fen=product.price_fen,
        floor_fen=floor_fen * quantity,
        shares=shares,
    )
