"""Several treatments in a sentence, for whom, and the names of those who come along."""

from __future__ import annotations

import pytest

from nlu.entities.guests import read_guest, read_guests
from nlu.entities.several import Treatments, friend_of, split_services
from nlu.reading import Entity


def entities(text: str, **words: str) -> list[Entity]:
    return [Entity("service", key, word, text.index(word), text.index(word) + len(word)) for key, word in words.items()]


@pytest.mark.parametrize(
    "text",
    ["做脸再做个美甲", "做脸和美甲", "先做脸,然后美甲", "做脸+美甲", "做脸、美甲", "做脸完了再美甲", "做脸加美甲"],
)
def test_treatments_that_are_joined_are_all_wanted(text: str) -> None:
    assert split_services(text, entities(text, face="做脸", nails="美甲")) == Treatments(("face",), (("nails",),))


@pytest.mark.parametrize("text", ["做脸还是美甲", "做脸或者美甲", "做脸 美甲"])
def test_others_stay_alternatives(text: str) -> None:
    assert split_services(text, entities(text, face="做脸", nails="美甲")) == Treatments(("face", "nails"))


def test_english() -> None:
    text = "a facial and then a manicure"
    assert split_services(text, entities(text, f="facial", m="manicure")) == Treatments(("f",), (("m",),))
    text = "a manicure pedicure on friday"
    assert split_services(text, entities(text, m="manicure", p="pedicure")) == Treatments(("m",), (("p",),))
    text = "a facial or a manicure"
    assert split_services(text, entities(text, f="facial", m="manicure")) == Treatments(("f", "m"))


@pytest.mark.parametrize("text", ["再加个美甲", "还要做美甲", "also a 美甲", "加一个美甲"])
def test_what_is_added_is_known(text: str) -> None:
    assert split_services(text, entities(text, nails="美甲")).is_addition


def test_nothing_is_added_by_a_first_wish() -> None:
    assert not split_services("做个美甲", entities("做个美甲", nails="美甲")).is_addition
    assert split_services("你好", []) == Treatments()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("帮我朋友约明天下午", "朋友"),
        ("给我妈约个做脸", "妈"),
        ("替闺蜜约一下", "闺蜜"),
        ("book a facial for my mom tomorrow", "mom"),
        ("for someone else", "someone else"),
        ("帮我约明天下午", None),
        ("我和朋友一起做脸", None),
        ("帮我朋友和我一起约", None),
        ("a facial for my friend and me", None),
    ],
)
def test_for_whom_somebody_books(text: str, who: str | None) -> None:
    assert friend_of(text) == who


def test_names_and_phones() -> None:
    assert read_guest("小红 139 0000 0000") == ("小红", "13900000000")
    assert read_guest("13900000000") is None
    assert read_guests("小红 13900000000、Anna and 小兰") == [("小红", "13900000000"), ("Anna", None), ("小兰", None)]
    assert read_guests("小红、123") is None
    assert read_guests("") == []
