"""What the salon offers, as everybody may know it."""

from __future__ import annotations

from pydantic import Field

from core.catalog import service
from core.catalog.errors import TreatmentNotFound
from core.catalog.schemas import TreatmentOut
from core.kit.work import Work
from core.operation.access import ANYONE
from core.operation.fields import PathId, View, Words
from core.operation.operations import Operations

operations = Operations("Treatments")


class VariationView(View):
    """A length and price of a treatment: what is booked."""

    id: int = Field(examples=[12])
    code: str = Field(examples=["60"])
    name: Words
    minutes: int = Field(examples=[60], description="How long the member is there.")
    price_fen: int = Field(examples=[29800], description="In fen: 29800 is 298 yuan.")


class TreatmentView(View):
    """A treatment with what the salon says of it."""

    id: int = Field(examples=[5])
    code: str = Field(examples=["hydra"])
    category: str = Field(examples=["face"])
    category_name: Words
    name: Words
    description: Words
    suitability: Words
    pain: Words
    aftercare: Words
    variations: list[VariationView]


def view(treatment: TreatmentOut) -> TreatmentView:
    """A treatment as callers see it."""
    return TreatmentView.model_validate(treatment.model_dump() | {"variations": treatment.variations})


@operations.get("/treatments", ANYONE)
def list_treatments(work: Work) -> list[TreatmentView]:
    """All treatments on offer.

    In menu order, each with its lengths and prices. A single store may offer fewer.
    """
    return [view(treatment) for treatment in service.list_treatments(work)]


@operations.get("/treatments/{treatment_id}", ANYONE, TreatmentNotFound)
def get_treatment(work: Work, treatment_id: PathId) -> TreatmentView:
    """One treatment on offer.

    One that is offered no more is not found.
    """
    return view(service.get_treatment(work, treatment_id))
