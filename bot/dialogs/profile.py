"""我的资料: what the salon knows of a member, shown and changed by button or word (A1, A3, A4)."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.naming import tidy_name
from bot.portrait import WORDS, birthday_words, health, learned, told
from core.catalog import service as catalog
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.errors import BadInput
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.member.schemas import MemberOut
from core.profile import service as profiles
from core.profile.enums import PreferenceKind, Sex
from core.profile.errors import BadBirthday
from core.staff import service as staff_service
from nlu.entities.profile import read_birthday

HEALTH_VERSION = "2026-11"
"""Of the text `profile.consent.ask`, which stands with every consent given to it."""

LONGEST_WORDS = 60
ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Tokyo", "Asia/Singapore", "Europe/London", "America/New_York")


@dialog(
    "profile",
    hears=("birthday", "allergies", "avoid", "like", "phone", "words"),
    intents=("update_profile",),
    command="profile",
    in_menu=True,
    needs_member=True,
    leads_to=("book",),
)
def profile(chat: Chat) -> None:
    """Shows everything and changes one thing after the other, until that is enough."""
    _begin_with_what_was_said(chat)
    if not chat.knows("field"):
        chat.reply.cards.append(_card(chat))
    field = chat.choose("field", [_named(chat, "field", name) for name in (*_CHANGES, *_ELSEWHERE, "done")])
    if field in _ELSEWHERE:
        chat.go_on_with(field)
    if field in _CHANGES:
        _CHANGES[field](chat)
        chat.retry(*chat.frame.answers)


def _begin_with_what_was_said(chat: Chat) -> None:
    """「我对酒精过敏」 says at once what is to be changed; nothing of it is kept before its own question allows it."""
    if (number := chat.frame.heard.pop("phone", "")) or (not chat.frame.answers and chat.speaks_of("phone")):
        chat.go_on_with("phone", **({"phone": number} if number else {}))
    for opinion in ("avoid", "like"):
        if opinion in chat.frame.heard:
            chat.frame.heard["staff"] = chat.frame.heard.pop(opinion)
            chat.frame.answers |= {"field": "people", "opinion": opinion}
    if "birthday" in chat.frame.heard:
        chat.frame.answers["field"] = "birthday"
    if "allergies" in chat.frame.heard:
        chat.frame.answers |= {"field": "health", "aspect": "allergies"}


def _card(chat: Chat) -> Card:
    member, own = _member(chat), profiles.get(chat.work, _id(chat))
    lines = [
        chat.text("profile.phone", phone=member.phone or "none"),
        *([birthday_words(chat, own.birthday)] if own.birthday else []),
        *([chat.text(f"profile.sex.{own.sex.value}")] if own.sex else []),
        *([chat.text("profile.zone", zone=own.zone)] if own.zone else []),
        *told(chat, member, own),
        *learned(chat, member.id),
        *health(chat, member),
    ]
    return Card(member.name or member.code, tuple(lines), footer=member.code)


def _change_name(chat: Chat) -> None:
    members.set_name(chat.work.acting_as(SYSTEM), _id(chat), chat.ask("name", check=tidy_name))
    chat.say("profile.kept")


def _change_birthday(chat: Chat) -> None:
    written = chat.ask("birthday", check=lambda said: _tidy_birthday(chat, said))
    if written == _NOTHING:
        profiles.set_birthday(chat.work, _id(chat), None)
        chat.say("profile.forgotten")
        return
    birthday = profiles.birthday_of(written)
    try:
        profiles.set_birthday(chat.work, _id(chat), birthday)
    except BadBirthday as refusal:
        chat.explain(refusal)
        chat.retry("birthday")
    chat.say("profile.birthday.kept", birthday=birthday_words(chat, birthday))


def _tidy_birthday(chat: Chat, said: str) -> str:
    """Its written form. The reader gave that already where it was said in a sentence."""
    if _is_nothing(chat, said):
        return _NOTHING
    written = said if said.startswith("lunar:") else read_birthday(said)
    if written is None:
        raise BadInput(what="birthday")
    return str(profiles.birthday_of(written))


def _change_sex(chat: Chat) -> None:
    options: list[Option[Sex | None]] = [
        Option(each.value, chat.text(f"profile.sex.{each.value}"), each) for each in Sex
    ]
    options.append(Option(_NOTHING, chat.text("profile.say_nothing"), None))
    profiles.set_sex(chat.work, _id(chat), chat.choose("sex", options))
    chat.say("profile.kept")


def _change_zone(chat: Chat) -> None:
    options = [Option(zone, zone, zone, (zone.rpartition("/")[2].replace("_", " "),)) for zone in ZONES]
    profiles.set_zone(
        chat.work, _id(chat), chat.choose("zone", [Option("store", chat.text("profile.zone.store"), ""), *options])
    )
    chat.say("profile.kept")


def _change_taste(chat: Chat) -> None:
    """What is kept in the member's own words."""
    name = chat.choose("taste", [_named(chat, "taste", each) for each in (*WORDS, "preferences")])
    words = _own_words(chat, "words", name)
    if name == "preferences":
        members.set_preferences(chat.work.acting_as(SYSTEM), _id(chat), words)
    else:
        profiles.set_words(chat.work, _id(chat), **{name: words})
    chat.say("profile.kept" if words else "profile.forgotten")


