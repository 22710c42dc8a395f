"""The catalogues: complete in every language, with the same variables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.texts
from bot.texts.catalogue import LANGUAGES, MissingText, Texts

FOLDER = Path(bot.texts.__file__).parent
_KEY = re.compile(r"^([a-z][\w-]*) =", re.M)


def messages(language: str) -> dict[str, set[str]]:
    """Variables by key."""
    found: dict[str, set[str]] = {}
    for path in sorted((FOLDER / language).glob("*.ftl")):
        parts = _KEY.split(path.read_text(encoding="utf-8"))
        for key, body in zip(parts[1::2], parts[2::2], strict=True):
            assert key not in found, f"{key} is there twice in {language}"
            found[key] = set(re.findall(r"\$(\w+)", body))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_every_language_with_the_same_variables(language: str) -> None:
    assert messages(language) == messages(LANGUAGES[0])


def test_chinese_sentences_have_chinese_commas() -> None:
    for path in sorted((FOLDER / "zh_CN").glob("*.ftl")):
        sentences = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
        assert re.findall(r".{0,20}[\u4e00-\u9fff }],[\u4e00-\u9fff {].{0,20}", sentences) == []


def test_a_hole_is_an_error_and_never_shown() -> None:
    texts = Texts()
    with pytest.raises(MissingText):
        texts.say("zh_CN", "no.such.key")
    with pytest.raises(MissingText):
        texts.say("zh_CN", "booking.not_found")
