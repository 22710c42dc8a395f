"""What a member sees and does in the chat: bubbles, typing, keys, and text that stays text."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.fake_server import World
from tests.web.scripted_salon import WORDS


def mine(page: Page, text: str) -> object:
    return page.locator(".message--me").filter(has_text=text)


@pytest.mark.parametrize(("address", "language"), [("/chat?lang=zh", "zh_CN"), ("/chat?lang=en", "en")])
def test_booking_is_tapped_through_from_menu_to_card(
    open_page: OpenPage, world: World, address: str, language: str
) -> None:
    words = WORDS[language]
    page = open_page(address)
    for label in (words["menu"][0], words["treatments"][0][0]):
        page.get_by_role("button", name=label).click()
    page.locator(".option--day").nth(1).click()
    page.get_by_role("button", name="15:00").click()
    page.get_by_role("button", name=words["yes"]).click()
    expect(page.get_by_role("heading", name=words["card"][0])).to_be_visible()
    assert [frame["type"] for frame in world.latest().received] == ["tap"] * 5
    assert page.locator("html").get_attribute("lang") == ("en" if language == "en" else "zh-Hans")


def test_own_words_show_at_once_and_are_ticked_when_stored(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_role("button", name=WORDS["zh_CN"]["menu"][0]).wait_for()
    world.acknowledges = False
    page.get_by_role("textbox").fill("我想做脸")
    page.keyboard.press("Enter")
    bubble = page.locator(".message--me")
    expect(bubble.get_by_label("发送中")).to_be_visible()
    expect(page.get_by_label("正在回复")).to_be_visible()
    key = bubble.get_attribute("data-key")
    world.push(world.latest(), by="me", key=key, says=["我想做脸"])
    world.push(world.latest(), says=["好的"])
    expect(page.get_by_text("好的", exact=True)).to_be_visible()
    expect(bubble).to_have_count(1)
    expect(bubble.get_by_label("发送中")).to_have_count(0)
    expect(page.get_by_label("正在回复")).to_have_count(0)


def test_enter_sends_but_shift_enter_and_input_methods_do_not(open_page: OpenPage, world: World) -> None:
    page = open_page()
    field = page.get_by_role("textbox")
    field.fill("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    field.evaluate(
        "el => el.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(field).to_have_value("第一行\n第二行")
    page.keyboard.press("Enter")
    expect(field).to_have_value("")
    expect(page.locator(".message--me")).to_have_count(1)
    assert [frame["text"] for frame in world.latest().received] == ["第一行\n第二行"]


def test_blank_words_are_not_sent(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("textbox").fill("   ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_disabled()
    expect(page.locator(".message--me")).to_have_count(0)


def test_text_is_never_html_and_only_web_addresses_become_links(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    world.push(world.latest(), says=[nasty, "看 https://example.com/a?b=1,或 javascript:alert(3)"],
               cards=[{"title": nasty, "lines": ["x"], "link": {"label": "点我", "href": "javascript:alert(4)"},
                       "picture": "https://elsewhere.example/x.png"}])  # fmt: skip
    expect(page.get_by_text(nasty)).to_have_count(2)
    links = page.locator(".message a")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://example.com/a?b=1")
    expect(page.locator(".message img")).to_have_count(0)


@pytest.mark.parametrize("text", ["好" * 3000, "w" * 3000, "مرحبا بك في صالون التجميل " * 40, "🌸" * 500])
def test_long_text_never_widens_the_page(open_page: OpenPage, world: World, text: str) -> None:
    page = open_page("/chat", width=320, height=640)
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    world.push(world.latest(), says=[text], cards=[{"title": text, "lines": [text], "footer": text}])
    expect(page.locator(".card")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".log").evaluate("log => log.scrollWidth - log.clientWidth") == 0


def test_right_to_left_text_is_laid_out_from_the_right(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    world.push(world.latest(), says=["مرحبا بك"])
    bubble = page.get_by_text("مرحبا بك")
    assert bubble.evaluate("el => getComputedStyle(el).direction") == "rtl"


def test_a_colleague_is_named_above_the_words(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    world.push(world.latest(), by="person", name="小雅", says=["我来帮您看看"])
    expect(page.locator(".message--person .author")).to_have_text("小雅")


def test_a_tall_message_is_shown_from_its_first_line(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    world.push(world.latest(), says=["从这里开始", "好" * 2000])
    expect(page.get_by_text("从这里开始")).to_be_in_viewport()


def test_a_reader_who_scrolled_up_is_told_instead_of_moved(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    for number in range(30):
        world.push(world.latest(), says=[f"消息 {number} 号"])
        expect(page.get_by_text(f"消息 {number} 号")).to_be_in_viewport()
    page.locator(".log").hover()
    page.mouse.wheel(0, -900)
    expect(page.get_by_text("消息 29 号")).not_to_be_in_viewport()
    world.push(world.latest(), says=["刚到的"])
    expect(page.get_by_text("刚到的")).not_to_be_in_viewport()
    page.get_by_role("button", name="1 条新消息").click()
    expect(page.get_by_text("刚到的")).to_be_in_viewport()
    expect(page.get_by_role("button", name="条新消息")).to_have_count(0)


def test_quick_keys_say_their_word(open_page: OpenPage, world: World) -> None:
    page = open_page()
    page.get_by_role("button", name="人工").click()
    expect(page.locator(".message--me")).to_contain_text("人工")
    # The bubble is there at once, the word is sent a moment later.
    page.locator(".tick[aria-label='已送达'], .message--me[data-id]").first.wait_for()
    assert world.latest().received[0]["text"] == "人工"


def test_the_deep_link_is_delivered_once(open_page: OpenPage, world: World) -> None:
    page = open_page("/chat?start=friend-42")
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    assert world.latest().start == "friend-42"
    assert "start" not in page.url


def test_every_sentence_exists_in_both_languages(open_page: OpenPage) -> None:
    page = open_page()
    tables = page.evaluate("import('/static/texts.js').then((module) => module.TEXTS)")
    assert tables["zh_CN"].keys() == tables["en"].keys()
    gaps = {
        key: [re.findall(r"\{\w+\}", tables[language][key]) for language in ("zh_CN", "en")] for key in tables["en"]
    }
    assert all(chinese == english for chinese, english in gaps.values())
    assert all(tables[language][key].strip() for language in tables for key in tables[language])


def test_the_message_after_a_slightly_tall_one_is_still_followed(open_page: OpenPage, world: World) -> None:
    page = open_page("/chat", width=390, height=600)
    page.get_by_text(WORDS["zh_CN"]["hello"][1]).wait_for()
    world.push(world.latest(), says=["开头", *["一行"] * 8])
    expect(page.get_by_text("开头")).to_be_in_viewport()
    world.push(world.latest(), says=["门店已确认"])
    expect(page.get_by_text("门店已确认")).to_be_in_viewport()
