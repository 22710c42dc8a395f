"""The rule reader: entities by tables, intents by keywords. It stands in for the classifier to come."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from nlu.entities.codes import find_codes
from nlu.entities.names import find_names
from nlu.entities.other_stores import find_stores
from nlu.entities.profile import find_profile
from nlu.entities.time import Grain, Kind, TimeExpression, find_times
from nlu.entities.unlisted import find_people, find_treatments, start_with_body
from nlu.normalise import Normalised, normalise
from nlu.reading import Context, Entity, Intent, Names, Reading
from nlu.rules.words import AVOIDS, LIKES, OPENERS, OUTRANKS, STAFF_CONFIRM, STAFF_REJECT, WISHES

SURE, LIKELY = 0.9, 0.7
_TOLD = ("birthday", "allergy", "avoid", "like")
_IDS = ("phone", "booking_id", "coupon_code", "amount")
# 今晚七点: the evening belongs to the day's words, and 七点 is the time.
_THIS_EVENING = re.compile("[今明昨后][早晚]")
_DAY_PART = re.compile("(?<=[今明昨后])[早晚](?!上|间|饭)|")
_PART_ONLY = re.compile("[早晚]上?")
_BEFORE_HOURS = re.compile(r"(?<![a-z])(?:after|before|from|until|till|by|around|about)\s+$", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:大概|大约|差不多|约莫|估计|大致)[是在要\s]*|since\s+|the\s+(?=[\d\w]+\s*o'clock)", re.IGNORECASE
)
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_LEAD = re.compile(r"(?:at|on|in|from|since|by|@)\s+(?=\S)", re.IGNORECASE)
_SPACE = re.compile(r"[\s,。.!?~、;,…]*")

Hit = tuple[int, str]  # where in the text, which intent


class RuleReader:
    """Reads a message with tables alone, in a fraction of a millisecond; holds no state."""

    slow = False

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message; nothing understood gives a reading without intents. Never raises."""
        plain = normalise(text)
        entities = find_entities(plain, context)
        told = find_profile(plain, context.question)
        # 「生日8月15」 is no day for a visit.
        entities = [*(each for each in entities if not _overlaps(each, told)), *told]
        entities += _opinions(plain.text, entities)
        known = [entity for entity in entities if entity.is_known]
        return Reading(tuple(_intents(plain.text, known, context)), tuple(entities))


def find_entities(text: Normalised, context: Context) -> list[Entity]:
    """All entities in order; what looks like a time inside a phone number or a name is none.

    A time gives `date` when a day was said (an ISO date, "2026-09-19/2026-09-20" for several days with the
    last included), `time` for a clock ("earliest" and "latest" as such) or a part of the day ("12:00/18:00"),
    `time_range` for hours and open ends ("18:00/.."). Lengths and habits give none.
    """
    names = _named(text, context.names)
    codes = find_codes(text, context.question)
    ids = [entity for entity in codes if entity.name in _IDS]
    times: list[Entity] = []
    for found in find_times(text, context.now, context.opens, context.closes):
        is_taken = any(
            found.start_at < other.end and other.start < found.end_at for other in [*ids, *_longer(names, found)]
        )
        if found.kind is Kind.moment and not is_taken:
            times += time_entities(found)
    rest = [entity for entity in codes if entity in ids or not _overlaps(entity, times)]
    kept = [entity for entity in names if not _overlaps(entity, [*times, *ids])]
    return sorted([*kept, *rest, *times], key=lambda entity: (entity.start, entity.end))


def _named(text: Normalised, names: Names) -> list[Entity]:
    """What the salon has, and what it does not have and is spoken of all the same."""
    listed = [_with_body(text, each) for each in find_names(text, names)]
    foreign = find_treatments(text, listed)
    kept = [*(each for each in listed if not _overlaps(each, foreign)), *foreign]
    kept += find_stores(text, kept)
    return [*kept, *find_people(text, kept)]


def _with_body(text: Normalised, entity: Entity) -> Entity:
    """身体按摩 is all of it a name."""
    start = start_with_body(text.original, entity.start) if entity.name == "service" else entity.start
    return replace(entity, start=start, text=text.original[start : entity.end])


def _opinions(text: str, entities: list[Entity]) -> list[Entity]:
    """别安排小王给我, 以后都要小丽: whom somebody wants or does not want, beside the name itself."""
    name = "avoid" if re.search(AVOIDS, text) else "like" if re.search(LIKES, text) else None
    if name is None:
        return []
    return [
        Entity(name, each.value, each.text, each.start, each.end)
        for each in entities
        if each.name == "staff" and each.is_known
    ]


