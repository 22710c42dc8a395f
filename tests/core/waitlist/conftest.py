"""A salon whose members can all be reached, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from core.conversation import service as conversations
from core.kit.db import Database
from core.kit.work import SYSTEM, Actor, Work
from core.member import service as members
from tests.factories.salon import Salon, build

T = TypeVar("T")


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon; every member has a chat."""
    salon = database.run(build)
    database.run(lambda work: give_chats(work, salon.members))
    return salon


def give_chats(work: Work, member_ids: list[int]) -> None:
    for member_id in member_ids:
        chat = f"{member_id}"
        opened = conversations.open_conversation(work, "web", "test", chat, chat, None, "en")
        conversation = conversations.get(work, opened)
        assert conversation is not None
        members.link(work, conversation.contact_id, member_id)


@pytest.fixture
def act(database: Database) -> Callable[..., Any]:
    """Calls a function of a service in a transaction of its own, as somebody."""

    def call(function: Callable[..., T], *args: Any, by: Actor = SYSTEM, **named: Any) -> T:
        with database.transaction(by) as work:
            return function(work, *args, **named)

    return call
