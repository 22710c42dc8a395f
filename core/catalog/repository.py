"""Statements on what the salon offers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.catalog.models import Category, Product, Treatment, Variation
from core.catalog.schemas import ProductOut, Segment, SegmentKind, TreatmentOut, VariationOut

_categories: sa.Table = Category.__table__  # type: ignore[assignment]
_treatments: sa.Table = Treatment.__table__  # type: ignore[assignment]
_variations: sa.Table = Variation.__table__  # type: ignore[assignment]
_products: sa.Table = Product.__table__  # type: ignore[assignment]
_c, _t, _v, _p = _categories.c, _treatments.c, _variations.c, _products.c

_VARIATION = sa.select(
    *(_v.id, _v.code, _v.name, _v.price_fen, _v.segments, _v.treatment_id),
    *(_t.name.label("treatment_name"), _t.skill, _t.needs_bed, _t.device),
    *(_t.code.label("treatment_code"), _c.code.label("category")),
    sa.and_(_t.is_active, _v.is_active).label("is_active"),
).select_from(_variations.join(_treatments, _t.id == _v.treatment_id).join(_categories, _c.id == _t.category_id))
# Without a look at is_active: a booking that stands keeps its treatment.
_VARIATION_BY_ID = _VARIATION.where(_v.id == sa.bindparam("id"))
_MENU = (
    _VARIATION.add_columns(
        *(_t.aliases, _t.description, _t.duration_note, _t.suitability, _t.pain, _t.aftercare, _t.facts, _t.helps),
        _c.name.label("category_name"),
    )
    .where(_t.is_active, _v.is_active)
    .order_by(_c.position, _t.position, _t.id, _v.position, _v.id)
)
_TREATMENT_BY_ID = _MENU.where(_t.id == sa.bindparam("id"))
_PRODUCTS = (
    sa.select(*(_p.id, _p.code, _p.name, _p.aliases, _p.price_fen, _p.is_active))
    .add_columns(_c.code.label("category"), _c.name.label("category_name"))
    .select_from(_products.join(_categories, _c.id == _p.category_id))
    .order_by(_c.position, _p.position, _p.id)
)


_PLAIN = tuple(name for name in VariationOut.model_fields if name != "segments")


def _variation(row: sa.RowMapping) -> VariationOut:
    # Trusted, not checked again: whatever stands in the table was checked when the file was read.
    segments = tuple(
        Segment.model_construct(
            kind=SegmentKind(segment["kind"]), minutes=segment["minutes"], staff=segment.get("staff")
        )
        for segment in row["segments"]
    )
    return VariationOut.model_construct(**{name: row[name] for name in _PLAIN}, segments=segments)


def _menu(rows: Iterable[sa.RowMapping]) -> tuple[TreatmentOut, ...]:
    treatments = []
    for treatment_id, grouped in groupby(rows, key=lambda row: row["treatment_id"]):
        variations = list(grouped)
        first = variations[0]
        treatments.append(
            TreatmentOut(
                id=treatment_id,
                code=first["treatment_code"],
                name=first["treatment_name"],
                **{name: first[name] for name in ("category", "category_name", "aliases", "description")},
                **{name: first[name] for name in ("duration_note", "suitability", "pain", "aftercare")},
                facts=first["facts"] or {},
                helps=tuple(first["helps"] or ()),
                variations=tuple(_variation(row) for row in variations),
            )
        )
    return tuple(treatments)


def find_variation(session: Session, variation_id: int) -> VariationOut | None:
    """One length and price, also when it is offered no more."""
    row = session.execute(_VARIATION_BY_ID, {"id": variation_id}).mappings().first()
    return _variation(row) if row else None


def find_treatment(session: Session, treatment_id: int) -> TreatmentOut | None:
    """A treatment on offer."""
    return next(iter(_menu(session.execute(_TREATMENT_BY_ID, {"id": treatment_id}).mappings())), None)


def list_treatments(session: Session) -> tuple[TreatmentOut, ...]:
    """All treatments on offer, in menu order."""
    return _menu(session.execute(_MENU).mappings())


def list_products(session: Session) -> tuple[ProductOut, ...]:
    """All products that are sold, in menu order."""
    return tuple(ProductOut(**row) for row in session.execute(_PRODUCTS.where(_p.is_active)).mappings())


def find_product(session: Session, product_id: int) -> ProductOut | None:
    """A product, also when it is sold no more."""
    row = session.execute(_PRODUCTS.where(_p.id == product_id)).mappings().first()
    return ProductOut(**row) if row else None


def list_categories(session: Session) -> list[tuple[str, dict[str, str]]]:
    """Code and name of each category, in menu order."""
    return [(row.code, row.name) for row in session.execute(sa.select(_c.code, _c.name).order_by(_c.position, _c.id))]


def list_skills(session: Session) -> set[str]:
    """Every skill a treatment ever asked for."""
    return set(session.scalars(sa.select(_t.skill).distinct()))


def list_devices(session: Session) -> dict[str, str]:
    """Device models the treatments on offer need, each with the code of one such treatment."""
    rows = session.execute(sa.select(_t.device, _t.code).where(_t.device.is_not(None), _t.is_active).order_by(_t.id))
    return {device: code for device, code in rows}  # noqa: C416  # rows are no pairs to a type checker


def put_category(session: Session, code: str, **values: Any) -> int:
    """Stores a category under its code; the id."""
    return _put(session, _categories, [_c.code == code], {"code": code} | values)


def put_treatment(session: Session, code: str, **values: Any) -> int:
    """Stores a treatment under its code, on offer; the id."""
    return _put(session, _treatments, [_t.code == code], {"code": code, "is_active": True} | values)


def put_variation(session: Session, treatment_id: int, code: str, **values: Any) -> int:
    """Stores a length and price of a treatment under its code, on offer; the id."""
    keys = {"treatment_id": treatment_id, "code": code}
    where = [_v.treatment_id == treatment_id, _v.code == code]
    return _put(session, _variations, where, keys | {"is_active": True} | values)


def put_product(session: Session, code: str, **values: Any) -> int:
    """Stores a product under its code, on sale; the id."""
    return _put(session, _products, [_p.code == code], {"code": code, "is_active": True} | values)


def keep_only(session: Session, treatments: Iterable[int], variations: Iterable[int], products: Iterable[int]) -> None:
    """Takes everything else off the menu; bookings and sales that stand keep it (rows are never deleted)."""
    for table, kept in ((_treatments, treatments), (_variations, variations), (_products, products)):
        session.execute(sa.update(table).where(table.c.id.not_in(list(kept))).values(is_active=False))


def _put(session: Session, table: sa.Table, where: list[sa.ColumnElement[bool]], values: dict[str, Any]) -> int:
    known = session.scalar(sa.update(table).where(*where).values(**values).returning(table.c.id))
    if known is not None:
        return int(known)
    return int(session.execute(sa.insert(table).values(**values).returning(table.c.id)).scalar_one())
