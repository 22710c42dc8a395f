"""Keyboards and texts: paging, what an old button does, how long things are cut, what a tap always gets."""

from __future__ import annotations

import pytest

from bot.channels.base import Outcome
from bot.messages import Button, Card, Outgoing, Screen
from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import Salon
from tests.fakes.telegram.bot import Message, Mishap
from tests.fakes.telegram.errors import QUERY_TOO_OLD
from tests.fakes.telegram.user import User

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def days(message: Message) -> list[str]:
    """The dates on a keyboard."""
    return [label for row in message.buttons for label in row if "月" in label]


async def _days(salon: Salon, amy: User) -> Message:
    """Gets to the question for the day."""
    await salon.enters(amy, member="王芳")
    amy.says("我想找小丽做个脸")
    await salon.settle()
    return amy.received[-1]


async def test_days_are_turned_like_pages_and_taken_from_any(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        calendar = await _days(salon, amy)
        first = days(calendar)
        assert [len(row) for row in calendar.buttons] == [3, 3, 3, 3, 1]
        assert calendar.buttons[-1] == ["›"]
        amy.taps("›")
        await salon.until(lambda: days(calendar) != first)
        second = days(calendar)
        assert calendar.buttons[-1] == ["‹"]
        assert set(first).isdisjoint(second)
        assert "10月16日 周五" in second
        amy.taps("‹")
        await salon.until(lambda: days(calendar) == first)
        amy.taps("›")
        await salon.until(lambda: days(calendar) == second)
        amy.taps(second[0])
        await salon.settle()
        assert f"{second[0]}，几点方便" in amy.received[-1].text
        assert all(query.is_answered for query in salon.bot.queries.values())
        assert amy.received[-1] is calendar


async def test_pages_turn_after_a_restart(theatre: Theatre) -> None:
    async with theatre.server() as (telegram, bot):
        amy = User(bot, 501)
        async with theatre.process(telegram, bot).open() as first:
            calendar = await _days(first, amy)
        shown = days(calendar)
        async with theatre.process(telegram, bot).open() as second:
            amy.taps("›")
            await second.until(lambda: days(calendar) != shown)


async def test_a_page_of_a_question_that_is_over_is_said_to_be_old(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        calendar = await _days(salon, amy)
        turn = next(button for row in (calendar.markup or {})["inline_keyboard"] for button in row)["callback_data"]
        amy.taps(days(calendar)[0])
        await salon.settle()
        query = amy.presses(f"p:{turn.partition(':')[0]}:1", calendar)
        await salon.until(lambda: query.is_answered)
        assert "已经过期" in (query.toast or "")
        assert "几点方便" in calendar.text


async def test_the_spinner_always_ends(theatre: Theatre) -> None:
    """Of a live button, of one tapped twice, of an old one, of one that was made up."""
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("菜单")
        await salon.settle()
        menu = amy.received[-1]
        first, again = amy.taps("我的预约"), amy.taps("我的预约")
        await salon.settle()
        forged = amy.presses("a:staff_confirm:booking=1:AAAAAAAAAAAA", menu)
        await salon.settle()
        assert first.is_answered
        assert again.is_answered
        assert "已经过期" in (forged.toast or "")


async def test_a_tap_whose_spinner_has_ended_is_done_all_the_same(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("菜单")
        await salon.settle()
        menu = amy.received[-1]
        salon.bot.mishaps.append(Mishap("answerCallbackQuery", QUERY_TOO_OLD, times=2))
        amy.taps("预约护理")
        await salon.settle()
        assert "想去哪家店" in menu.text
        amy.presses("1:0", menu)
        await salon.settle()
        assert "已经过期" in amy.received[-1].text, "what cannot flash up is said"


async def test_a_colleague_who_talks_ends_the_spinner_too(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy, boss = User(salon.bot, 501), User(salon.bot, 601, "老板")
        await salon.enters(amy, member="王芳")
        await salon.enters(boss, staff="yue")
        amy.says("菜单")
        await salon.settle()
        asked = amy.taps("人工客服")
        await salon.settle()
        assert asked.is_answered
        taken = boss.taps("接手")
        await salon.settle()
        assert taken.is_answered
        boss.says("您好，我是店长")
        await salon.settle()
        assert "店长" in amy.received[-1].text


async def _send(salon: Salon, outgoing: Outgoing) -> list[Message]:
    salon.bot.started.add(501)
    assert (await salon.channel.send("501", outgoing)).outcome is Outcome.sent
    return salon.bot.chat(501)


async def test_a_long_text_is_cut_between_lines_and_nothing_of_it_is_lost(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        said = "\n".join(f"{number} " + "面" * 500 for number in range(30)) + "\n" + "<&>" * 3000 + "💆" * 5000
        screen = Screen("q", "choice", "选一个", (Button("1:0", "好"),))
        sent = await _send(salon, Outgoing(says=(said,), screen=screen))
        assert "".join(each.text for each in sent).replace("\n", "") == (said + "选一个").replace("\n", "")
        assert [bool(each.buttons) for each in sent] == [False] * (len(sent) - 1) + [True]


async def test_what_people_call_themselves_is_no_markup(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        name = "<b>小</b> & <script>"
        sent = await _send(
            salon, Outgoing(says=(name,), cards=(Card(name, (name,), name, link=(name, 'https://a/?b="<')),))
        )
        assert sent[0].text.count(name) == 5


async def test_nothing_that_goes_out_is_too_much_for_telegram(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        for kind in ("menu", "choice", "day", "time", "confirm", "text"):
            options = tuple(Button(f"999999:{number}", f"选项 {number}", "说明" * 9) for number in range(150))
            if kind == "confirm":
                options = options[:20]
            last = (await _send(salon, Outgoing(screen=Screen("q", kind, "选一个", options))))[-1]
            assert 0 < sum(map(len, last.buttons)) <= 100


async def test_yes_and_no_stand_alone(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        options = (
            Button("1:0", "确认", style="primary"),
            *(Button(f"1:{number}", f"改{number}") for number in (1, 2, 3)),
            Button("1:4", "取消", style="danger"),
        )
        sent = await _send(salon, Outgoing(screen=Screen("q", "confirm", "对吗？", options)))
        assert sent[-1].buttons == [["确认"], ["改1", "改2"], ["改3"], ["取消"]]


async def test_buttons_that_last_have_a_message_of_their_own(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        answer = Outgoing(
            says=("您的预约",),
            actions=(Button("a:x:y:z", "改时间"),),
            screen=Screen("home", "menu", "还需要什么？", (Button("1:0", "预约"),)),
        )
        assert [each.buttons for each in await _send(salon, answer)] == [[["改时间"]], [["预约"]]]


async def test_above_the_times_stands_why_one_is_best_and_what_others_save(theatre: Theatre) -> None:
    """A grid has no room for it, and what it costs belongs before the tap (C3, C10)."""
    times = [Button(f"1:{number}", f"{10 + number}:00", "省 ¥40" if number < 3 else "") for number in range(6)]
    best = Button("1:9", "17:00", "您常约的时间", style="primary")
    async with theatre.salon() as salon:
        (sent,) = await _send(salon, Outgoing(screen=Screen("time", "time", "几点方便？", (best, *times))))
        assert sent.text.splitlines() == ["几点方便？", "★ 17:00  您常约的时间", "· 10:00–12:00  省 ¥40"]
