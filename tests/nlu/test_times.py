"""The time reader against the gold table, and the command that prints its score."""

from collections import Counter
from pathlib import Path

import pytest

from nlu.times import judge, load, main, report

TABLE = Path(__file__).parent / "data" / "time_gold.tsv"
NOW, ROWS = load(TABLE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id}-{row.text}")
def test_an_expression_of_the_gold_table_is_read(row) -> None:
    outcome = judge(row, NOW)
    assert outcome.is_lenient, list(report([outcome]))[-1]


def test_the_gold_table_is_read_to_the_letter_in_98_of_100_rows() -> None:
    outcomes = [judge(row, NOW) for row in ROWS]
    share = sum(outcome.is_strict for outcome in outcomes) / len(outcomes)
    assert share >= 0.98, "\n".join(report(outcomes))
    assert Counter(outcome.row.kind for outcome in outcomes)["none"] == 14


def test_the_command_prints_scores_by_kind_and_every_miss(tmp_path, capsys) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    wrong = "x1\tzh\tpoint\t明天下午三点\t明天下午三点\t2026-09-17T16:00\t\thour\t\t"
    broken = tmp_path / "broken.tsv"
    broken.write_text("\n".join([*lines[:3], wrong]), encoding="utf-8")
    assert main([str(broken)]) == 0
    printed = capsys.readouterr().out
    assert "all           2 rows  strict  50.0%  lenient  50.0%" in printed
    assert "MISS: x1 '明天下午三点'" in printed
    assert "got '明天下午三点' 2026-09-17T15:00.. hour" in printed


def test_the_command_asks_for_a_file(capsys) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
