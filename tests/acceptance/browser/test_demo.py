"""A newcomer books on the left, the request arrives on the right, a tap confirms it, the newcomer is told."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.acceptance.browser.conftest import Demo


def say(pane: Locator, text: str) -> None:
    pane.locator("textarea").fill(text)
    pane.locator("textarea").press("Enter")


def tap(pane: Locator, label: str) -> None:
    pane.get_by_role("button", name=re.compile(label)).last.click()


def book(page: Page) -> Locator:
    member = page.locator(".chat--member")
    say(member, "后天下午做个脸")
    for label in ("同意并继续", "静安店", "^60 分钟", "^都可以"):
        tap(member, label)
    member.get_by_role("button", name=re.compile(r"^1[2-7]:\d\d")).first.click()
    say(member, "小美")
    tap(member, "确认预约")
    expect(member.get_by_text("已申请，待门店确认")).to_be_visible()
    return member


def test_a_newcomer_books_and_the_desk_confirms(page: Page) -> None:
    member, staff = page.locator(".chat--member"), page.locator(".chat--staff")
    book(page)
    request = staff.locator(".card", has_text="新的预约申请")
    expect(request).to_contain_text("小美")
    assert "预约成功" not in member.inner_text()
    staff.get_by_role("button", name="确认", exact=True).click()
    expect(staff.get_by_text(re.compile("已确认：小美"))).to_be_visible()
    expect(member.get_by_text(re.compile("已确认您的预约"))).to_be_visible()
    expect(member.locator(".card img").last).to_be_visible()  # the code to check in with


def test_only_the_log_scrolls(page: Page) -> None:
    """What only screen readers see once made the chat taller than its frame, and its header scrolled away."""
    member = book(page)
    heights = member.evaluate("chat => [chat.scrollTop, chat.scrollHeight - chat.clientHeight]")
    assert heights == [0, 0]
    expect(member.locator(".chat__header")).to_be_in_viewport()


def test_what_was_said_is_there_after_a_reload(page: Page) -> None:
    member = book(page)
    page.reload()
    expect(member.get_by_text("后天下午做个脸")).to_be_visible()
    expect(member.get_by_text("已申请，待门店确认")).to_have_count(1)


def test_a_message_written_while_the_server_is_down_arrives_once(page: Page, demo: Demo) -> None:
    member = page.locator(".chat--member")
    expect(member.get_by_text(re.compile("想做点什么"))).to_be_visible()
    demo.kill()
    say(member, "帮助")
    demo.start()
    expect(member.get_by_text(re.compile("您可以直接说"))).to_have_count(1, timeout=30_000)


def test_a_colleague_takes_over_and_hands_back(page: Page) -> None:
    member, staff = page.locator(".chat--member"), page.locator(".chat--staff")
    say(member, "人工")
    staff.get_by_role("button", name="接手", exact=True).click()
    expect(member.get_by_text(re.compile("来为您服务了"))).to_be_visible()
    say(staff, "您好，请问有什么可以帮您？")
    expect(member.get_by_text("您好，请问有什么可以帮您？")).to_be_visible()
    say(member, "停车方便吗")
    expect(staff.get_by_text("停车方便吗")).to_be_visible()
    say(staff, "完成")
    expect(member.get_by_text(re.compile("接下来由我继续为您服务"))).to_be_visible()


def test_english_from_the_first_word(page: Page) -> None:
    member = page.locator(".chat--member")
    page.get_by_role("button", name="切换到英文").click()
    expect(member.get_by_text(re.compile("What can we do for you"))).to_be_visible()
    say(member, "a facial tomorrow afternoon")
    tap(member, "Agree and continue")
    # Asked, and asked again below the welcome pack that comes in meanwhile.
    expect(member.get_by_text("Which store would you like?").first).to_be_visible()
