"""From what a reader thinks to what is done: sure, fairly sure, or not understood (nlu.md, Build 3)."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.engine.commands import Cancel, Command, Handoff, Repeat, Start, Tell
from bot.engine.dialog import Dialog, Registry
from bot.engine.options import ALTERNATIVES
from nlu.entities.asked import (
    aches,
    asks_for_gifts,
    asks_of_own_days,
    asks_who_works,
    is_health,
    needs_of,
)
from nlu.entities.data_rights import data_right
from nlu.entities.mood import mood_of
from nlu.entities.otherwise import asked_anew, leaves_it_so, says_change
from nlu.entities.verdict import verdict_of
from nlu.reading import Intent, Reading

SURE = 0.6
"""From here on a wish is acted upon; nothing lasting happens without a yes to its summary anyway."""
MAYBE = 0.25
"""From here on it is asked for: 「您是想…?」"""
MEANT = "meant"
"""The dialog that asks."""
_MOST_GUESSES = 3
_OF_COLLEAGUES = {"staff_schedule", "query_appointment"}
"""What 「明天谁上班」 is taken for where a colleague asks."""
_FAR_AHEAD = 4
_LEAST_GUESS = 0.03
_VARIANTS = 3

_COMMANDS: dict[str, Command] = {
    "human_handoff": Handoff(),
    "abort_flow": Cancel(),
    "repeat": Repeat(),
    "greet": Tell("engine.hello"),
    "goodbye": Tell("engine.goodbye"),
    "thanks": Tell("engine.welcome"),
    "bot_challenge": Tell("talk.bot"),
    "out_of_scope": Tell("talk.out_of_scope"),
}
_ANSWERS = frozenset(["inform", "affirm", "deny", "correct_slot"])
_POLITE = frozenset(["thanks", "chitchat", "greet"])
_JUDGED = {"praise": "give_review", "blame": "complaint"}
"""「今天做得特别好」 is more than small talk: what was done is judged."""
_CORRECTED = {"correct_slot": "reschedule_appointment"}
"""「不对 改成周六」 when nothing is being asked any more speaks of the visit just asked for."""


_NEEDY = frozenset(["dry", "dull", "acne", "oily", "sensitive", "firm", "eyes", "shoulders", "hair"])
"""Needs that say more of what is wanted than 「想约一个」 does."""
_OF_PEOPLE = frozenset(["ask_hours", "ask_address", "chitchat", "ask_service_info", "out_of_scope", "inform"])
"""What a model may take 「小丽还在你们店吗」 for."""
_VISITS = frozenset(["book", "reschedule", "cancel_booking"])


@dataclass(frozen=True, slots=True)
class Wish:
    """Something wanted, and what serves it: a dialog, or a command that needs none, or neither."""

    intent: str
    confidence: float
    dialog: Dialog | None = None
    command: Command | None = None

    @property
    def serves(self) -> str:
        """What two intents have in common that are one wish: free times are asked for by booking."""
        return self.dialog.name if self.dialog else self.intent

    @property
    def is_served(self) -> bool:
        """Whether anything can be done about it."""
        return self.dialog is not None or self.command is not None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is surely wanted, first to serve first, and what may be wanted, likeliest first."""

    sure: tuple[Wish, ...] = ()
    maybe: tuple[Wish, ...] = ()


def weigh(
    reading: Reading, registry: Registry, audience: str, text: str, heard: Mapping[str, str], *, is_running: bool
) -> Wishes:
    """What a reading asks of this person.

    Intents that one dialog serves count together; what only colleagues say is not for members.
    """
    of_people = "treatment" not in heard and asks_who_works(text)

    def wish(intent: Intent) -> Wish:
        name = _meant(intent.name, text, heard, is_running=is_running)
        is_moved = name == "query_availability" or (name == "book_appointment" and says_change(text))
        if "same_time" in heard and not is_running and is_moved:
            name = "reschedule_appointment"
        is_roster = of_people and (
            name == "query_availability"
            or ("staff" in heard and name in _OF_PEOPLE)
            or (name in _OF_COLLEAGUES and not asks_of_own_days(text))
        )
        dialog = registry.get("roster", audience) if is_roster else registry.by_intent(name, audience)
        return Wish(name, intent.confidence, dialog, None if dialog else command_of(intent.name, text, audience))

    if len(reading.intents) > 1 or not {each.name for each in reading.intents} <= {
        each.name for each in reading.guesses
    }:
        several = [wish(each) for each in reading.intents if each.confidence >= SURE and _is_for(each.name, audience)]
        if several:
            return Wishes(tuple({each.serves: each for each in reversed(several)}.values())[::-1])
    ranked = _together([wish(each) for each in _of(reading.guesses or reading.intents, audience)])
    if (judged := _judged(text, heard, registry, audience, ranked)) is not None:
        return Wishes((judged,))
    if ranked and _stands_out(ranked) and not (_is_one_word(text) and ranked[0].confidence < SURE):
        return Wishes(tuple(ranked[:1]))
    if of_people and "staff" in heard and (dialog := registry.get("roster", audience)) is not None:
        return Wishes((Wish("query_availability", SURE, dialog),))
    maybe = [each for each in ranked if each.is_served and each.confidence >= _LEAST_GUESS][:_MOST_GUESSES]
    return Wishes((), tuple(maybe) if ranked and ranked[0].confidence >= MAYBE else ())


