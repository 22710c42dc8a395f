"""What networks and servers do to messages: nothing is lost, and nothing doubled beyond what is promised."""

from __future__ import annotations

import datetime as dt

import aiohttp
import pytest

from bot.channels.telegram.pace import Pace, Rate
from bot.messages import load_outgoing
from core.outbox import service as outbox
from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import FAST, PASSWORD, Salon
from tests.fakes.telegram.bot import Mishap
from tests.fakes.telegram.errors import ApiError, too_many
from tests.fakes.telegram.user import User

ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
QUESTIONS = {"你们在哪里": "花汀路 8 号", "小气泡多少钱": "小气泡仪器清洁", "周一开门吗": "休息"}
LEASE_OVER = dt.timedelta(seconds=16)


def answers(user: User) -> list[str]:
    """Which questions were answered, in order."""
    return [question for each in user.received for question, sign in QUESTIONS.items() if sign in each.text]


async def test_an_update_that_comes_again_is_answered_once(theatre: Theatre, way: str) -> None:
    async with theatre.salon(way) as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        update = amy.says("你们在哪里")
        await salon.settle()
        for _ in range(2):
            salon.bot.again(update)
            await salon.until(lambda: not salon.bot.repeats)
        amy.says("小气泡多少钱")
        await salon.settle()
        assert answers(amy) == ["你们在哪里", "小气泡多少钱"]