def _change_people(chat: Chat) -> None:
    people = [
        Option(
            str(each.id),
            pick(each.name, chat.language),
            (each.id, pick(each.name, chat.language)),
            (each.code, *each.aliases),
        )
        for each in staff_service.list_staff(chat.work)
        if each.skills
    ]
    _state(chat, PreferenceKind.staff, *chat.choose("staff", people))


def _change_treatments(chat: Chat) -> None:
    listed = [
        Option(each.code, pick(each.name, chat.language), (each.id, pick(each.name, chat.language)), each.aliases)
        for each in catalog.list_treatments(chat.work)
    ]
    _state(chat, PreferenceKind.treatment, *chat.choose("treatment", listed))


def _state(chat: Chat, kind: PreferenceKind, subject_id: int, name: str) -> None:
    opinion = chat.choose("opinion", [_named(chat, "opinion", each) for each in _OPINIONS], about=name)
    profiles.prefer(chat.work, _id(chat), kind, subject_id, likes=_OPINIONS[opinion])
    chat.say(f"profile.opinion.{opinion}.kept", name=name)


def _change_health(chat: Chat) -> None:
    """Skin, needs and allergies: asked for a consent of its own first; without it nothing is kept (A4)."""
    if not consents.has(chat.work, _id(chat), ConsentKind.health_notes):
        agreed = chat.choose(
            "consent",
            [
                Option("agree", chat.text("profile.consent.agree"), True, chat.texts.words("yes"), style="primary"),
                Option("refuse", chat.text("profile.consent.refuse"), False, chat.texts.words("no")),
            ],
        )
        chat.forget("consent")
        if not agreed:
            chat.frame.heard.pop("allergies", None)
            chat.say("profile.consent.refused")
            return
        channel = chat.person.conversation.channel
        consents.grant(chat.work, _id(chat), ConsentKind.health_notes, text_version=HEALTH_VERSION, channel=channel)
        chat.say("profile.consent.given")
    aspect = chat.choose("aspect", [_named(chat, "aspect", each) for each in (*_NOTES, "withdraw")])
    if aspect == "withdraw":
        consents.withdraw(chat.work, _id(chat), ConsentKind.health_notes)
        chat.say("profile.consent.withdrawn")
        return
    words = _own_words(chat, aspect, aspect)
    _NOTES[aspect](chat.work, _id(chat), words)
    chat.say(f"profile.{aspect}.kept" if words else "profile.forgotten", text=words)


def _own_words(chat: Chat, question: str, name: str) -> str:
    """What the person types; "" for a word that takes it away."""
    words = chat.ask(question, ask=f"profile.{name}.ask", check=_tidy_words)
    return "" if _is_nothing(chat, words) else words


def _tidy_words(said: str) -> str:
    words = " ".join(said.split())
    if not 0 < len(words) <= LONGEST_WORDS:
        raise BadInput(what="words")
    return words


def _named(chat: Chat, question: str, name: str) -> Option[str]:
    return Option(name, chat.text(f"profile.{question}.{name}"), name)


def _is_nothing(chat: Chat, said: str) -> bool:
    return said.strip() == _NOTHING or said.strip().casefold() in chat.texts.words("nothing")


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id


def _member(chat: Chat) -> MemberOut:
    return members.get(chat.work, _id(chat))


_NOTHING = "nothing"
_ELSEWHERE = ("phone", "language", "my_visits")
_OPINIONS: dict[str, bool | None] = {"like": True, "avoid": False, "neither": None}
_NOTES = {"skin": consents.set_skin, "needs": consents.set_needs, "allergies": consents.set_allergies}
_CHANGES: dict[str, Callable[[Chat], None]] = {
    "name": _change_name,
    "birthday": _change_birthday,
    "sex": _change_sex,
    "taste": _change_taste,
    "people": _change_people,
    "treatments": _change_treatments,
    "health": _change_health,
    "zone": _change_zone,
}
