"""A real Chromium against the fake server; skipped by name where Chromium is not installed."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.web.fake_server import FakeServer, World
from tests.web.scripted_salon import scripted_salon

PHONE: ViewportSize = {"width": 390, "height": 844}
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for a module: its event loop keeps running, and other modules' asyncio.run would fail in it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("Chromium is not installed: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def world() -> World:
    return World(answers=scripted_salon)


@pytest.fixture
def server(world: World) -> Iterator[FakeServer]:
    fake = FakeServer(world)
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def open_page(context: BrowserContext, server: FakeServer) -> Iterator[OpenPage]:
    """Open a page of the front end; a script error or a breach of the content policy fails the test."""
    problems: list[str] = []

    def opened(path: str = "/chat", **viewport: int) -> Page:
        page = context.new_page()
        if viewport:
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if "Content Security" in line.text else None)
        page.goto(server.url + path)
        return page

    yield opened
    assert problems == []
