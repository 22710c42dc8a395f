"""隐私与数据: my data as a file, erasing me, what I agreed to (product.md, privacy desk)."""

from __future__ import annotations

import datetime as dt
import json
from zoneinfo import ZoneInfo

from bot.datafile import page
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.texts import formats
from core.booking import service as bookings
from core.card import service as cards
from core.consent import service as consents
from core.coupon import service as coupons
from core.kit.errors import BadInput
from core.points import service as points
from core.privacy import service as privacy_desk
from core.privacy.schemas import ErasureOut
from core.store import service as stores
from core.wallet import service as wallet


@dialog("privacy", intents=("privacy",), command="privacy", in_menu=True, needs_member=True, browses=True)
def privacy(chat: Chat) -> None:
    """What can be asked for; a wish to be erased that waits is named first."""
    waiting = privacy_desk.find_erasure(chat.work, _id(chat))
    if waiting is not None:
        chat.say("erase_me.waiting", day=_day(chat, waiting))
    names = ("export_data", "consent_record", "subscriptions", "learning", "keep_me" if waiting else "erase_me", "done")
    wanted = chat.choose("desk", [Option(name, chat.text(f"privacy.{name}"), name) for name in names])
    if wanted != "done":
        chat.go_on_with(wanted)


@dialog("export_data", intents=("export_data",), command="mydata", needs_member=True)
def export_data(chat: Chat) -> None:
    """Two files with everything held about the member: one for people, one for machines (个人信息保护法 art. 45)."""
    held = privacy_desk.export(chat.work, _id(chat))
    hours = privacy_desk.policy(chat.work).export_hours
    lasting, on = dt.timedelta(hours=hours), held.made_at.date().isoformat()
    data = {"version": 1, "made_at": held.made_at.isoformat(), "photos": held.photos, "tables": held.tables}
    written = json.dumps(data, ensure_ascii=False, indent=1).encode()
    chat.send_file(f"meiyue-{on}.html", "text/html", page(chat, held).encode(), lasting=lasting)
    chat.send_file(f"meiyue-{on}.json", "application/json", written, lasting=lasting)
    chat.say("export_data.done", hours=hours)


@dialog("erase_me", intents=("delete_data",), command="eraseme", needs_member=True)
def erase_me(chat: Chat) -> None:
    """Says what goes, what the law makes the salon keep and until when one may think again; a typed word begins it."""
    waiting = privacy_desk.find_erasure(chat.work, _id(chat))
    if waiting is None:
        ahead = bookings.list_for_member(chat.work, _id(chat), upcoming=True)
        left = _left(chat)
        if left and not chat.knows("word"):
            chat.say("erase_me.left", what=chat.text("erase_me.and").join(left))
        chat.ask(
            "word",
            check=lambda said: _require_word(chat, said),
            options=[Option("cancel", chat.text("erase_me.no"), "", chat.texts.words("keep"))],
            days=privacy_desk.policy(chat.work).erase_days,
            ahead=len(ahead),
            word=chat.text("erase_me.word"),
        )
        waiting = privacy_desk.request_erasure(chat.work, _id(chat), chat.person.conversation.channel)
    chat.say("erase_me.waiting", day=_day(chat, waiting))


def _left(chat: Chat) -> list[str]:
    """What would be lost with the record: money, uses of cards, points and coupons."""
    money, held = wallet.balance(chat.work, _id(chat)), cards.list_open(chat.work, _id(chat))
    counted = {
        "money": formats.money(money.fen) if money.fen else "",
        "uses": str(sum(card.uses_left for card in held) or ""),
        "points": str(max(points.balance(chat.work, _id(chat)).shown, 0) or ""),
        "coupons": str(len(coupons.list_valid(chat.work, _id(chat))) or ""),
    }
    return [chat.text(f"erase_me.left_{name}", left=left) for name, left in counted.items() if left]


def _require_word(chat: Chat, said: str) -> str:
    """Raises BadInput for anything but the very word, in any language."""
    words = {chat.texts.say(language, "erase_me.word").casefold() for language in chat.texts.languages}
    if said.strip().strip("「」\"'。.").casefold() not in words:
        raise BadInput(what="erase")
    return said


@dialog("keep_me", intents=("keep_data",), command="keepme", needs_member=True)
def keep_me(chat: Chat) -> None:
    """The member stays: one word takes the wish to be erased back."""
    privacy_desk.withdraw_erasure(chat.work, _id(chat))
    chat.say("keep_me.done")


@dialog("consent_record", needs_member=True)
def consent_record(chat: Chat) -> None:
    """Each agreement and each refusal, with its time, the version of its text and the channel."""
    lines = [
        chat.text(
            "consent_record.line",
            kind=chat.text(f"consent.kind.{each.kind.value}"),
            given=_moment(chat, each.granted_at),
            version=each.text_version,
            channel=chat.text("channel.name", channel=each.channel),
            taken="none" if each.withdrawn_at is None else _moment(chat, each.withdrawn_at),
        )
        for each in consents.list_for_member(chat.work, _id(chat))
    ]
    lines += [
        chat.text(
            "consent_record.opt_out",
            topic=chat.text(f"topic.{each.topic.value}"),
            off=_moment(chat, each.opted_out_at),
            channel=chat.text("channel.name", channel=each.channel),
            on="none" if each.resumed_at is None else _moment(chat, each.resumed_at),
        )
        for each in consents.list_opt_outs(chat.work, _id(chat))
    ]
    chat.reply.cards.append(Card(chat.text("consent_record.title"), tuple(lines)))


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id


def _zone(chat: Chat) -> str:
    return stores.list_stores(chat.work)[0].zone


def _moment(chat: Chat, at: dt.datetime) -> str:
    return formats.dated(at, _zone(chat), chat.language)


def _day(chat: Chat, waiting: ErasureOut) -> str:
    return formats.day(waiting.due_at.astimezone(ZoneInfo(_zone(chat))).date(), chat.language)
