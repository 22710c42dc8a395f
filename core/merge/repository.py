"""Statements that give the rows of one member to another and back, made from what is written of all tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.kit.db import Base
from core.kit.sealing import SealedText, seal, unseal
from core.member.models import Member
from core.merge.models import Merge, MergeMove
from core.merge.rules import to_fill
from core.merge.schemas import MergeOut, Moved

Row = dict[str, Any]
_merges: sa.Table = Merge.__table__  # type: ignore[assignment]
_moves: sa.Table = MergeMove.__table__  # type: ignore[assignment]
_m = _merges.c
_READ = sa.select(*(_m[name] for name in MergeOut.__dataclass_fields__))
_AT_ONCE = 200


def add(session: Session, kept_id: int, merged_id: int, now: dt.datetime) -> int:
    """Stores that two are one; the number of the merge."""
    statement = sa.insert(_merges).values(kept_id=kept_id, merged_id=merged_id, made_at=now).returning(_m.id)
    session.execute(sa.update(Member).where(Member.id == merged_id).values(merged_into_id=kept_id))
    return int(session.execute(statement).scalar_one())


def end(session: Session, merge_id: int, now: dt.datetime) -> bool:
    """Compare-and-set: ends a merge that stands; whether it did."""
    statement = sa.update(_merges).where(_m.id == merge_id, _m.undone_at.is_(None)).values(undone_at=now)
    merged = session.execute(statement.returning(_m.merged_id)).scalar_one_or_none()
    session.execute(sa.update(Member).where(Member.id == merged).values(merged_into_id=None))
    return merged is not None


def list_between(session: Session, one: int, other: int) -> list[MergeOut]:
    """Every merge of two members, standing or undone."""
    both = _m.kept_id.in_([one, other]) & _m.merged_id.in_([one, other])
    return [MergeOut(*row) for row in session.execute(_READ.where(both))]


def list_all(session: Session, ids: Sequence[int]) -> list[MergeOut]:
    """Merges by number."""
    return [MergeOut(*row) for row in session.execute(_READ.where(_m.id.in_(ids)))]


def list_standing(session: Session, member_id: int) -> list[MergeOut]:
    """The merges a member is part of, newest first."""
    mine = sa.or_(_m.kept_id == member_id, _m.merged_id == member_id)
    found = session.execute(_READ.where(mine, _m.undone_at.is_(None)).order_by(_m.id.desc()))
    return [MergeOut(*row) for row in found]


def list_since(session: Session, since: dt.datetime, limit: int) -> list[MergeOut]:
    """Merges made from a moment on that stand."""
    found = session.execute(_READ.where(_m.made_at >= since, _m.undone_at.is_(None)).order_by(_m.id).limit(limit))
    return [MergeOut(*row) for row in found]


def note(session: Session, merge_id: int, moved: Sequence[Moved]) -> None:
    """Keeps what a merge changed."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    for first in range(0, len(moved), _AT_ONCE):
        rows = [
            {
                "merge_id": merge_id,
                "table_name": each.table,
                "column_name": each.column,
                "row_key": each.row_key,
                "before": each.before,
            }
            for each in moved[first : first + _AT_ONCE]
        ]
        session.execute(insert(_moves).values(rows).on_conflict_do_nothing())


def noted(session: Session, merge_id: int) -> list[Moved]:
    """What a merge changed, the latest first."""
    columns = (_moves.c.table_name, _moves.c.column_name, _moves.c.row_key, _moves.c.before)
    statement = sa.select(*columns).where(_moves.c.merge_id == merge_id).order_by(_moves.c.id.desc())
    return [Moved(*row) for row in session.execute(statement)]


def give(session: Session, name: str, column: str, giver: int, taker: int) -> list[Moved]:
    """Gives a member's rows of a table to another, but for what the other may have only one of, and does."""
    table = Base.metadata.tables[name]
    owner = table.c[column]
    keys = tuple(table.primary_key.columns)
    clashes = [_clash(table, owner, taker, unique, where) for unique, where in _uniques(table, owner)]
    wanted = sa.select(table).where(owner == giver, *(sa.not_(clash) for clash in clashes))
    if _bound(table, column):
        rows = [dict(row) for row in session.execute(wanted).mappings()]
        for row in rows:
            session.execute(sa.update(table).where(_is(keys, row)).values(_as_of(session, table, row, column, taker)))
        moved = [tuple(taker if key.name == column else row[key.name] for key in keys) for row in rows]
    else:
        chosen = sa.update(table).where(owner == giver, *(sa.not_(clash) for clash in clashes))
        moved = [tuple(row) for row in session.execute(chosen.values({column: taker}).returning(*keys))]
    return [Moved(name, column, json.dumps(key), str(giver)) for key in moved]


