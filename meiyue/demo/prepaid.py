"""What members of the demo have paid in advance: money with a gift on top, cards half used, all of it by contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from core.card import service as cards
from core.card.schemas import PlanOut, PlanValues
from core.contract import service as contracts
from core.kit.tender import Tender
from core.kit.work import Actor, Work
from core.prepaid import service as prepaid
from core.store import service as stores
from core.wallet import service as wallet

PLANS = (
    ("hydrating_ten", "hydrating", "补水护理十次卡", "Ten hydrating facials", 10, False),
    ("cleanse_six", "deep_cleanse", "深层清洁疗程卡（6次）", "Course of six deep cleanses", 6, True),
)
"""Code, treatment, names, uses, whether it is a course; each costs seventy percent of its uses at list price."""

TOP_UPS = (100_000, 300_000, 50_000, 100_000, 200_000, 100_000)
_EVERY = 13
"""Which of the members: one in so many, so that regulars and newcomers are among them."""


def sell_in_advance(work: Work, store_code: str, member_ids: Sequence[int], list_prices: dict[str, int]) -> None:
    """Cards on sale in a store, and what a few members bought there over the last months."""
    store = stores.get_by_code(work, store_code)
    plans = [_plan(work, store.id, row, list_prices[row[1]]) for row in PLANS]
    buyers = member_ids[::_EVERY]
    for number, (member_id, fen) in enumerate(zip(buyers, TOP_UPS, strict=False)):
        top_up(_back(work, 90 - 12 * number), f"demo:t{member_id}", member_id, store.id, fen)
        wallet.charge(
            _back(work, 20), f"demo:c{member_id}", member_id, 29_800, {"sale": f"D{number}", "approval": "demo"}
        )
    for number, member_id in enumerate(buyers[3:9]):
        plan = plans[number % len(plans)]
        sell_card(work, "demo", member_id, plan, days=60 - 7 * number, uses=min(number + 1, plan.uses - 1))


def top_up(then: Work, key: str, member_id: int, store_id: int, fen: int) -> None:
    """Money that a member paid in, with its contract."""
    contract = prepaid.ask_top_up(then, key, member_id, store_id, fen, language="zh_CN")
    _pay(then, contract.id, contract.text_hash, member_id)


def sell_card(work: Work, key: str, member_id: int, plan: PlanOut, *, days: int, uses: int) -> None:
    """A card that a member bought so many days ago and used since."""
    then = _back(work, days)
    contract = prepaid.ask_card(then, f"{key}:k{member_id}", member_id, plan.id, language="zh_CN")
    _pay(then, contract.id, contract.text_hash, member_id)
    for card in cards.list_open(then, member_id):
        cards.use(_back(work, 10), f"{key}:u{card.id}", card.id, uses, {"sale": f"K{card.id}"})


def plan_of(work: Work, store_id: int, code: str) -> PlanOut:
    """A card on sale, by its code."""
    return next(plan for plan in cards.list_plans(work, store_id) if plan.code == code)


def _plan(work: Work, store_id: int, row: tuple[str, str, str, str, int, bool], list_fen: int) -> PlanOut:
    code, treatment, zh, en, uses, is_course = row
    price = list_fen * uses * 7 // 1000  # seventy percent, in whole yuan
    values = {"name": {"zh": zh, "en": en}, "treatments": [treatment], "uses": uses, "is_course": is_course}
    return cards.put_plan(
        work, store_id, code, PlanValues.model_validate(values | {"price": price, "list_price": list_fen // 100})
    )


def _back(work: Work, days: int) -> Work:
    """The same unit of work so many days ago; nobody is told of what was long ago."""
    return replace(work, now=work.now - dt.timedelta(days=days), handlers={})


def _pay(work: Work, contract_id: int, text_hash: str, member_id: int) -> None:
    contracts.accept(work.acting_as(Actor("member", member_id)), contract_id, text_hash, channel="demo")
    prepaid.pay(work, contract_id, Tender.wechat, reference="0000")
