"""Balance, entries and lots of a member, each with what made it (F19)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.auth import service as auth
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.points.repository import ledger as repository
from core.points.rules import book, earning
from core.points.rules.earning import Multiplier
from core.points.schemas import Holding, LotOut, PointsBalance, PointsEntryOut
from core.points.service import ledger
from core.profile import service as profiles
from core.store.schemas import PointsPolicy, StoreOut

_LOTS = 200


def balance(work: Work, member_id: int) -> PointsBalance:
    """What a member has, owes, and what of it ends when; "active - debt" is what they see.

    Raises NotAllowed, MemberNotFound.
    """
    auth.require_sees_member(work.actor, member_id)
    members.require(work, member_id)
    held = repository.holdings(work.session, member_id)
    return book.balance(held, repository.debt(work.session, member_id), work.now)


def list_entries(
    work: Work, member_id: int, *, before: int | None = None, limit: int = 10
) -> tuple[PointsEntryOut, ...]:
    """A member's entries, newest first, each with why it is there; `before`: only those older than that entry.

    Raises NotAllowed, MemberNotFound.
    """
    auth.require_sees_member(work.actor, member_id)
    members.require(work, member_id)
    return repository.list_entries(work.session, member_id, before, limit)


def list_lots(work: Work, member_id: int) -> tuple[LotOut, ...]:
    """A member's newest lots and where each stands. Raises NotAllowed, MemberNotFound."""
    auth.require_sees_member(work.actor, member_id)
    members.require(work, member_id)
    return tuple(
        LotOut(
            row.id,
            row.entry_id,
            row.points,
            int(row.left),
            row.starts_at,
            row.ends_at,
            book.state(
                Holding(row.id, int(row.left), row.starts_at, row.ends_at),
                work.now,
                taken_back=row.taken_back >= row.points,
                expired=row.expired > 0,
            ),
        )
        for row in repository.list_lots(work.session, member_id, _LOTS)
    )


def find_entry(work: Work, key: str) -> PointsEntryOut | None:
    """The entry of a key, None when there is none. Raises NotAllowed."""
    found = repository.find_by_key(work.session, key)
    if found is None:
        return None
    auth.require_sees_member(work.actor, found[0].member_id)
    return found[0]


def policy_of(work: Work, store_id: int | None = None) -> PointsPolicy:
    """The rules of points of a store, of the brand's first one where none is named."""
    return ledger.store_of(work, store_id).settings.points


def next_multiplier(work: Work, member_id: int, store: StoreOut) -> Multiplier | None:
    """What multiplies the points of a spend today in a store (F8), None when nothing does."""
    on = work.now.astimezone(ZoneInfo(store.zone)).date()
    system = work.acting_as(SYSTEM)
    birthday = profiles.get(system, member_id).birthday
    is_birthday = birthday is not None and profiles.next_birthday(birthday, on) == on
    return earning.multiplier(store.settings.points, members.tier_of(system, member_id), on, is_birthday=is_birthday)
