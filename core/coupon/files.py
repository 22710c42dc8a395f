"""Coupons and packs as a file people edit: money in yuan, in the order members read them."""

from __future__ import annotations

from collections.abc import Iterator

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.coupon import repository
from core.coupon.schemas import CouponsFile, TemplateOut
from core.coupon.service import list_packs, list_templates, offering
from core.kit import documents
from core.kit.documents import Lines, Problem
from core.kit.work import Work


def import_coupons(work: Work, text: str) -> tuple[TemplateOut, ...]:
    """Takes over a coupon file: by code new or changed; what it does not name is given no more, never deleted.

    What members hold keeps the terms it was given under. Raises BrokenFile (nothing is changed then), NotAllowed.
    """
    auth.require(work.actor, Permission.change_settings)
    file, lines = documents.read(text, CouponsFile)
    documents.refuse((*_mistakes(file, lines), *_unknown(work, file, lines)))
    templates = [offering.store(work, coupon, position) for position, coupon in enumerate(file.coupons)]
    packs = [
        repository.put_pack(
            work.session,
            pack.code,
            name=pack.name.model_dump(),
            items=[[item.coupon, item.count] for item in pack.items],
            is_active=True,
            position=position,
        )
        for position, pack in enumerate(file.packs)
    ]
    repository.keep_only(work.session, templates, packs)
    audit.record(work, "coupon.import", "coupon_template", None, coupons=len(templates), packs=len(packs))
    return list_templates(work)


def export_coupons(work: Work) -> str:
    """The coupons and packs that are given, as a file; importing it changes nothing. Raises NotAllowed."""
    auth.require(work.actor, Permission.change_settings)
    file = CouponsFile.model_validate(
        {
            "version": 1,
            "coupons": [
                {name: getattr(each, name) for name in ("code", "name", "about", *offering.PLAIN)}
                | {"terms": each.terms, "worth_fen": None if each.worth_fen is None else each.worth_fen / 100}
                for each in list_templates(work)
            ],
            "packs": [
                {
                    "code": pack.code,
                    "name": pack.name,
                    "items": [{"coupon": code, "count": count} for code, count in pack.items],
                }
                for pack in list_packs(work)
            ],
        }
    )
    return documents.write(file.model_dump(mode="json", by_alias=True, exclude_none=True))


def _mistakes(file: CouponsFile, lines: Lines) -> Iterator[Problem]:
    yield from documents.repeated(lines, ("coupons",), [coupon.code for coupon in file.coupons])
    yield from documents.repeated(lines, ("packs",), [pack.code for pack in file.packs])
    known = {coupon.code: coupon for coupon in file.coupons}
    for index, pack in enumerate(file.packs):
        for place, item in enumerate(pack.items):
            path = ("packs", index, "items", place)
            if item.coupon not in known:
                yield lines.problem((*path, "coupon"), f"there is no coupon {item.coupon!r} in this file")
            elif (most := known[item.coupon].per_member) is not None and item.count > most:
                yield lines.problem((*path, "count"), f"each member may have {most} of {item.coupon!r}")


def _unknown(work: Work, file: CouponsFile, lines: Lines) -> Iterator[Problem]:
    """What coupons are for and nobody offers."""
    for index, coupon in enumerate(file.coupons):
        for field, place, code, known in offering.unknown_of(work, coupon.terms):
            message = f"nothing is called {code!r}; known are {', '.join(sorted(known))}"
            yield lines.problem(("coupons", index, "terms", field, place), message)
