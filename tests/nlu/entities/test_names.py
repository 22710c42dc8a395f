"""Names of a salon in a text: in full, by alias, by a part, and ties."""

import pytest

from nlu.entities.names import find_names
from nlu.normalise import normalise
from nlu.reading import Entity, Named, Names
from nlu.salon import names_of
from tests.nlu.conftest import SALON


def found(text: str, names: Names = SALON) -> list[tuple[str, str]]:
    return [(entity.name, entity.value) for entity in find_names(normalise(text), names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("做个脸", [("service", "facial")]),
        ("想做面部护理", [("service", "facial")]),
        ("美白面部护理", [("service", "whitening")]),
        ("找小丽", [("staff", "xiaoli")]),
        ("丽姐在吗", [("staff", "xiaoli")]),
        ("丽丽在吗", [("staff", "xiaoli")]),
        ("王老师", [("staff", "xiaoli")]),
        ("小杰", [("staff", "ajie")]),
        ("with Lily please", [("staff", "xiaoli")]),
        ("a MASSAGE", [("service", "spa")]),
        ("靜安店", [("store", "jingan")]),
        ("美甲和睫毛", [("service", "nails"), ("service", "lashes")]),
        ("seamy", []),
        ("护理", []),
        ("", []),
    ],
)
def test_names_are_found_as_people_say_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_tie_gives_both_on_the_same_words() -> None:
    entities = find_names(normalise("做个面部的"), SALON)
    assert {entity.value for entity in entities} == {"facial", "whitening"}
    assert {(entity.start, entity.end) for entity in entities} == {(2, 4)}


def test_two_people_with_one_name_are_a_question() -> None:
    names = Names(staff=(Named("a", ("李静",)), Named("b", ("陈小静",))))
    assert found("小静", names) == [("staff", "a"), ("staff", "b")]


def test_another_word_settles_a_tie() -> None:
    assert found("面部的 要美白的那个") == [("service", "whitening")]


def test_spans_are_those_of_the_typed_text() -> None:
    assert find_names(normalise("搵 靜安店!"), SALON) == [Entity("store", "jingan", "靜安店", 2, 5)]


DEMO = names_of()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a hydrating facial", [("hydrating facial", "hydrating")]),
        ("补水护理", [("补水护理", "hydrating")]),
        ("上个月做过几次补水", [("补水", "hydrating")]),
        ("敏感肌能做深层清洁吗", [("深层清洁", "deep_cleanse")]),
        ("全身按摩护手霜", [("全身按摩", "aroma_body")]),
    ],
)
def test_a_treatment_is_what_is_wanted_of_all_its_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.text, each.value) for each in find_names(normalise(text), DEMO)] == expected


@pytest.mark.parametrize(
    "text", ["叫我陈小姐", "我姐姐", "哥哥来吗", "带个朋友来", "call me back", "玻尿酸原液到货", "hand cream"]
)
def test_everyday_words_are_no_names_of_a_salon(text: str) -> None:
    assert find_names(normalise(text), DEMO) == []
