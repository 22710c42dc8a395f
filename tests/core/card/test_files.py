"""Cards on sale as a file: taken over, written again, and refused line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.card import files
from core.card import service as cards
from core.kit.documents import BrokenFile
from core.store import service as stores
from tests.factories.salon import Salon

FILE = """
version: 1
cards:
  - code: ten
    name: {{zh: 十次卡, en: Ten}}
    treatments: [{treatment}]
    uses: 10
    price: 1980
    list_price: 298.5
  - code: course
    name: {{zh: 疗程卡, en: Course}}
    treatments: [{treatment}]
    uses: 6
    price: 1200
    list_price: 298.5
    is_course: true
"""


@pytest.fixture
def store(act: Callable[..., Any], salon: Salon) -> str:
    return str(act(stores.get, salon.store).code)


@pytest.fixture
def text(act: Callable[..., Any], salon: Salon) -> str:
    treatment = act(files.catalog.list_treatments)[0].code
    return FILE.format(treatment=treatment)


def test_a_file_is_taken_over_and_written_again(act: Callable[..., Any], salon: Salon, store: str, text: str) -> None:
    ten, course = act(files.import_cards, store, text)
    assert (ten.price_fen, ten.list_price_fen, course.is_course) == (198_000, 29_850, True)
    written = act(files.export_cards, store)
    assert act(files.import_cards, store, written) == (ten, course)
    assert act(files.export_cards, store) == written
    without = text[: text.index("  - code: course")]
    assert act(files.import_cards, store, without) == (ten,), "what is named no more is sold no more"
    assert act(cards.get_plan, course.id).is_active is False


def test_a_broken_file_changes_nothing_and_says_where(
    act: Callable[..., Any], salon: Salon, store: str, text: str
) -> None:
    wrong = text.replace("price: 1980", "price: 6000").replace("code: course", "code: ten")
    with pytest.raises(BrokenFile) as caught:
        act(files.import_cards, store, wrong + "    term: 3\n")
    assert len(caught.value.fields["problems"]) == 1, "an unknown field is a typing error"
    with pytest.raises(BrokenFile) as caught:
        act(files.import_cards, store, wrong)
    told = " ".join(problem.message for problem in caught.value.fields["problems"])
    assert "cn.prepaid_card_limit" in told
    assert {problem.path for problem in caught.value.fields["problems"]} == {"cards.0.price", "cards.1.code"}
    assert act(cards.list_plans, salon.store) == ()
