"""Names misheard and mistyped: found where they are meant, and nowhere else."""

import pytest

from nlu.entities.names import find_names
from nlu.normalise import normalise
from nlu.reading import Named, Names
from nlu.training import sentences
from tests.nlu.conftest import SALON


def found(text: str, names: Names = SALON) -> list[tuple[str, str, str]]:
    return [(entity.name, entity.value, entity.text) for entity in find_names(normalise(text), names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约晓丽明天", [("staff", "xiaoli", "晓丽")]),
        ("找小莉做脸", [("staff", "xiaoli", "小莉"), ("service", "facial", "做脸")]),
        ("王晓莉老师在吗", [("staff", "xiaoli", "王晓莉")]),
        ("小梅有空吗", [("staff", "xiaomei", "小梅")]),
        ("徐会店", [("store", "xuhui", "徐会店")]),
        ("靜鞍寺店", [("store", "jingan", "靜鞍寺店")]),
        ("面补护理", [("service", "facial", "面补护理")]),
        ("接节毛", [("service", "lashes", "节毛")]),
        ("a manicuer please", [("service", "nails", "manicuer")]),
        ("faical tomorrow", [("service", "facial", "faical")]),
        ("send me a message", []),
        ("大小没关系", []),
        ("这个效果没我想的好", []),
    ],
)
def test_a_slip_is_heard_as_the_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_a_slip_that_fits_two_is_a_question() -> None:
    both = Names(staff=(Named("li", ("小丽",)), Named("ni", ("小妮",))))
    assert found("约小莉", both) == [("staff", "li", "小莉"), ("staff", "ni", "小莉")]


def test_a_name_spelled_right_is_not_drowned_by_one_that_sounds_like_it() -> None:
    both = Names(staff=(Named("li", ("小丽",)), Named("ni", ("小妮",))))
    assert found("约小妮", both) == [("staff", "ni", "小妮")]


def test_ordinary_sentences_hold_no_slips() -> None:
    """Every firing in the training sentences by eye is one a person would make, too: 小李, 李姐, facials."""
    said = [item.text for item in sentences() if item.intent in ("out_of_scope", "chitchat", "delete_data")]
    strange = [text for text in said if any(key in ("xiaoli", "xiaomei", "ajie") for _, key, _ in found(text))]
    assert len(said) > 300
    assert len(strange) <= len(said) // 200
