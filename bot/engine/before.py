"""What a text means by what stands before it: the question just answered, the treatment spoken of, the time chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.engine.commands import Command, Pick, Start
from bot.engine.dialog import Dialog, Registry
from bot.engine.options import ALTERNATIVES
from bot.engine.state import State
from nlu.entities.asked import asks_the_same_of, points_at_somebody, weekdays_of
from nlu.entities.otherwise import asked_anew, says_instead
from nlu.entities.shift import leads_away, leads_there, means_that_day, shift_of
from nlu.reading import Entity, Reading

_MOVES = {"reschedule_appointment", "correct_slot", "late_notice"}
_SUM = re.compile(r"(?<![\d.:-])\d{3,5}(?![\d.:-])")
_DAYS = {"day", "weekdays"}


def where_to(reading: Reading, entities: tuple[Entity, ...], text: str) -> tuple[Entity, ...]:
    """Of two days or hours of a visit that is moved those it is moved to: "my Thursday appointment to Friday"."""
    if not _MOVES & {each.name for each in reading.intents}:
        return entities
    kept = [_end_of(each, text) for each in entities]
    for kinds in ({"date"}, {"time", "time_range"}):
        alike = [each for each in kept if each.name in kinds]
        targets = [each for each in alike if leads_there(text[: each.start])]
        if len(alike) > 1 and targets:
            kept = [each for each in kept if each.name not in kinds or each in targets]
    return tuple(kept)


def _end_of(each: Entity, text: str) -> Entity:
    """ "Move my 3pm to 5pm" is read as a stretch, and means its end."""
    first, _, last = each.value.partition("/")
    is_both = each.name == "time_range" and " to " in each.text.lower() and ".." not in {first, last}
    return replace(each, name="time", value=last) if is_both and leads_away(text[: each.start]) else each


def moved(
    reading: Reading, entities: tuple[Entity, ...], text: str, running: Dialog | None
) -> tuple[dict[str, str], tuple[Entity, ...]]:
    """By how many minutes something is moved (`shift`), and the entities without what only said so: "an hour later" is
    no time of day."""
    shift = shift_of(text)
    is_wanted = bool(_MOVES & {each.name for each in (*reading.intents, *reading.guesses[:2])})
    if shift is None or not (is_wanted or (running is not None and "shift" in running.hears)):
        return {}, entities
    left = (each for each in entities if each.end <= shift.start or shift.end <= each.start)
    return {"shift": str(shift.minutes)}, tuple(left)


def sum_in(text: str, running: Dialog | None) -> dict[str, str]:
    """ "ok make it 3000": a bare figure is a sum of money (in fen) where one is asked for."""
    if running is None or "fen" not in running.hears:
        return {}
    figures = _SUM.findall(text)
    return {"fen": str(int(figures[0]) * 100)} if len(figures) == 1 else {}


def spoken_of(state: State) -> str:
    """The treatment that "it" stands for: those that are offered to choose from, or the one last spoken of."""
    if state.shown is not None and state.shown.question == "pick":
        offered = [option.key for option in state.shown.options if option.key != "none"]
        return state.spoken if state.spoken in offered else ALTERNATIVES.join(offered)
    return state.spoken


def whom_of(state: State, heard: Mapping[str, str], text: str) -> dict[str, str]:
    """The colleague that "her" stands for, where it was just told when they work, and the day of which that was."""
    if state.topic is None:
        return {}
    if means_that_day(text) and "day" not in heard and ALTERNATIVES not in state.topic[1].get("day", "|"):
        return {"day": state.topic[1]["day"]}
    if "staff" in heard or not points_at_somebody(text):
        return {}
    said = {name: state.topic[1].get(name, "") for name in ("staff", "day") if name not in heard}
    return {name: value for name, value in said.items() if value and ALTERNATIVES not in value}


def weekdays_in(text: str) -> dict[str, str]:
    """Days of the week that are asked about as a habit, as dialogs hear them."""
    days = weekdays_of(text)
    return {"weekdays": ALTERNATIVES.join(map(str, days))} if days else {}


def asked_again(state: State, registry: Registry, audience: str, heard: Mapping[str, str], text: str) -> Command | None:
    """「那周日呢」 asks what was just answered once more; what it does not name is as it was."""
    if state.topic is None or not asks_the_same_of(text):
        return None
    name, before = state.topic
    dialog, said = registry.get(name, audience), {**heard, **weekdays_in(text)}
    new = {key: value for key, value in said.items() if dialog and key in dialog.hears}
    if dialog is None or not new:
        return None
    outdated = _DAYS if new.keys() & _DAYS else set()
    return Start(name, {key: value for key, value in before.items() if key not in outdated} | new)


def corrected_beneath(
    state: State, registry: Registry, audience: str, heard: Mapping[str, str], text: str
) -> Start | None:
    """「换成头疗」 beside a question that a visit was left for changes the visit."""
    if "treatment" not in heard or not says_instead(text) or len(state.stack) < 2:
        return None
    asked = registry.get(state.stack[-1].dialog, audience)
    if asked is None or "treatment" not in asked.inherits:
        return None
    for frame in reversed(state.stack[:-1]):
        dialog = registry.get(frame.dialog, audience)
        if dialog is not None and {"treatment", "day"} <= set(dialog.hears):
            return Start(dialog.name, {name: value for name, value in heard.items() if name in dialog.hears})
    return None


def taken_back(state: State, text: str) -> list[Command]:
    """「换个人做」: that answer is taken back, in the dialog that has it. Whom no time suits wants another day."""
    again = asked_anew(text)
    if again == "time" and state.shown is not None and state.shown.question == "time":
        again = "day"
    frame = next((each for each in reversed(state.stack) if again in each.answers), None)
    return [] if frame is None else [Start(frame.dialog), Pick(f"change:{again}")]
