"""Any text becomes messages that Telegram takes, and a person reads all of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import formatted
from bot.channels.telegram.formatted import MAX_TEXT, Span, lines_of
from tests.fakes.telegram.formatting import read

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=50)
PIECES = st.lists(
    st.one_of(
        WORDS,
        st.builds(lambda word, times: (word or "长") * times, WORDS, st.integers(1, 400)),
        st.sampled_from(["<b>", "&amp;", "💆" * 3000, "\n\n", "</a>"]),
    ),
    max_size=12,
)


@given(PIECES, st.sampled_from(["", "b", "i"]))
def test_messages_are_short_enough_and_say_everything(pieces: list[str], style: str) -> None:
    lines = [line for piece in pieces for line in lines_of(piece, style)]
    shown = [read(text, "HTML", MAX_TEXT) for text in formatted.messages(lines)]
    assert _letters("".join(shown)) == _letters("".join(pieces))


@given(WORDS, st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_a_link_shows_its_label(label: str, address: str) -> None:
    text = formatted.write([(Span(label, href=f"https://{address}"),)])
    assert read(text, "HTML", MAX_TEXT) == label


def _letters(text: str) -> str:
    return "".join(text.split())
