"""What opens outside the chat, on the real server: calendar files, and the pages behind scanned pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, expect
from pydantic import SecretStr

from core.booking import service as bookings
from core.booking.schemas import Wish
from core.kit.clock import ManualClock
from core.kit.work import Work
from core.store import service as stores
from meiyue.settings import Settings
from meiyue.wiring import Parts, build
from tests.factories import garden_salon
from tests.meiyue.over_http import call, served
from tests.web.conftest import chromium

__all__ = ["chromium"]
DAY = dt.timedelta(days=1)


@pytest.fixture
def parts(garden_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Parts]:
    """A deployment that phones can reach."""
    made = build(
        Settings(
            data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64), public_url="https://salon.example/"
        ),
        clock,
    )
    yield made
    made.database.dispose()


def book(work: Work) -> int:
    """A confirmed visit on Friday."""
    store = stores.list_stores(work)[0]
    member_id = garden_salon.member_id(work, "王芳")
    variation = bookings.treatments_on_offer(work, store.id)[0].variations[0]
    wish = Wish(store.id, variation.id)
    slot = bookings.open_slots(work, wish, dt.date(2026, 9, 18))[0]
    booking = bookings.hold(work, "key", member_id, wish, slot.starts_at)
    bookings.request(work, "key")
    return bookings.confirm(work, booking.id).id


def test_the_calendar_link_is_a_file_that_phones_take(parts: Parts, clock: ManualClock) -> None:
    booking_id = parts.database.run(book)
    token = parts.engine.links.token("cal", booking_id, clock.now() + DAY)
    assert (
        parts.engine.links.address(f"/calendar/{token}.ics", "telegram")
        == f"https://salon.example/calendar/{token}.ics"
    )
    with served(parts) as address:
        answer = call(f"{address}/calendar/{token}.ics?lang=en")
        assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert ".ics" in answer.headers["content-disposition"]
        (event,) = icalendar.Calendar.from_ical(answer.body).walk("VEVENT")
        assert str(event["STATUS"]) == "CONFIRMED"
        assert "Code at the salon" in str(event["DESCRIPTION"])
        parts.database.run(lambda work: bookings.cancel(work, booking_id))
        again = call(f"{address}/calendar/{token}.ics?lang=xx")
        assert "STATUS:CANCELLED" in again.body.decode()
        changed = token[:-1] + ("a" if token[-1] != "a" else "b")
        assert call(f"{address}/calendar/{changed}.ics").status == 404
        clock.advance(DAY)
        gone = call(f"{address}/calendar/{token}.ics", accept_language="en")
        assert (gone.status, gone.json()["code"]) == (410, "link.expired")


def test_a_phone_that_scans_sees_a_kind_page_and_changes_nothing(
    parts: Parts, clock: ManualClock, chromium: Browser, engine_name: str
) -> None:
    if engine_name != "sqlite":
        return  # pages do not depend on the engine; the browser takes seconds
    booking_id = parts.database.run(book)
    parts.engine.links.telegram = "salon_bot"
    token = parts.engine.links.token("ci", booking_id, clock.now() + DAY)
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda line: problems.append(line.text))
    with served(parts) as address:
        page.goto(f"{address}/c/{token}")
        expect(page.get_by_role("heading", name="到店签到")).to_be_visible()
        deep = page.get_by_role("link", name="在 Telegram 里打开")
        assert deep.get_attribute("href") == f"https://t.me/salon_bot?start=ci_{token}"
        box = page.get_by_role("link", name="在网页对话里打开").bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert "王芳" not in page.content(), "whoever scans learns nothing"
        assert problems == []
        page.get_by_role("link", name="在网页对话里打开").click()
        page.wait_for_url("**/chat**")
        clock.advance(DAY)
        old = page.goto(f"{address}/c/{token}")
        assert old is not None
        assert old.status == 410
        expect(page.get_by_text("已经过期")).to_be_visible()
        made_up = page.goto(f"{address}/k/{token}")
        assert made_up is not None
        assert made_up.status == 404
    context.close()
    with parts.database.reading() as work:
        assert bookings.get(work, booking_id).status.value == "confirmed"
