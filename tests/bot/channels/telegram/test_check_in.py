"""Checking in by a picture (C11) and the calendar file, on Telegram from the member's phone to the colleague's."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import icalendar
import pytest
import zxingcpp
from PIL import Image

from bot.links import Links
from core.kit.clock import ManualClock
from core.store import service as stores
from core.store.schemas import StoreValues
from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import SECRET, Salon
from tests.fakes.telegram.user import User

ADDRESS = "https://salon.example"
HOUR = dt.timedelta(hours=1)


@asynccontextmanager
async def booked(theatre: Theatre, address: str = ADDRESS) -> AsyncIterator[tuple[Salon, User, User]]:
    """A member with a confirmed visit on Friday at 15:00, and the owner who confirmed it."""
    async with theatre.salon() as salon:
        salon.gateway.engine = dataclasses.replace(salon.gateway.engine, links=Links(SECRET, address))
        amy, boss = User(salon.bot, 501), User(salon.bot, 601, "老板")
        await salon.enters(amy, member="王芳")
        await salon.enters(boss, staff="yue")
        for words in ("周五下午三点小丽做小气泡 60分钟", "确认"):
            amy.says(words)
            await salon.settle()
        boss.taps("确认")
        await salon.settle()
        yield salon, amy, boss


def scanned(salon: Salon, user: User) -> str:
    """What a phone's camera reads in the newest picture."""
    photo = [each for each in user.received if each.photos][-1].photos[0]
    with Image.open(io.BytesIO(salon.bot.files[photo])) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    return code.text


def friday(clock: ManualClock, hour: int) -> None:
    """It is Friday in Shanghai."""
    clock.set(dt.datetime(2026, 9, 18, hour, 0, tzinfo=dt.timezone(8 * HOUR)).astimezone(dt.UTC))


async def test_a_colleague_scans_the_members_picture_and_taps_once(theatre: Theatre, clock: ManualClock) -> None:
    async with booked(theatre) as (salon, amy, boss):
        friday(clock, 14)
        amy.says("签到码")
        await salon.settle()
        page = scanned(salon, amy)
        assert page.startswith(f"{ADDRESS}/c/")
        payload = "ci_" + page.rpartition("/")[2]
        amy.starts(payload)  # the member opens it themselves
        await salon.settle()
        assert "到店后给门店同事扫就好" in amy.received[-1].text
        boss.starts(payload)
        await salon.settle()
        assert "为 王芳 签到" in boss.received[-1].text
        boss.taps("确认到店")
        await salon.settle()
        assert any("欢迎光临" in each.text for each in amy.received)
        boss.starts(payload)  # once more, or forwarded: refused with the reason
        await salon.settle()
        assert "已到店" in boss.received[-1].text
        friday(clock, 23)
        clock.advance(24 * HOUR)
        boss.starts(payload)
        await salon.settle()
        assert "已经过期" in boss.sees()


async def test_a_colleague_of_another_store_cannot(theatre: Theatre, clock: ManualClock) -> None:
    async with booked(theatre) as (salon, amy, _boss):
        grace = User(salon.bot, 602, "Grace")
        await salon.enters(grace, staff="gao")
        friday(clock, 14)
        grace.starts("ci_" + scanned(salon, amy).rpartition("/")[2])
        await salon.settle()
        assert "确认到店" not in grace.sees()
        assert not any("欢迎光临" in each.text for each in amy.received)


async def test_too_early_is_refused_with_the_reason(theatre: Theatre) -> None:
    async with booked(theatre) as (salon, amy, boss):
        boss.starts("ci_" + scanned(salon, amy).rpartition("/")[2])
        await salon.settle()
        boss.taps("确认到店")
        await salon.settle()
        assert not any("欢迎光临" in each.text for each in amy.received)
        assert "9月18日" in boss.received[-1].text


async def test_the_member_scans_the_counters_picture(theatre: Theatre, clock: ManualClock) -> None:
    async with booked(theatre) as (salon, amy, boss):
        friday(clock, 14)
        boss.says("/counter")
        await salon.settle()
        if any("哪家店" in each.text for each in boss.received):
            boss.taps("花汀店")
            await salon.settle()
        page = scanned(salon, boss)
        assert page.startswith(f"{ADDRESS}/k/")
        payload = "at_" + page.rpartition("/")[2]
        stranger = User(salon.bot, 777, "李娜")
        await salon.enters(stranger, member="李娜")
        stranger.starts(payload)
        await salon.settle()
        assert "今天在花汀店没有已确认的预约" in stranger.sees()
        amy.starts(payload)
        await salon.settle()
        assert "签到成功" in amy.sees()
        amy.starts(payload)
        await salon.settle()
        assert "您已经在花汀店签到了" in amy.sees()
        clock.advance(24 * HOUR)
        stranger.starts(payload)
        await salon.settle()
        assert "已经过期" in stranger.sees()


async def test_a_store_may_want_the_desk_to_do_it(theatre: Theatre, clock: ManualClock) -> None:
    async with booked(theatre) as (salon, amy, _boss):
        with salon.database.transaction() as work:
            store = stores.list_stores(work)[0]
            values = store.model_dump(exclude={"id", "code"}) | {
                "settings": store.settings.model_copy(update={"counter_check_in": False}).model_dump(
                    mode="json", by_alias=True
                )
            }
            stores.put(work, store.code, StoreValues.model_validate(values))
            token = salon.gateway.engine.links.token("at", store.id, work.now + 100 * HOUR)
        friday(clock, 14)
        amy.starts(f"at_{token}")
        await salon.settle()
        assert "由同事为您签到" in amy.sees()
        assert "签到成功" not in amy.sees()


@pytest.mark.parametrize("engine_name", ["sqlite"])
async def test_the_calendar_file_follows_the_visit(theatre: Theatre, clock: ManualClock) -> None:
    async with booked(theatre) as (salon, amy, boss):
        assert "uri.amap.com" in next(each.text for each in amy.received if "已确认您的预约" in each.text) or any(
            "在地图中打开" in each.text for each in amy.received
        )
        button = next(each for each in amy.received if ["加入日历"] in each.buttons or "加入日历" in str(each.buttons))

        async def file() -> tuple[icalendar.Calendar, icalendar.Event]:
            amy.taps("加入日历", message=button)
            await salon.settle()
            sent = [each for each in amy.received if each.document][-1]
            assert sent.file_name.endswith(".ics")
            calendar = icalendar.Calendar.from_ical(salon.bot.files[sent.document or ""])
            return calendar, calendar.walk("VEVENT")[0]

        _, first = await file()
        assert str(first["STATUS"]) == "CONFIRMED"
        assert first.decoded("DTSTART") == dt.datetime(2026, 9, 18, 7, 0, tzinfo=dt.UTC)
        clock.advance(HOUR)
        for words in ("改期", "周六下午四点", "确认"):
            amy.says(words)
            await salon.settle()
        boss.taps("确认")
        await salon.settle()
        _, second = await file()
        assert second.decoded("DTSTART") > first.decoded("DTSTART")
        assert (str(second["UID"]), str(second["STATUS"])) == (str(first["UID"]), "CONFIRMED")
        assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
        clock.advance(HOUR)
        for words in ("取消预约", "确认取消"):
            amy.says(words)
            await salon.settle()
        calendar, third = await file()
        assert (str(calendar["METHOD"]), str(third["STATUS"]), str(third["UID"])) == (
            "CANCEL",
            "CANCELLED",
            str(first["UID"]),
        )
        assert int(third["SEQUENCE"]) > int(second["SEQUENCE"])
