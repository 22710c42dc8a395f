"""A store of the chain that is not there is heard; the salon's own always win, and a place alone is no store."""

import datetime as dt

import pytest

from nlu.reading import Context, Named, Names
from nlu.rules.reader import RuleReader

NAMES = Names(
    stores=(
        Named("garden", ("花汀店", "Garden Store", "花汀路", "花汀路店")),
        Named("xuhui", ("徐汇店", "Xuhui", "徐汇", "new store")),
    ),
    staff=(Named("xiaoli", ("小丽", "Lily")),),
)
NOW = dt.datetime(2026, 9, 16, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def found(text: str) -> list[tuple[str, bool]]:
    reading = RuleReader().parse(text, Context("zh_CN", NOW, NAMES))
    return [(each.text, each.is_known) for each in reading.entities if each.name == "store"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("约明天浦东店做脸", "浦东店"),
        ("你们浦东有店吗", "浦东"),
        ("浦东那家几点开门", "浦东"),
        ("去南京西路店可以吗", "南京西路店"),
        ("杭州店也能做吗", "杭州店"),
        ("a facial at your Pudong branch tomorrow", "Pudong"),
        ("the lujiazui store please", "lujiazui"),
        ("do you have a store in Hongqiao?", "Hongqiao"),
        ("is there a branch near Century Park", "Century Park"),
    ],
)
def test_a_store_that_is_not_there_is_heard(text: str, name: str) -> None:
    assert found(text) == [(name, False)]


@pytest.mark.parametrize(
    "text",
    [
        "我住浦东", "到店再说", "你们店在哪", "这家店不错", "去附近的店", "门店电话", "开店时间", "路边店",
        "店里有人吗", "浦东过来要多久", "我在北京上班", "换一家店", "酒店旁边", "i live in Pudong", "at the store",
        "the App Store", "your other store", "the nearest branch", "a store on Sunday", "any store in May",
        "coming from Hongqiao airport", "What Is The Best Store In Town",
    ],
)  # fmt: skip
def test_a_place_alone_and_other_words_are_no_store(text: str) -> None:
    assert found(text) == []


def test_the_salons_own_wins() -> None:
    assert found("徐汇店还是浦东店") == [("徐汇店", True), ("浦东店", False)]
    assert found("徐汇区有店吗") == [("徐汇", True)]
    assert found("the Xuhui branch") == [("Xuhui", True)]
    assert found("Garden Store") == [("Garden Store", True)]
