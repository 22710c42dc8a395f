"""What can go wrong with what the salon offers."""

from core.kit.errors import NotFound


class TreatmentNotFound(NotFound):
    """No such treatment, or it is offered no more. Field: `id`."""

    code = "catalog.treatment_not_found"


class VariationNotFound(NotFound):
    """No such length and price of a treatment. Field: `id`."""

    code = "catalog.variation_not_found"


class ProductNotFound(NotFound):
    """No such product, or it is sold no more. Field: `id`."""

    code = "catalog.product_not_found"
