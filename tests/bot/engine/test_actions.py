"""Lasting buttons: signed for one conversation, and short enough for every channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.actions import PREFIX, Signer
from bot.engine.commands import Start

signer = Signer(b"one secret")


def test_a_button_starts_its_dialog_in_its_own_conversation() -> None:
    button = signer.button(7, "answer_proposal", "booking=12&answer=accept", "好").button
    assert signer.read(7, button) == Start("answer_proposal", {"booking": "12", "answer": "accept"})


def test_a_button_copied_into_another_conversation_is_nobodys() -> None:
    assert signer.read(8, signer.button(7, "staff_confirm", "booking=12", "好").button) is None


def test_a_button_of_another_deployment_is_nobodys() -> None:
    assert Signer(b"another secret").read(7, signer.button(7, "staff_confirm", "booking=12", "好").button) is None


@given(st.integers(0, 60), st.characters(codec="utf-8"))
def test_a_button_with_one_character_changed_is_nobodys(at: int, other: str) -> None:
    button = signer.button(7, "staff_confirm", "booking=12", "好").button
    at = at % len(button)
    changed = button[:at] + other + button[at + 1 :]
    if changed != button and changed.startswith(PREFIX):
        assert signer.read(7, changed) is None


@given(st.text(max_size=80))
def test_what_was_never_a_button_is_nobodys(text: str) -> None:
    assert signer.read(7, PREFIX + text) is None


@pytest.mark.parametrize("answer", ["accept", "other", "refuse"])
def test_the_longest_button_there_is_fits_every_channel(answer: str) -> None:
    argument = f"booking={10**9}&answer={answer}"
    assert len(signer.button(10**9, "answer_proposal", argument, "好").button.encode()) <= 64


def test_one_that_does_not_fit_is_refused_where_it_is_made() -> None:
    with pytest.raises(ValueError, match="64"):
        signer.button(1, "answer_proposal", "booking=" + "1" * 60, "好")
