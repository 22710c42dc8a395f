"""How names, phones and notes are tidied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.member.errors import BadLanguage, BadName, BadNote, BadPhone
from core.member.rules import tidy_language, tidy_name, tidy_note, tidy_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13900001234", "+8613900001234"),
        ("139 0000 1234", "+8613900001234"),
        ("１３９-0000-1234", "+8613900001234"),
        ("+86 139 0000 1234", "+8613900001234"),
        ("0086 13900001234", "+8613900001234"),
        ("8613900001234", "+8613900001234"),
        ("＋86（139）00001234", "+8613900001234"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("+852 5555 0100", "+85255550100"),
    ],
)
def test_phones_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert tidy_phone(typed) == kept
    assert tidy_phone(kept) == kept


@pytest.mark.parametrize(
    "typed", ["", "12345", "12900001234", "1390000123", "139000012345", "+86 021 5555", "phone", "+", "00"]
)
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone):
        tidy_phone(typed)


def test_a_refused_phone_is_not_in_the_error() -> None:
    with pytest.raises(BadPhone) as caught:
        tidy_phone("12900001234")
    assert "1290" not in repr(caught.value)


@given(st.text(max_size=40))
def test_any_text_gives_a_phone_or_a_refusal(typed: str) -> None:
    try:
        kept = tidy_phone(typed)
    except BadPhone:
        return
    assert kept.startswith("+")
    assert kept[1:].isascii()
    assert kept[1:].isdigit()


@given(st.text(max_size=100))
def test_tidying_a_name_twice_changes_nothing(typed: str) -> None:
    try:
        kept = tidy_name(typed)
    except BadName:
        return
    assert tidy_name(kept) == kept
    assert "\n" not in kept


def test_names_lose_what_nobody_sees() -> None:
    assert tidy_name("  王\u200b \t 芳\u202e ") == "王 芳"
    for nothing in ("", " ", "\u200b", "x" * 81):
        with pytest.raises(BadName):
            tidy_name(nothing)


def test_notes_keep_their_lines() -> None:
    assert tidy_note(" 怕冷 \n  手法  轻 ", 20) == "怕冷\n手法 轻"
    assert tidy_note("  \n ", 20) is None
    with pytest.raises(BadNote):
        tidy_note("x" * 21, 20)


def test_languages_are_codes() -> None:
    assert [tidy_language(text) for text in ("zh-CN", "zh_CN", "en")] == ["zh_CN", "zh_CN", "en"]
    with pytest.raises(BadLanguage):
        tidy_language("chinese")
