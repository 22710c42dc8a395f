"""Lines that break: restarts, forgotten tokens, blocked sockets, refusals. Nothing lost, nothing doubled."""

from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.fake_server import FakeServer, World


def quiet(world: World) -> None:
    world.answers = lambda world, visitor, frame: []


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def test_words_said_while_the_server_is_away_arrive_once(open_page: OpenPage, world: World, server: FakeServer) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    seen = world.push(world.latest(), says=["早"])["id"]
    page.get_by_text("早", exact=True).wait_for()
    server.stop()
    expect(page.get_by_text("重新连接")).to_be_visible()
    say(page, "有人吗")
    expect(page.get_by_label("发送中")).to_be_visible()
    server.start()
    expect(page.get_by_label("发送中")).to_have_count(0, timeout=20_000)
    expect(page.locator(".message--me")).to_have_count(1)
    assert [frame["text"] for frame in world.latest().received] == ["有人吗"]
    assert world.hellos[-1]["after"] == seen


def test_unacknowledged_words_survive_a_reload_with_their_key(open_page: OpenPage, world: World) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    world.push(world.latest(), says=["早"])
    world.acknowledges = False
    say(page, "记得我")
    key = page.locator(".message--me").get_attribute("data-key")
    world.acknowledges = True
    page.reload()
    expect(page.locator(".message--me .bubble")).to_have_text("记得我")
    expect(page.get_by_label("发送中")).to_have_count(0)
    assert [frame["key"] for frame in world.latest().received] == [key]
    expect(page.locator(".message .bubble")).to_have_text(["早", "记得我"])


def test_an_acknowledgement_lost_on_the_way_does_not_double_the_message(
    open_page: OpenPage, world: World, server: FakeServer
) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    page.context.set_offline(True)
    say(page, "只说一次")
    key = page.locator(".message--me").get_attribute("data-key")
    world.take(world.latest(), {"type": "say", "key": key, "text": "只说一次"})
    page.context.set_offline(False)
    server.stop()
    server.start()
    expect(page.get_by_label("发送中")).to_have_count(0, timeout=20_000)
    expect(page.locator(".message--me")).to_have_count(1)
    assert len(world.latest().received) == 1


def test_history_comes_back_on_reload_in_order(open_page: OpenPage, world: World) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    world.push(world.latest(), says=["一"])
    say(page, "二")
    page.locator(".message--me[data-id]").wait_for()
    world.push(world.latest(), says=["三"])
    page.reload()
    expect(page.locator(".bubble")).to_have_text(["一", "二", "三"])


def test_own_words_stand_before_an_answer_that_overtook_their_echo(open_page: OpenPage, world: World) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    world.acknowledges = False
    say(page, "问题")
    page.locator(".message--me").wait_for()
    world.push(world.latest(), says=["回答"])
    expect(page.locator(".bubble")).to_have_text(["问题", "回答"])


def test_without_a_socket_plain_requests_carry_the_chat(open_page: OpenPage, world: World) -> None:
    quiet(world)
    world.sockets_allowed = False
    page = open_page()
    expect(page.get_by_text("网络稍慢")).to_be_visible(timeout=15_000)
    say(page, "慢慢来")
    expect(page.get_by_label("发送中")).to_have_count(0)
    world.push(world.latest(), says=["收到"])
    expect(page.get_by_text("收到")).to_be_visible()
    world.sockets_allowed = True
    expect(page.get_by_text("在线")).to_be_visible(timeout=20_000)
    assert [frame["text"] for frame in world.latest().received] == ["慢慢来"]


def test_a_forgotten_token_becomes_a_new_session_without_a_word(
    open_page: OpenPage, world: World, server: FakeServer
) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    server.stop()
    say(page, "还认识我吗")
    world.visitors.clear()
    server.start()
    expect(page.get_by_text("在线")).to_be_visible(timeout=20_000)
    expect(page.get_by_label("发送中")).to_have_count(0)
    assert [frame["text"] for frame in world.latest().received] == ["还认识我吗"]


def test_a_refusal_is_a_gentle_sentence_and_can_be_tried_again(open_page: OpenPage, world: World) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    world.refuses_with = "您说得太快啦，请稍等一下。"
    say(page, "快快快")
    expect(page.get_by_role("status").filter(has_text="您说得太快啦")).to_be_visible()
    world.refuses_with = None
    page.get_by_role("button", name="再发一次").click()
    expect(page.get_by_role("button", name="再发一次")).to_have_count(0)
    assert [frame["text"] for frame in world.latest().received] == ["快快快"]


def test_words_nobody_acknowledged_can_be_sent_again(open_page: OpenPage, world: World) -> None:
    quiet(world)
    page = open_page()
    page.get_by_text("在线").wait_for()
    page.clock.install()
    world.acknowledges = False
    say(page, "喂")
    expect(page.get_by_label("发送中")).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(page.get_by_text("没有送达")).to_be_visible()
    world.acknowledges = True
    page.get_by_role("button", name="再发一次").click()
    expect(page.get_by_text("没有送达")).to_have_count(0)


def test_two_tabs_of_one_member_show_the_same_words(open_page: OpenPage, world: World) -> None:
    quiet(world)
    one = open_page()
    one.get_by_text("在线").wait_for()
    other = open_page()
    other.get_by_text("在线").wait_for()
    say(one, "两边都看得到")
    expect(other.locator(".message--me .bubble")).to_have_text("两边都看得到")
    expect(one.locator(".message--me")).to_have_count(1)
