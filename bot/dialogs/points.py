"""我的积分: how many, which end when, every entry with why it is there, and how to earn more (F)."""

from __future__ import annotations

import datetime as dt

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.texts import formats
from bot.texts.points import line, signed, title, why
from core.kit.localized import pick
from core.points import service as points
from core.points.schemas import PointsBalance, PointsEntryOut
from core.store import service as stores
from core.store.schemas import StoreOut

PAGE = 5
ENDINGS = 2
_LATELY = 30


@dialog(
    "points",
    intents=("check_points",),
    command="points",
    hears=("words",),
    needs_member=True,
    in_menu=True,
    browses=True,
)
def my_points(chat: Chat) -> None:
    """What the member has, what ends next, and the ways on; words that ask for one of these lead straight there."""
    meant = _meant(chat)
    if meant is not None:
        chat.go_on_with(meant, words=chat.frame.noted.get("words", ""))
    balance = points.balance(chat.work, _id(chat))
    if not chat.knows("todo"):
        chat.reply.cards.append(_card(chat, balance))
    ways = ["points_entries", "earn_points", "redeem_points", "daily_check_in"]
    if points.list_redemptions(chat.work, _id(chat), only_open=True):
        ways.insert(3, "my_redemptions")
    to = chat.choose(
        "todo",
        [
            *(Option(name, chat.text(f"points.to.{name}"), name, chat.texts.words(f"to_{name}")) for name in ways),
            Option("done", chat.text("my_bookings.fine"), ""),
        ],
        ask="points.todo.ask",
    )
    if to:
        chat.go_on_with(to)


@dialog("points_entries", hears=("movement", "words"), needs_member=True, browses=True)
def entries(chat: Chat) -> None:
    """Every entry, newest first, five at a time; a tap says why it is there: rule, visit, multiplier (F19)."""
    before = int(chat.frame.noted.get("before", "0")) or None
    listed = points.list_entries(chat.work, _id(chat), before=before, limit=PAGE + 1)
    if not listed:
        chat.say("points.no_entries")
        chat.leave()
    store = _store(chat)
    if before is None and chat.speaks_of("less"):
        chat.frame.noted.pop("words", None)
        _say_what_went(chat, store)
    if not chat.knows("movement"):
        shown = tuple(line(chat.texts, chat.language, entry, store.zone) for entry in listed[:PAGE])
        chat.reply.cards.append(Card(chat.text("points.entries_title"), shown))
    options = [_entry_option(chat, entry) for entry in listed[:PAGE]]
    if len(listed) > PAGE:
        options.append(Option("older", chat.text("my_visits.older"), None, chat.texts.words("older")))
    options.append(Option("done", chat.text("my_bookings.fine"), None))
    chosen = chat.choose("movement", options, ask="points_entries.movement.ask")
    if chosen is not None:
        title_line = line(chat.texts, chat.language, chosen, store.zone)
        chat.reply.cards.append(Card(title_line, tuple(why(chat.texts, chat.language, chosen))))
        chat.retry("movement")
    if chat.frame.answers.get("movement") == "older":
        chat.frame.noted["before"] = str(listed[PAGE - 1].id)
        chat.retry("movement")


@dialog("earn_points", needs_member=True)
def earn(chat: Chat) -> None:
    """How points are earned here, in the store's own figures, and what they are worth to this member."""
    policy, store = points.policy_of(chat.work), _store(chat)
    if not policy.is_on:
        chat.say("points.off")
        return
    told = [chat.text("points.how.spend", yuan=formats.money(policy.spend_per_point_fen))]
    told += [
        chat.text("points.how.step", spend=formats.money(step.spend_fen), points=step.points) for step in policy.steps
    ]
    if policy.birthday_percent > 100:
        told.append(chat.text("points.how.birthday", times=f"{policy.birthday_percent / 100:g}"))
    if policy.double_days:
        names = "、" if chat.language == "zh_CN" else ", "
        days = names.join(pick(day.name.model_dump(), chat.language) for day in policy.double_days)
        told.append(chat.text("points.how.days", days=days))
    if policy.check_in.is_on:
        streak = policy.check_in
        told.append(chat.text("points.how.check_in", days=streak.streak_days, points=streak.streak_points))
    if policy.review.points:
        told.append(chat.text("points.how.review", points=policy.review.points))
    if policy.daily_cap:
        told.append(chat.text("points.how.cap", cap=policy.daily_cap))
    if policy.expiry_months:
        told.append(chat.text("points.how.expiry", months=policy.expiry_months))
    rate = points.rate(chat.work, _id(chat), store.id)
    if rate:
        told.append(chat.text("points.how.worth", rate=rate, threshold=policy.threshold))
    chat.reply.cards.append(Card(chat.text("points.how.title"), tuple(told)))


def _say_what_went(chat: Chat, store: StoreOut) -> None:
    """「积分怎么少了」: what took points away of late."""
    lately = points.list_entries(chat.work, _id(chat), before=None, limit=_LATELY)
    went = [line(chat.texts, chat.language, entry, store.zone) for entry in lately if entry.points < 0]
    if went:
        chat.say("points.went", lines="\n".join(went[:PAGE]))
    else:
        chat.say("points.none_went")


def _entry_option(chat: Chat, entry: PointsEntryOut) -> Option[PointsEntryOut | None]:
    label = chat.text("points.entry.option", what=title(chat.texts, chat.language, entry), points=signed(entry.points))
    return Option(str(entry.id), label, entry)


def _card(chat: Chat, balance: PointsBalance) -> Card:
    store = _store(chat)
    lines = [chat.text("points.active", points=balance.active)]
    worth = points.worth(chat.work, _id(chat), store.id, max(0, balance.shown))
    if worth >= store.settings.points.exchange_step_fen:
        step = store.settings.points.exchange_step_fen
        lines.append(chat.text("points.worth", money=formats.money(worth // step * step)))
    if balance.pending:
        lines.append(chat.text("points.pending", points=balance.pending))
    if balance.debt:
        lines.append(chat.text("points.debt", points=balance.debt))
    missing = store.settings.points.threshold - balance.shown
    if missing > 0:
        lines.append(chat.text("points.to_threshold", missing=missing, threshold=store.settings.points.threshold))
    for ending in balance.ending[:ENDINGS]:
        # The last day on which they can be spent: they end with it.
        last_at = ending.ends_at - dt.timedelta(minutes=1)
        day = formats.dated(last_at, store.zone, chat.language).rpartition(" ")[0]
        lines.append(chat.text("points.ends", points=ending.points, day=day))
    return Card(chat.text("points.title"), tuple(lines))


def _meant(chat: Chat) -> str | None:
    """What of it the words ask for: how to earn, every entry, what to get."""
    words = (chat.noted("words") or "").casefold()
    for name in ("my_redemptions", "earn_points", "points_entries"):
        if any(word in words for word in chat.texts.words(name)):
            return name
    return None


def _store(chat: Chat) -> StoreOut:
    return stores.list_stores(chat.work)[0]


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id
