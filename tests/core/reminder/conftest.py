"""A salon with a member who can be reached, on both databases."""

from __future__ import annotations

import pytest

from core.conversation import service as conversations
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from tests.factories.salon import Salon, build


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon; its first member has a chat, the others have none."""
    salon = database.run(build)

    def meet(work: Work) -> None:
        conversation = conversations.get(
            work, conversations.open_conversation(work, "web", "test", "1", "1", "Wang", "en")
        )
        assert conversation is not None
        members.link(work, conversation.contact_id, salon.members[0])

    database.run(meet)
    return salon
