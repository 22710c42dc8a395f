"""The menu of commands: each role sees what it may use, in its language."""

from __future__ import annotations

import pytest

from bot.channels.telegram.commands import CommandMenus
from bot.desk import DIALOGS
from bot.texts.catalogue import LANGUAGES, Texts
from core.member import service as members
from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import Salon
from tests.fakes.telegram.user import User

ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def menus(salon: Salon) -> CommandMenus:
    """The product's own."""
    engine = salon.gateway.engine
    return CommandMenus("desk", salon.client, salon.database, engine.registry, engine.texts)


@ON_SQLITE
async def test_everybody_is_offered_the_members_commands_in_two_languages(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        await menus(salon).publish()
        chinese, english = (salon.bot.commands["all_private_chats", code] for code in ("zh", ""))
        assert chinese == english
        assert {"book", "bookings", "person"} <= set(english)
        assert {"confirm", "block", "invite"}.isdisjoint(english)


async def test_colleagues_are_offered_what_their_role_may_until_they_leave(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        boss, lily = User(salon.bot, 601, "老板"), User(salon.bot, 602, "小丽")
        await salon.enters(boss, staff="yue")
        await salon.enters(lily, staff="lily")
        kept = menus(salon)
        await kept.sync()
        owner, beautician = (set(salon.bot.commands[f"chat{who.id}", ""]) for who in (boss, lily))
        assert {"confirm", "invite", "today"} <= owner
        assert "today" in beautician
        assert "invite" not in beautician
        calls = len(salon.bot.calls)
        await kept.sync()
        assert [name for name, _ in salon.bot.calls[calls:] if name == "setMyCommands"] == [], "nothing changed"
        salon.database.run(lambda work: members.link_staff(work, salon.conversation(work, lily).contact_id, None))
        await kept.sync()
        assert f"chat{lily.id}" not in {scope for scope, _ in salon.bot.commands}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described(language: str) -> None:
    texts = Texts()
    commands = {dialog.command for dialog in DIALOGS if dialog.command}
    assert [word for word in commands if not texts.has(language, f"command.{word}")] == []
