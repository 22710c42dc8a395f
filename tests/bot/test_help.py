"""What a colleague can type stands in the help, in both languages."""

from __future__ import annotations

import pytest

from bot import desk
from bot.texts.catalogue import LANGUAGES, Texts

AT_JOINING = {"staff", "help", "language"}
"""Typed once, or to get there."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_staff_stands_in_their_help(language: str) -> None:
    told = Texts().say(language, "help.staff")
    commands = {each.command for each in desk.DIALOGS if each.audience == "staff" and each.command} - AT_JOINING
    assert {command for command in commands if f"/{command}" not in told.replace("\n", " ").split()} == set()
