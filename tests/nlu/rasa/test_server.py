"""A real Rasa: installed, trained on some of our sentences, served and asked, as `make rasa` does it.

Two minutes on two cores. Where there is no Python 3.10 it is named among what did not run.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from nlu.embedded.reader import load_reader
from nlu.evaluate import Example, run
from nlu.rasa.reader import RasaReader
from nlu.reading import Context, Names
from nlu.training import sentences
from tests.architecture.sources import ROOT
from tests.nlu import contract

_TOOL = str(ROOT / "tools" / "rasa")
_NO_PYTHON = 3
_LIMIT = 600  # seconds for each step, on a machine that does other things, too
_EACH = 8
"""Sentences of an intent and language: what is tested is that Rasa learns from ours, not how well."""


def _do(*words: str) -> None:
    done = subprocess.run((_TOOL, *words), capture_output=True, text=True, timeout=_LIMIT, check=False)
    if done.returncode == _NO_PYTHON:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr[-2000:]


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            (_TOOL, "serve", str(port), str(folder)), stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait(port, server, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until it has loaded its model."""
    until = time.monotonic() + _LIMIT
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()[-2000:]
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            try:
                connection.request("GET", "/status")
                if json.loads(connection.getresponse().read()).get("model_file"):
                    return
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.5)
    pytest.fail("the server did not come up: " + log.read_text()[-2000:])


def test_a_real_server_keeps_the_contract_and_has_learnt(tmp_path: Path, context: Context) -> None:
    _do("environment")
    _do("train", str(tmp_path), str(_EACH))
    with _served(tmp_path) as url:
        reader = RasaReader(url, load_reader(), seconds=30)
        contract.check(reader, context)
        taught = [Example(item.text, (item.intent,), frozenset()) for item in sentences()[::60]]
        results = run(reader, taught, Names())
        assert reader.missed == 0
        # Most of these it never saw; guessing gets one in fifty right.
        assert sum(result.is_right for result in results) > len(results) / 5
    after = RasaReader(url, load_reader())
    assert after.parse("你好", context) == load_reader().parse("你好", context), "killed: the embedded engine reads"
