"""Every sentence that the code says is there, in both languages, with the same variables; and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.desk import DIALOGS
from bot.texts.catalogue import LANGUAGES
from core.kit.documents import BrokenFile
from core.kit.errors import Refusal
from tests.architecture import text_keys
from tests.architecture.sources import PRODUCT, ROOT, files
from tests.architecture.text_keys import to_name

CATALOGUES = {language: text_keys.catalogue(ROOT / "bot" / "texts" / language) for language in LANGUAGES}
CHINESE, ENGLISH = CATALOGUES["zh_CN"], CATALOGUES["en"]
SOURCES = [path.read_text(encoding="utf-8") for path in files(*PRODUCT)]
NO_SENTENCE = {
    BrokenFile.code,  # told line by line on the command line
    "booking.slot_taken",  # dialogs tell the reason and the nearest times instead; the sentence is for the API
}
SAID_WITH_OTHER_FACTS = {
    "booking.member_busy",  # the dialogs tell of the other booking, which the refusal carries whole
}


def _refusals(base: type[Refusal] = Refusal) -> dict[str, type[Refusal]]:
    return {base.__name__: base} | {
        name: kind for each in base.__subclasses__() for name, kind in _refusals(each).items()
    }


def _needed() -> set[str]:
    """All that may be said: literals, and what follows from the tables of dialogs and refusals."""
    literal = {key for text in SOURCES for key in text_keys.said(text)}
    menu = {f"menu.{dialog.name}" for dialog in DIALOGS if dialog.in_menu} | {"menu.member", "menu.staff"}
    asked = {f"question.{name}" for text in SOURCES for name in text_keys.questions(text, ("choose",))}
    asked |= {f"change.{name}" for text in SOURCES for name in text_keys.changes(text)}
    codes = {kind.code for kind in _refusals().values()} - {BrokenFile.code}
    return {to_name(key) for key in literal | menu | asked | codes}


def test_both_languages_say_the_same() -> None:
    assert set(CHINESE) == set(ENGLISH)
    assert {key: (CHINESE[key], ENGLISH[key]) for key in CHINESE if CHINESE[key] != ENGLISH[key]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_said_is_there(language: str) -> None:
    needed = _needed()
    assert len(needed) > 150, "the code was not read"
    assert sorted(needed - set(CATALOGUES[language])) == []


def test_no_sentence_is_left_over() -> None:
    mentioned = {to_name(key) for text in SOURCES for key in text_keys.mentioned(text)} | _needed()
    built = [pattern for text in SOURCES for pattern in text_keys.patterns(text)]
    asked = {name for text in SOURCES for name in text_keys.questions(text)}
    # These three are put together in the engine from names that are known, so a pattern would hide leftovers.
    built = [pattern for pattern in built if not pattern.startswith(("question-", "change-", "menu-"))]
    left = {
        key
        for key in set(CHINESE) - mentioned
        if not any(re.fullmatch(pattern, key) for pattern in built) and not _is_question(key, asked)
    }
    assert sorted(left) == []


def _is_question(key: str, asked: set[str]) -> bool:
    """<dialog>-<question>-ask, the wording of a question in one dialog; change-<question>, the way back to it."""
    dialog, _, rest = key.partition("-")
    if dialog == "change" or (dialog == "question" and rest[-1:].isdigit()):  # treatment2: the next of its kind
        return rest.rstrip("0123456789") in asked
    return rest.endswith("-ask") and rest[:-4] in asked and dialog in {each.name for each in DIALOGS}


def test_every_way_to_raise_a_refusal_can_be_said() -> None:
    """A sentence with a hole is worse than a refusal: the turn would fail instead of answering."""
    kinds, holes = _refusals(), []
    for text in SOURCES:
        for name, fields in text_keys.raised(text):
            if name not in kinds or kinds[name].code in SAID_WITH_OTHER_FACTS | NO_SENTENCE:
                continue
            given = fields | ({"status"} if "booking" in fields else set())
            given |= {field.replace("_at", "_time") for field in fields}
            if missing := CHINESE[to_name(kinds[name].code)] - given:
                holes.append(f"{name}({', '.join(sorted(fields))}) lacks {sorted(missing)}")
    assert holes == []


def test_the_reading_of_code_finds_what_it_should() -> None:
    code = 'chat.say("a.b" if x else "a.c")\nchat.choose("day", of, ask="a.d", none="a.e")\nchat.text(f"status.{x}")'
    assert text_keys.said(code) == {"a.b", "a.c", "a.d", "a.e"}
    assert text_keys.questions(code) == {"day"}
    assert text_keys.patterns(code) == {"status-[a-z0-9_-]+"}
    assert text_keys.changes('chat.confirm("sure", text, changes=("day", "time"))') == {"day", "time"}
    assert dict(text_keys.raised("raise BadInput(what=1)")) == {"BadInput": {"what"}}


def test_a_broken_catalogue_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "x.ftl"
    file.write_text("a-b = { $one } { $two ->\n    [x] { $three }\n   *[other] y\n}\n")
    assert text_keys.catalogue(tmp_path) == {"a-b": {"one", "two", "three"}}
    for broken in ("a-b = one\na-b = two\n", "a-b = { $one\n"):
        file.write_text(broken)
        with pytest.raises(ValueError, match=r"x\.ftl"):
            text_keys.catalogue(tmp_path)
