"""Photos: seen at once, refused kindly when too large or of another kind."""

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.fake_server import World


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 240), "pink").save(drawn, "JPEG")
    return drawn.getvalue()


def choose(page: Page, content: bytes, kind: str = "image/jpeg") -> None:
    page.get_by_text("在线").wait_for()
    page.locator("input[type=file]").set_input_files({"name": "before.jpg", "mimeType": kind, "buffer": content})


def test_a_photo_is_previewed_and_stored_once(open_page: OpenPage, world: World) -> None:
    page = open_page()
    content = picture()
    choose(page, content)
    expect(page.locator(".own-photo img")).to_be_visible()
    page.locator(".message--me[data-id]").wait_for()
    expect(page.locator(".message--me")).to_have_count(1)
    assert [frame["size"] for frame in world.latest().received] == [len(content)]


def test_a_photo_comes_back_with_the_history(open_page: OpenPage, world: World) -> None:
    page = open_page()
    choose(page, picture())
    page.locator(".message--me[data-id]").wait_for()
    page.reload()
    expect(page.locator(".message--me img")).to_be_visible()


def test_a_photo_too_large_never_leaves_the_phone(open_page: OpenPage, world: World) -> None:
    world.max_upload_bytes = 2**20
    page = open_page()
    choose(page, b"x" * (2**20 + 1))
    expect(page.get_by_role("status").filter(has_text="1 MB 以内")).to_be_visible()
    assert world.latest().received == []
    expect(page.locator(".message--me")).to_have_count(0)


def test_another_kind_of_file_is_refused_kindly(open_page: OpenPage, world: World) -> None:
    page = open_page()
    choose(page, b"%PDF", "application/pdf")
    expect(page.get_by_role("status").filter(has_text="JPG")).to_be_visible()
    assert world.latest().received == []
