"""Who is listened to, and what a shared card proves."""

from __future__ import annotations

import pytest

from core.member import service as members
from core.member.schemas import MemberOut
from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import Salon
from tests.factories import garden_salon
from tests.fakes.telegram.user import User

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def kept_of(salon: Salon, user: User) -> MemberOut | None:
    """What is kept of somebody."""
    with salon.database.reading() as work:
        member_id = salon.conversation(work, user).member_id
        return None if member_id is None else members.get(work, member_id)


def phone_of(salon: Salon, user: User) -> str | None:
    """The number kept of somebody."""
    kept = kept_of(salon, user)
    return kept and kept.phone


def is_vouched_for(salon: Salon, user: User) -> bool:
    """Whether that number is surely theirs."""
    kept = kept_of(salon, user)
    return kept is not None and kept.phone_verified_at is not None


async def test_the_own_card_is_the_members_phone(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("/phone")
        await salon.settle()
        offered = (amy.received[-1].markup or {})["keyboard"][0][0]
        assert offered == {"text": "发送我的手机号", "request_contact": True}
        amy.shares_contact("8613700000009")
        await salon.settle()
        assert phone_of(salon, amy) == "+8613700000009"
        assert is_vouched_for(salon, amy)
        assert "+8613700000009" in amy.sees()


async def test_somebody_elses_card_proves_nothing(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        before = phone_of(salon, amy)
        amy.shares_contact("8613700000009", of=999)
        await salon.settle()
        assert phone_of(salon, amy) == before
        assert "看不了" in amy.received[-1].text


async def test_a_guest_agrees_first(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        guest = User(salon.bot, 777)
        guest.starts()
        guest.shares_contact("8613700000009")
        await salon.settle()
        assert phone_of(salon, guest) is None
        guest.taps("同意并继续")
        await salon.settle()
        assert phone_of(salon, guest) == "+8613700000009"


async def test_whose_phone_the_salon_wrote_down_is_that_member(theatre: Theatre) -> None:
    """Registered at the desk long ago, new in the chat: one person, with all that was booked before (A11)."""
    async with theatre.salon() as salon:
        known = salon.database.run(lambda work: garden_salon.member_id(work, "王芳"))
        salon.database.run(lambda work: members.set_phone(work, known, "13700000009"))
        guest = User(salon.bot, 777)
        guest.starts()
        guest.shares_contact("8613700000009")
        await salon.settle()
        guest.taps("同意并继续")
        await salon.settle()
        assert "合成了一份" in guest.sees()
        kept = kept_of(salon, guest)
        assert kept is not None
        assert kept.id == known
        assert kept.phone_verified_at is not None


async def test_a_phone_may_be_typed_and_is_checked(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("/phone")
        await salon.settle()
        amy.says("12345")
        await salon.settle()
        assert "手机号好像不太对" in amy.received[-1].text
        amy.says("137 0000 0009")
        await salon.settle()
        assert phone_of(salon, amy) == "+8613700000009"
        assert not is_vouched_for(salon, amy)
        amy.says("/phone")
        await salon.settle()
        amy.shares_contact("8613700000009")
        await salon.settle()
        assert is_vouched_for(salon, amy)


async def test_an_edited_message_is_not_answered_as_new(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("你们在哪里")
        await salon.settle()
        salon.bot.allowed = None  # even if Telegram sent them
        amy.edits("小气泡多少钱")
        await salon.settle()
        assert len(amy.received) == 1


async def test_bots_groups_and_the_app_itself_are_not_answered(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        head = {"message_id": 9, "date": 1_790_000_000, "text": "你们在哪里"}
        private, group = {"id": 501, "type": "private"}, {"id": -5, "type": "group", "title": "G"}
        person = {"id": 501, "is_bot": False, "first_name": "A"}
        for sender, chat in [
            ({"id": salon.bot.id, "is_bot": True, "first_name": "me"}, private),
            ({"id": 888, "is_bot": True, "first_name": "another"}, private),
            (person, group),
        ]:
            salon.bot.push(message={**head, "from": sender, "chat": chat})
        salon.bot.push(message={**head, "chat": {"id": -6, "type": "channel", "title": "C"}})
        pinned = {"message_id": 9, "date": 1_790_000_000, "from": person, "chat": private}
        salon.bot.push(message={**pinned, "message_auto_delete_timer_changed": {"message_auto_delete_time": 60}})
        await salon.settle()
        assert amy.received == []
        assert -5 not in salon.bot.messages
