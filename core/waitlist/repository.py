"""Statements on the waitlist. Names and tiers of lower domains are read by a join, never written (decision 0003)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.member.enums import Tier
from core.waitlist.enums import EntryStatus, Outcome
from core.waitlist.models import WaitlistEntry, WaitlistLook, WaitlistOffer
from core.waitlist.rules import ACTIVE, FROM, TO, Move
from core.waitlist.schemas import EntryOut, OfferOut

_e: Any = WaitlistEntry.__table__.c
_o: Any = WaitlistOffer.__table__.c
_l: Any = WaitlistLook.__table__.c


def _names(table: str, *columns: str) -> sa.TableClause:
    return sa.table(table, sa.column("id"), sa.column("name", sa.JSON), *(sa.column(column) for column in columns))


_store = _names("stores", "zone")
_variation = _names("variations", "treatment_id")
_treatment = _names("treatments")
_staff = _names("staff")
_member = sa.table("members", sa.column("id"), sa.column("tier"))
_COLUMNS: dict[str, Any] = {
    "treatment_name": _treatment.c.name,
    "variation_name": _variation.c.name,
    "staff_name": _staff.c.name,
    "store_name": _store.c.name,
    "zone": _store.c.zone,
    "rank": sa.case({tier.value: tier.rank for tier in Tier}, value=_member.c.tier),
}
_ENTRY = sa.select(*(_COLUMNS.get(name, _e.get(name)) for name in EntryOut.__dataclass_fields__)).select_from(
    WaitlistEntry.__table__.join(_store, _store.c.id == _e.store_id)
    .join(_member, _member.c.id == _e.member_id)
    .join(_variation, _variation.c.id == _e.variation_id)
    .join(_treatment, _treatment.c.id == _variation.c.treatment_id)
    .outerjoin(_staff, _staff.c.id == _e.staff_id)
)
_OFFER = sa.select(*(_o[name] for name in OfferOut.__dataclass_fields__))


def add(session: Session, **values: Any) -> int:
    """Stores a place; its id."""
    return int(session.execute(sa.insert(WaitlistEntry).values(values).returning(_e.id)).scalar_one())


def find(session: Session, entry_id: int) -> EntryOut | None:
    """One place."""
    row = session.execute(_ENTRY.where(_e.id == entry_id)).first()
    return EntryOut(*row) if row else None


def active_of_member(session: Session, member_id: int) -> tuple[EntryOut, ...]:
    """What a member waits for, oldest first."""
    mine = _ENTRY.where(_e.member_id == member_id, _e.status.in_(sorted(ACTIVE)))
    return tuple(EntryOut(*row) for row in session.execute(mine.order_by(_e.joined_at, _e.id)))


def list_by_stores(
    session: Session, store_ids: Collection[int], statuses: Iterable[EntryStatus]
) -> tuple[EntryOut, ...]:
    """Who is in a status in some stores."""
    wanted = _ENTRY.where(_e.store_id.in_(store_ids), _e.status.in_(sorted(statuses)))
    return tuple(EntryOut(*row) for row in session.execute(wanted))


def move(session: Session, entry_id: int, step: Move, now: dt.datetime, **values: Any) -> bool:
    """Compare-and-set: makes a move if the place is in a status it starts from; whether it was."""
    statement = (
        sa.update(WaitlistEntry)
        .where(_e.id == entry_id, _e.status.in_(sorted(FROM[step])))
        .values(status=TO[step], changed_at=now, **values)
        .returning(_e.id)
    )
    return session.execute(statement).first() is not None


def expire(session: Session, now: dt.datetime, limit: int) -> list[int]:
    """Ends places whose wished time is over; their ids."""
    over = (
        sa.select(_e.id)
        .where(_e.status.in_(sorted(FROM[Move.expire])), _e.ends_at <= now)
        .order_by(_e.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    statement = (
        sa.update(WaitlistEntry)
        .where(_e.id.in_(list(session.scalars(over))))
        .values(status=TO[Move.expire], changed_at=now, told_at=None)
        .returning(_e.id)
    )
    return list(session.scalars(statement))


def untold(session: Session, limit: int) -> tuple[EntryOut, ...]:
    """Places whose member has to be told what became of them."""
    wanted = _ENTRY.where(_e.status.in_([EntryStatus.expired, EntryStatus.lapsed]), _e.told_at.is_(None))
    return tuple(EntryOut(*row) for row in session.execute(wanted.order_by(_e.id).limit(limit)))


def mark_told(session: Session, entry: EntryOut, now: dt.datetime) -> bool:
    """Notes that a member is told of a status; False when somebody else did, or when it is another by now."""
    statement = (
        sa.update(WaitlistEntry)
        .where(_e.id == entry.id, _e.status == entry.status, _e.told_at.is_(None))
        .values(told_at=now)
        .returning(_e.id)
    )
    return session.execute(statement).first() is not None


def add_offer(session: Session, **values: Any) -> int:
    """Stores an open offer; its id."""
    statement = sa.insert(WaitlistOffer).values(outcome=Outcome.open, **values).returning(_o.id)
    return int(session.execute(statement).scalar_one())


def find_offer(session: Session, offer_id: int) -> OfferOut | None:
    """One offer."""
    row = session.execute(_OFFER.where(_o.id == offer_id)).first()
    return OfferOut(*row) if row else None


def open_offer(session: Session, entry_id: int) -> OfferOut | None:
    """What a place is offered now."""
    row = session.execute(_OFFER.where(_o.entry_id == entry_id, _o.outcome == Outcome.open)).first()
    return OfferOut(*row) if row else None


def settle(session: Session, offer_id: int, outcome: Outcome, now: dt.datetime) -> bool:
    """Compare-and-set: ends an offer that is open and not past its time; whether it did."""
    statement = (
        sa.update(WaitlistOffer)
        .where(_o.id == offer_id, _o.outcome == Outcome.open, _o.expires_at > now)
        .values(outcome=outcome, changed_at=now)
        .returning(_o.id)
    )
    return session.execute(statement).first() is not None


def claim_lapsed(session: Session, now: dt.datetime, limit: int) -> list[OfferOut]:
    """Ends offers past their time; each is had only once, and one that is being answered now is left alone."""
    due = (
        sa.select(_o.id)
        .where(_o.outcome == Outcome.open, _o.expires_at <= now)
        .order_by(_o.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    statement = (
        sa.update(WaitlistOffer)
        .where(_o.id.in_(list(session.scalars(due))), _o.outcome == Outcome.open)
        .values(outcome=Outcome.lapsed, changed_at=now)
        .returning(*(_o[name] for name in OfferOut.__dataclass_fields__))
    )
    return sorted((OfferOut(*row) for row in session.execute(statement)), key=lambda offer: offer.id)


def members_with_offers(session: Session, member_ids: Collection[int]) -> set[int]:
    """Who of some members has an open offer."""
    statement = (
        sa.select(_e.member_id)
        .join(WaitlistOffer, _o.entry_id == _e.id)
        .where(_e.member_id.in_(member_ids), _o.outcome == Outcome.open)
    )
    return set(session.scalars(statement))


def offered_before(session: Session, member_id: int, store_id: int, now: dt.datetime) -> list[Any]:
    """Rows (starts_at, ends_at) of all times still to come that a member was offered in a store."""
    statement = (
        sa.select(_o.starts_at, _o.ends_at)
        .join(WaitlistEntry, _o.entry_id == _e.id)
        .where(_e.member_id == member_id, _e.store_id == store_id, _o.ends_at > now)
    )
    return list(session.execute(statement))


def wake(session: Session, store_id: int, due_at: dt.datetime) -> None:
    """Has a store's waitlist looked at, if anybody waits there."""
    somebody = sa.exists().where(_e.store_id == store_id, _e.status == EntryStatus.waiting)
    values = sa.select(sa.literal(store_id), sa.literal(due_at, _l.due_at.type)).where(somebody)
    session.execute(sa.insert(WaitlistLook).from_select(["store_id", "due_at"], values))


def due_stores(session: Session, now: dt.datetime, limit: int) -> list[int]:
    """Stores whose waitlist is to be looked at, by id."""
    due = sa.select(_l.store_id).where(_l.due_at <= now).distinct().order_by(_l.store_id).limit(limit)
    return list(session.scalars(due))


def clear_looks(session: Session, store_ids: Sequence[int]) -> None:
    """Takes away what was to be looked at, also later: whoever looks now says when to look again."""
    session.execute(sa.delete(WaitlistLook).where(_l.store_id.in_(store_ids)))
