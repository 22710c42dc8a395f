"""The product as a visitor meets it: `meiyue run --demo` in a process of its own, looked at in a real Chromium."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.ports import unused_port
from tests.web.conftest import chromium

__all__ = ["chromium"]
READY_WITHIN = 60.0


class Demo:
    """The running demo; it can be stopped at once and started again on the same data."""

    def __init__(self, folder: Path) -> None:
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "meiyue", "run", "--demo", "--port", str(self.port)]
        environment = os.environ | {"MEIYUE_DATA": str(self._folder)}
        with (self._folder.parent / "demo.log").open("ab") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/ready"):
                    return
            except OSError:
                time.sleep(0.05)  # waits for another process, not for time to pass
        raise AssertionError(self.log())

    def kill(self) -> None:
        """As a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=20)

    def log(self) -> str:
        return (self._folder.parent / "demo.log").read_text()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    running = Demo(tmp_path / "data")
    running.start()
    yield running
    running.stop()
    assert "Traceback" not in running.log()


@pytest.fixture
def page(chromium: Browser, demo: Demo) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", reduced_motion="reduce")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(demo.url)
    yield opened
    context.close()
    assert problems == []