def _longer(names: list[Entity], found: TimeExpression) -> list[Entity]:
    """Names that contain the whole time: 五一店 is a store, no holiday."""
    return [name for name in names if name.start <= found.start_at and found.end_at <= name.end]


def _overlaps(entity: Entity, others: Iterable[Entity]) -> bool:
    return any(entity.start < other.end and other.start < entity.end for other in others)


def time_entities(found: TimeExpression) -> list[Entity]:
    """The entities that one time expression gives; day and hours have a span each where they stand apart."""
    values: list[tuple[str, str]] = []
    if found.has_day and not _is_open_day(found):
        values.append(("date", _date_value(found)))
    if found.is_earliest or found.is_latest:
        values.append(("time", "earliest" if found.is_earliest else "latest"))
    elif _has_hours(found):
        values.append(_hours_value(found))
    elif _is_open_day(found):
        values.append(("date", _date_value(found)))
    return [_spanned(found, name, value) for name, value in values]


def _spanned(found: TimeExpression, name: str, value: str) -> Entity:
    own = found.day_at if name == "date" else found.hours_at
    start, end = own or (found.start_at, found.end_at)
    start, end = start - found.start_at, end - found.start_at
    if name == "date" and own and (evening := _THIS_EVENING.match(found.text, start)):
        end = evening.end()
    elif name != "date" and own and found.day_at:
        if not _PART_ONLY.fullmatch(found.text, start, end):
            start = _DAY_PART.match(found.text, start, end).end()  # type: ignore[union-attr]
        if before := _BEFORE_HOURS.search(found.text, 0, start):
            start = before.start()
    if around := _AROUND.match(found.text, start, end):
        start = around.end()
    if name == "date" and own and _ORDINAL.match(found.text, start):
        start -= len("the ") * found.text[:start].lower().endswith("the ")
    if name == "date" and (lead := _LEAD.match(found.text, start, end)):
        start = lead.end()
    return Entity(name, value, found.text[start:end], start + found.start_at, end + found.start_at)


def _has_hours(found: TimeExpression) -> bool:
    return found.has_clock or found.has_part


def _is_open_day(found: TimeExpression) -> bool:
    return (found.is_open_start or found.is_open_end) and not _has_hours(found)


def _date_value(found: TimeExpression) -> str:
    first = found.start.date().isoformat()
    if found.is_open_end:  # "Wednesday after 5" is open by the hour, on one day
        return first if _has_hours(found) else f"{first}/.."
    if found.end is None or (_has_hours(found) and found.grain is not Grain.part):
        return first
    last = (found.end - found.end.resolution).date().isoformat()
    if found.is_open_start:
        return f"../{last}"
    return first if first == last else f"{first}/{last}"


def _hours_value(found: TimeExpression) -> tuple[str, str]:
    start = f"{found.start:%H:%M}"
    if found.is_open_end:
        return "time_range", f"{start}/.."
    if found.end is None:
        return "time", start
    name = "time_range" if found.has_clock or found.is_open_start else "time"
    end = "24:00" if found.end.hour == found.end.minute == 0 else f"{found.end:%H:%M}"
    return name, f"../{end}" if found.is_open_start else f"{start}/{end}"


def _intents(text: str, entities: list[Entity], context: Context) -> list[Intent]:
    hits = _openers(text)
    hits += [(match.start(), intent) for intent, pattern in _wishes() if (match := pattern.search(text))]
    hits += _staff_answer(text, entities)
    hits += [(each.start, "update_profile") for each in entities if each.name in _TOLD]
    hits += _implied_booking(text, entities, {intent for _, intent in hits}, context)
    kept = _by_clause(_in_dialog(hits, text, context), text)
    if kept:
        return [Intent(intent, SURE) for intent in kept]
    if not entities:
        return []
    return [Intent("inform", LIKELY)]


