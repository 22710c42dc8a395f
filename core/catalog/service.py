"""What the salon offers: treatments with their lengths and prices, and products."""

from __future__ import annotations

from core.catalog import repository
from core.catalog.errors import ProductNotFound, TreatmentNotFound, VariationNotFound
from core.catalog.schemas import ProductOut, TreatmentOut, VariationOut
from core.kit.reference import kept
from core.kit.work import Work


def get_variation(work: Work, variation_id: int) -> VariationOut:
    """A length and price of a treatment, also one no longer on offer, for bookings stand. Raises VariationNotFound."""
    offered = (each for treatment in list_treatments(work) for each in treatment.variations)
    found = next((each for each in offered if each.id == variation_id), None)
    found = found or repository.find_variation(work.session, variation_id)
    if found is None:
        raise VariationNotFound(id=variation_id)
    return found


def get_treatment(work: Work, treatment_id: int) -> TreatmentOut:
    """A treatment on offer. Raises TreatmentNotFound."""
    found = next((each for each in list_treatments(work) if each.id == treatment_id), None)
    if found is None:
        raise TreatmentNotFound(id=treatment_id)
    return found


def list_treatments(work: Work) -> tuple[TreatmentOut, ...]:
    """All treatments on offer with what is on offer of each, in menu order."""
    return kept(work, "treatments", lambda: repository.list_treatments(work.session))


def list_products(work: Work) -> tuple[ProductOut, ...]:
    """All products that are sold, in menu order."""
    return kept(work, "products", lambda: repository.list_products(work.session))


def get_product(work: Work, product_id: int) -> ProductOut:
    """A product that is sold. Raises ProductNotFound."""
    found = next((each for each in list_products(work) if each.id == product_id), None)
    if found is None:
        raise ProductNotFound(id=product_id)
    return found


def list_skills(work: Work) -> set[str]:
    """Every skill a treatment asks for, those of treatments no longer on offer included."""
    return repository.list_skills(work.session)


def list_devices(work: Work) -> dict[str, str]:
    """Device models that treatments on offer need, each with the code of one such treatment."""
    return repository.list_devices(work.session)
