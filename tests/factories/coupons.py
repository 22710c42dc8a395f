"""Kinds of coupons for tests: product.md's own, in a file like a salon's."""

from __future__ import annotations

from core.coupon.files import import_coupons
from core.coupon.schemas import BillLine
from core.kit.work import Work
from core.store import service as stores
from core.store.schemas import StoreValues

FILE = """
version: 1
coupons:
  - code: off100
    valid_days: 90
    name: {zh: 满500减100, en: 100 off 500}
    terms: {kind: fixed, amount: 100, minimum: 500}
  - code: off50
    valid_days: 90
    name: {zh: 满300减50, en: 50 off 300}
    terms: {kind: fixed, amount: 50, minimum: 300}
  - code: extra28
    valid_days: 90
    name: {zh: 立减28, en: 28 off}
    terms: {kind: fixed, amount: 28, group: extra}
  - code: trial
    valid_days: 90
    name: {zh: 19.9 元体验, en: Trial for 19.90}
    terms: {kind: trial, price: 19.9}
    per_member: 1
  - code: rare
    valid_days: 90
    name: {zh: 限量券, en: Rare}
    terms: {kind: fixed, amount: 200}
    total: 10
  - code: weekend
    valid_days: 90
    name: {zh: 周末八折, en: Weekend}
    terms: {kind: percent, percent: 20, days: [sat, sun]}
  - code: later
    name: {zh: 国庆券, en: National Day}
    terms: {kind: fixed, amount: 30}
    from: 2026-10-01
    to: 2026-10-07
packs:
  - code: hello
    name: {zh: 新人礼包, en: Welcome pack}
    items: [{coupon: trial}, {coupon: off50, count: 2}]
  - code: golden
    name: {zh: 金卡礼包, en: Gold pack}
    items: [{coupon: off100}]
"""


def load(work: Work, text: str = FILE) -> None:
    """Gives the salon its coupons."""
    import_coupons(work, text)


def give_on_birthdays(work: Work, store_id: int, pack: str) -> None:
    """A store names its birthday pack."""
    store = stores.get(work, store_id)
    given = store.model_dump(exclude={"id", "code", "settings"})
    policy = store.settings.coupons.model_copy(update={"birthday_pack": pack})
    settings = store.settings.model_copy(update={"coupons": policy})
    stores.put(work, store.code, StoreValues.model_validate({**given, "settings": settings}))


def bill(*prices: int, floor: int = 0, treatment_id: int | None = 1) -> list[BillLine]:
    """Lines of treatments at prices in yuan."""
    return [
        BillLine(str(number), treatment_id, None, "all", price * 100, floor * 100)
        for number, price in enumerate(prices)
    ]
