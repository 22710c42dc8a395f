"""The buttons under a message: how many in a row, how many on a page, where ‹ and › stand."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.messages import Button, Outgoing, Screen

FLIP = "p:"
"""What a tap on ‹ or › begins with: "p:<revision>:<page>"."""
_COLUMNS = {"menu": 2, "day": 3, "time": 4}
_PAGE = {"day": 12, "time": 32}
_LARGEST_PAGE = 24
"""Telegram takes 100 buttons; a thumb takes fewer."""
_NARROW = 16
"""Widest label, in Latin letters, of which two fit side by side on a phone."""
_STYLES = {"primary": "primary", "danger": "danger"}


def inline(outgoing: Outgoing, page: int = 0) -> InlineKeyboardMarkup | None:
    """All buttons of an answer under one message: what lasts first, then the options of the question."""
    rows = _actions(outgoing)
    if outgoing.screen is not None:
        rows += _options(outgoing.screen, page)
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def lasting(outgoing: Outgoing) -> InlineKeyboardMarkup | None:
    """The buttons that stay valid, under a message of their own."""
    rows = _actions(outgoing)
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def phone(screen: Screen, label: str) -> ReplyKeyboardMarkup:
    """A button that sends the person's own number, and the other answers as words."""
    rows = [[KeyboardButton(text=label, request_contact=True)]]
    rows += [[KeyboardButton(text=option.label)] for option in screen.options]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


def pages(screen: Screen) -> int:
    """How many pages the options fill."""
    return max(1, -(-len(screen.options) // _PAGE.get(screen.kind, _LARGEST_PAGE)))


def _actions(outgoing: Outgoing) -> list[list[InlineKeyboardButton]]:
    return _rows(outgoing.actions, 3 if _widest(outgoing.actions) <= _NARROW / 2 else 2)


def _options(screen: Screen, page: int) -> list[list[InlineKeyboardButton]]:
    if screen.kind == "confirm":
        return _confirm(screen.options)
    size, count = _PAGE.get(screen.kind, _LARGEST_PAGE), pages(screen)
    page = min(max(page, 0), count - 1)
    columns = _COLUMNS.get(screen.kind) or (2 if _widest(screen.options) <= _NARROW else 1)
    rows = _rows(screen.options[page * size : (page + 1) * size], columns)
    if count > 1:
        rev = screen.options[0].button.partition(":")[0]
        turns = [("‹", page - 1)] * (page > 0) + [("›", page + 1)] * (page < count - 1)
        rows.append([InlineKeyboardButton(text=sign, callback_data=f"{FLIP}{rev}:{target}") for sign, target in turns])
    return rows


def _confirm(options: Sequence[Button]) -> list[list[InlineKeyboardButton]]:
    """Yes and no each on a row of their own, so that no thumb slips; corrections between them."""
    middle = [option for option in options if option.style == "plain"]
    first = [[_button(option)] for option in options if option.style == "primary"]
    last = [[_button(option)] for option in options if option.style == "danger"]
    return [*first, *_rows(middle, 2), *last]


def _rows(buttons: Sequence[Button], columns: int) -> list[list[InlineKeyboardButton]]:
    return [
        [_button(button) for button in buttons[start : start + columns]] for start in range(0, len(buttons), columns)
    ]


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=button.label, callback_data=button.button, style=_STYLES.get(button.style))


def _widest(buttons: Sequence[Button]) -> int:
    """Width of the widest label in Latin letters; a Chinese character is as wide as two."""
    return max((sum(2 if letter > "\u2e80" else 1 for letter in button.label) for button in buttons), default=0)
