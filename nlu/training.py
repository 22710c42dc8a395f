"""The sentences both engines learn from: Rasa's YAML under `nlu/data/`, as values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
LANGUAGES = ("zh", "en")
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something people say, and what they want by it; `language` is the folder it came from."""

    text: str
    intent: str
    language: str


def sentences(folder: Path = DATA) -> list[Sentence]:
    """All training sentences in a stable order; entity marks such as `[明天](date)` are taken off."""
    return [
        Sentence(text, intent, language)
        for language in LANGUAGES
        for path in sorted((folder / language).glob("*.yml"))
        for intent, text in _examples(path)
    ]


def _examples(path: Path) -> Iterator[tuple[str, str]]:
    for item in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
        for line in item["examples"].splitlines():
            text = _MARKED.sub(r"\1", line.removeprefix("- ").strip())
            if text:
                yield item["intent"], text


def digest(of: list[Sentence]) -> str:
    """A fingerprint of the sentences: a model that carries another was trained on something else."""
    return hashlib.sha256("\n".join(f"{item.intent}\t{item.text}" for item in of).encode()).hexdigest()[:16]
