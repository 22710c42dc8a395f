"""Commands of staff in words: what is one, and what only speaks of one."""

from __future__ import annotations

import pytest

from bot.engine.spoken import command_for, command_of
from bot.texts.catalogue import Texts

WORDS = Texts().words


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("收银 7KQ2M9 现金", "/till 7KQ2M9 现金"),
        ("结账", "/till "),
        ("退款：8MX2K7QP 一半", "/refund ：8MX2K7QP 一半"),
        ("退款政策是什么", None),
        ("refund", "/refund "),
    ],
)
def test_a_commands_own_word_with_values(said: str, command: str | None) -> None:
    assert command_of(said, WORDS) == command


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("给安然结账", "/till 安然 "),
        ("帮王芳结一下账。", "/till 王芳 "),
        ("请给安然退款", "/refund 安然 "),
        ("给安然退一半", "/refund 安然 退一半"),
        ("给安然的退款 一半", "/refund 安然 一半"),
        ("给客人退款要多久到账", None),
        ("给安然发一张券", None),
        ("帮我看一半的明细", None),
        ("给退款", None),
    ],
)
def test_a_command_for_somebody_by_name(said: str, command: str | None) -> None:
    assert command_for(said, WORDS) == command
