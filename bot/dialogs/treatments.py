"""Questions about treatments, answered in the salon's own words; what suits whom (product.md A6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogs.unlisted import tell_unlisted
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES, Option
from bot.messages import Card
from bot.texts import formats
from core.catalog import service as catalog
from core.catalog.schemas import TreatmentOut
from core.kit.localized import pick

_ASKED_ABOUT = 3
_SUGGESTED = 3


@dialog(
    "service_info",
    intents=("ask_service_info",),
    hears=("treatment", "topic", "need"),
    inherits=("treatment",),
    leads_to=("book",),
)
def service_info(chat: Chat) -> None:
    """One topic of a treatment (pain, length, suitability, care …) from its own text; an unnamed one is asked for."""
    tell_unlisted(chat)
    topics = [topic for topic in (chat.noted("topic") or "").split(ALTERNATIVES) if topic]
    offered = catalog.list_treatments(chat.work)
    wished = chat.frame.heard.get("treatment", "").split(ALTERNATIVES)
    several = [item for item in offered if item.code in wished][:_ASKED_ABOUT]
    if len(several) < 2 or "difference" not in topics:
        several = [_which(chat, offered, topics)]
        topics = [topic for topic in topics if topic != "difference"]
    chat.frame.heard.pop("treatment", None)
    unknown = [item for item in several if not _tell(chat, item, topics)]
    if len(several) == 1 and unknown:
        _ask_a_colleague(chat, unknown[0])


def _which(chat: Chat, offered: Sequence[TreatmentOut], topics: Sequence[str]) -> TreatmentOut:
    if not chat.knows("treatment"):
        if "suitability" in topics and (need := chat.noted("need")):  # 孕妇可以做吗: what can, is the answer
            chat.go_on_with("recommend", need=need)
        names = {item.category: pick(item.category_name, chat.language) for item in offered}
        options = [Option(code, name, code) for code, name in names.items()]
        category = chat.choose("category", options, ask="service_info.category.ask")
        offered = [item for item in offered if item.category == category]
    listed = [Option(item.code, pick(item.name, chat.language), item, item.aliases) for item in offered]
    return chat.choose("treatment", listed, ask="service_info.treatment.ask")


def _tell(chat: Chat, item: TreatmentOut, topics: Sequence[str]) -> bool:
    """Adds a card of what the salon says; False when it says nothing of a topic."""
    known = [topic for topic in topics or ("what", "pain", "suitability") if _SAID[topic](chat, item)]
    lines = tuple(_SAID[topic](chat, item) for topic in known)
    if lines:
        chat.reply.cards.append(Card(pick(item.name, chat.language), lines))
    return len(known) == len(topics) or not topics


def _lengths(chat: Chat, item: TreatmentOut) -> str:
    sizes = sorted({variation.minutes for variation in item.variations})
    told = chat.text("service_info.minutes", minutes=" / ".join(map(str, sizes)))
    return f"{told} {pick(item.duration_note, chat.language)}".strip() if item.duration_note else told


def _fact(topic: str) -> Callable[[Chat, TreatmentOut], str]:
    def said(chat: Chat, item: TreatmentOut) -> str:
        return pick(item.facts[topic], chat.language) if topic in item.facts else ""

    return said


_SAID: dict[str, Callable[[Chat, TreatmentOut], str]] = {
    "what": lambda chat, item: pick(item.description, chat.language),
    "difference": lambda chat, item: pick(item.description, chat.language),
    "pain": lambda chat, item: pick(item.pain, chat.language),
    "suitability": lambda chat, item: pick(item.suitability, chat.language),
    "aftercare": lambda chat, item: pick(item.aftercare, chat.language),
    "duration": _lengths,
    "preparation": _fact("preparation"),
    "effect": _fact("effect"),
}


def _ask_a_colleague(chat: Chat, item: TreatmentOut) -> None:
    """What the salon has not written down is not made up: a person knows, one tap away."""
    chat.choose(
        "answer",
        [
            Option("handoff", chat.text("service_info.person"), None, chat.texts.words("yes"), style="primary"),
            Option("cancel", chat.text("later.no"), None, chat.texts.words("no")),
        ],
        ask="service_info.unknown",
        treatment=pick(item.name, chat.language),
    )


@dialog(
    "recommend",
    intents=("recommend_service",),
    hears=("need", "all", "day", "time", "part", "staff"),
    leads_to=("book",),
)
def recommend(chat: Chat) -> None:
    """What helps with what was said, with the reason; without a need it is asked for. The choice goes on to booking."""
    offered = catalog.list_treatments(chat.work)
    if chat.noted("all") and not chat.noted("need"):
        chat.go_on_with("prices")
    needs = [need for need in (chat.noted("need") or "").split(ALTERNATIVES) if need]
    if not needs:
        needs = [chat.choose("need", _needs(chat, offered), ask="recommend.need.ask")]
    fitting = _fitting(offered, needs)
    if not fitting:
        chat.forget("need")
        chat.frame.noted.pop("need", None)
        chat.say("recommend.nothing")
        chat.choose("need", _needs(chat, offered), ask="recommend.need.ask")
    said = {name: chat.noted(name) for name in ("day", "time", "part", "staff")}
    if not chat.knows("pick"):
        for item in fitting:
            price = formats.money(min(each.price_fen for each in item.variations))
            why = chat.text("recommend.why", need=_need(chat, next(each for each in needs if each in item.helps)))
            lines = (why, pick(item.description, chat.language), chat.text("recommend.from", price=price))
            chat.reply.cards.append(Card(pick(item.name, chat.language), lines))
    chosen = chat.choose(
        "pick",
        [
            *(Option(item.code, pick(item.name, chat.language), item.code, item.aliases) for item in fitting),
            Option("none", chat.text("recommend.look"), "", chat.texts.words("no")),
        ],
        ask="recommend.pick.ask",
    )
    if not chosen:
        chat.say("engine.fine")
        chat.leave()
    chat.go_on_with("book", **{"treatment": chosen, **{name: value for name, value in said.items() if value}})


def _fitting(offered: Sequence[TreatmentOut], needs: Sequence[str]) -> list[TreatmentOut]:
    """Those that help with most of the needs, in menu order among equals."""
    found = [(len(set(item.helps) & set(needs)), item) for item in offered]
    return [item for count, item in sorted(found, key=lambda each: -each[0]) if count][:_SUGGESTED]


def _needs(chat: Chat, offered: Sequence[TreatmentOut]) -> list[Option[str]]:
    """The needs that anything on the menu helps with, those with most choice first."""
    counted: dict[str, int] = {}
    for item in offered:
        for need in item.helps:
            counted[need] = counted.get(need, 0) + 1
    known = [need for need in sorted(counted, key=lambda each: -counted[each]) if chat.texts.has("en", f"need.{need}")]
    return [Option(need, _need(chat, need), need) for need in known[:8]]


def _need(chat: Chat, need: str) -> str:
    return chat.text(f"need.{need}")
