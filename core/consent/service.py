"""What members agreed to, and what may only be kept because they did (PIPL art. 14, 15, 29, 47)."""

from __future__ import annotations

from core.audit import service as audit
from core.consent import repository
from core.consent.enums import ConsentKind, Topic
from core.consent.errors import ConsentMissing
from core.consent.schemas import ConsentOut, OptOutOut
from core.kit.work import Work
from core.member import service as members
from core.member.schemas import MemberOut


def grant(work: Work, member_id: int, kind: ConsentKind, *, text_version: str, channel: str) -> ConsentOut:
    """Records that the member agreed to a version of a text. Agreeing again to the same version changes nothing.

    Raises MemberNotFound.
    """
    members.get(work, member_id)
    known = repository.find(work.session, member_id, kind)
    if known is not None and known.text_version == text_version:
        return known
    audit.record(work, "consent.grant", "member", member_id, kind=kind.value, text_version=text_version)
    return repository.add(
        work.session,
        member_id=member_id,
        kind=kind,
        text_version=text_version,
        channel=channel,
        granted_at=work.now,
        withdrawn_at=None,
    )


def withdraw(work: Work, member_id: int, kind: ConsentKind) -> bool:
    """Takes a consent back, as easily as it was given; False when there was none.

    What was kept on the ground of it alone goes with it: without `health_notes` skin, needs and allergies are erased
    (A4).
    """
    if not repository.withdraw(work.session, member_id, kind, work.now):
        return False
    if kind is ConsentKind.health_notes:
        members.store_health_notes(work, member_id, skin="", needs="", allergies="")
    audit.record(work, "consent.withdraw", "member", member_id, kind=kind.value)
    return True


def has(work: Work, member_id: int, kind: ConsentKind) -> bool:
    """Whether a consent is in force."""
    return repository.find(work.session, member_id, kind) is not None


def list_for_member(work: Work, member_id: int) -> tuple[ConsentOut, ...]:
    """All the member ever agreed to, withdrawn or not, oldest first (privacy desk, R)."""
    return repository.list_by_member(work.session, member_id)


def opt_out(work: Work, member_id: int, topic: Topic, *, channel: str) -> bool:
    """The member wants no more of a topic (N); False when it was off already. Raises MemberNotFound."""
    members.get(work, member_id)
    if topic in muted(work, member_id):
        return False
    repository.add_opt_out(work.session, member_id, topic, channel, work.now)
    audit.record(work, "consent.opt_out", "member", member_id, topic=topic.value)
    return True


def resume(work: Work, member_id: int, topic: Topic) -> bool:
    """The member wants a topic again; False when it was on already."""
    if not repository.resume(work.session, member_id, topic, work.now):
        return False
    audit.record(work, "consent.resume", "member", member_id, topic=topic.value)
    return True


def muted(work: Work, member_id: int) -> frozenset[Topic]:
    """Topics the member wants nothing of."""
    return frozenset(each.topic for each in list_opt_outs(work, member_id) if each.resumed_at is None)


def may_send(work: Work, member_id: int, topic: Topic) -> bool:
    """Whether marketing on a topic may go to a member at all: they agreed to marketing, and did not stop this (N)."""
    return has(work, member_id, ConsentKind.marketing) and topic not in muted(work, member_id)


def list_opt_outs(work: Work, member_id: int) -> tuple[OptOutOut, ...]:
    """All topics the member ever stopped, taken up again or not, oldest first."""
    return repository.list_opt_outs(work.session, member_id)


def set_skin(work: Work, member_id: int, text: str) -> MemberOut:
    """Notes the skin (A4); an empty text takes the note away. Raises ConsentMissing, BadNote, MemberNotFound."""
    _require_health_notes(work, member_id)
    return members.store_health_notes(work, member_id, skin=text)


def set_needs(work: Work, member_id: int, text: str) -> MemberOut:
    """Notes what the skin needs (A4); an empty text takes the note away.

    Raises ConsentMissing, BadNote, MemberNotFound.
    """
    _require_health_notes(work, member_id)
    return members.store_health_notes(work, member_id, needs=text)


def set_allergies(work: Work, member_id: int, text: str) -> MemberOut:
    """Notes allergies (A4); an empty text takes the note away. Raises ConsentMissing, BadNote, MemberNotFound."""
    _require_health_notes(work, member_id)
    return members.store_health_notes(work, member_id, allergies=text)


def _require_health_notes(work: Work, member_id: int) -> None:
    if not has(work, member_id, ConsentKind.health_notes):
        raise ConsentMissing(kind=ConsentKind.health_notes.value)
