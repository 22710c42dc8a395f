"""Telegram's HTML: which tags there are, and what a person reads in the end."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.fakes.telegram.errors import bad

TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f'can\'t parse entities: Unmatched end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str, parse_mode: str | None, limit: int) -> str:
    """What a person reads. Raises ApiError for broken HTML, for nothing, and for more than Telegram takes."""
    if parse_mode == "HTML":
        reader = _Reader()
        reader.feed(text)
        reader.close()
        if reader.open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{reader.open[-1]}\"")
        text = reader.text
    if len(text.encode("utf-16-le")) // 2 > limit:
        raise bad("message is too long" if limit > 1024 else "message caption is too long")
    return text
