"""/member: the brief before a visit (A7); /tier: the level of a member (G1)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.portrait import WORDS, birthday_words, health, learned, told
from bot.prepaid import card_line
from bot.staff.naming import ending, known_member, one_member, record
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.card import service as cards
from core.coupon import service as coupons
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member.enums import Tier
from core.member.schemas import MemberOut
from core.points import service as points
from core.profile import service as profiles
from core.tier import service as tiers
from core.wallet import service as wallet


@dialog(
    "staff_member",
    audience="staff",
    command="member",
    takes=("member",),
    hears=("member",),
    in_menu=True,
    permission=Permission.see_members,
)
def member(chat: Chat) -> None:
    """Last treatment, preferences, allergies (only with the member's consent, A4), open bookings.

    Of somebody who only ever was in other stores just who they are: their visits are no business of this one (R1).
    """
    person = one_member(chat)
    is_known = bookings.knows(chat.work, person.id)
    chat.reply.cards.append(_brief(chat, person) if is_known else _stranger(chat, person))


@dialog(
    "staff_tier",
    audience="staff",
    command="tier",
    takes=("tier", "member"),
    hears=("tier", "member"),
    permission=Permission.set_tiers,
)
def tier(chat: Chat) -> None:
    """Puts a member into a tier by hand; who did it stays in the audit log."""
    person = known_member(chat)
    chosen = chat.choose(
        "tier",
        [Option(each.value, chat.text(f"tier.{each.value}"), each, _other_names(chat, each)) for each in Tier],
        ask="staff.tier.ask",
        member=person.name or person.code,
        tier=chat.text(f"tier.{person.tier.value}"),
    )
    tiers.set_by_hand(chat.work, person.id, chosen)
    chat.say("staff.tier.done", name=person.name or person.code, tier=chat.text(f"tier.{chosen.value}"))


@dialog(
    "staff_correct",
    audience="staff",
    command="correct",
    takes=("member",),
    hears=("member",),
    permission=Permission.correct_members,
)
def correct(chat: Chat) -> None:
    """Corrects what a member likes, on their word; who did it stays in the audit log, the words do not."""
    person = known_member(chat)
    name = chat.choose(
        "field", [Option(each, chat.text(f"profile.taste.{each}"), each) for each in WORDS], ask="staff.correct.field"
    )
    words = chat.ask("words", ask="staff.correct.words", member=person.name or person.code)
    is_nothing = words.casefold() in chat.texts.words("nothing")
    profiles.set_words(chat.work, person.id, **{name: "" if is_nothing else words})
    chat.say("staff.correct.done", member=person.name or person.code)


def _other_names(chat: Chat, tier: Tier) -> tuple[str, ...]:
    """What a tier is called in any language: a colleague may say either."""
    return tuple(chat.texts.say(language, f"tier.{tier.value}") for language in chat.texts.languages)


def _stranger(chat: Chat, person: MemberOut) -> Card:
    title = chat.text("staff.member.title", name=person.name or person.code, phone=ending(person.phone))
    return Card(title, (chat.text("staff.member.elsewhere"),), footer=person.code)


def _purse(chat: Chat, person: MemberOut) -> list[str]:
    """What they have to pay with, for whoever runs a till, and the cards that are open for everybody (A7)."""
    held = [card_line(chat, each) for each in cards.list_open(chat.work.acting_as(SYSTEM), person.id)]
    lines = [chat.text("staff.member.cards", cards="；".join(held))] if held else []
    if not allowed(chat.person.actor, Permission.run_till):
        return lines
    purse = chat.text(
        "staff.member.purse",
        points=points.balance(chat.work, person.id).shown,
        stored=formats.money(wallet.balance(chat.work, person.id).fen),
        coupons=len(coupons.list_valid(chat.work, person.id)),
    )
    return [purse, *lines]


def _brief(chat: Chat, person: MemberOut) -> Card:
    last, own = bookings.last_completed(chat.work, person.id), profiles.get(chat.work, person.id)
    lines = [
        chat.text("staff.member.tier", tier=chat.text(f"tier.{person.tier.value}")),
        chat.text(
            "staff.member.last",
            treatment=pick(last.treatment_name, chat.language),
            staff=pick(last.staff_name, chat.language),
            day=formats.moment(last.starts_at, last.zone, chat.language),
        )
        if last
        else chat.text("staff.member.first_visit"),
    ]
    lines += _purse(chat, person)
    lines += [missed] if (missed := record(chat, person.id)) else []
    lines += [birthday_words(chat, own.birthday)] if own.birthday else []
    lines += told(chat, person, own)
    lines += learned(chat, person.id)
    lines += health(chat, person)
    coming = bookings.list_for_member(chat.work, person.id, upcoming=True)
    lines.extend(
        chat.text(
            "staff.member.coming",
            time=formats.moment(booking.starts_at, booking.zone, chat.language),
            treatment=pick(booking.treatment_name, chat.language),
            status=chat.text(f"status.{booking.status.value}"),
        )
        for booking in coming
    )
    title = chat.text("staff.member.title", name=person.name or person.code, phone=ending(person.phone))
    return Card(title, tuple(lines), footer=person.code)
