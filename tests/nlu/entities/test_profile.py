"""What people say of themselves."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from nlu.entities.profile import read_birthday
from nlu.reading import Context, Named, Names
from nlu.rules.reader import RuleReader

NAMES = Names(staff=(Named("lily", ("小丽", "Lily")), Named("mei", ("小美", "Mei"))))
CONTEXT = Context("zh_CN", dt.datetime(2026, 9, 16, 10, tzinfo=ZoneInfo("Asia/Shanghai")), NAMES)


@pytest.mark.parametrize(
    ("said", "entity", "value"),
    [
        ("我对酒精过敏", "allergy", "酒精"),
        ("对海鲜有点过敏，要注意", "allergy", "海鲜"),
        ("I'm allergic to nuts and latex", "allergy", "nuts and latex"),
        ("我生日农历八月十五", "birthday", "lunar:08-15"),
        ("我的生日是1990年8月15日", "birthday", "1990-08-15"),
        ("生日闰四月初八", "birthday", "lunar:04-08+"),
        ("my birthday is 15 August 1990", "birthday", "1990-08-15"),
        ("别安排小美给我", "avoid", "mei"),
        ("don't give me Lily", "avoid", "lily"),
        ("以后都要小丽", "like", "lily"),
        ("I prefer Mei", "like", "mei"),
    ],
)
def test_what_is_told_changes_the_profile(said: str, entity: str, value: str) -> None:
    reading = RuleReader().parse(said, CONTEXT)
    assert [intent.name for intent in reading.intents] == ["update_profile"]
    found = reading.entity(entity)
    assert found is not None
    assert found.value == value
    assert found.text in said


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("做完过敏了，我要投诉", "complaint"),
        ("八月十五约小丽做脸", None),
        ("明天下午约小美", None),
        ("不要再发广告了", "unsubscribe"),
        ("对什么都过敏怎么办", None),
    ],
)
def test_other_wishes_stay_what_they_are(said: str, intent: str | None) -> None:
    reading = RuleReader().parse(said, CONTEXT)
    assert "update_profile" not in [each.name for each in reading.intents]
    assert intent is None or intent in [each.name for each in reading.intents]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("1990-8-15", "1990-08-15"),
        ("8月15", "08-15"),
        ("阴历腊月廿三", "lunar:12-23"),
        ("1988年正月初一", "lunar:1988-01-01"),
        ("五月一日", "05-01"),
        ("lunar 8-15", "lunar:08-15"),
        ("Aug 15th, 1990", "1990-08-15"),
        ("随便", None),
    ],
)
def test_an_answer_needs_no_word_for_birthday(said: str, written: str | None) -> None:
    assert read_birthday(said) == written
