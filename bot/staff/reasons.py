"""Why a colleague does what a member will hear of: in their own words, kept with what was done."""

from __future__ import annotations

from core.kit.errors import BadInput

LONGEST = 200


def tidy_reason(said: str) -> str:
    """The words with single spaces, as `check` of a question. Raises BadInput for none, or more than `LONGEST`."""
    reason = " ".join(said.split())
    if not 0 < len(reason) <= LONGEST:
        raise BadInput(what="reason")
    return reason
