"""A broken file names every mistake with its line."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import BaseModel, ConfigDict, Field

from core.kit.documents import BrokenFile, Problem, read


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    on: dt.date
    count: int = Field(ge=1)


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    things: list[Inner] = []


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BrokenFile) as caught:
        read(text, Outer)
    problems = caught.value.fields["problems"]
    assert isinstance(problems, tuple)
    return problems


def test_a_good_file_is_read_with_its_lines() -> None:
    file, lines = read("name: 静安\nthings:\n  - on: 2026-09-16\n    count: 2\n", Outer)
    assert file == Outer(name="静安", things=[Inner(on=dt.date(2026, 9, 16), count=2)])
    assert lines.of(("things", 0, "count")) == 4


def test_every_mistake_is_named_with_line_path_and_plain_words() -> None:
    text = "name: 静安\nthings:\n  - on: 2026-13-45\n    count: 0\n  - on: 2026-09-16\n    cuont: 3\n"
    problems = [(problem.line, problem.path, problem.message) for problem in _problems(text)]
    assert problems[0][:2] == (3, "things.0.on")
    assert problems[1:] == [
        (4, "things.0.count", "must be 1 or more"),
        (5, "things.1.count", "is missing"),
        (6, "things.1.cuont", "is not a known field; did you mean count?"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("name: a\nname: b\n", 2, "given twice"),
        ("name: [a\nthings: []\n", 2, "cannot be read"),
        ("name: a\n\tthings: []\n", 2, "cannot be read"),
        ("things: &all []\nname: *all\n", 1, "references"),
        ("- a\n", 1, "no fields"),
        ("", 1, "no fields"),
        ("x" * 1_000_001, 1, "longer than"),
        ("name: !!python/object:os.system {}\n", 1, "cannot be read"),
    ],
)
def test_what_is_no_such_file_at_all_is_refused(text: str, line: int, part: str) -> None:
    (problem,) = _problems(text)
    assert problem.line == line
    assert part in problem.message
