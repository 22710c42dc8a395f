"""The salon of the conversation tests: two stores out of files like a salon's own, and three members."""

from __future__ import annotations

from pathlib import Path

from core.catalog.files import import_catalog
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.work import Work
from core.member import service as members
from core.salon_file.service import import_store
from core.staff import service as staff

FOLDER = Path(__file__).parent / "garden"
MEMBERS = {"王芳": "13900000001", "李娜": "13900000002", "Anna": "13900000003"}
"""Registered members, who agreed to the terms, by name with their phone."""


def load(work: Work) -> None:
    """Fills an empty database."""
    import_catalog(work, (FOLDER / "catalog.yaml").read_text(encoding="utf-8"))
    for store in ("garden", "river"):
        import_store(work, (FOLDER / f"{store}.yaml").read_text(encoding="utf-8"))
    for name, phone in MEMBERS.items():
        member = members.register(work, name=name, phone=phone, language="en" if name.isascii() else "zh_CN")
        consents.grant(work, member.id, ConsentKind.terms, text_version="test", channel="desk")


def staff_id(work: Work, code: str) -> int:
    """A colleague by code."""
    return next(person.id for person in staff.list_staff(work) if person.code == code)


def member_id(work: Work, name: str) -> int:
    """One of `MEMBERS`."""
    return members.search(work, MEMBERS[name])[0].id
