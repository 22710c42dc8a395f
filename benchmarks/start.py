"""Start time and memory at rest of `meiyue run --demo`: the first start (database and salon made) and every later one.

`python -m benchmarks.start` starts the real command in a process of its own and asks /ready until it answers. As a raw
limit it prints a bare FastAPI application with one route on the same uvicorn.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

_BARE = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/ready")
def ready(): return {}
uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = [("bare FastAPI on uvicorn", *measure(folder, [sys.executable, "-c", _BARE]))]
        command = [sys.executable, "-m", "meiyue", "run", "--demo", "--port"]
        rows.append(("meiyue run --demo, first start", *measure(folder, command)))
        rows.append(("meiyue run --demo, again", *measure(folder, command)))
    base = rows[0]
    print(f"{'':34}{'ready after s':>14}{'memory MB':>11}{'to bare':>16}")
    for name, seconds, memory in rows:
        print(f"{name:34}{seconds:14.2f}{memory:11.0f}{seconds / base[1]:9.1f}x{memory / base[2]:5.1f}x")


def measure(folder: str, command: list[str]) -> tuple[float, float]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.monotonic()
    process = subprocess.Popen(
        [*command, str(port)], env=os.environ | {"MEIYUE_DATA": f"{folder}/data"}, stdout=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ready").close()
                break
            except OSError:
                time.sleep(0.01)
        seconds = time.monotonic() - began
        time.sleep(5)  # at rest: what starting needed has been given back
        return seconds, _resident(process.pid)
    finally:
        process.terminate()
        process.wait()


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
