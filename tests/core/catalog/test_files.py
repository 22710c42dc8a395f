"""Importing and exporting the catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

import meiyue.demo
from core.auth.enums import StaffRole
from core.catalog.errors import ProductNotFound, TreatmentNotFound, VariationNotFound
from core.catalog.files import export_catalog, import_catalog
from core.catalog.schemas import SegmentKind
from core.catalog.service import get_product, get_treatment, get_variation, list_products, list_treatments
from core.kit.db import Database
from core.kit.documents import BrokenFile
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from tests.factories.catalog import both, catalog, product, treatment, variation

DEMO = Path(meiyue.demo.__file__).parent / "catalog.yaml"


def test_import_puts_treatments_on_the_menu(database: Database) -> None:
    with database.transaction() as work:
        import_catalog(work, catalog(treatment(variations=[variation(price=19.9)])))
    with database.reading() as work:
        (menu,) = list_treatments(work)
        (listed,) = menu.variations
        assert (menu.code, menu.category, menu.category_name) == ("facial", "face", both("Face"))
        assert (listed.price_fen, listed.minutes, listed.skill, listed.needs_bed) == (1990, 60, "facial", True)
        assert [segment.kind for segment in listed.segments] == [SegmentKind.prepare, SegmentKind.clean_up]
        assert get_treatment(work, menu.id) == menu
        assert get_variation(work, listed.id) == listed


def test_menu_order_is_the_file_order(database: Database) -> None:
    one, two = treatment(code="one"), treatment(code="two")
    with database.transaction() as work:
        import_catalog(work, catalog(one, two))
        assert [listed.code for listed in import_catalog(work, catalog(two, one))] == ["two", "one"]


def test_what_the_file_leaves_out_is_off_the_menu_but_kept_for_its_bookings(database: Database) -> None:
    with database.transaction() as work:
        both_sizes = treatment(variations=[variation(), variation(code="long")])
        before = import_catalog(work, catalog(both_sizes, treatment(code="other")))
        gone = before[0].variations[1]
        after = import_catalog(work, catalog(treatment(variations=[variation(price=300)])))
        assert [listed.code for listed in after] == ["facial"]
        assert [(kept.code, kept.price_fen) for kept in after[0].variations] == [("standard", 30000)]
        assert after[0].id == before[0].id
        assert get_variation(work, gone.id) == gone.model_copy(update={"is_active": False})
        with pytest.raises(TreatmentNotFound):
            get_treatment(work, before[1].id)
        assert [listed.id for listed in import_catalog(work, catalog(both_sizes, treatment(code="other")))] == [
            listed.id for listed in before
        ]


def test_products_stand_beside_the_treatments(database: Database) -> None:
    with database.transaction() as work:
        import_catalog(work, catalog(products=[product(), product(code="serum", price=19.9)]))
    with database.reading() as work:
        mask, serum = list_products(work)
        assert (mask.code, mask.category, mask.price_fen, mask.name) == ("mask", "face", 16_800, both("Mask"))
        assert (serum.price_fen, get_product(work, serum.id)) == (1_990, serum)


def test_a_product_that_the_file_leaves_out_is_sold_no_more(database: Database) -> None:
    with database.transaction() as work:
        import_catalog(work, catalog(products=[product()]))
        (mask,) = list_products(work)
        import_catalog(work, catalog())
        assert list_products(work) == ()
        with pytest.raises(ProductNotFound):
            get_product(work, mask.id)
        import_catalog(work, catalog(products=[product()]))
        assert list_products(work) == (mask,)


def test_demo_catalog_survives_export_and_import(database: Database) -> None:
    with database.transaction() as work:
        imported = import_catalog(work, DEMO.read_text(encoding="utf-8"))
        exported = export_catalog(work)
        assert import_catalog(work, exported) == imported
        assert export_catalog(work) == exported
        assert len(imported) > 20


@pytest.mark.parametrize(
    ("file", "path", "part"),
    [
        (catalog(treatment(), treatment()), "treatments.1.code", "two of the code"),
        (catalog(treatment(category="fcae")), "treatments.0.category", "no category"),
        (catalog(treatment(variations=[variation(price=1.005)])), "treatments.0.variations.0.price", "fractions"),
        (catalog(treatment(variations=[variation(price=-1)])), "treatments.0.variations.0.price", "cannot be"),
        (catalog(treatment(variations=[variation(price=True)])), "treatments.0.variations.0.price", "not an amount"),
        (catalog(treatment(variations=[])), "treatments.0.variations", "at least 1"),
        (catalog(products=[product(), product()]), "products.1.code", "two of the code"),
        (catalog(products=[product(category="fcae")]), "products.0.category", "no category"),
        (catalog(products=[product(price=-1)]), "products.0.price", "cannot be"),
        (catalog(treatment(colour="red")), "treatments.0.colour", "not a known field"),
    ],
)
def test_a_broken_file_changes_nothing(database: Database, file: str, path: str, part: str) -> None:
    with database.transaction() as work:
        before = import_catalog(work, catalog(treatment(code="kept")))
        with pytest.raises(BrokenFile) as caught:
            import_catalog(work, file)
        (problem,) = caught.value.fields["problems"]
        assert problem.path == path
        assert part in problem.message
        assert problem.line > 1
        assert list_treatments(work) == before


def test_the_clean_up_comes_last(database: Database) -> None:
    steps = [{"kind": "clean_up", "minutes": 10}, {"kind": "prepare", "minutes": 60}]
    with database.transaction() as work, pytest.raises(BrokenFile, match="broken"):
        import_catalog(work, catalog(treatment(variations=[variation(segments=steps)])))


def test_a_beautician_cannot_change_prices(database: Database) -> None:
    beautician = Actor("staff", 1, StaffRole.beautician.value, 1)
    with database.transaction(beautician) as work, pytest.raises(NotAllowed):
        import_catalog(work, catalog())


def test_an_unknown_variation_is_refused(database: Database) -> None:
    with database.reading() as work, pytest.raises(VariationNotFound):
        get_variation(work, 1)
