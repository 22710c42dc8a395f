"""The options of a question: every kind, only the newest alive, locked while an answer is awaited."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.fake_server import Json, World


def ask(world: World, kind: str, labels: list[str], **first: str) -> None:
    options: list[Json] = [
        {"button": f"{kind}:{number}", "label": label, "hint": None, "style": "plain"}
        for number, label in enumerate(labels)
    ]
    options[:1] = [{**option, **first} for option in options[:1]]
    world.push(world.latest(), screen={"question": kind, "kind": kind, "text": f"问题 {kind}", "options": options})


def arrived(page: Page) -> None:
    """Waits until the salon has what was tapped: what it says next comes after it."""
    page.locator(".tick[aria-label='已送达'], .message--me[data-id]").first.wait_for()


@pytest.fixture
def page(open_page: OpenPage, world: World) -> Page:
    world.answers = lambda world, visitor, frame: []
    opened = open_page()
    opened.get_by_text("在线").wait_for()
    return opened


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("menu", ["预约项目", "我的积分"]),
        ("choice", ["补水", "清洁"]),
        ("day", ["周六 11月28日", "更晚的日子"]),
        ("time", ["15:00", "都可以"]),
        ("confirm", ["确认预约", "换时间"]),
        ("text", ["跳过", "返回"]),
        ("phone", ["跳过", "返回"]),
        ("photo", ["跳过", "返回"]),
    ],
)
def test_every_kind_offers_all_its_options(page: Page, world: World, kind: str, labels: list[str]) -> None:
    ask(world, kind, labels)
    group = page.get_by_role("group", name=f"问题 {kind}")
    for label in labels:
        expect(group.get_by_text(label.rsplit(" ", maxsplit=1)[-1], exact=True)).to_be_visible()
    small = group.get_by_role("button").evaluate_all(
        "all => all.filter(el => el.offsetHeight < 44 || el.offsetWidth < 44).length"
    )
    assert small == 0
    group.get_by_role("button").last.click()
    expect(page.locator(".message--me .bubble")).to_have_text(labels[-1])
    arrived(page)
    assert world.latest().received[0] | {"key": ""} == {
        "type": "tap",
        "key": "",
        "button": f"{kind}:1",
        "label": labels[-1],
    }


def test_only_the_newest_screen_can_be_tapped(page: Page, world: World) -> None:
    ask(world, "choice", ["补水", "清洁"])
    page.get_by_role("button", name="清洁").click()
    arrived(page)
    ask(world, "time", ["15:00", "16:00"])
    expect(page.get_by_role("button", name="补水")).to_have_count(0)
    expect(page.locator(".screen-past--chosen")).to_contain_text("清洁")
    expect(page.get_by_role("button", name="15:00")).to_be_visible()


def test_the_choice_on_an_older_screen_is_still_marked_after_a_reload(page: Page, world: World) -> None:
    ask(world, "choice", ["补水", "清洁"])
    page.get_by_role("button", name="清洁").click()
    arrived(page)
    ask(world, "time", ["15:00", "16:00"])
    page.get_by_role("button", name="15:00").wait_for()
    page.reload()
    expect(page.locator(".screen-past--chosen")).to_contain_text("清洁")


def test_a_message_without_a_screen_leaves_the_options_alive(page: Page, world: World) -> None:
    ask(world, "choice", ["补水", "清洁"])
    world.push(world.latest(), says=["顺便说一句"])
    page.get_by_text("顺便说一句").wait_for()
    page.get_by_role("button", name="补水").click()
    assert page.locator(".message--me .bubble").inner_text() == "补水"


def test_options_are_locked_until_the_answer(page: Page, world: World) -> None:
    ask(world, "choice", ["补水", "清洁"])
    page.get_by_role("button", name="补水").click()
    expect(page.get_by_role("button", name="清洁")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="清洁").click(force=True)
    expect(page.locator(".message--me")).to_have_count(1)
    world.push(world.latest(), says=["收到"])
    expect(page.get_by_role("button", name="清洁")).to_have_attribute("aria-disabled", "false")


def test_options_unlock_by_themselves_when_nobody_answers(page: Page, world: World) -> None:
    page.clock.install()
    ask(world, "choice", ["补水", "清洁"])
    page.get_by_role("button", name="补水").click()
    expect(page.get_by_role("button", name="清洁")).to_have_attribute("aria-disabled", "true")
    page.clock.fast_forward(10_500)
    expect(page.get_by_role("button", name="清洁")).to_have_attribute("aria-disabled", "false")


def test_forty_options_are_all_there_and_the_question_is_in_sight(page: Page, world: World) -> None:
    ask(world, "choice", [f"护理项目第 {number} 号，名字很长很长很长" for number in range(40)])
    expect(page.get_by_role("group", name="问题 choice").get_by_role("button")).to_have_count(40)
    expect(page.locator(".bubble").filter(has_text="问题 choice")).to_be_in_viewport()


def test_options_scrolled_out_of_sight_are_one_tap_away(page: Page, world: World) -> None:
    ask(world, "choice", ["补水", "清洁"])
    for number in range(25):
        world.push(world.latest(), says=[f"消息 {number}"])
        expect(page.get_by_text(f"消息 {number}", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="查看选项").click()
    expect(page.get_by_role("button", name="补水")).to_be_in_viewport()


def test_confirm_puts_the_primary_button_first(page: Page, world: World) -> None:
    options = [
        {"button": "c:0", "label": "换时间", "style": "plain"},
        {"button": "c:1", "label": "确认预约", "style": "primary"},
    ]
    world.push(world.latest(), screen={"question": "sure", "kind": "confirm", "text": "请过目", "options": options})
    expect(page.get_by_role("group", name="请过目").get_by_role("button").first).to_have_text("确认预约")


def test_keyboard_goes_on_to_the_next_question(page: Page, world: World) -> None:
    ask(world, "choice", ["补水", "清洁"])
    page.get_by_role("button", name="清洁").focus()
    page.keyboard.press("Enter")
    ask(world, "time", ["15:00", "16:00"])
    expect(page.get_by_role("button", name="15:00")).to_be_focused()


def test_actions_stay_tappable_and_show_that_they_were_pressed(page: Page, world: World) -> None:
    actions = [
        {"button": "a:1", "label": "确认到店", "style": "primary"},
        {"button": "a:2", "label": "改时间", "style": "plain"},
    ]
    world.push(world.latest(), says=["提醒您"], actions=actions)
    ask(world, "choice", ["补水", "清洁"])
    button = page.get_by_role("button", name="确认到店")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    world.push(world.latest(), says=["好的"])
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(page.locator(".message--me")).to_have_count(2)


def test_a_toast_is_not_a_bubble_and_is_not_shown_again_after_a_reload(page: Page, world: World) -> None:
    world.push(world.latest(), toast="这个按钮已过期")
    expect(page.get_by_role("status").filter(has_text="这个按钮已过期")).to_be_visible()
    expect(page.locator(".bubble")).to_have_count(0)
    world.push(world.latest(), says=["还在吗"])
    page.reload()
    page.get_by_text("还在吗").wait_for()
    expect(page.get_by_text("这个按钮已过期")).to_have_count(0)


def test_a_code_opens_large_and_closes_with_escape(page: Page, world: World) -> None:
    world.push(world.latest(), cards=[{"title": "到店码", "lines": ["出示即可"], "qr": "/media/code.svg"}])
    page.get_by_role("button", name="二维码").click()
    expect(page.get_by_role("dialog", name="到店码")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
