"""Fluent catalogues behind one small door: keys in, sentences out."""

from __future__ import annotations

import datetime as dt
import functools
import re
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.texts import formats
from core.kit.errors import Refusal

LANGUAGES = ("zh_CN", "en")
_HERE = Path(__file__).parent
_SPLIT = re.compile(r"\s*[|]\s*")


class MissingText(LookupError):
    """A key no catalogue has, or a sentence whose variable was not given."""


class Texts:
    """The sentences of all languages. Keys are written "domain.case"; Fluent spells them "domain-case"."""

    def __init__(self, folder: Path = _HERE, languages: tuple[str, ...] = LANGUAGES) -> None:
        self.languages = languages
        self._bundles = {language: _bundle(folder, language) for language in languages}

    def has(self, language: str, key: str) -> bool:
        """Whether a language has a sentence."""
        return bool(self._bundles[language].has_message(key.replace(".", "-")))

    def say(self, language: str, key: str, **args: Any) -> str:
        """A sentence with its variables. Raises MissingText rather than showing a person a hole."""
        bundle = self._bundles[language]
        name = key.replace(".", "-")
        if not bundle.has_message(name):
            raise MissingText(f"{language}: {key}")
        pattern = bundle.get_message(name).value
        assert pattern is not None
        text, wrong = bundle.format_pattern(pattern, args)
        if wrong:
            raise MissingText(f"{language}: {key}: {wrong}")
        return str(text)

    def explain(self, language: str, refusal: Refusal) -> str:
        """The sentence of a refusal: its code is the key, its fields are the variables."""
        key = refusal.code if self.has(language, refusal.code) else "refused"
        return self.say(language, key, **_variables(refusal, language))

    @functools.cache  # noqa: B019 (one catalogue lives as long as the process)
    def words(self, name: str) -> tuple[str, ...]:
        """Ways to say something, in every language at once: a person may answer in any."""
        return tuple(
            word for language in self.languages for word in _SPLIT.split(self.say(language, f"words.{name}")) if word
        )


def _variables(refusal: Refusal, language: str) -> dict[str, str | int]:
    """Plain fields as they are, an unknown one as "none"; of a booking its status; of a moment what a person reads."""
    booking = refusal.fields.get("booking")
    variables: dict[str, str | int] = {}
    for name, value in refusal.fields.items():
        if isinstance(value, dt.datetime) and booking is not None:
            variables[name.replace("_at", "_time")] = formats.moment(value, booking.zone, language)
        elif isinstance(value, str | int):
            variables[name] = value
        elif value is None:
            variables[name] = "none"
    if booking is not None:
        variables["status"] = booking.status.value
    return variables


def _bundle(folder: Path, language: str) -> FluentBundle:
    # Isolation marks are for mixed-direction layout; in chat bubbles they end up in what members copy.
    bundle = FluentBundle([language.replace("_", "-")], use_isolating=False)
    for path in sorted((folder / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
