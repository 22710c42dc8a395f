"""The demo page: two chats that live side by side, tabs on a phone, a fresh guest, two languages."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.fake_server import World
from tests.web.scripted_salon import WORDS

ZH = WORDS["zh_CN"]


def book(page: Page) -> None:
    member = page.locator(".chat--member")
    page.get_by_role("button", name="明天下午三点做个脸").click()
    member.get_by_role("button", name="15:00").click()
    member.get_by_role("button", name=ZH["yes"]).click()
    member.locator(".card").wait_for()


def test_a_booking_crosses_the_page_and_comes_back(open_page: OpenPage) -> None:
    page = open_page("/", width=1280, height=800)
    page.locator(".chat--staff").get_by_text(ZH["staff_hello"][0]).wait_for()
    book(page)
    page.locator(".chat--staff").get_by_role("button", name="确认", exact=True).click()
    expect(page.locator(".chat--staff").get_by_text(ZH["done"])).to_be_visible()
    expect(page.locator(".chat--member").get_by_text(ZH["confirmed"])).to_be_visible()


def test_on_a_phone_the_other_tab_counts_what_is_unread(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator(".chat--staff")).to_be_hidden()
    page.locator(".chat--staff .bubble").first.wait_for(state="attached")
    book(page)
    staff = page.get_by_role("tab", name="前台同事")
    expect(staff.get_by_label("1 条未读")).to_be_visible()
    staff.click()
    expect(page.locator(".chat--staff").get_by_role("button", name="确认", exact=True)).to_be_in_viewport()
    expect(staff.locator(".badge")).to_have_count(0)
    expect(page.locator(".chat--staff .pill")).to_have_count(0)
    expect(page.locator(".chat--member")).to_be_hidden()


def test_a_new_guest_starts_with_an_empty_log_and_the_staff_stay(open_page: OpenPage, world: World) -> None:
    page = open_page("/", width=1280, height=800)
    book(page)
    page.get_by_role("button", name="换一位新客人").click()
    expect(page.locator(".chat--member .card")).to_have_count(0)
    expect(page.locator(".chat--member").get_by_text(ZH["hello"][0])).to_be_visible()
    expect(page.locator(".chat--staff .card")).to_have_count(1)
    assert [visitor.role for visitor in world.visitors.values()].count("member") == 2


def test_a_regular_begins_anew_with_her_own_start(open_page: OpenPage, world: World) -> None:
    page = open_page("/", width=1280, height=800)
    book(page)
    page.get_by_role("button", name="老会员安然").click()
    expect(page.locator(".chat--member .card")).to_have_count(0)
    expect(page.locator(".chat--member").get_by_text(ZH["hello"][0])).to_be_visible()
    assert [visitor.start for visitor in world.visitors.values() if visitor.role == "member"] == [None, "ann"]


def test_the_language_switch_changes_frame_and_session(open_page: OpenPage, world: World) -> None:
    page = open_page("/", width=1280, height=800)
    page.locator(".chat--member").get_by_text(ZH["hello"][0]).wait_for()
    page.get_by_role("button", name="切换到英文").click()
    expect(page.get_by_role("button", name="New guest")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".chat--member").get_by_text("Online, happy to help")).to_be_visible()
    assert {visitor.language for visitor in world.visitors.values()} == {"en"}
    page.reload()
    expect(page.get_by_role("button", name="New guest")).to_be_visible()


def test_outside_the_demo_the_staff_pane_says_so_kindly(open_page: OpenPage, world: World) -> None:
    world.staff_allowed = False
    page = open_page("/", width=1280, height=800)
    expect(page.locator(".chat--staff").get_by_text("同事的对话只在演示中开放")).to_be_visible()
    expect(page.locator(".chat--staff").get_by_role("textbox")).to_have_count(0)
    expect(page.locator(".chat--member").get_by_text(ZH["hello"][0])).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/chat"])
@pytest.mark.parametrize("width", [320, 390, 900, 1280])
def test_no_page_scrolls_sideways_and_every_button_is_large_enough(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, width=width, height=700)
    page.locator(".chat--member").get_by_text(ZH["hello"][0]).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tiny = "el => el.offsetParent && Math.min(el.offsetHeight, el.offsetWidth) < 44"
    small = f"all => all.filter({tiny}).map(el => el.outerHTML)"
    assert page.locator("button").evaluate_all(small) == []
    named = "all => all.filter(el => !(el.getAttribute('aria-label') || el.textContent).trim()).length"
    assert page.locator("button").evaluate_all(named) == 0
