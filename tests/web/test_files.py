"""Files in the chat: a button that saves the file under its name, fetched with the chat's token."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.fake_server import World


def file(ref: str, name: str) -> dict[str, object]:
    return {"name": name, "mime": "text/calendar", "size": 1536, "href": f"/api/web/files/{ref}"}


def opened(open_page: OpenPage, world: World, *files: dict[str, object]) -> Page:
    page = open_page("/chat")
    expect(page.locator(".message")).not_to_have_count(0)
    world.push(world.latest(), files=list(files))
    return page


def test_a_file_is_saved_under_its_name(open_page: OpenPage, world: World, tmp_path: Path) -> None:
    page = opened(open_page, world, file("one", "预约 小气泡.ics"))
    button = page.get_by_role("button", name="保存文件：预约 小气泡.ics")
    expect(button).to_contain_text("2 KB")
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "预约 小气泡.ics"
    download.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_text() == "content of one"


def test_a_file_that_has_expired_says_so(open_page: OpenPage, world: World) -> None:
    page = opened(open_page, world, file("gone", "旧.ics"))
    page.get_by_role("button", name="旧.ics").click()
    expect(page.get_by_text("这个文件已经过期了。")).to_be_visible()


def test_a_long_name_stays_inside_the_phone(open_page: OpenPage, world: World) -> None:
    page = opened(open_page, world, file("one", "很长的名字" * 15 + ".ics"))
    button = page.locator(".file")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert box["height"] >= 44