def _meant(intent: str, text: str, heard: Mapping[str, str], *, is_running: bool) -> str:
    """The wish by what words say for certain: nobody is led to erase their data who asks what is kept of it."""
    meant: str
    match intent:
        case "delete_data":
            meant = data_right(text)
        case "complaint" if aches(text):
            meant = "recommend_service"
        case "book_appointment" if not is_running and "treatment" not in heard and _NEEDY & set(needs_of(text)):
            meant = "recommend_service"
        case "human_handoff" if asked_anew(text) == "staff":  # 换个人做 is no wish for a colleague in this chat
            meant = "reschedule_appointment"
        case "update_profile" if is_running and is_health(text):  # said beside a visit, it asks whether that is right
            meant = "ask_service_info"
        case "recharge" if asks_for_gifts(text):
            meant = "ask_promotion"
        case "referral_reward" | "get_invite_code" | "join_groupbuy" if "people" in heard:  # 我带个朋友一起可以吗
            meant = "inform" if is_running else "book_appointment"
        case _:
            meant = intent if is_running else _CORRECTED.get(intent, intent)
    return meant


def with_house(wishes: Wishes, heard: Mapping[str, str], registry: Registry, audience: str) -> Wishes | None:
    """A question about the house or somebody in it, which the salon has answered itself, and beside it only what says
    more than it: a visit with its day or treatment. None for all other messages."""
    if "about" in heard and (told := registry.get("colleague", audience)) is not None:
        return Wishes((Wish("ask_colleague", SURE, told),))
    house = registry.get("house", audience)
    if house is None or not heard.keys() & {"answer", "terms"}:
        return None
    is_visit = bool(heard.keys() & {"treatment", "day", "time"})
    rest = [each for each in wishes.sure if is_visit and each.dialog is not None and each.dialog.name in _VISITS]
    booking = registry.by_intent("book_appointment", audience)
    if not rest and booking is not None and "treatment" in heard and heard.keys() & {"day", "time"}:
        rest = [Wish("book_appointment", SURE, booking)]
    return Wishes((*rest, Wish("ask_house", SURE, house)))


def _judged(
    text: str, heard: Mapping[str, str], registry: Registry, audience: str, ranked: Sequence[Wish]
) -> Wish | None:
    """A plain verdict on what was done, or stars for it, where nothing else is surely wanted."""
    verdict = verdict_of(text)
    intent = _JUDGED.get(verdict or "", "give_review" if "score" in heard else "")
    dialog = registry.by_intent(intent, audience)
    is_open = not ranked or not _stands_out(ranked) or (verdict is not None and ranked[0].intent in _POLITE)
    return Wish(intent, SURE, dialog) if dialog is not None and is_open else None


def ask_which(wishes: Sequence[Wish], heard: dict[str, str], text: str) -> Command | None:
    """「您是想…?」 to a text, with what may be wanted; small talk is no choice, and answered when alone.

    A name that is faintly like "cancel" drops nothing: what is only guessed is told, never done.
    """
    offered = [each for each in wishes if each.dialog or isinstance(each.command, Handoff)]
    if not offered:
        return wishes[0].command if wishes and isinstance(wishes[0].command, Tell) else None
    if len(offered) == 1 and (only := offered[0].dialog) is not None and only.at_once:
        return Start(only.name, {name: value for name, value in heard.items() if name in only.hears})
    named = ALTERNATIVES.join(f"{each.intent}={each.dialog.name if each.dialog else 'person'}" for each in offered)
    return Start(MEANT, heard | {"wishes": named, "said": text})


def command_of(intent: str, text: str, audience: str) -> Command | None:
    """What needs no dialog: small talk, leaving, a person. The wording is chosen by the words said."""
    if intent == "abort_flow" and leaves_it_so(text):
        return Repeat()
    variant = zlib.crc32(text.encode()) % _VARIANTS
    if intent == "chitchat":
        return Tell(f"talk.{mood_of(text)}", {"variant": variant})
    if audience == "staff" and intent in {"bot_challenge", "out_of_scope"}:
        return None
    return _COMMANDS.get(intent)


def _stands_out(ranked: Sequence[Wish]) -> bool:
    """Sure in itself, or so much likelier than all else that a choice would have one button."""
    first, second = ranked[0].confidence, ranked[1].confidence if len(ranked) > 1 else 0.0
    return first >= SURE or (ranked[0].dialog is not None and first >= MAYBE and first >= _FAR_AHEAD * second)


def _is_one_word(text: str) -> bool:
    """Whether it may be nothing but a name: "Sue" is faintly like some word of a complaint."""
    return text.isascii() and len(text.split()) == 1


def _of(intents: Iterable[Intent], audience: str) -> list[Intent]:
    """Only what this person can mean: the others' shares are no doubt of theirs."""
    listed = list(intents)
    left = [each for each in listed if _is_for(each.name, audience)]
    lost = sum(each.confidence for each in listed) - sum(each.confidence for each in left)
    share = 1 - lost
    return left if share <= 0.05 or not lost else [Intent(each.name, each.confidence / share) for each in left]


def _is_for(intent: str, audience: str) -> bool:
    return audience == "staff" or not intent.startswith("staff_")


def _together(wishes: Sequence[Wish]) -> list[Wish]:
    """Wishes that the same dialog serves as one, under the likeliest name."""
    found: dict[str, Wish] = {}
    for each in wishes:
        same = found.get(each.serves)
        found[each.serves] = (
            each if same is None else dataclasses.replace(same, confidence=same.confidence + each.confidence)
        )
    return sorted(found.values(), key=lambda each: -each.confidence)


def is_answer(wish: Wish) -> bool:
    """Yes, no, a value, a correction: meaningless but for the question that is open."""
    return wish.intent in _ANSWERS
