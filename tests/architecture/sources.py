"""The project's own Python files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "core", "meiyue", "nlu", "scheduler")


def files(*folders: str) -> list[Path]:
    """All Python files under these folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """A file's place in the project, as people write it."""
    return path.relative_to(ROOT).as_posix()
