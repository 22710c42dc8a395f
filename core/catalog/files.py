"""The catalog as a file people edit: prices in yuan, everything in menu order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.catalog import repository
from core.catalog.schemas import ProductOut, Segment, SegmentKind, TreatmentOut, VariationOut
from core.kit import documents
from core.kit.documents import Lines, Problem
from core.kit.localized import Localized
from core.kit.money import fen_from_yuan
from core.kit.reference import renewed
from core.kit.work import Work

_DEAREST_FEN = 100_000_000  # a million yuan: more is a typing error


def _fen(amount: object) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int | float | str | Decimal):
        raise ValueError("is not an amount in yuan")
    fen = fen_from_yuan(amount)
    if not 0 <= fen <= _DEAREST_FEN:
        raise ValueError(f"{amount} yuan cannot be a price")
    return fen


def _checked_segments(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    kinds = [segment.kind for segment in segments]
    if SegmentKind.clean_up in kinds[:-1]:
        raise ValueError("only the last step can be clean_up")
    if kinds == [SegmentKind.clean_up]:
        raise ValueError("something has to be done before the clean_up")
    return segments


Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Need = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
Alias = Annotated[str, Field(min_length=1, max_length=80)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CategoryFile(_File):
    """A group of treatments, products or both."""

    code: Code
    name: Localized


class VariationFile(_File):
    """A length and price; `price` is written in yuan and read as fen."""

    code: Code
    name: Localized
    price: Annotated[int, BeforeValidator(_fen)]
    segments: Annotated[tuple[Segment, ...], Field(min_length=1, max_length=12), AfterValidator(_checked_segments)]


class TreatmentFile(_File):
    """A treatment as it stands in the file. `helps` names the needs it is recommended for (dry,
    tired …: docs/howto/open-your-salon.md); `facts` answer questions that have no field."""

    code: Code
    category: Code
    name: Localized
    aliases: tuple[Alias, ...] = ()
    description: Localized
    duration_note: Localized | None = None
    suitability: Localized
    pain: Localized
    aftercare: Localized
    facts: dict[Literal["effect", "preparation"], Localized] = Field(default_factory=dict)
    helps: Annotated[tuple[Need, ...], Field(max_length=12)] = ()
    skill: Code
    needs_bed: bool
    device: Code | None = None
    variations: Annotated[tuple[VariationFile, ...], Field(min_length=1)]


class ProductFile(_File):
    """Something sold over the counter; `price` is written in yuan and read as fen."""

    code: Code
    category: Code
    name: Localized
    aliases: tuple[Alias, ...] = ()
    price: Annotated[int, BeforeValidator(_fen)]


class CatalogFile(_File):
    """The whole file."""

    version: Literal[1]
    categories: tuple[CategoryFile, ...]
    treatments: tuple[TreatmentFile, ...]
    products: tuple[ProductFile, ...] = ()


def import_catalog(work: Work, text: str) -> tuple[TreatmentOut, ...]:
    """Takes over a catalog file: by code new or changed; what it does not name is offered no more, never deleted.

    Raises BrokenFile (nothing is changed then), NotAllowed. Returns all that is on offer.
    """
    renewed(work)
    auth.require(work.actor, Permission.change_settings)
    file, lines = documents.read(text, CatalogFile)
    documents.refuse(tuple(_mistakes(file, lines)))
    categories = {
        category.code: repository.put_category(
            work.session, category.code, name=category.name.model_dump(), position=position
        )
        for position, category in enumerate(file.categories)
    }
    treatments, variations = [], []
    for position, treatment in enumerate(file.treatments):
        treatment_id = repository.put_treatment(
            work.session,
            treatment.code,
            category_id=categories[treatment.category],
            position=position,
            **treatment.model_dump(mode="json", exclude={"code", "category", "variations"}),
        )
        treatments.append(treatment_id)
        variations += [
            _put_variation(work, treatment_id, place, item) for place, item in enumerate(treatment.variations)
        ]
    products = [
        _put_product(work, categories[product.category], position, product)
        for position, product in enumerate(file.products)
    ]
    repository.keep_only(work.session, treatments, variations, products)
    counts = {"treatments": len(treatments), "variations": len(variations), "products": len(products)}
    audit.record(work, "catalog.import", "catalog", None, **counts)
    return repository.list_treatments(work.session)


def _put_product(work: Work, category_id: int, position: int, product: ProductFile) -> int:
    return repository.put_product(
        work.session,
        product.code,
        category_id=category_id,
        position=position,
        name=product.name.model_dump(),
        aliases=list(product.aliases),
        price_fen=product.price,
    )


def _put_variation(work: Work, treatment_id: int, position: int, variation: VariationFile) -> int:
    return repository.put_variation(
        work.session,
        treatment_id,
        variation.code,
        name=variation.name.model_dump(),
        price_fen=variation.price,
        segments=[segment.model_dump(mode="json", exclude_none=True) for segment in variation.segments],
        position=position,
    )


def _mistakes(file: CatalogFile, lines: Lines) -> Iterator[Problem]:
    yield from documents.repeated(lines, ("categories",), [category.code for category in file.categories])
    yield from documents.repeated(lines, ("treatments",), [treatment.code for treatment in file.treatments])
    yield from documents.repeated(lines, ("products",), [product.code for product in file.products])
    known = {category.code for category in file.categories}
    for index, product in enumerate(file.products):
        if product.category not in known:
            yield lines.problem(("products", index, "category"), f"there is no category {product.category!r}")
    for index, treatment in enumerate(file.treatments):
        path = ("treatments", index)
        if treatment.category not in known:
            yield lines.problem((*path, "category"), f"there is no category {treatment.category!r}")
        yield from documents.repeated(lines, (*path, "variations"), [item.code for item in treatment.variations])


def export_catalog(work: Work) -> str:
    """What is on offer as a file; importing it changes nothing."""
    treatments = repository.list_treatments(work.session)
    products = repository.list_products(work.session)
    used = {treatment.category for treatment in treatments} | {product.category for product in products}
    categories = repository.list_categories(work.session)
    return documents.write(
        {
            "version": 1,
            "categories": [{"code": code, "name": name} for code, name in categories if code in used],
            "treatments": [_as_file(treatment) for treatment in treatments],
            "products": [_product_as_file(product) for product in products],
        }
    )


def _as_file(treatment: TreatmentOut) -> dict[str, Any]:
    one = treatment.variations[0]
    return {
        "code": treatment.code,
        "category": treatment.category,
        "name": treatment.name,
        "aliases": list(treatment.aliases),
        "description": treatment.description,
        "duration_note": treatment.duration_note,
        "suitability": treatment.suitability,
        "pain": treatment.pain,
        "aftercare": treatment.aftercare,
        "facts": treatment.facts,
        "helps": list(treatment.helps),
        "skill": one.skill,
        "needs_bed": one.needs_bed,
        "device": one.device,
        "variations": [_variation_as_file(variation) for variation in treatment.variations],
    }


def _product_as_file(product: ProductOut) -> dict[str, Any]:
    return {
        "code": product.code,
        "category": product.category,
        "name": product.name,
        "aliases": list(product.aliases),
        "price": _yuan(product.price_fen),
    }


def _yuan(fen: int) -> int | float:
    return fen // 100 if fen % 100 == 0 else fen / 100


def _variation_as_file(variation: VariationOut) -> dict[str, Any]:
    return {
        "code": variation.code,
        "name": variation.name,
        "price": _yuan(variation.price_fen),
        "segments": [segment.model_dump(mode="json", exclude_none=True) for segment in variation.segments],
    }
