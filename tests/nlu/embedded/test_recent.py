"""What was ranked lately is known again, for what it was ranked from and no longer than there is room."""

import pytest

from nlu.embedded import model as models
from nlu.embedded.classifier import Classifier
from nlu.embedded.model import Model
from nlu.embedded.recent import Recent
from nlu.embedded.trainer import train
from nlu.reading import Entity, Intent, Reading
from tests.nlu.embedded.test_trainer import SENTENCES

NOTHING = Reading((), ())


@pytest.fixture(scope="module")
def model() -> Model:
    return train(SENTENCES)


def test_the_same_again_is_not_worked_out_again(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = Classifier(model)
    first = classifier.rank(["我的积分呢", "周六几点开门"], [NOTHING] * 2)
    monkeypatch.setattr(models, "encode", None)
    monkeypatch.setattr(Model, "written", None)
    again = classifier.rank(["周六几点开门", "我的积分呢", "我的积分呢"], [NOTHING] * 3)
    assert again == [first[1], first[0], first[0]]


def test_what_the_rules_saw_besides_makes_it_another_question(model: Model) -> None:
    classifier = Classifier(model)
    plain = classifier.rank(["周六"], [NOTHING])
    dated = Reading((Intent("inform", 0.7),), (Entity("date", "2026-09-19", "周六", 0, 2),))
    seen = classifier.rank(["周六"], [dated])
    assert [each.shares() for each in seen] == [each.shares() for each in Classifier(model).rank(["周六"], [dated])]
    assert classifier.rank(["周六"], [NOTHING]) == plain


def test_the_oldest_goes_and_what_was_asked_for_stays() -> None:
    recent = Recent[int](most=3)
    keys = [recent.key(str(number)) for number in range(4)]
    for number in range(3):
        recent.keep(keys[number], number)
    recent.find(keys[:1])
    recent.keep(keys[3], 3)
    assert recent.find(keys) == [0, None, 2, 3]


def test_what_was_said_is_not_kept(model: Model) -> None:
    classifier = Classifier(model)
    classifier.rank(["我叫欧阳千里"], [NOTHING])
    assert len(classifier._recent._kept) == 1
    assert "欧阳" not in repr(vars(classifier._recent))


def test_texts_that_only_join_alike_are_told_apart() -> None:
    recent = Recent[int]()
    assert recent.key("ab", "c") != recent.key("a", "bc")
    assert recent.key("a\ud800") != recent.key("a")
