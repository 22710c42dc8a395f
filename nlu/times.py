"""`python -m nlu.times FILE.tsv`: how well the time reader does on a table of expected times.

The table has the columns id, lang, kind, text, span, start, end, grain, alt, note and a comment line with
`reference_now=`. Strict: the first expression has the expected span, start, end and grain. Lenient: start
and end are the expected ones or one of the alternatives, and a part of the day need only overlap by half.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from nlu.entities.time import Grain, Kind, TimeExpression, read_times

_OVERLAP = 0.5
_DEFAULT_NOW = "2026-09-16T10:00:00+08:00"

Bounds = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    id: str
    kind: str
    text: str
    span: str
    start: str
    end: str
    grain: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read of a row, and whether that is right."""

    row: Row
    found: TimeExpression | None
    is_strict: bool
    is_lenient: bool


def load(path: Path) -> tuple[datetime, list[Row]]:
    """The reference moment and the rows of a table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = " ".join(line for line in lines if line.startswith("#"))
    stated, zone = re.search(r"reference_now=(\S+)", comment), re.search(r"tz=([\w/+-]+)", comment)
    now = datetime.fromisoformat(stated[1] if stated else _DEFAULT_NOW)
    if zone:
        now = now.astimezone(ZoneInfo(zone[1]))
    table = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter="\t")
    return now, [_row(fields) for fields in table]


def _row(fields: dict[str, str | None]) -> Row:
    text = {name: value or "" for name, value in fields.items() if name}
    alternatives = tuple(part for part in text.get("alt", "").split("|") if part)
    return Row(
        text["id"], text["kind"], text["text"], text["span"], text["start"], text["end"], text["grain"], alternatives
    )


def judge(row: Row, now: datetime) -> Outcome:
    """Reads the text of a row and compares the first expression with what is expected."""
    found = read_times(row.text, now)
    first = found[0] if found else None
    if row.kind == "none" or first is None:
        right = row.kind == "none" and first is None
        return Outcome(row, first, right, right)
    if row.kind in ("duration", "recurring"):
        right = first.kind == Kind(row.kind) and first.code == row.start
        return Outcome(row, first, right and first.text == row.span, right)
    got = _bounds_of(first)
    expected = (_moment(row.start, now), _moment(row.end, now))
    is_same = first.kind is Kind.moment and got == expected
    is_strict = is_same and first.text == row.span and _grain_of(first) == row.grain
    is_lenient = first.kind is Kind.moment and (
        is_same or any(_accepts(alternative, row, got, now) for alternative in row.alternatives)
        or (row.kind == "part" and _overlap(got, expected) >= _OVERLAP)
    )  # fmt: skip
    return Outcome(row, first, is_strict, is_lenient)


def _bounds_of(found: TimeExpression) -> Bounds:
    return None if found.is_open_start else found.start, found.end


def _grain_of(found: TimeExpression) -> str:
    if found.is_open_start or found.is_open_end:
        return "open"
    if found.end and found.grain is Grain.hour:
        return "minute"
    return found.grain.value


def _moment(text: str, now: datetime) -> datetime | None:
    """A moment of the table in the zone of now; 24:00 is the next midnight and a bare date its midnight."""
    if not text:
        return None
    day, _, clock = text.partition("T")
    base = datetime.fromisoformat(day).replace(tzinfo=now.tzinfo)
    hours, _, minutes = (clock or "00:00").partition(":")
    return base + timedelta(hours=int(hours), minutes=int(minutes or 0))


def _accepts(alternative: str, row: Row, got: Bounds, now: datetime) -> bool:
    first, is_range, last = alternative.partition("..")
    start, end = _moment(first, now), _moment(last, now)
    if is_range:
        if end is not None and "T" not in last:
            end += timedelta(days=1)
        return got == (start, end)
    if row.kind == "point" or start is None:
        return got[0] == start
    return got == (start, start + timedelta(days=1))


def _overlap(got: Bounds, expected: Bounds) -> float:
    """Shared time divided by all time of both, between 0 and 1."""
    (got_start, got_end), (start, end) = got, expected
    if not (got_start and got_end and start and end):
        return 0.0
    shared = (min(got_end, end) - max(got_start, start)).total_seconds()
    return max(0.0, shared) / (max(got_end, end) - min(got_start, start)).total_seconds()


def report(outcomes: list[Outcome]) -> Iterator[str]:
    """Scores by kind, the total, and a line per miss."""
    kinds = Counter(outcome.row.kind for outcome in outcomes)
    for kind, rows in [*kinds.items(), ("all", len(outcomes))]:
        members = [outcome for outcome in outcomes if kind in ("all", outcome.row.kind)]
        strict = sum(outcome.is_strict for outcome in members)
        lenient = sum(outcome.is_lenient for outcome in members)
        yield f"{kind:10} {rows:4} rows  strict {strict / rows:6.1%}  lenient {lenient / rows:6.1%}"
    for outcome in outcomes:
        if not outcome.is_strict:
            word = "lenient only" if outcome.is_lenient else "MISS"
            line = f"{word}: {outcome.row.id} {outcome.row.text!r}: expected {describe_row(outcome.row)}"
            yield f"{line}, got {describe(outcome.found)}"


def describe_row(row: Row) -> str:
    return f"{row.span!r} {row.start}..{row.end} {row.grain} {'|'.join(row.alternatives)}".strip()


def describe(found: TimeExpression | None) -> str:
    if found is None:
        return "nothing"
    start, end = ("" if moment is None else moment.strftime("%Y-%m-%dT%H:%M") for moment in _bounds_of(found))
    return f"{found.text!r} {found.code or start + '..' + end} {_grain_of(found)}"


def main(arguments: list[str]) -> int:
    """Prints the report; exit status 2 without a file name."""
    if len(arguments) != 1:
        print("usage: python -m nlu.times FILE.tsv", file=sys.stderr)
        return 2
    now, rows = load(Path(arguments[0]))
    for line in report([judge(row, now) for row in rows]):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
