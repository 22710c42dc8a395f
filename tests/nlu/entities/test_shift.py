"""How far a visit is to be moved."""

from __future__ import annotations

import pytest

from nlu.entities.shift import shift_of


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("推迟一小时", 60), ("往后推半个小时可以吗", 30), ("改晚一个半小时", 90), ("延后两天", 2880),
        ("提前半小时", -30), ("能不能早一个小时", -60), ("早半小时呢", -30), ("能晚半小时吗", 30),
        ("can i move it an hour later", 60), ("push it back 30 mins", 30), ("an hour and a half later", 90),
        ("bring it forward by half an hour", -30), ("2 hours earlier pls", -120), ("push my appt back a week", 10080),
    ],
)  # fmt: skip
def test_it_is_counted_from_what_stands(text: str, minutes: int) -> None:
    found = shift_of(text)
    assert found is not None
    assert found.minutes == minutes


@pytest.mark.parametrize(
    "text",
    [
        "提前半小时到可以吗", "我晚半小时到", "早半小时过去", "大概晚20分钟", "提前一小时提醒我",
        "i'm running an hour late", "later", "an hour",
        "改到三点", "",
    ],
)  # fmt: skip
def test_what_moves_nothing_is_none(text: str) -> None:
    assert shift_of(text) is None
