"""The commands as an operator types them: what they print, and how they end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.kit.db import Database
from core.resource.overlap import UNGUARD
from tests import postgres
from tests.architecture.sources import ROOT
from tests.keys import KEYRING


class Operator:
    """Somebody at a shell."""

    def __init__(self, url: str, folder: Path) -> None:
        path = f"{postgres.BINARIES}{os.pathsep}{os.environ['PATH']}" if postgres.BINARIES else os.environ["PATH"]
        settings = {"MEIYUE_DATABASE_URL": url, "MEIYUE_DATA": str(folder / "data"), "MEIYUE_SECRET": "s" * 64}
        self._environment = {**os.environ, **settings, "PATH": path}

    def types(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs `meiyue …`."""
        run = (sys.executable, "-m", "meiyue", *command)
        return subprocess.run(run, cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False)


@pytest.fixture
def operator(garden_url: str, tmp_path: Path) -> Operator:
    return Operator(garden_url, tmp_path)


def test_a_day_of_an_operator(operator: Operator, garden_url: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy")
    well = operator.types("doctor")
    assert (well.returncode, "problem" in well.stdout) == (0, False), well.stdout + well.stderr
    sound = operator.types("check")
    assert (sound.returncode, "problem" in sound.stdout) == (0, False), sound.stdout + sound.stderr
    assert operator.types("backup", copy).returncode == 0
    again = operator.types("backup", copy)
    assert (again.returncode, "never overwritten" in again.stderr) == (1, True)
    _unguard(garden_url)
    broken = operator.types("check")
    assert broken.returncode == 1
    assert "problem  the database itself refuses to take a resource twice" in broken.stdout
    unforced = operator.types("restore", copy)
    assert (unforced.returncode, "--force" in unforced.stderr) == (1, True)
    restored = operator.types("restore", copy, "--force")
    assert restored.returncode == 0, restored.stderr
    assert "ok       the database itself refuses to take a resource twice" in restored.stdout


def _unguard(url: str) -> None:
    database = Database(url, pool_size=1, keyring=KEYRING)
    with database.engine.begin() as connection:
        for statement in UNGUARD["sqlite" if database.is_sqlite else "postgresql"]:
            connection.exec_driver_sql(statement)
    database.dispose()


@pytest.mark.parametrize("command", [("check",), ("backup", "copy"), ("restore", __file__)])
def test_database_away_is_told_kindly(tmp_path: Path, command: tuple[str, ...]) -> None:
    operator = Operator("postgresql://desk:hush-hush@127.0.0.1:1/salon", tmp_path)
    done = operator.types(*command)
    assert (done.returncode, done.stderr.strip().splitlines()[-1]) == (
        1,
        "The database does not answer; `meiyue doctor` says more.",
    )
    assert "hush" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
