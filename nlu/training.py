"""The sentences both engines learn from: Rasa's YAML under `nlu/data/`, as values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
LANGUAGES = ("zh", "en")
_JOINTS = " ,，"
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


@dataclass(frozen=True, slots=True)
class Double:
    """A message of two wishes: its halves as typed, each with its intent."""

    first: Sentence
    second: Sentence

    @property
    def text(self) -> str:
        """The whole message."""
        return self.first.text + self.second.text


def doubles(folder: Path = DATA) -> list[Double]:
    """All messages of two wishes: `two/*.tsv` holds "A+B", a tab, and the text with | where the second begins."""
    return [_double(line, language) for language in LANGUAGES for line in _lines(folder / "two" / f"{language}.tsv")]


def halves(of: Sequence[Double]) -> list[Sentence]:
    """The halves as sentences of their own: how people say a wish behind another one."""
    return [
        Sentence(half.text.strip(_JOINTS), half.intent, half.language)
        for double in of
        for half in (double.first, double.second)
    ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _double(line: str, language: str) -> Double:
    intents, _, text = line.partition("\t")
    (one, other), (first, second) = intents.split("+"), text.split("|")
    return Double(Sentence(first, one, language), Sentence(second, other, language))


def lessons(folder: Path = DATA) -> list[Sentence]:
    """All that a classifier of intents learns from."""
    return sentences(folder) + halves(doubles(folder))


def digest(of: Sequence[Sentence]) -> str:
    """A fingerprint of the sentences: a model that carries another was trained on something else."""
    return hashlib.sha256("\n".join(f"{item.intent}\t{item.text}" for item in of).encode()).hexdigest()[:16]
