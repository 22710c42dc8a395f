"""Times beyond the gold table: the present moment, salon hours, ties of words, and what is no time."""

from datetime import datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities.time import Grain, Kind, TimeExpression, read_times
from tests.nlu.conftest import NOW

# Drawn without a zone: the salon's is put on in the test.
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1))  # noqa: DTZ001


def one(text: str, now: datetime = NOW) -> TimeExpression:
    found = read_times(text, now)
    assert len(found) == 1, found
    return found[0]


def start_of(text: str, now: datetime = NOW) -> str:
    return f"{one(text, now).start:%m-%d %H:%M}"


def span_of(text: str) -> str:
    found = one(text)
    end = "" if found.end is None else f"{found.end:%m-%d %H:%M}"
    return f"{found.start:%m-%d %H:%M}..{end}"


@pytest.mark.parametrize(
    "text",
    [
        "一点都不疼", "便宜一点", "快一点", "晚一点可以吗", "早点来", "有一点疼", "十分满意", "给五分好评",
        "打8.8折", "9.9元体验", "三点式", "三点建议", "两点意见", "三点一线", "二楼", "5号楼", "8号技师", "38号技师",
        "第三天", "第二次来", "周年庆", "一周年",
        "早上好", "晚上好", "下午茶", "晚安", "满300减50", "13812345678", "积分有300分吗", "五一路怎么走",
        "小雪在吗", "good morning",
        "I know", "may I come", "sunscreen please", "24/7", "50% off", "2nd visit", "I sat down", "for 2 people", "$30",
        "see you at the 3rd floor", "book that one", "this one instead", "make it 2 people", "at 3 stores",
        "", "。。。", "😀",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read_times(text, NOW) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天8点", "09-16 20:00"),
        ("今天9点", "09-16 21:00"),
        ("9点", "09-17 09:00"),
        ("三点", "09-16 15:00"),
        ("周三上午9点", "09-23 09:00"),
        ("周二一点", "09-22 13:00"),
        ("晚上12点半", "09-17 00:30"),
        ("晚上一点", "09-17 01:00"),
        ("改一下周六下午三点", "09-19 15:00"),
        ("帮我约一下下周三上午十点", "09-23 10:00"),
        ("明天1530", "09-17 15:30"),
        ("10.1下午2点", "10-01 14:00"),
        ("26年12月24号晚上七点", "12-24 19:00"),
        ("下个月第二个周五下午三点", "10-09 15:00"),
        ("中秋前一天晚上八点", "09-24 20:00"),
        ("十点差五分", "09-17 09:55"),
        ("三点零五", "09-16 15:05"),
        ("後日朝早十點", "09-18 10:00"),
        ("下午3", "09-16 15:00"),
        ("quarter to three tomorrow", "09-17 14:45"),
        ("Dec 3rd at half past two", "12-03 14:30"),
        ("3 in the afternoon tomorrow", "09-17 15:00"),
        ("at 9 tonight", "09-16 21:00"),
        ("Thursday the 24th at 6", "09-24 18:00"),
        ("tomorrow at half two", "09-17 14:30"),
        ("midnight", "09-17 00:00"),
        ("9-20 14:00", "09-20 14:00"),
        ("9月25日14时", "09-25 14:00"),
        ("提前到两点", "09-16 14:00"),
        ("Friday half 3", "09-18 15:30"),
        ("hmm make it 6 instead", "09-16 18:00"),
        ("how about 3", "09-16 15:00"),
        ("tomorrow at 3 w lily jingan", "09-17 15:00"),
        ("change to 2", "09-16 14:00"),
        ("friday around lunch", "09-18 12:00"),
    ],
)
def test_a_point_is_where_the_salon_would_put_it(text: str, expected: str) -> None:
    assert start_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天上午10点到2点", "09-17 10:00..09-17 14:00"),
        ("今天晚上10点到1点", "09-16 22:00..09-17 01:00"),
        ("三点以后五点之前", "09-16 15:00..09-16 17:00"),
        ("后天下午2-4点", "09-18 14:00..09-18 16:00"),
        ("12月20日至25日", "12-20 00:00..12-26 00:00"),
        ("下周一到周五六点", "09-21 18:00..09-25 18:00"),
        ("28号到3号", "09-28 00:00..10-04 00:00"),
        ("国庆假期", "10-01 00:00..10-08 00:00"),
        ("周六日", "09-19 00:00..09-21 00:00"),
        ("周六、周日", "09-19 00:00..09-21 00:00"),
        ("过几天", "09-18 00:00..09-22 00:00"),
        ("农历八月", "09-11 00:00..10-10 00:00"),
        ("明天七八点", "09-17 19:00..09-17 20:00"),
        ("周五之后", "09-19 00:00.."),
        ("周五开始", "09-18 00:00.."),
        ("between 2 and 4", "09-16 14:00..09-16 16:00"),
        ("from 10 to 12 tomorrow", "09-17 10:00..09-17 12:00"),
        ("10am-2pm Saturday", "09-19 10:00..09-19 14:00"),
        ("Sept 20 to 25", "09-20 00:00..09-26 00:00"),
        ("any time after work on Friday", "09-18 18:00..09-18 22:00"),
        ("明天下午2、3点", "09-17 14:00..09-17 15:00"),
        ("下周随便哪天上午", "09-21 08:00..09-27 12:00"),
        ("十月第一个周末", "10-03 00:00..10-05 00:00"),
        ("between 10 and noon tomorrow", "09-17 10:00..09-17 12:00"),
        ("the week after next", "09-28 00:00..10-05 00:00"),
        ("weekday mornings", "09-16 08:00..09-18 12:00"),
    ],
)
def test_a_stretch_ends_where_it_should(text: str, expected: str) -> None:
    assert span_of(text) == expected


