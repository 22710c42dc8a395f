"""What the salon offers, as everybody may know it."""

from __future__ import annotations

from pydantic import Field

from core.catalog import service
from core.catalog.errors import TreatmentNotFound
from core.catalog.schemas import ProductOut, TreatmentOut
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


class ProductView(View):
    """Something sold over the counter."""

    id: int = Field(examples=[3])
    code: str = Field(examples=["hydra_mask"])
    category: str = Field(examples=["retail"])
    category_name: Words
    name: Words
    price_fen: int = Field(examples=[16800], description="In fen: 16800 is 168 yuan.")


def product_view(product: ProductOut) -> ProductView:
    """A product as callers see it."""
    return ProductView.model_validate(product)


@operations.get("/products", ANYONE)
def list_products(work: Work) -> list[ProductView]:
    """All products on sale.

    In menu order; every store of the brand sells the same.
    """
    return [product_view(product) for product in service.list_products(work)]
