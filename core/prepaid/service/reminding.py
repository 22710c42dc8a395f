"""Prompts before money, uses or a term run out, as due rows: each looks at the facts again when it is told.

What sells goes only to members who agreed to marketing and did not stop offers; nothing goes out in quiet hours.
"""

from __future__ import annotations

from typing import Any

from core.booking.schemas import BookingOut
from core.card import service as cards
from core.consent import service as consents
from core.consent.enums import Topic
from core.conversation import service as conversations
from core.due import service as due
from core.due.schemas import Due
from core.kit.work import SYSTEM, Work
from core.prepaid import rules
from core.store import service as stores
from core.wallet import service as wallet
from core.wallet.schemas import WalletEntryOut

FAMILIES = ("wallet", "card", "gift")


def note_wallet(work: Work, entry: WalletEntryOut) -> None:
    """Money was spent: who has little left is prompted tomorrow, once in the store's days."""
    store = stores.get(work, entry.store_id)
    policy = store.settings.wallet
    if wallet.balance(work.acting_as(SYSTEM), entry.member_id).fen < policy.low_balance_fen:
        due.plan(work, [rules.once_in(policy.remind_days, rules.LOW, store, entry.member_id, work.now)])


def note_top_up(work: Work, entry: WalletEntryOut) -> None:
    """Money was paid in: no prompt is due any more, and its gift money's end will be told."""
    due.drop(work, entry.member_id, ("wallet",))
    if entry.gift_ends_at is not None:
        store = stores.get(work, entry.store_id)
        plans = rules.before(rules.GIFT_ENDS, rules.GIFT_DAYS, store, entry.id, entry.gift_ends_at)
        due.plan(work, rules.in_time(plans, work.now))


def note_card(work: Work, card_id: int) -> None:
    """A card was sold: the end of its term, where it has one, will be told."""
    card = cards.get(work.acting_as(SYSTEM), card_id)
    if card.ends_at is not None:
        store = stores.get(work, card.store_id)
        plans = rules.before(rules.CARD_TERM, store.settings.card.term_days, store, card.id, card.ends_at)
        due.plan(work, rules.in_time(plans, work.now))


def note_use(work: Work, card_id: int) -> None:
    """A card was used: who has few uses left is prompted tomorrow."""
    card = cards.get(work.acting_as(SYSTEM), card_id)
    store = stores.get(work, card.store_id)
    if card.uses_left <= store.settings.card.low_uses:
        due.plan(work, [rules.once_in(store.settings.wallet.remind_days, rules.CARD_LOW, store, card.id, work.now)])


def note_visit(work: Work, booking: BookingOut) -> None:
    """A visit is over: who pays little each time and holds nothing is offered a small top-up, once in a while (B9)."""
    store = stores.get(work, booking.store_id)
    policy = store.settings.wallet
    if policy.offer_fen and booking.price_fen < policy.low_spend_fen:
        due.plan(work, [rules.once_in(policy.remind_days, rules.OFFER, store, booking.member_id, work.now)])


def remind_due(work: Work) -> int:
    """Tells members what is due and still true, and gives up what is too late; how many were dealt with.

    Two that do this at once never tell the same twice.
    """
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    count = 0
    for family in FAMILIES:
        count += len(due.miss(work, family, but_stores=quiet))
        claimed = due.claim(work, family, but_stores=quiet)
        due.mark_unheard(work, [row.id for row in claimed if not _tell(work, row)])
        count += len(claimed)
    return count


def _tell(work: Work, row: Due) -> bool:
    """Whether it was told, or need not be any more."""
    found = _FACTS[row.kind.partition("_")[0]](work.acting_as(SYSTEM), row)
    if found is None:
        return True
    member_id, kind, args = found
    if row.kind in rules.MARKETING and not consents.may_send(work, member_id, Topic.offers):
        return True
    return conversations.notify_member(work, member_id, kind, f"due:{row.id}", **args)


_Fact = tuple[int, str, dict[str, Any]] | None
"""Whom to tell which notice with what; None where there is nothing to tell any more."""


def _low(work: Work, row: Due) -> _Fact:
    have = wallet.balance(work, row.subject_id).fen
    is_low = have < stores.get(work, row.store_id).settings.wallet.low_balance_fen
    return (row.subject_id, "prepaid.wallet_low", {"have": have, "store": row.store_id}) if is_low else None


def _offer(work: Work, row: Due) -> _Fact:
    if wallet.balance(work, row.subject_id).fen or cards.list_open(work, row.subject_id):
        return None
    offer = stores.get(work, row.store_id).settings.wallet.offer_fen
    gift = wallet.gift_for(work, row.store_id, offer)
    return row.subject_id, "prepaid.offer", {"fen": offer, "gift": gift, "store": row.store_id}


def _card_low(work: Work, row: Due) -> _Fact:
    card = cards.get(work, row.subject_id)
    if card.uses_left > stores.get(work, row.store_id).settings.card.low_uses:
        return None
    return card.member_id, "prepaid.card_low", {"card": card.id}


def _card_term(work: Work, row: Due) -> _Fact:
    card = cards.get(work, row.subject_id)
    return (card.member_id, "prepaid.card_term", {"card": card.id}) if card.is_open(work.now) else None


def _gift_ends(work: Work, row: Due) -> _Fact:
    entry = wallet.get_entry(work, row.subject_id)
    left = wallet.gift_left(work, entry.id)
    return (entry.member_id, "prepaid.gift_ends", {"entry": entry.id, "fen": left}) if left else None


_FACTS = {
    rules.LOW: _low,
    rules.OFFER: _offer,
    rules.CARD_LOW: _card_low,
    rules.CARD_TERM: _card_term,
    rules.GIFT_ENDS: _gift_ends,
}
