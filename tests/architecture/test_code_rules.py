"""The rules of the house hold in every file; beside each stands a snippet that shows the rule can be broken."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Set
from pathlib import Path

import pytest

from tests.architecture import code_rules as rules
from tests.architecture.sources import PRODUCT, ROOT, files, name_of

EVERYTHING = (*PRODUCT, "tests", "benchmarks")
Rule = Callable[[str], list[str]]

READS_THE_MACHINES_TIME = {
    "core/kit/clock.py",  # the one clock
    "scheduler/clock.py",  # APScheduler rings by the machine's time, whatever the salon's clock says
}
PRINTS = {
    "meiyue/cli.py",
    "bot/channels/console/chat.py",
    "nlu/times.py",
    "nlu/train.py",
    "nlu/evaluate.py",
    "nlu/rasa/annotate.py",
}
"""Programs whose output a person reads in a terminal."""
SAYS = ("bot/dialogs", "bot/staff", "bot/engine")
"""Where every sentence comes from the catalogues."""
WORDS = frozenset({"中文", "英文", "英语", "点", "到"})
"""Words that are read, not said: the names of languages, the sign of a clock time (3点), of a span (三点到五点)."""
SCRIPTS = [path for path in (ROOT / "web" / "static").rglob("*.*s*") if "vendor" not in path.parts]


def _breaches(rule: Rule, paths: list[Path], excused: Set[str] = frozenset()) -> dict[str, list[str]]:
    found = {name_of(path): rule(path.read_text(encoding="utf-8")) for path in paths if name_of(path) not in excused}
    return {name: where for name, where in found.items() if where}


def test_files_have_names_that_say_something() -> None:
    assert [name_of(path) for path in files(*EVERYTHING) if rules.empty_name(name_of(path))] == []
    assert rules.empty_name("core/booking/helpers.py") == ["helpers"]
    assert rules.empty_name("core/common/money.py") == ["common"]


def test_files_are_short() -> None:
    lengths = {name_of(path): path.read_text().count("\n") for path in [*files(*EVERYTHING), *SCRIPTS]}
    assert len(lengths) > 100, "the files were not found"
    long = {name: lines for name, lines in sorted(lengths.items()) if lines > rules.LONG_FILE}
    if long:
        warnings.warn(f"longer than {rules.LONG_FILE} lines: {long}", stacklevel=1)
    assert {name: lines for name, lines in long.items() if lines > rules.LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    assert _breaches(rules.long_functions, files(*EVERYTHING)) == {}
    assert rules.long_functions("def one():\n" + "    a = 1\n" * 60) == ["one: 61 lines"]
    assert rules.long_functions("def one():\n" + "    a = 1\n" * 59) == []
    inner = "    def two():\n" + "        a = 1\n" * 59
    assert rules.long_functions("def one():\n" + inner + "    a = 1\n" * 59) == []


def test_nothing_is_caught_that_was_not_meant() -> None:
    assert _breaches(rules.broad_excepts, files(*EVERYTHING)) == {}
    snippet = "try:\n    a()\nexcept {}:{}\n    b()\n"
    for broad in ("Exception", "(KeyError, Exception)", "BaseException"):
        assert rules.broad_excepts(snippet.format(broad, "")) == ["line 3"]
    assert rules.broad_excepts(snippet.format("Exception", "  # noqa: BLE001")) == ["line 3"]
    for reason in ("  # the loop must go on", "  # noqa: BLE001 (the loop must go on)"):
        assert rules.broad_excepts(snippet.format("Exception", reason)) == []
    assert rules.broad_excepts(snippet.format("KeyError", "")) == []


def test_imports_stand_at_the_top() -> None:
    assert _breaches(rules.imports_inside_functions, files(*EVERYTHING)) == {}
    assert rules.imports_inside_functions("def one():\n    import os\n") == ["line 2"]
    assert rules.imports_inside_functions("def one():\n    import os  # heavy, and seldom needed\n") == []


def test_time_comes_from_the_clock() -> None:
    assert _breaches(rules.machine_times, files(*PRODUCT), READS_THE_MACHINES_TIME) == {}
    for call in ("dt.datetime.now()", "datetime.now(UTC)", "datetime.utcnow()", "dt.date.today()", "time.time()"):
        assert rules.machine_times(f"x = {call}") == ["line 1"]
    assert rules.machine_times("x = clock.now() - time.monotonic()") == []


def test_only_terminals_are_printed_to() -> None:
    assert _breaches(rules.prints, files(*PRODUCT), PRINTS) == {}
    assert rules.prints("print('here')") == ["line 1"]


def test_sentences_stand_in_the_catalogues() -> None:
    assert _breaches(lambda text: rules.sentences(text, WORDS), files(*SAYS)) == {}
    assert rules.sentences('chat.reply.say("您好")') == ["line 1: 您好"]
    assert rules.sentences('chat.reply.say(f"{name}您好")') == ["line 1: 您好"]
    assert rules.sentences('"""Reads 下午3点."""\nname = "中文"', WORDS) == []


@pytest.mark.parametrize("name", sorted(READS_THE_MACHINES_TIME | PRINTS))
def test_excuses_are_for_files_that_exist(name: str) -> None:
    assert (ROOT / name).is_file()
