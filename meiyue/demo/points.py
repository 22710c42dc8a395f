"""The demo's points: what the last year's visits earned, what is to be had for them, and a few days of checking in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.booking.enums import BookingStatus
from core.kit.work import Work
from core.member.enums import Tier
from core.points import service as points
from core.points.enums import ItemKind, Perk
from meiyue.demo.visits import DemoVisit

_ITEMS = (
    ("hand_cream", ItemKind.goods, "玫瑰护手霜", "Rose hand cream", "50 毫升，随身带", "50 ml", 600, 0, 24),
    ("sheet_mask", ItemKind.goods, "补水面膜一盒", "A box of masks", "一盒五片", "Five of them", 900, 0, 8),
    ("care_set", ItemKind.treatment, "护理套装", "Care set", "到店体验一次", "One visit", 500, 9900, 30),
    (
        "eye_care",
        ItemKind.treatment,
        "眼部护理加做",
        "Eye care on top",
        "任意面部护理时加做",
        "With any facial",
        1200,
        0,
        15,
    ),
    (
        "coffee",
        ItemKind.partner,
        "隔壁咖啡券",
        "Coffee next door",
        "凭码到隔壁咖啡店领取",
        "Show the code there",
        500,
        0,
        50,
    ),
)


_EARNING = 120


def add_points(work: Work, visits: Sequence[tuple[int, DemoVisit, str]]) -> None:
    """Puts things on offer, and lets the newest completed visits, each with its member's id and code, earn."""
    for position, (code, kind, zh, en, about, about_en, price, cash_fen, stock) in enumerate(_ITEMS, 1):
        points.put_item(
            work,
            code,
            kind=kind,
            name={"zh": zh, "en": en},
            about={"zh": about, "en": about_en},
            points=price,
            cash_fen=cash_fen,
            stock=stock,
            position=position,
        )
    points.put_item(
        work,
        "early_booking",
        kind=ItemKind.perk,
        name={"zh": "优先预约 30 天", "en": "Early booking for 30 days"},
        about={"zh": "30 天内日历提前开放", "en": "The calendar opens earlier for 30 days"},
        points=800,
        perk=Perk.priority,
        days=30,
        tier=Tier.silver,
        position=len(_ITEMS) + 1,
    )
    done = [each for each in visits if each[1].status is BookingStatus.completed]
    done.sort(key=lambda each: each[1].changed_at)
    for member_id, visit, code in done[-_EARNING:]:
        row = visit.row
        points.earn_for_sale(
            replace(work, now=visit.changed_at), f"sale:{code}", member_id, row["store_id"], row["price_fen"]
        )
