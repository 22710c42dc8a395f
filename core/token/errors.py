"""What can go wrong with tokens."""

from core.kit.errors import BadInput, NotFound, Refusal


class TokenUnknown(Refusal):
    """No token in force is this one: wrong, revoked, expired, or its person has left. Which of them is not told."""

    code = "token.unknown"
    status = 401


class TokenNotFound(NotFound):
    """No such token. Field: `id`."""

    code = "token.not_found"


class WhoseToken(BadInput):
    """A token is either a colleague's or a member's: exactly one of the two has to be named."""

    code = "token.whose"
