"""What members agreed to: their own to give, to read and to take back (PIPL art. 15, 47)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from core.consent import service
from core.consent.enums import ConsentKind
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import Body, PathId, Text, View
from core.operation.operations import Operations

operations = Operations("Consents")
_OWN = Access("A member's own: nobody agrees in another's place.", member=True)
_CHANNEL = "api"


class ConsentView(View):
    """One agreement, withdrawn or not."""

    kind: ConsentKind = Field(examples=["marketing"])
    text_version: str = Field(examples=["2026-01"])
    channel: str = Field(examples=["api"])
    granted_at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    withdrawn_at: dt.datetime | None = Field(examples=[None])


class Agreed(Body):
    """Which version of the text the member read."""

    text_version: Annotated[Text, Field(min_length=1, max_length=20, examples=["2026-01"])]


@operations.get("/members/{member_id}/consents", _OWN, MemberNotFound)
def list_consents(work: Work, member_id: PathId) -> list[ConsentView]:
    """All that a member ever agreed to.

    Oldest first, what was taken back included.
    """
    _require_own(work, member_id)
    return [ConsentView.model_validate(each) for each in service.list_for_member(work, member_id)]


@operations.put("/members/{member_id}/consents/{kind}", _OWN, MemberNotFound)
def grant_consent(work: Work, member_id: PathId, kind: ConsentKind, agreed: Agreed) -> ConsentView:
    """Agree to something.

    Agreeing again to the same version changes nothing.
    """
    _require_own(work, member_id)
    given = service.grant(work, member_id, kind, text_version=agreed.text_version, channel=_CHANNEL)
    return ConsentView.model_validate(given)


@operations.delete("/members/{member_id}/consents/{kind}", _OWN, MemberNotFound)
def withdraw_consent(work: Work, member_id: PathId, kind: ConsentKind) -> None:
    """Take an agreement back.

    What was kept on its ground alone goes with it. Harmless when there is none.
    """
    _require_own(work, member_id)
    service.withdraw(work, member_id, kind)


def _require_own(work: Work, member_id: int) -> None:
    if work.actor.id != member_id:
        raise MemberNotFound(id=member_id)