@ON_SQLITE
async def test_updates_out_of_order_are_put_in_order(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.is_held = True
        for question in QUESTIONS:
            amy.says(question)
        salon.bot.updates.reverse()
        salon.bot.is_held = False
        salon.bot.told()
        await salon.settle()
        assert answers(amy) == list(QUESTIONS)


async def test_many_chats_at_once_each_in_its_order(theatre: Theatre, way: str) -> None:
    async with theatre.salon(way) as salon:
        crowd = [User(salon.bot, 900 + number) for number in range(6)]
        for question in QUESTIONS:
            for user in crowd:
                user.says(question)
        await salon.settle()
        assert [answers(user) for user in crowd] == [list(QUESTIONS)] * 6


@ON_SQLITE
async def test_a_chat_told_to_wait_holds_up_nobody_else(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy, bob = User(salon.bot, 501), User(salon.bot, 502)
        await salon.enters(amy, member="王芳")
        await salon.enters(bob, member="李娜")
        salon.bot.mishaps.append(Mishap("sendMessage", too_many(30)))
        amy.says("你们在哪里")
        await salon.until(lambda: salon.is_put_off(amy))
        amy.says("小气泡多少钱")
        bob.says("周一开门吗")
        await salon.until(lambda: answers(bob) == ["周一开门吗"])
        assert answers(amy) == []
        calls = len(salon.bot.calls)
        theatre.clock.advance(dt.timedelta(seconds=31))
        salon.pace.hold("501", 0)  # the machine's clock does not move with the test's
        await salon.settle()
        assert answers(amy) == ["你们在哪里", "小气泡多少钱"]
        assert [name for name, _ in salon.bot.calls[calls:]].count("sendMessage") == 2


@ON_SQLITE
async def test_being_told_to_wait_is_no_failed_try(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.mishaps.append(Mishap("sendMessage", too_many(30), times=12))
        amy.says("你们在哪里")
        for number in range(12):
            await salon.until(lambda wanted=number + 1: salon.bot.refused.count(("sendMessage", 429)) == wanted)
            await salon.until(lambda: salon.is_put_off(amy))
            salon.pace.hold("501", 0)
            theatre.clock.advance(dt.timedelta(seconds=31))
        await salon.settle()
        assert answers(amy) == ["你们在哪里"]


@ON_SQLITE
async def test_telegrams_limits_are_kept_without_being_told(theatre: Theatre) -> None:
    seconds = [0.0]
    pace = Pace(Rate(1.0, 1.0), FAST, FAST, now=lambda: seconds[0])
    async with theatre.salon(pace=pace) as salon:
        amy, bob = User(salon.bot, 501), User(salon.bot, 502)
        for question in QUESTIONS:
            amy.says(question)
        bob.says("你们在哪里")
        await salon.until(lambda: answers(bob))
        assert len(amy.received) == 1
        for count in (2, 3):
            await salon.until(lambda: salon.is_put_off(amy))
            seconds[0] += 1.0
            theatre.clock.advance(dt.timedelta(seconds=1))
            await salon.until(lambda wanted=count: len(amy.received) == wanted)
        await salon.settle()
        assert answers(amy) == list(QUESTIONS)
        with salon.database.reading() as work:
            assert salon.conversation(work, amy).blocked_at is None


async def test_who_blocks_the_bot_is_left_alone_until_they_return(theatre: Theatre, way: str) -> None:
    async with theatre.salon(way) as salon:
        amy, boss = User(salon.bot, 501), User(salon.bot, 601, "老板")
        await salon.enters(amy, member="王芳")
        await salon.enters(boss, staff="yue")
        amy.says("明天下午三点找小丽做个脸")
        await salon.settle()
        amy.taps("确认预约")
        await salon.settle()
        amy.blocks()
        await salon.settle()
        calls = len(salon.bot.calls)
        boss.taps("确认")
        await salon.settle()
        assert "已确认" in boss.sees()
        written = [params for name, params in salon.bot.calls[calls:] if name.startswith("send")]
        assert {params["chat_id"] for params in written} == {"601"}
        amy.returns()
        amy.starts()
        await salon.settle()
        assert "预约护理" in amy.received[-1].buttons[0]
        with salon.database.reading() as work:
            assert salon.conversation(work, amy).blocked_at is None


async def test_a_refused_message_shows_that_the_chat_is_shut(theatre: Theatre) -> None:
    """The bot may learn of it only by being refused."""
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.blocked.add(amy.id)
        amy.says("你们在哪里")
        await salon.settle()
        assert salon.statuses(amy)[-1] == "dead"
        with salon.database.reading() as work:
            assert salon.conversation(work, amy).blocked_at is not None
        salon.bot.blocked.discard(amy.id)
        amy.says("小气泡多少钱")  # who writes can be written to, whatever else was heard
        await salon.settle()
        assert answers(amy) == ["小气泡多少钱"]


@ON_SQLITE
async def test_a_lost_answer_repeats_a_reply_but_nothing_else(theatre: Theatre) -> None:
    """Whether it arrived cannot be known: at least once."""
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.mishaps.append(Mishap("sendMessage", "lost"))
        amy.says("你们在哪里")
        await salon.until(lambda: salon.is_put_off(amy))
        theatre.clock.advance(dt.timedelta(seconds=10))
        amy.says("小气泡多少钱")
        await salon.settle()
        assert answers(amy) == ["你们在哪里", "你们在哪里", "小气泡多少钱"]


@ON_SQLITE
async def test_a_lost_edit_is_harmless(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("菜单")
        await salon.settle()
        salon.bot.mishaps.append(Mishap("editMessageText", "lost"))
        amy.taps("预约护理")
        await salon.until(lambda: salon.is_put_off(amy))
        theatre.clock.advance(dt.timedelta(seconds=10))
        await salon.settle()
        assert len(amy.received) == 1
        assert "想去哪家店" in amy.received[0].text
        assert ("editMessageText", 400) in salon.bot.refused, "Telegram said: not modified"
        assert salon.statuses(amy)[-1] == "sent"


@ON_SQLITE
async def test_an_answer_in_two_messages_that_breaks_off_goes_on_where_it_was(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy, boss = User(salon.bot, 501), User(salon.bot, 601, "老板")
        await salon.enters(amy, member="王芳")
        await salon.enters(boss, staff="yue")
        amy.says("明天下午三点找小丽做个脸")
        await salon.settle()
        amy.taps("确认预约")
        await salon.settle()
        salon.bot.mishaps.append(Mishap("sendPhoto", too_many(5)))
        boss.taps("确认")  # the member gets words, then a card with a code
        await salon.until(lambda: salon.is_put_off(amy))
        salon.pace.hold("501", 0)
        theatre.clock.advance(dt.timedelta(seconds=10))
        await salon.settle()
        assert sum("好消息" in each.text for each in amy.received) == 1
        assert amy.received[-1].photos


@ON_SQLITE
async def test_a_second_poller_is_told_of_and_outlived(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        async with aiohttp.ClientSession() as other:
            await other.post(f"{salon.address}/bot{salon.bot.token}/getUpdates", data={"timeout": "0"})
        await salon.until(lambda: ("getUpdates", 409) in salon.bot.refused)
        amy.says("你们在哪里")
        await salon.settle()
        assert answers(amy) == ["你们在哪里"]


@ON_SQLITE
async def test_a_webhook_that_somebody_set_is_taken_back(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.webhook = {"url": "http://127.0.0.1:9/x", "secret": ""}
        salon.bot.is_held = True
        amy.says("你们在哪里")
        salon.bot.mishaps.append(Mishap("getUpdates", "cut"))
        salon.bot.is_held = False
        await salon.until(lambda: salon.bot.webhook is None)
        await salon.settle()
        assert ("getUpdates", 409) in salon.bot.refused
        assert answers(amy) == ["你们在哪里"]


@ON_SQLITE
async def test_polls_that_fail_are_tried_again(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.mishaps += [
            Mishap("getUpdates", "cut"),
            Mishap("getUpdates", "lost"),
            Mishap("getUpdates", ApiError(502, "Bad Gateway")),
            Mishap("getUpdates", too_many(0)),
        ]
        for question in QUESTIONS:
            amy.says(question)
            await salon.settle()
        assert answers(amy) == list(QUESTIONS)


async def test_nothingis_acknowledged_while_the_database_is_away(theatre: Theatre, way: str) -> None:
    async with theatre.salon(way) as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        before = salon.bot.acknowledged
        with salon.locked():
            update = amy.says("你们在哪里")
            refused = len(salon.bot.calls) + 3
            await salon.until(lambda: len(salon.bot.calls) >= refused, "it was tried again")
            assert salon.bot.acknowledged == before
        await salon.settle()
        assert salon.bot.acknowledged in {update, before}  # polling acknowledges with its next question
        assert answers(amy) == ["你们在哪里"]


@ON_SQLITE
async def test_the_webhook_is_closed_to_whoever_does_not_know_the_password(theatre: Theatre) -> None:
    async with theatre.salon("webhook") as salon:
        assert salon.bot.webhook is not None
        url, update = salon.bot.webhook["url"], {"update_id": 1}
        async with aiohttp.ClientSession() as stranger:
            for headers, at in [
                ({}, url),
                ({"X-Telegram-Bot-Api-Secret-Token": "guess"}, url),
                ({"X-Telegram-Bot-Api-Secret-Token": PASSWORD}, url.replace("desk", "other")),
            ]:
                assert (await stranger.post(at, json=update, headers=headers)).status == 404
            known = {"X-Telegram-Bot-Api-Secret-Token": PASSWORD}
            assert (await stranger.post(url, data=b"{", headers=known)).status == 422
            assert (await stranger.post(url, json=update, headers=known)).status == 200


@ON_SQLITE
async def test_an_update_of_an_unknown_form_stops_nobody(theatre: Theatre, way: str) -> None:
    async with theatre.salon(way) as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.allowed = None
        salon.bot.push(message={"is": "not a message"})
        salon.bot.push(something_new={"of": "next year"})
        amy.says("半个字\ud83d 和\x00空字")
        amy.says("你们在哪里")
        await salon.settle()
        assert answers(amy) == ["你们在哪里"]


async def test_a_restart_with_a_full_outbox_loses_and_doubles_nothing(theatre: Theatre) -> None:
    async with theatre.server() as (telegram, bot):
        crowd = [User(bot, 900 + number) for number in range(3)]
        async with theatre.process(telegram, bot).open(sends=False) as first:
            for question in [*QUESTIONS] * 3:
                for user in crowd:
                    user.says(question)
            await first.until(lambda: not bot.updates or first.is_acknowledged())
            await first.until(lambda: not _undone(first))
        assert [answers(user) for user in crowd] == [[]] * 3
        async with theatre.process(telegram, bot).open() as second:
            await second.settle()
        assert [answers(user) for user in crowd] == [[*QUESTIONS] * 3] * 3


@ON_SQLITE
async def test_a_server_that_is_away_for_hours_gets_everything_when_it_is_back(theatre: Theatre) -> None:
    async with theatre.server() as (telegram, bot):
        amy = User(bot, 501)
        salon = theatre.process(telegram, bot)
        async with salon.open(sends=False):
            await salon.until(lambda: bot.calls)
            for question in QUESTIONS:
                amy.says(question)
            await salon.until(lambda: not bot.updates or salon.is_acknowledged())
            await salon.until(lambda: not _undone(salon))
    later = theatre.process(telegram, bot)  # nobody listens at the address now
    for _ in range(20):
        await later.sender.step()
        theatre.clock.advance(dt.timedelta(minutes=6))
    assert set(later.statuses(amy)) == {"queued"}
    async with telegram.serving():
        theatre.clock.advance(dt.timedelta(minutes=6))
        while await later.sender.step():
            continue
        assert answers(amy) == list(QUESTIONS)
    await later.client.session.close()
    later.database.dispose()


async def test_a_process_that_dies_in_mid_sending_repeats_one_reply_at_most(theatre: Theatre) -> None:
    async with theatre.server() as (telegram, bot):
        amy = User(bot, 501)
        async with theatre.process(telegram, bot).open(sends=False) as first:
            for question in QUESTIONS:
                amy.says(question)
            await first.until(lambda: not bot.updates or first.is_acknowledged())
            await first.until(lambda: not _undone(first))
            # It dies between sending and noting that it was sent.
            claimed = first.database.run(lambda work: outbox.claim(work, "telegram", "desk"))
            await first.channel.send(claimed[0].chat_id, load_outgoing(claimed[0].payload))
        theatre.clock.advance(LEASE_OVER)
        async with theatre.process(telegram, bot).open() as second:
            await second.settle()
        first_question, *others = QUESTIONS
        assert answers(amy) == [first_question, first_question, *others]


def _undone(salon: Salon) -> list[int]:
    return salon.gateway.undone()
