"""What a token lets its bearer do."""

from enum import StrEnum


class TokenScope(StrEnum):
    """All that the person behind the token may do, or only the reading part of it."""

    read = "read"
    full = "full"
