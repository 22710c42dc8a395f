"""Names of a salon in a text: in full, by alias, by a part, and ties."""

import pytest

from nlu.entities.names import find_names
from nlu.normalise import normalise
from nlu.reading import Entity, Named, Names
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
