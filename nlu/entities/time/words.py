"""Word tables of the time reader: parts of the day, weekdays, months, units and pattern fragments."""

from dataclasses import dataclass
from enum import StrEnum

from nlu.entities.numbers import NUMBER_ZH


class Band(StrEnum):
    """How a part of the day reads a bare hour between 1 and 12."""

    morning = "morning"  # as said
    dawn = "dawn"  # as said, twelve is midnight
    noon = "noon"  # one to three are 13 to 15
    afternoon = "afternoon"  # twelve hours later, twelve is noon
    evening = "evening"  # twelve hours later, twelve is the midnight that ends the day
    any = "any"  # says nothing: the salon's hours decide


@dataclass(frozen=True, slots=True)
class Part:
    """Hours of a part of the day (`until` exclusive, 24 = end of the day) and how it reads an hour."""

    since: int
    until: int
    band: Band
    timex: str = ""


PARTS = {
    "dawn": Part(0, 6, Band.dawn, "TNI"),
    "first": Part(6, 9, Band.morning, "TMO"),
    "early": Part(6, 10, Band.morning, "TMO"),
    "forenoon": Part(8, 12, Band.morning, "TMO"),
    "am": Part(0, 12, Band.dawn, "TMO"),
    "noon": Part(11, 14, Band.noon, "TMI"),
    "lunch": Part(12, 14, Band.noon, "TMI"),
    "afternoon": Part(12, 18, Band.afternoon, "TAF"),
    "late_afternoon": Part(15, 18, Band.afternoon, "TAF"),
    "pm": Part(12, 24, Band.afternoon, "TAF"),
    "dusk": Part(17, 19, Band.evening, "TEV"),
    "after_work": Part(18, 22, Band.evening, "TEV"),
    "en_evening": Part(17, 22, Band.evening, "TEV"),
    "evening": Part(18, 24, Band.evening, "TEV"),
    "late": Part(21, 24, Band.evening, "TNI"),
    "daytime": Part(8, 18, Band.any, "DT"),
    "whole": Part(0, 24, Band.any, ""),
}

# A greeting is no time; 早点 and 晚一点 are wishes for another one.
PART_WORDS_ZH = {
    "凌晨": "dawn", "半夜": "dawn", "后半夜": "dawn", "大清早": "first", "一大早": "first", "一早": "first",
    "清早": "first", "清晨": "first", "大早上": "first", "早上": "early", "早晨": "early", "早间": "early",
    "早起": "early", "上午": "forenoon", "正午": "noon", "中午": "noon", "午间": "noon", "午休": "lunch",
    "午饭后": "afternoon", "午饭时间": "lunch", "吃午饭的时候": "lunch", "饭点": "lunch", "午后": "afternoon",
    "下午": "afternoon", "下晌": "afternoon",
    "傍晚": "dusk", "黄昏": "dusk", "擦黑": "dusk", "晚上": "evening", "晚间": "evening", "夜里": "evening",
    "夜间": "evening", "大晚上": "evening", "今夜": "evening", "深夜": "late", "白天": "daytime", "一整天": "whole",
    "整天": "whole", "全天": "whole", "整日": "whole", "全日": "whole",
}  # fmt: skip

PART_WORDS_EN = {
    "early morning": "first", "first thing in the morning": "first", "first thing": "first",
    "late morning": "forenoon", "morning": "forenoon", "mornings": "forenoon", "lunchtime": "lunch",
    "lunch time": "lunch", "lunch break": "lunch", "around lunch": "lunch", "at lunch": "lunch", "over lunch": "lunch",
    "during lunch": "lunch", "on my lunch break": "lunch", "early afternoon": "afternoon", "afternoons": "afternoon",
    "late afternoon": "late_afternoon", "afternoon": "afternoon", "arvo": "afternoon",
    "early evening": "en_evening", "evenings": "en_evening", "evening": "en_evening",
    "after lunch": "afternoon", "before lunch": "forenoon", "after dinner": "evening",
    "late at night": "late", "at night": "evening", "night": "evening", "all day": "whole", "whole day": "whole",
    "daytime": "daytime",
}  # fmt: skip

WEEKDAY_ZH = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
WEEKDAY_ZH |= {str(day): day - 1 for day in range(1, 8)}

_WEEKDAYS_EN = (
    "monday mondays mon", "tuesday tuesdays tues tue", "wednesday wednesdays weds wed",
    "thursday thursdays thurs thur thu", "friday fridays fri", "saturday saturdays sat", "sunday sundays sun",
)  # fmt: skip
WEEKDAY_EN = {name: index for index, names in enumerate(_WEEKDAYS_EN) for name in names.split()}

_MONTHS_EN = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
MONTH_EN = {name: index + 1 for index, names in enumerate(_MONTHS_EN) for name in names.split()}

ORDINAL_EN = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24,
    "twenty-fifth": 25, "thirtieth": 30, "thirty-first": 31, "last": -1,
}  # fmt: skip

DAY_WORDS_ZH = {
    "大大后天": 4, "大后天": 3, "后天": 2, "明天": 1, "今天": 0, "昨天": -1, "前天": -2, "大前天": -3,
    "当天": 0, "次日": 1, "翌日": 1, "隔天": 1, "今": 0, "明": 1, "后": 2, "昨": -1,
}  # fmt: skip

DAY_WORDS_EN = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "day after tmr": 2, "overmorrow": 2,
    "the day before yesterday": -2, "day before yesterday": -2, "tomorrow": 1, "tomoz": 1, "tmrw": 1, "tmr": 1,
    "tmw": 1, "tom": 1, "today": 0, "2day": 0, "tdy": 0, "yesterday": -1, "the next day": 1, "the following day": 1,
}  # fmt: skip

# Minutes per unit, and ISO 8601 letters; months and years have no fixed length and are counted on the calendar.
UNITS = {
    "分钟": "TM", "刻钟": "TQ", "小时": "TH", "钟头": "TH", "钟": "TH", "天": "D", "日": "D", "周": "W",
    "星期": "W", "礼拜": "W", "月": "M", "年": "Y",
    "minute": "TM", "min": "TM", "hour": "TH", "hr": "TH", "h": "TH", "day": "D", "week": "W", "wk": "W", "month": "M",
    "fortnight": "F", "year": "Y",
}  # fmt: skip


def either(words: object) -> str:
    """A pattern for any of the words, the longest first so that 上午 never hides 上."""
    return "(?:" + "|".join(sorted(map(str, words), key=len, reverse=True)) + ")"  # type: ignore[call-overload]


NUM = NUMBER_ZH
HOUR_ZH = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
WEEK_ZH = r"(?:周|星期|礼拜)"
JOIN_ZH = r"\s*(?:到|至|-|~|–|—|或者|或|、)\s*"
NOT_COUNTED = (
    r"(?!\s*(?:[个位人块元次折楼名套款张份项岁倍米斤克度%年¥$]|分钟|小时|公里|厘米|毛|角|cm|kg|ml|people|persons?))"
)
EN_START, EN_END = r"(?<![a-z])", r"(?![a-z])"
