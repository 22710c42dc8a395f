"""不是周六是周日 means Sunday."""

import pytest

from nlu.entities.taken_back import still_meant
from nlu.reading import Entity


def day(text: str, word: str, *, is_known: bool = True) -> Entity:
    at = text.index(word)
    return Entity("date", word, word, at, at + len(word), is_known)


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("不是周六是周日", ("周六", "周日"), ["周日"]),
        ("周六或者周日", ("周六", "周日"), ["周六", "周日"]),
        ("不要周六", ("周六",), ["周六"]),
        ("thursday not tuesday", ("thursday", "tuesday"), ["thursday"]),
    ],
)
def test_what_is_taken_back_is_not_meant(text: str, words: tuple[str, ...], meant: list[str]) -> None:
    assert [each.value for each in still_meant([day(text, word) for word in words], text)] == meant


def test_a_stranger_counts_only_where_nobody_known_is_meant() -> None:
    text = "不是甲是乙"
    known, stranger = day(text, "甲"), day(text, "乙", is_known=False)
    assert still_meant([known, stranger], text) == (stranger,)
    assert still_meant([known, stranger], "甲和乙") == (known,)
