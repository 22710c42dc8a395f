"""What a member is called, wherever that is asked."""

from __future__ import annotations

from core.kit.errors import BadInput
from nlu.entities.called import name_in

MAX_NAME = 40


def tidy_name(said: str) -> str:
    """The name in an answer, without the words around it. Raises BadInput when nothing of it could be a name."""
    name = name_in(said)
    if not 0 < len(name) <= MAX_NAME or not any(letter.isalpha() for letter in name):
        raise BadInput(what="name")
    return name
