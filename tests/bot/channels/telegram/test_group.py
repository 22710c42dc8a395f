"""The colleagues' group: requests are posted there; rights are the person's who taps, never the group's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import Salon
from tests.fakes.telegram.group import Group
from tests.fakes.telegram.user import User

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
NAMES = ("王芳", "老板", "小周", "小美", "路人")


@dataclass
class Cast:
    """Who is there."""

    salon: Salon
    group: Group
    amy: User
    boss: User
    desk: User
    mei: User
    stranger: User

    async def books(self, words: str = "周五下午三点小丽做小气泡 60分钟") -> None:
        """Amy asks for a visit."""
        for each in (words, "确认"):
            self.amy.says(each)
            await self.salon.settle()

    async def taps(self, user: User, label: str) -> str:
        """What flashes up for who taps in the group."""
        query = self.group.taps(user, label)
        await self.salon.settle()
        return query.toast or ""


@asynccontextmanager
async def linked(theatre: Theatre, way: str = "polling") -> AsyncIterator[Cast]:
    """The owner linked the group."""
    async with theatre.salon(way) as salon:
        people = [User(salon.bot, number, name) for number, name in enumerate(NAMES, 501)]
        cast = Cast(salon, Group(salon.bot), *people)
        await salon.enters(cast.amy, member="王芳")
        for user, code in ((cast.boss, "yue"), (cast.desk, "zhou"), (cast.mei, "mei")):
            await salon.enters(user, staff=code)
        cast.group.says(cast.boss, "/here@meiyue_bot")
        await salon.settle()
        assert "的新申请会发到这个群" in cast.group.posts[-1].text
        yield cast


async def test_a_request_is_answered_in_the_group_by_whoever_may(theatre: Theatre, way: str) -> None:
    async with linked(theatre, way) as cast:
        await cast.books()
        asked = cast.group.posts[-1]
        assert [label for row in asked.buttons for label in row] == ["确认", "换个时间", "婉拒"]
        assert "王芳" in asked.text
        assert await cast.taps(cast.stranger, "确认") == "这些按钮只给门店同事用。"
        assert await cast.taps(cast.amy, "确认") == "这些按钮只给门店同事用。"
        refused = await cast.taps(cast.mei, "确认")  # a beautician, and not her visit
        assert refused
        assert "已确认" not in refused
        assert "已确认您的预约" not in cast.amy.sees()
        assert (await cast.taps(cast.desk, "确认")).startswith("已确认：王芳")
        assert "已确认您的预约" in cast.amy.sees()
        assert asked.buttons == []
        assert "周 已确认 10:00" in asked.text
        assert [each for each in cast.group.posts if "已确认" in each.text] == [asked], "edited, not posted again"
        assert "13800" not in "".join(each.text for each in cast.group.posts), "no phone is shown"


async def test_of_two_taps_one_wins_and_the_other_reads_who_was_first(theatre: Theatre) -> None:
    async with linked(theatre) as cast:
        await cast.books()
        shown = cast.group.posts[-1]
        data = (shown.markup or {})["inline_keyboard"][0][0]["callback_data"]
        cast.salon.bot.is_held = True
        first, second = (cast.group.presses(user, data, shown) for user in (cast.boss, cast.desk))
        cast.salon.bot.is_held = False
        cast.salon.bot.told()
        await cast.salon.settle()
        toasts = [first.toast or "", second.toast or ""]
        assert sum("已确认：王芳" in toast for toast in toasts) == 1
        assert all(toasts)
        assert sum("已确认您的预约" in each.text for each in cast.amy.received) == 1


async def test_only_who_runs_the_store_links_a_group(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        group, mei, stranger = Group(salon.bot), User(salon.bot, 601, "小美"), User(salon.bot, 602)
        await salon.enters(mei, staff="mei")
        for user in (mei, stranger):
            group.says(user, "/here")
            await salon.settle()
        assert [("只有店长或老板" in each.text) for each in group.posts] == [True, True]
        group.says(stranger, "今天天气不错")
        await salon.settle()
        assert len(group.posts) == 2, "what people talk there is theirs"


async def test_a_group_that_moved_is_followed(theatre: Theatre) -> None:
    async with linked(theatre) as cast:
        cast.group.upgrades(-1009)
        await cast.books()
        await cast.salon.until(lambda: cast.group.posts, "posted in the supergroup")
        assert (await cast.taps(cast.desk, "确认")).startswith("已确认：王芳")


async def test_being_put_out_is_told_in_private(theatre: Theatre) -> None:
    async with linked(theatre) as cast:
        cast.group.puts_out(cast.mei)
        await cast.salon.settle()
        assert "我被移出了花汀店的工作群" in cast.boss.sees()
        count = len(cast.group.posts)
        await cast.books()
        assert len(cast.group.posts) == count
        cast.boss.taps("确认")
        await cast.salon.settle()
        assert "已确认您的预约" in cast.amy.sees()
