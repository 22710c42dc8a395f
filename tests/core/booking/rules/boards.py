"""A board of one person, one bed and one device, for the rules of slots and of visits."""

from __future__ import annotations

from typing import Any

from core.booking.rules.slots import Board, Needs
from core.resource.rules import Grid


def board(cells: int, needs: Needs, **known: Any) -> Board:
    """So many cells of 5 minutes in which all are free; `known` says what is otherwise."""
    every = (1 << cells) - 1
    default: dict[str, Any] = {
        "opening": every,
        "steps": every,
        "bounds": every,
        "shifts": {1: every},
        "staff_busy": {1: 0},
        "beds_busy": {11: 0},
        "devices_busy": {21: 0},
    }
    return Board(grid=Grid(0, cells), needs=needs, **{**default, **known})
