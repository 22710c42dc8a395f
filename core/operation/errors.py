"""Refusals that any list may answer with."""

from core.kit.errors import BadInput


class BadCursor(BadInput):
    """A cursor that no page of this list ended with."""

    code = "operation.bad_cursor"
