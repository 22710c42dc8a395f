"""The runner itself: a transcript that goes another way fails, and one that is badly written says where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.kit.clock import ManualClock
from tests.acceptance.stage import Stage
from tests.acceptance.transcript import Line, pattern, plain, read
from tests.acceptance.ways import WebWay

Play = Callable[[str], None]


@pytest.fixture
def play(garden_file: Path, clock: ManualClock, tmp_path: Path) -> Iterator[Play]:
    """Plays a text on the web channel."""
    copy = tmp_path / "meiyue.db"
    copy.write_bytes(garden_file.read_bytes())
    stage = Stage(f"sqlite:///{copy}", clock, lambda gateway: WebWay(gateway, tmp_path / "photos"))

    def call(text: str) -> None:
        path = tmp_path / "written.txt"
        path.write_text(text, encoding="utf-8")
        stage.play(read(path))

    yield call
    stage.close()


def test_what_is_said_is_read_with_all_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("# 10\n> 你好 x2\nstaff> /confirm {code}\nweb staff tap 确认 @1 x3\nstaff<1 好\nsilence\n~ 3h\n")
    assert read(path) == (
        Line(2, "> 你好 x2", "said", text="你好", times=2),
        Line(3, "staff> /confirm {code}", "said", "staff", "/confirm {code}"),
        Line(4, "web staff tap 确认 @1 x3", "tap", "staff", "确认", 1, 3, "web"),
        Line(5, "staff<1 好", "once", "staff", "好"),
        Line(6, "silence", "silence"),
        Line(7, "~ 3h", "pass", text="3h"),
    )


def test_a_line_in_no_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("> 你好\nexpect 您好\n")
    with pytest.raises(ValueError, match=r"bad\.txt:2"):
        read(path)


@pytest.mark.parametrize(
    "wrong",
    [
        "> 你好\n< 天气",
        "> 你好\n<! 您好",
        "> 你们在哪里\n<1 预",
        "> 你好\nsilence",
        "tap 不存在的按钮",
        "> 明天下午三点找小丽做个脸\n= pending 1",
        "> 你好\n= aside 1",
        "> 你好\nstaff< 您好，很高兴",
    ],
)
def test_a_conversation_that_goes_another_way_fails(play: Play, wrong: str) -> None:
    with pytest.raises(AssertionError):
        play(wrong)


def test_a_code_is_kept_and_must_be_the_same_later() -> None:
    known: dict[str, str] = {}
    found = pattern("编号 {code}", known).search(plain("预约编号 7KQ2M9，门店"))
    assert found is not None
    known.update(found.groupdict())
    assert known == {"code": "7KQ2M9"}
    assert pattern("{code}", known).search("ABCDEF") is None
