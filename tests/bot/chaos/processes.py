"""All processes of a deployment as an owner starts them: `meiyue api`, `bot telegram`, `sender`, two `scheduler`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import IO

from tests.fakes.telegram.bot import Message
from tests.fakes.telegram.user import User

ROOT = Path(__file__).parents[3]
ROLES = ("api", "bot telegram", "bot telegram", "sender", "scheduler", "scheduler")
WAY = ("同意", "预约护理", "one", "all", "laser", "都可以", "确认预约")


class Deployment:
    """The processes of one brand on one database; a killed one is started again at once."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = os.environ | environment
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `end`)
        self.kills = 0
        self.processes = [self._start(role) for role in ROLES]

    def strike(self, random: Random) -> str:
        """Kills one of them as a power cut would; which."""
        index = random.randrange(len(ROLES))
        self.processes[index].kill()
        self.processes[index].wait()
        self.processes[index] = self._start(ROLES[index])
        self.kills += 1
        return ROLES[index]

    def end(self) -> str:
        """The ordinary end of all; what they logged."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._log.seek(0)
        with self._log:
            return self._log.read().decode()

    def _start(self, role: str) -> subprocess.Popen[bytes]:
        command = (sys.executable, "-m", "meiyue", *role.split())
        return subprocess.Popen(command, env=self._environment, cwd=ROOT, stdout=self._log, stderr=self._log)


class Guest:
    """A member on Telegram who books a laser treatment by what their screen shows."""

    def __init__(self, user: User, random: Random) -> None:
        self.user, self._random = user, random
        self.outcome = ""
        self._seen: tuple[int, int, str] | None = None
        self.waiting_since: float | None = None

    def act(self, now: float) -> None:
        """Does the next thing, when what was done before has been answered."""
        shown = self._shown()
        if self.waiting_since is None:
            self.user.starts()
        elif shown is None or (shown.id, shown.edits, shown.text) == self._seen:
            return
        else:
            self._answer(shown)
        self._seen = None if shown is None else (shown.id, shown.edits, shown.text)
        self.waiting_since = now

    def _shown(self) -> Message | None:
        mine = [each for each in self.user.bot.chat(self.user.id) if each.is_by_bot]
        return mine[-1] if mine else None

    def _answer(self, shown: Message) -> None:
        texts = [each.text for each in self.user.bot.chat(self.user.id) if each.is_by_bot]
        if any("已申请" in text for text in texts):
            self.outcome = "booked"
        elif "约满" in shown.text:
            self.outcome = "refused"
        if self.outcome:
            return
        labels = [label for row in shown.buttons for label in row]
        known = [label for label in labels for wanted in WAY if label.startswith(wanted)]
        times = [label for label in labels if "周" in label or ":" in label]
        if known or times:
            self.user.taps((known or [self._random.choice(times)])[0], message=shown)
        else:
            self.user.says(f"客人{self.user.id}")
