"""Refusals of the API itself, before any domain is asked."""

from core.kit.errors import Refusal


class NoToken(Refusal):
    """This needs a token and none was shown."""

    code = "api.no_token"
    status = 401


class ReadOnly(Refusal):
    """The token may read only."""

    code = "api.read_only"
    status = 403


class NoRoute(Refusal):
    """There is nothing at this path."""

    code = "api.no_route"
    status = 404


class BadMethod(Refusal):
    """The path is there, but not with this method."""

    code = "api.bad_method"
    status = 405


class Unreadable(Refusal):
    """The body is no JSON that can be read."""

    code = "api.unreadable"
    status = 400


class TooLarge(Refusal):
    """The body is longer than any request needs."""

    code = "api.too_large"
    status = 413


class BadMedia(Refusal):
    """The body is not said to be JSON."""

    code = "api.bad_media"
    status = 415


class Invalid(Refusal):
    """Something sent is not of the form that the operation takes. Field: `errors`, where and what, never the value."""

    code = "api.invalid"
    status = 422


class TooFast(Refusal):
    """More calls than the rate allows. Field: `seconds` until there is room again."""

    code = "api.too_fast"
    status = 429


class Failed(Refusal):
    """A fault of ours; nothing was done."""

    code = "api.failed"
    status = 500


class Away(Refusal):
    """The database does not answer at the moment; nothing was done."""

    code = "api.away"
    status = 503
