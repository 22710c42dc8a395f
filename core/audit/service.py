"""The audit log: written in the transaction of the action itself, so neither exists without the other."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.kit.sealing import seal
from core.kit.work import Work

_details: sa.Column[str] = AuditEntry.__table__.c.details  # type: ignore[assignment]


def record(work: Work, action: str, subject: str, subject_id: int | None, **details: Any) -> None:
    """Notes that the acting person did `action` ("booking.confirm") to a subject; details are sealed."""
    told = json.dumps(details, ensure_ascii=False)
    work.session.execute(
        sa.insert(AuditEntry).values(
            at=work.now,
            actor_kind=work.actor.kind,
            actor_id=work.actor.id,
            action=action,
            subject=subject,
            subject_id=subject_id,
            details=seal(work.session, _details, told, work.now, subject, subject_id),
        )
    )
