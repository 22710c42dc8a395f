"""A lower domain says what happened; `core.handlers` knows who cares. All of it happens in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.kit.work import Work


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, named in the past tense."""


Handlers = Mapping[type[Event], Sequence[Callable[["Work", Any], None]]]
