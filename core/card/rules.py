"""What a card may be, and what a refund of one comes to (I). Pure; integer fen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.card.schemas import CardOut, CardRefundOffer
from core.store.schemas import CardPolicy, MarketRule, is_mainland, prepaid_limit

MOST_USES = 365
"""More in one movement is a typing error."""

MOST_FEN = 10_000_000
_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


def broken_rule(market: str, policy: CardPolicy, price_fen: int, term_days: int | None) -> str | None:
    """The rule that a card of this price and term breaks in a market, by name; None when it may be sold 【law】."""
    if price_fen > prepaid_limit(market, policy.most_fen):
        return MarketRule.prepaid_card_limit.value if is_mainland(market) else "card.most"
    return MarketRule.prepaid_card_no_term.value if is_mainland(market) and term_days is not None else None


def in_turn(cards: Iterable[CardOut]) -> tuple[CardOut, ...]:
    """Which card is used first: the one that ends first, then the older one."""
    return tuple(sorted(cards, key=lambda card: (card.ends_at or _FAR, card.id)))


def refund_offer(card: CardOut, refunded: int, policy: CardPolicy, now: dt.datetime) -> CardRefundOffer:
    """What a refund of a card comes to.

    In `proportion`, and always within the store's days: the unused share of what was paid, the fraction of a fen in the
    member's favour. By `list_price`: what was paid less the used sessions at the price they have without the card.
    `refunded`: uses that an earlier refund took away.
    """
    used = card.uses - card.uses_left - refunded
    until = card.sold_at + dt.timedelta(days=policy.refund_days)
    rule = "refund_days" if now < until else policy.refund_by
    share = -(-card.paid_fen * card.uses_left // card.uses)
    pays = share if rule != "list_price" else max(0, min(share, card.paid_fen - used * card.list_price_fen))
    return CardRefundOffer(
        card_id=card.id,
        paid_fen=card.paid_fen,
        uses=card.uses,
        used=used,
        list_price_fen=card.list_price_fen,
        rule=rule,
        until=until,
        pays_fen=pays,
        tender=card.tender,
    )
