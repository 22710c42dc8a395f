"""The cards a store sells as a file people edit: money in yuan, in the order members read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from core.auth import service as auth
from core.auth.enums import Permission
from core.card import service
from core.card.errors import CardForbidden
from core.card.schemas import PlanOut, PlanValues
from core.catalog import service as catalog
from core.kit import documents
from core.kit.documents import Lines, Problem
from core.kit.work import Work
from core.store import service as stores
from core.store.schemas import Strict


class CardFile(PlanValues):
    """A card on sale, under its code."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


class CardsFile(Strict):
    """The whole file."""

    version: Literal[1]
    cards: tuple[CardFile, ...] = ()


def import_cards(work: Work, store_code: str, text: str) -> tuple[PlanOut, ...]:
    """Takes over the cards of a store: by code new or changed; what the file does not name is sold no more.

    Cards that members have stay as they were sold. Raises BrokenFile (nothing is changed then; also for a card that the
    law of the store's market forbids), StoreNotFound, NotAllowed.
    """
    store = stores.get_by_code(work, store_code)
    auth.require(work.actor, Permission.change_settings, store.id)
    file, lines = documents.read(text, CardsFile)
    documents.refuse(tuple(_mistakes(work, store.id, file, lines)))
    for card in file.cards:
        service.put_plan(work, store.id, card.code, card)
    named = {card.code for card in file.cards}
    for plan in service.list_plans(work, store.id):
        if plan.code not in named:
            service.put_plan(work, store.id, plan.code, _values(work, plan), is_active=False)
    return service.list_plans(work, store.id)


def export_cards(work: Work, store_code: str) -> str:
    """The cards a store sells, as a file; importing it changes nothing. Raises StoreNotFound, NotAllowed."""
    store = stores.get_by_code(work, store_code)
    auth.require(work.actor, Permission.change_settings, store.id)
    listed = [
        {"code": plan.code} | _values(work, plan).model_dump(mode="json", by_alias=True, exclude_none=True)
        for plan in service.list_plans(work, store.id)
    ]
    return documents.write({"version": 1, "cards": listed})


def _values(work: Work, plan: PlanOut) -> PlanValues:
    codes = {each.id: each.code for each in catalog.list_treatments(work)}
    return PlanValues.model_validate(
        {
            "name": plan.name,
            "treatments": [codes[treatment] for treatment in plan.treatment_ids if treatment in codes],
            "uses": plan.uses,
            "price": plan.price_fen / 100,
            "list_price": plan.list_price_fen / 100,
            "term_days": plan.term_days,
            "is_course": plan.is_course,
        }
    )


def _mistakes(work: Work, store_id: int, file: CardsFile, lines: Lines) -> Iterator[Problem]:
    yield from documents.repeated(lines, ("cards",), [card.code for card in file.cards])
    known = {each.code for each in catalog.list_treatments(work)}
    for index, card in enumerate(file.cards):
        for place, code in enumerate(card.treatments):
            if code not in known:
                message = f"no treatment is called {code!r}; known are {', '.join(sorted(known))}"
                yield lines.problem(("cards", index, "treatments", place), message)
        try:
            service.check_lawful(work, store_id, card.price_fen, card.term_days)
        except CardForbidden as refusal:
            yield lines.problem(("cards", index, "price"), f"the market's law forbids it: {refusal.fields['rule']}")