@cache
def _wishes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compiled at the first message, as the tables are long."""
    return tuple((intent, re.compile("|".join(patterns))) for intent, patterns in WISHES.items())


@cache
def _opener_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((intent, re.compile("|".join(patterns))) for intent, patterns in OPENERS.items())


def _openers(text: str) -> list[Hit]:
    """Greeting, yes and no at the beginning, one after the other: 你好 好的."""
    found: list[Hit] = []
    position = _skip(text, 0)
    for _ in range(3):
        match = next(
            ((intent, hit) for intent, pattern in _opener_patterns() if (hit := pattern.match(text, position))), None
        )
        if match is None or match[1].end() == position:
            break
        found.append((position, match[0]))
        position = _skip(text, match[1].end())
    return found


def _skip(text: str, position: int) -> int:
    gap = _SPACE.match(text, position)
    return gap.end() if gap else position


def _staff_answer(text: str, entities: list[Entity]) -> list[Hit]:
    """确认 or 拒绝 beside a booking code, or before a name (确认小丽下午3点那个), answers a request."""
    names = {entity.name for entity in entities}
    is_by_name = "staff" in names and re.match(rf"{STAFF_CONFIRM}|{STAFF_REJECT}", text)
    if "booking_id" not in names and not is_by_name:
        return []
    if re.search(STAFF_REJECT, text):
        return [(0, "staff_reject")]
    return [(0, "staff_confirm")] if re.search(STAFF_CONFIRM, text) else []


def _implied_booking(text: str, entities: list[Entity], found: set[str], context: Context) -> list[Hit]:
    """明天下午做脸: somebody who says what and when, with a verb, books, even beside another wish."""
    names = {entity.name for entity in entities}
    if context.question or "service" not in names or found & _ABOUT_A_SERVICE:
        return []
    doing = _DOING.search(text)
    return [(doing.start(), "book_appointment")] if doing else []


def _in_dialog(hits: list[Hit], text: str, context: Context) -> list[Hit]:
    """While a question is open, 取消 means the dialog and 改到周六 the answer, unless a booking is named."""
    if context.question is None or re.search(r"预约|约的|订的|appointment|booking", text):
        return hits
    here = {"cancel_appointment": "abort_flow", "reschedule_appointment": "correct_slot"}
    return [(start, here.get(intent, intent)) for start, intent in hits]


def _by_clause(hits: list[Hit], text: str) -> list[str]:
    """做个脸，顺便看看我的预约 holds two wishes: an intent outranks another in its own clause only."""
    edges = [match.start() for match in _SECOND_WISH.finditer(text)]
    clauses = [[hit for hit in hits if bisect_right(edges, hit[0]) == number] for number in range(len(edges) + 1)]
    ordered = dict.fromkeys(intent for clause in clauses for intent in _settled(clause))
    return sorted(ordered, key=_SMALL_TALK.__contains__)


def _settled(hits: list[Hit]) -> list[str]:
    """Each intent once, in order of appearance, without those a stronger one makes meaningless."""
    found = {intent for _, intent in hits}
    beaten = {weak for intent in found for weak in OUTRANKS.get(intent, ())}
    ordered = [intent for _, intent in sorted(hits, key=lambda hit: hit[0]) if intent not in beaten]
    if "cancel_appointment" not in found:
        ordered = [intent for intent in ordered if intent != "book_again"]
    ordered = list(dict.fromkeys("book_appointment" if intent == "book_again" else intent for intent in ordered))
    wishes = [intent for intent in ordered if intent not in _SMALL_TALK]
    return wishes + [intent for intent in ordered if intent in _SMALL_TALK]


_SECOND_WISH = re.compile(
    r"顺便|顺带|另外|还有|对了|同时|再帮我|(?<![a-z])(?:also|by the way|and (?:what|when|how|show|check|tell))(?![a-z])"
)
_DOING = re.compile(r"做|弄|想|要|约|来个|(?<![a-z])(?:get|do|want|like|need)(?![a-z])")
# Wishes that speak of a treatment without booking one.
_ABOUT_A_SERVICE = frozenset(
    [
        "join_waitlist",
        "leave_waitlist",
        "query_waitlist",
        "book_appointment",
        "reschedule_appointment",
        "cancel_appointment",
        "query_appointment",
        "query_availability",
        "correct_slot",
        "ask_price",
        "ask_service_info",
        "recommend_service",
        "complaint",
        "give_review",
        "deny",
        "abort_flow",
        "join_groupbuy",
        "redeem_points",
        "ask_promotion",
        "out_of_scope",
        "unsubscribe",
        "upload_post",
        "late_notice",
        "query_balance",
        "list_coupons",
    ]
)

# Politeness never stands before a wish: the wish is served first.
_SMALL_TALK = frozenset({"greet", "thanks", "goodbye"})
