"""Spelling made one, and the way back to what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalise import LONGEST_TEXT, normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("聽日下晝三點", "明天下午三点"),
        ("明仔载下晡", "明天下午"),
        ("後天", "后天"),
        ("３：３０ＰＭ", "3:30pm"),
        ("明\u200b天", "明天"),
        ("明天下五三点", "明天下午三点"),
        ("改一下五点", "改一下五点"),
        ("晚上五点", "晚上五点"),
        ("以后日子还长", "以后日子还长"),
        ("我有多少鸡粉", "我有多少积分"),
        ("TOMOROW", "tomorrow"),
        ("Don’t, im fine", "don't, i'm fine"),
        ("dont u think whats", "don't you think what's"),
        ("lumia", "lumia"),
        ("", ""),
    ],
)
def test_variants_become_one_spelling(typed: str, plain: str) -> None:
    assert normalise(typed).text == plain


def test_a_span_leads_back_to_what_was_typed() -> None:
    found = normalise("\u200b我想明仔载㈱来")
    start = found.text.index("明天")
    assert found.original[slice(*found.span(start, start + 2))] == "明仔载"
    sign = found.text.index("(株)")
    assert found.original[slice(*found.span(sign, sign + 3))] == "㈱"


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert len(normalise("明" * 500_000).text) == LONGEST_TEXT


@given(st.text(max_size=60))
def test_every_sign_knows_where_it_came_from(text: str) -> None:
    found = normalise(text)
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
