"""Statements on reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.kit.sealing import seal, unseal
from core.review.models import Review, ReviewPart
from core.review.schemas import Average, Part, ReviewOut, Visit

_reviews: sa.Table = Review.__table__  # type: ignore[assignment]
_parts: sa.Table = ReviewPart.__table__  # type: ignore[assignment]
_r, _p = _reviews.c, _parts.c
_MOST = 20


def add(session: Session, visit: Visit) -> int | None:
    """Stores a visit; its number, None when it was there."""
    insert = (sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert)(_reviews)
    values = {
        "key": visit.key,
        "member_id": visit.member_id,
        "store_id": visit.store_id,
        "visited_at": visit.at,
        "tags": [],
    }
    found: int | None = session.execute(insert.values(values).on_conflict_do_nothing().returning(_r.id)).scalar()
    if found is not None:
        add_parts(session, found, visit.parts)
    return found


def add_parts(session: Session, review_id: int, parts: Collection[Part]) -> None:
    """Notes what was done at a visit, each once."""
    listed = sa.select(_p.staff_id, _p.treatment_id).where(_p.review_id == review_id)
    known = {Part(*row) for row in session.execute(listed)}
    new = sorted(set(parts) - known, key=lambda part: (part.staff_id or 0, part.treatment_id))
    rows = [{"review_id": review_id, "staff_id": part.staff_id, "treatment_id": part.treatment_id} for part in new]
    if rows:
        session.execute(sa.insert(_parts), rows)


def has_other_parts(session: Session, review_id: int, gone: Collection[Part]) -> bool:
    """Whether anything else was done at a visit."""
    listed = sa.select(_p.staff_id, _p.treatment_id).where(_p.review_id == review_id)
    return bool({Part(*row) for row in session.execute(listed)} - set(gone))


def drop_parts(session: Session, review_id: int, gone: Collection[Part]) -> None:
    """Takes back what was noted of a visit."""
    for part in gone:
        session.execute(
            sa.delete(_parts).where(
                _p.review_id == review_id,
                _p.staff_id.is_not_distinct_from(part.staff_id),
                _p.treatment_id == part.treatment_id,
            )
        )


def remove(session: Session, review_id: int) -> None:
    """Takes a visit away that nothing was said of."""
    session.execute(sa.delete(_parts).where(_p.review_id == review_id))
    session.execute(sa.delete(_reviews).where(_r.id == review_id, _r.score.is_(None)))


def find_unscored(session: Session, member_id: int, store_id: int, span: tuple[dt.datetime, dt.datetime]) -> int | None:
    """A member's latest visit to a store between two moments, if nothing was said of it yet."""
    latest = sa.select(_r.id, _r.score).where(_r.member_id == member_id, _r.store_id == store_id)
    latest = latest.where(_r.visited_at.between(*span)).order_by(_r.visited_at.desc(), _r.id.desc()).limit(1)
    found = session.execute(latest).first()
    return found.id if found is not None and found.score is None else None


def ids_unscored(session: Session, member_id: int) -> list[int]:
    """A member's latest visits that nothing was said of."""
    mine = sa.select(_r.id).where(_r.member_id == member_id, _r.score.is_(None))
    return list(session.scalars(mine.order_by(_r.id.desc()).limit(_MOST)))


def find(session: Session, review_id: int) -> ReviewOut | None:
    """One visit with its review."""
    found = _read(session, sa.select(_reviews).where(_r.id == review_id))
    return found[0] if found else None


def lock(session: Session, review_id: int) -> None:
    """Nobody else changes it until the transaction ends."""
    session.execute(sa.select(_r.id).where(_r.id == review_id).with_for_update())


def find_all(session: Session, review_ids: Sequence[int]) -> list[ReviewOut]:
    """Visits by number."""
    return _read(session, sa.select(_reviews).where(_r.id.in_(review_ids)))


def of_member(session: Session, member_id: int, limit: int) -> list[ReviewOut]:
    """A member's latest visits."""
    mine = sa.select(_reviews).where(_r.member_id == member_id)
    return _read(session, mine.order_by(_r.visited_at.desc(), _r.id.desc()).limit(limit))


def of_store(session: Session, store_id: int, before: int | None, limit: int) -> list[ReviewOut]:
    """A store's reviews by number, the newest visit first; `before`: only those of a lower number."""
    wanted = sa.select(_reviews).where(_r.store_id == store_id, _r.score.is_not(None))
    if before is not None:
        wanted = wanted.where(_r.id < before)
    return _read(session, wanted.order_by(_r.id.desc()).limit(limit))