def test_a_stated_weekday_wins_over_a_mistaken_date() -> None:
    found = one("9月20号星期六下午三点")
    assert (found.start.day, found.is_conflicting) == (19, True)
    assert not one("9月19号星期六").is_conflicting


def test_choices_are_several_times_that_share_the_day() -> None:
    first, second = read_times("明天下午3点或者4点", NOW)
    assert [f"{found.start:%d %H}" for found in (first, second)] == ["17 15", "17 16"]
    first, second = read_times("周四周五下午都行", NOW)
    assert [(found.start.day, found.grain) for found in (first, second)] == [(17, Grain.part), (18, Grain.part)]


@pytest.mark.parametrize(
    ("text", "is_earliest"), [("最早的", True), ("明天最早的", True), ("asap", True), ("明天", False)]
)
def test_the_earliest_is_a_wish_of_its_own(text: str, is_earliest: bool) -> None:
    assert one(text).is_earliest is is_earliest


def test_lengths_and_habits_are_told_from_moments() -> None:
    assert (one("一小时四十分钟").kind, one("一小时四十分钟").code) == (Kind.duration, "PT1H40M")
    assert (one("每晚八点").kind, one("每晚八点").code) == (Kind.recurring, "XXXX-XX-XXT20:00")


def test_the_thirtieth_of_a_short_lunar_month_is_its_last_day() -> None:
    assert start_of("腊月三十") == start_of("除夕") == "02-05 00:00"


def test_salon_hours_decide_about_a_bare_hour() -> None:
    early = read_times("明天7点", NOW, opens=6, closes=14)[0]
    assert (early.start.hour, one("明天7点").start.hour) == (7, 19)


def test_the_zone_of_now_is_kept() -> None:
    london = datetime(2026, 9, 16, 10, tzinfo=ZoneInfo("Europe/London"))
    assert one("tomorrow 3pm", london).start.isoformat() == "2026-09-17T15:00:00+01:00"


_WORDS = "明天 下周六 下午 三点 半 到 五点 或者 10.1 之后 前 农历 八月十五 每 两 个小时 后 十一 号 最早 、 - :30 3 pm"
_PIECES = [*_WORDS.split(), "tomorrow", " at ", " to ", "half past ", "next ", "Friday"]


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_any_heap_of_time_words_gives_sound_expressions(text: str) -> None:
    previous = 0
    for found in read_times(text, NOW):
        assert text[found.start_at : found.end_at] == found.text
        assert previous <= found.start_at < found.end_at
        assert found.start.tzinfo is not None
        assert found.end is None or found.end >= found.start
        previous = found.end_at


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for found in read_times(text, NOW):
        assert text[found.start_at : found.end_at] == found.text


@given(MOMENTS, st.integers(0, 6))
def test_a_weekday_is_the_next_such_day(moment: datetime, weekday: int) -> None:
    now = moment.replace(tzinfo=NOW.tzinfo)
    day = one("周" + "一二三四五六日"[weekday], now).start.date()
    assert day.weekday() == weekday
    assert timedelta(0) <= day - now.date() < timedelta(days=7)


@given(MOMENTS, st.integers(1, 31))
def test_a_day_of_the_month_is_never_past(moment: datetime, day: int) -> None:
    now = moment.replace(tzinfo=NOW.tzinfo)
    found = one(f"{day}号", now).start
    assert found.day == day
    assert timedelta(0) <= found.date() - now.date() < timedelta(days=63)


@given(MOMENTS, st.integers(1, 12), st.sampled_from([0, 30]))
def test_a_bare_clock_time_lies_ahead_within_a_day(moment: datetime, hour: int, minute: int) -> None:
    now = moment.replace(tzinfo=NOW.tzinfo, microsecond=0)
    found = one(f"{hour}点" + ("半" if minute else "钟"), now)
    assert timedelta(0) <= found.start - now < timedelta(days=1)
    assert (found.start.hour % 12, found.start.minute) == (hour % 12, minute)
    assert 9 <= found.start.hour < 22


@pytest.mark.parametrize(
    "text",
    ["一" * 2000, "1" * 2000, "今" * 2000, "三点" * 1000, "1 to " * 400, "1/" * 1000, "半个" * 1000, "12." * 666,
     "a few " * 400,
     "between 2 and " * 150, " " * 2000, "twenty five " * 160, "后" * 500_000, "农历" * 1000, "每" * 2000],
)  # fmt: skip
def test_hostile_texts_take_time_in_proportion_to_their_length(text: str) -> None:
    read_times("明天", NOW)
    begin = process_time()
    read_times(text, NOW)
    assert process_time() - begin < 0.5
