"""Points that members have, and what is to be had for them."""

from __future__ import annotations

from core.kit.work import Work
from core.points import service as points
from core.points.enums import ItemKind, Perk
from core.store import service as stores
from tests.factories import garden_salon


def spent(work: Work, name: str, yuan: str, sale: str) -> None:
    """A member of the garden salon paid a bill there."""
    store = stores.get_by_code(work, "garden")
    points.earn_for_sale(work, f"sale:{sale}", garden_salon.member_id(work, name), store.id, int(yuan) * 100)


def catalogue(work: Work) -> None:
    """A hand cream, a care set for points and money of which one is left, earlier booking, and a mask sold out."""
    put = points.put_item
    put(
        work,
        "cream",
        kind=ItemKind.goods,
        name={"zh": "护手霜", "en": "Hand cream"},
        about={"zh": "玫瑰香，50 毫升", "en": "Rose, 50 ml"},
        points=600,
        stock=20,
        position=1,
    )
    put(
        work,
        "care",
        kind=ItemKind.treatment,
        name={"zh": "护理套装", "en": "Care set"},
        about={"zh": "到店体验一次", "en": "One visit"},
        points=500,
        cash_fen=9900,
        stock=1,
        position=2,
    )
    put(
        work,
        "early",
        kind=ItemKind.perk,
        name={"zh": "优先预约 30 天", "en": "Early booking for 30 days"},
        about={"zh": "日历提前开放", "en": "The calendar opens earlier"},
        points=800,
        perk=Perk.priority,
        days=30,
        position=3,
    )
    put(
        work,
        "mask",
        kind=ItemKind.goods,
        name={"zh": "面膜", "en": "Mask"},
        about={"zh": "一盒五片", "en": "A box of five"},
        points=500,
        stock=0,
        position=4,
    )
