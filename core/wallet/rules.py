"""How money leaves and comes back, and what a refund comes to (I, docs/decisions/0018). Pure; integer fen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from core.kit.lots import Lot, Part, give_back, take
from core.store.schemas.prepaid import WalletPolicy
from core.wallet.schemas import MoneyLot, RefundOffer, Share, WalletBalance, WalletEntryOut

MOST_FEN = 10_000_000
"""100,000 yuan: more in one movement is a typing error."""

_DAYS_OF_MONTH = 31


def is_amount(fen: int) -> bool:
    """Whether a movement can be meant."""
    return 0 < fen <= MOST_FEN


def balance(lots: Iterable[MoneyLot], now: dt.datetime) -> WalletBalance:
    """What can be spent."""
    listed = tuple(lots)
    return WalletBalance(sum(lot.real_fen for lot in listed), sum(lot.gift_left(now) for lot in listed))


def spend(lots: Sequence[MoneyLot], fen: int, order: str, now: dt.datetime) -> tuple[Share, ...]:
    """What an amount takes of which top-ups: gift money that ends first, then the oldest.

    In `proportion` real and gift money of a top-up leave as they are in it, the fraction of a fen as gift money; the
    other orders empty one kind over all top-ups before the other is touched. Takes less where less is there.
    """
    if order == "proportion":
        by_id = {lot.id: lot for lot in lots}
        return tuple(_mixed(by_id[part.lot_id], part.amount, now) for part in take(_whole(lots, now), fen, now))
    gift = [Lot(lot.id, lot.gift_left(now), lot.gift_ends_at) for lot in lots]
    real = [Lot(lot.id, lot.real_fen) for lot in lots]
    first, second = (real, gift) if order == "real_first" else (gift, real)
    of_first = take(first, fen, now)
    of_second = take(second, fen - sum(part.amount for part in of_first), now)
    reals, gifts = (of_first, of_second) if order == "real_first" else (of_second, of_first)
    return _joined(reals, gifts)


def _whole(lots: Iterable[MoneyLot], now: dt.datetime) -> list[Lot]:
    """Top-ups with both kinds of money; only gift money that is still there makes one of them end."""
    return [
        Lot(lot.id, lot.real_fen + lot.gift_left(now), lot.gift_ends_at if lot.gift_left(now) else None) for lot in lots
    ]


def _mixed(lot: MoneyLot, fen: int, now: dt.datetime) -> Share:
    real = fen * lot.real_fen // (lot.real_fen + lot.gift_left(now))
    return Share(lot.id, real, fen - real)


def _joined(reals: Iterable[Part], gifts: Iterable[Part]) -> tuple[Share, ...]:
    real, gift = ({part.lot_id: part.amount for part in parts} for parts in (reals, gifts))
    return tuple(Share(lot_id, real.get(lot_id, 0), gift.get(lot_id, 0)) for lot_id in sorted({*real, *gift}))


def come_back(taken: Sequence[Share], returned: Sequence[Share], fen: int) -> tuple[Share, ...]:
    """To which top-ups an amount returns of what a charge took, the fraction of a fen as real money.

    To the same top-ups, in the reverse order, in the proportion that is still out of each; all of it restores the very
    state. Returns less where less is out.
    """
    parts = give_back(
        [Part(share.lot_id, share.fen) for share in taken], [Part(share.lot_id, share.fen) for share in returned], fen
    )
    out = {share.lot_id: [share.real_fen, share.gift_fen] for share in taken}
    for share in returned:
        out[share.lot_id][0] -= share.real_fen
        out[share.lot_id][1] -= share.gift_fen
    shares = []
    for part in parts:
        real_out, gift_out = out[part.lot_id]
        gift = part.amount * gift_out // (real_out + gift_out)
        shares.append(Share(part.lot_id, part.amount - gift, gift))
    return tuple(shares)


def gift_for(policy: WalletPolicy, pay_fen: int) -> int:
    """The gift money a top-up brings: that of the highest step it reaches."""
    return max((step.gift_fen for step in policy.steps if step.pay_fen <= pay_fen), default=0)


def gift_ends_at(policy: WalletPolicy, now: dt.datetime) -> dt.datetime | None:
    """When gift money of today ends; None: never."""
    return now + dt.timedelta(days=_DAYS_OF_MONTH * policy.gift_months) if policy.gift_months else None


def refund_offer(
    top_up: WalletEntryOut, lot: MoneyLot, spent: Share, policy: WalletPolicy, now: dt.datetime
) -> RefundOffer:
    """What a refund of a top-up comes to; `spent` is what sales took of it, without gift money that merely ended.

    Within the store's days, and afterwards in `proportion`: all real money that was not spent. By `list_price`: the
    gift money that was spent is paid for out of it.
    """
    until = top_up.at + dt.timedelta(days=policy.refund_days)
    rule = "refund_days" if now < until else policy.refund_by
    pays = lot.real_fen if rule != "list_price" else max(0, lot.real_fen - spent.gift_fen)
    return RefundOffer(
        top_up_id=top_up.id,
        at=top_up.at,
        paid_fen=top_up.real_fen,
        gift_fen=top_up.gift_fen,
        spent_fen=spent.fen,
        spent_real_fen=spent.real_fen,
        rule=rule,
        until=until,
        pays_fen=pays,
        gift_lost_fen=lot.gift_left(now),
        tender=top_up.tender,
    )