def give_back(session: Session, moved: Iterable[Moved], holder: int) -> int:
    """Gives rows back to whom they were taken from, as far as `holder` still has them; how many."""
    count = 0
    for each in moved:
        table = Base.metadata.tables[each.table]
        keys = tuple(table.primary_key.columns)
        mine = _by_key(table, each.row_key) & (table.c[each.column] == holder)
        row = session.execute(sa.select(table).where(mine)).mappings().one_or_none()
        if row is None:
            continue
        values = _as_of(session, table, dict(row), each.column, int(each.before or 0))
        session.execute(sa.update(table).where(_is(keys, dict(row))).values(values))
        count += 1
    return count


def fill(session: Session, name: str, kept: int, merged: int, groups: tuple[tuple[str, ...], ...]) -> list[Moved]:
    """Lets the row of who is kept take over what it lacks and the other's row has; nothing where either has no row."""
    table = Base.metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    rows = {
        row[key.name]: dict(row) for row in session.execute(sa.select(table).where(key.in_([kept, merged]))).mappings()
    }
    if len(rows) < 2:
        return []
    columns = to_fill(rows[kept], rows[merged], groups)
    values = {each: _for_row(session, table.c[each], rows[merged], rows[kept]) for each in columns}
    if values:
        session.execute(sa.update(table).where(key == kept).values(values))
    return [Moved(name, each, json.dumps([kept]), None) for each in columns]


def put(session: Session, each: Moved, value: Any) -> None:
    """Puts a value where a merge changed one."""
    table = Base.metadata.tables[each.table]
    session.execute(sa.update(table).where(_by_key(table, each.row_key)).values({each.column: value}))


def _as_of(session: Session, table: sa.Table, row: Row, column: str, owner: int) -> Row:
    """The values of a row that change with its owner: what is sealed for the owner is sealed anew."""
    after = {**row, column: owner}
    return {column: owner} | {
        each.name: _for_row(session, each, row, after) for each in _bound(table, column) if row[each.name] is not None
    }


def _for_row(session: Session, column: sa.Column[Any], here: Row, there: Row) -> Any:
    """A value of one row as another row holds it."""
    value = here[column.name]
    if not isinstance(column.type, SealedText) or value is None:
        return value
    plain = unseal(session, column, value, *(here[by] for by in column.type.by))
    return seal(session, column, plain, *(there[by] for by in column.type.by))


def _bound(table: sa.Table, column: str) -> list[sa.Column[Any]]:
    return [each for each in table.columns if isinstance(each.type, SealedText) and column in each.type.by]


def _by_key(table: sa.Table, row_key: str) -> sa.ColumnElement[bool]:
    keys = tuple(table.primary_key.columns)
    return _is(keys, dict(zip((key.name for key in keys), json.loads(row_key), strict=True)))


def _is(keys: Iterable[sa.Column[Any]], row: Row) -> sa.ColumnElement[bool]:
    return sa.and_(*(key == row[key.name] for key in keys))


def _uniques(table: sa.Table, owner: sa.Column[Any]) -> list[tuple[list[str], Any]]:
    """What the database allows a member only one of: the other columns, and the condition of a partial index."""
    found: list[tuple[list[str], Any]] = [
        ([each.name for each in constraint.columns], None)
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint | sa.PrimaryKeyConstraint) and owner.name in constraint.columns
    ]
    found += [
        ([each.name for each in index.columns], index.dialect_options["sqlite"]["where"])
        for index in table.indexes
        if index.unique and owner.name in index.columns
    ]
    return [([name for name in names if name != owner.name], where) for names, where in found]


def _clash(
    table: sa.Table, owner: sa.Column[Any], taker: int, names: Sequence[str], where: Any
) -> sa.ColumnElement[bool]:
    """Whether the taker has a row already that the database would not allow beside this one."""
    rows = sa.select(table) if where is None else sa.select(table).where(where)
    other = rows.subquery()
    same = sa.and_(other.c[owner.name] == taker, *(other.c[name] == table.c[name] for name in names))
    clash: sa.ColumnElement[bool] = sa.exists().where(same)
    if where is None:
        return clash
    key = next(iter(table.primary_key.columns))
    return sa.and_(clash, key.in_(sa.select(rows.subquery().c[key.name])))
