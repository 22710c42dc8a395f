"""Expected refusals. The class says what was refused; the sentence is made later, in the reader's language."""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """A request the business does not grant. Nothing was changed.

    `code` is also the key of the sentence in the text catalogues, `fields` are its variables, `status` is the HTTP
    status an endpoint answers with. `keeps_work`: what was written before it is kept, such as that a wrong code was
    tried; it is raised only where nothing else was.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    keeps_work: ClassVar[bool] = False

    def __init__(self, **fields: Any) -> None:
        super().__init__(self.code, fields)
        self.fields = fields


class NotFound(Refusal):
    """What was named does not exist, or is not for this person to see: both read alike, so nobody can probe."""

    code = "not_found"
    status = 404


class NotAllowed(Refusal):
    """The person's role does not include this action."""

    code = "not_allowed"
    status = 403


class BadInput(Refusal):
    """A value that cannot be meant: negative, too large, of the wrong form."""

    code = "bad_input"
    status = 422
