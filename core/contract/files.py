"""The standard wordings: documents of their own, because a salon has them read by a lawyer and puts in its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.contract.enums import ContractKind

VERSION = "2026-11"
"""Of the standard wordings; a changed word is a new version."""

_FOLDER = Path(__file__).parent / "standard"


@cache
def standard(kind: ContractKind, language: str) -> str:
    """The standard wording in "zh_CN" or "en"; Chinese for any other language."""
    path = _FOLDER / f"{kind.value}.{'en' if language == 'en' else 'zh_CN'}.txt"
    return path.read_text(encoding="utf-8")


@cache
def phrases(language: str) -> dict[str, str]:
    """Parts of the wordings that depend on a store's settings, by name."""
    path = _FOLDER / f"phrases.{'en' if language == 'en' else 'zh_CN'}.txt"
    lines = (line.partition(" = ") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: told for name, equals, told in lines if equals}