def of_staff(session: Session, staff_id: int, since: dt.datetime) -> list[ReviewOut]:
    """Reviews since a moment of visits with a colleague, newest first."""
    theirs = sa.select(_p.review_id).where(_p.staff_id == staff_id)
    wanted = sa.select(_reviews).where(_r.id.in_(theirs), _r.score.is_not(None), _r.scored_at >= since)
    return _read(session, wanted.order_by(_r.scored_at.desc(), _r.id.desc()))


def set_score(session: Session, review_id: int, score: int, tags: list[str], scored_at: dt.datetime) -> None:
    """Stores a score; tags of the one before go with it."""
    values = {"score": score, "tags": tags, "scored_at": sa.func.coalesce(_r.scored_at, scored_at)}
    session.execute(sa.update(_reviews).where(_r.id == review_id).values(**values))


def set_details(session: Session, review_id: int, tags: list[str], words: str | None, photo: str | None) -> None:
    """Stores what explains the score, sealed."""
    key = session.execute(sa.select(_r.key).where(_r.id == review_id)).scalar_one()
    sealed = {"words": seal(session, _r.words, words, key), "photo": seal(session, _r.photo, photo, key)}
    session.execute(sa.update(_reviews).where(_r.id == review_id).values(tags=tags, **sealed))


def close(session: Session, review_id: int, now: dt.datetime) -> bool:
    """Compare-and-set: the review is complete; whether it was not before."""
    is_open = _r.id == review_id, _r.given_at.is_(None), _r.score.is_not(None)
    done = session.execute(sa.update(_reviews).where(*is_open).values(given_at=now).returning(_r.id))
    return done.first() is not None


def count_low(session: Session, member_id: int, most: int, since: dt.datetime) -> int:
    """How many of a member's scores since a moment were no higher."""
    low = sa.select(sa.func.count()).where(_r.member_id == member_id, _r.score <= most, _r.scored_at >= since)
    return int(session.scalar(low) or 0)


def total(session: Session, store_id: int, since: dt.datetime) -> tuple[int, float | None]:
    """How many reviews a store got since a moment, and their average."""
    wanted = sa.select(sa.func.count(), sa.func.avg(_r.score)).where(*_since(store_id, since))
    count, average = session.execute(wanted).one()
    return int(count), None if average is None else float(average)


def averages(session: Session, store_id: int, by: str, since: dt.datetime, low: int) -> tuple[Average, ...]:
    """Averages of a store by "staff_id" or "treatment_id", the lowest first. A visit counts once for each."""
    each = sa.select(_p.review_id, _p[by].label("subject")).distinct().subquery()
    lows = sa.func.sum(sa.case((_r.score <= low, 1), else_=0))
    mean = sa.func.avg(_r.score)
    wanted = (
        sa.select(each.c.subject, sa.func.count(), mean, lows)
        .join(_reviews, _r.id == each.c.review_id)
        .where(*_since(store_id, since), each.c.subject.is_not(None))
        .group_by(each.c.subject)
        .order_by(mean, each.c.subject)
    )
    return tuple(Average(row[0], int(row[1]), float(row[2]), int(row[3])) for row in session.execute(wanted))


def _since(store_id: int, since: dt.datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return _r.store_id == store_id, _r.score.is_not(None), _r.scored_at >= since


def _read(session: Session, wanted: sa.Select[Any]) -> list[ReviewOut]:
    rows = session.execute(wanted).all()
    parts: dict[int, list[Part]] = {row.id: [] for row in rows}
    of = sa.select(_p.review_id, _p.staff_id, _p.treatment_id).where(_p.review_id.in_(list(parts)))
    for part in session.execute(of.order_by(_p.id)) if rows else ():
        parts[part.review_id].append(Part(part.staff_id, part.treatment_id))
    return [
        ReviewOut(
            row.id,
            row.member_id,
            row.store_id,
            row.visited_at,
            row.score,
            tuple(row.tags),
            unseal(session, _r.words, row.words, row.key),
            unseal(session, _r.photo, row.photo, row.key),
            row.scored_at,
            row.given_at,
            tuple(parts[row.id]),
        )
        for row in rows
    ]
