"""What is not understood is kept where its member agreed, without phones and codes; anybody else's is not."""

from __future__ import annotations

from itertools import count

import pytest

from bot import desk
from bot.gateway import Gateway
from bot.messages import Said
from core.conversation import service as conversations
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.unclear import service as unclear
from core.unclear.schemas import UnclearOut
from nlu.reading import Context, Intent, Reading
from tests.bot.conftest import Receive
from tests.factories import garden_salon

_numbers = count()
RIDDLE = "噼里啪啦咚 13912345678"


@pytest.fixture
def conversation_id(garden: Database, gateway: Gateway, receive: Receive) -> int:
    """Wang's chat."""
    found = receive(Said("你好"), "hello")
    gateway.work(found)

    def link(work: Work) -> None:
        conversation = conversations.get(work, found)
        assert conversation is not None
        members.link(work, conversation.contact_id, garden_salon.member_id(work, "王芳"))

    garden.run(link)
    return found


def say(gateway: Gateway, receive: Receive, *texts: str) -> None:
    for text in texts:
        gateway.work(receive(Said(text), f"m{next(_numbers)}"))


def kept(garden: Database) -> list[UnclearOut]:
    with garden.reading() as work:
        return list(unclear.list_waiting(work))


@pytest.mark.usefixtures("conversation_id")
def test_only_after_a_yes_and_never_a_phone(garden: Database, gateway: Gateway, receive: Receive) -> None:
    say(gateway, receive, RIDDLE)
    assert kept(garden) == []
    say(gateway, receive, "/learning", "可以", RIDDLE)
    assert [(each.text, each.intent) for each in kept(garden)] == [("噼里啪啦咚 ###########", None)]
    say(gateway, receive, "/learning", "停止并删除")
    garden.run(unclear.drop_due)
    say(gateway, receive, RIDDLE)
    assert kept(garden) == []


class Unsure:
    """A reader that thinks of prices, or of opening hours."""

    slow = False

    def parse(self, text: str, context: Context) -> Reading:
        guesses = (Intent("ask_price", 0.4), Intent("ask_hours", 0.3))
        return Reading(guesses[:1], (), guesses)


@pytest.mark.usefixtures("conversation_id")
def test_what_was_chosen_instead_is_kept_with_it(garden: Database, gateway: Gateway, receive: Receive) -> None:
    say(gateway, receive, "/learning", "可以")
    unsure = Gateway(garden, desk.build_engine(b"a secret of the tests", Unsure()))
    say(unsure, receive, "那个啥", "2")
    assert [(each.text, each.intent) for each in kept(garden)] == [("那个啥", "ask_hours")]
