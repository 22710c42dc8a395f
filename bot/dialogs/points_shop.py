"""积分商城: what is to be had for points, and what the member had (F11, F16)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option, spoken_of
from bot.messages import Card
from bot.texts import formats
from core.kit.localized import pick
from core.points import service as points
from core.points.enums import RedemptionStatus
from core.points.errors import ItemSoldOut, NotEnoughPoints
from core.points.schemas import ItemOut, RedemptionOut
from core.store import service as stores


@dialog(
    "redeem_points",
    intents=("redeem_points",),
    command="exchange",
    hears=("item", "words"),
    needs_member=True,
    lists=True,
)
def redeem_points(chat: Chat) -> None:
    """Chooses, confirms, and gets a code to be shown at the desk; what is sold out stands there as sold out."""
    words = chat.noted("words") or ""
    for name in ("my_redemptions", "earn_points"):
        if not chat.knows("item") and any(word in words for word in chat.texts.words(name)):
            chat.go_on_with(name)
    if chat.speaks_of("points_away"):
        chat.say("points.not_given_away")
    store = stores.list_stores(chat.work)[0]
    balance = points.balance(chat.work, _id(chat))
    listed = points.list_items(chat.work)
    wanted = _spoken_of(chat, listed)
    if wanted is not None and not chat.speaks_of("missing"):
        chat.frame.answers["item"] = wanted.code
    if not chat.knows("item") and chat.speaks_of("missing"):
        _say_missing(chat, max(0, balance.shown), [wanted] if wanted else listed)
    elif not chat.knows("item"):
        worth = points.worth(chat.work, _id(chat), store.id, max(0, balance.shown))
        chat.say(
            "points.can_pay",
            points=max(0, balance.shown),
            money=formats.money(worth // 100 * 100),
            threshold=store.settings.points.threshold,
        )
    chat.frame.noted.pop("words", None)
    if not listed:
        chat.say("points.nothing_to_get")
        chat.leave()
    options: list[Option[ItemOut | None]] = [
        Option(each.code, _label(chat, each), each, tuple(each.name.values())) for each in listed
    ]
    options.append(Option("done", chat.text("my_bookings.fine"), None))
    item = chat.choose("item", options, ask="redeem_points.item.ask")
    if item is None:
        chat.leave()
    if item.stock == 0:
        chat.explain(ItemSoldOut(item=item.code))
        chat.retry("item")
    if balance.shown < item.points:
        chat.explain(NotEnoughPoints(points=item.points, left=max(0, balance.shown)))
        chat.retry("item")
    summary = chat.text(
        "points.sure",
        name=pick(item.name, chat.language),
        about=pick(item.about, chat.language),
        price=_price(chat, item),
        left=balance.shown - item.points,
    )
    chat.confirm("sure", summary, changes=("item",), yes="points.redeem_yes")
    redemption = points.redeem(chat.work, chat.key, _id(chat), item.code, store.id)
    chat.say("points.redeemed" if redemption.status is RedemptionStatus.open else "points.redeemed_at_once")
    chat.reply.cards.append(_card(chat, redemption))


@dialog("my_redemptions", hears=("redemption",), needs_member=True)
def my_redemptions(chat: Chat) -> None:
    """What waits to be fetched, with its code; it can be called off until it is fetched."""
    listed = points.list_redemptions(chat.work, _id(chat), only_open=True)
    if not listed:
        chat.say("points.nothing_to_fetch")
        chat.leave()
    if len(listed) == 1:
        chat.assume("redemption", listed[0].code)
    chosen = chat.choose(
        "redemption",
        [Option(each.code, pick(each.item_name, chat.language), each, hint=each.code) for each in listed],
        ask="my_redemptions.redemption.ask",
    )
    if not chat.knows("next"):
        chat.reply.cards.append(_card(chat, chosen))
    to = chat.choose(
        "next",
        [
            Option(
                "cancel_it",
                chat.text("points.cancel_it"),
                "cancel",
                chat.texts.words("cancel_exchange"),
                style="danger",
            ),
            Option("keep", chat.text("my_bookings.fine"), ""),
        ],
        ask="my_redemptions.next.ask",
    )
    if to:
        cancelled = points.cancel(chat.work, chosen.code)
        chat.say("points.cancelled", name=pick(cancelled.item_name, chat.language), points=cancelled.points)


def _spoken_of(chat: Chat, listed: Sequence[ItemOut]) -> ItemOut | None:
    """The one thing that the words name: 「积分换护手霜」."""
    options = [Option(each.code, pick(each.name, chat.language), each) for each in listed]
    found = spoken_of(options, chat.noted("words") or "")
    return found[0].value if len(found) == 1 else None


def _say_missing(chat: Chat, have: int, listed: Sequence[ItemOut]) -> None:
    """「还差多少分能换面膜」: of each thing whether the points are enough."""
    for item in listed:
        name = pick(item.name, chat.language)
        lacking = max(0, item.points - have)
        chat.say("points.enough" if not lacking else "points.lacking", name=name, points=item.points, lacking=lacking)


def _label(chat: Chat, item: ItemOut) -> str:
    state = "out" if item.stock == 0 else "few" if item.stock is not None and item.stock <= 10 else "many"
    return chat.text(
        "points.item", name=pick(item.name, chat.language), price=_price(chat, item), state=state, left=item.stock or 0
    )


def _price(chat: Chat, item: ItemOut | RedemptionOut) -> str:
    if item.cash_fen:
        return chat.text("points.price_cash", points=item.points, cash=formats.money(item.cash_fen))
    return chat.text("points.price", points=item.points)


def _card(chat: Chat, redemption: RedemptionOut) -> Card:
    """What was had; as long as it waits, the code that the desk reads."""
    waits = redemption.status is RedemptionStatus.open
    name = pick(redemption.item_name, chat.language)
    lines = (pick(redemption.item_about, chat.language), _price(chat, redemption))
    return Card(name, lines, redemption.code, qr=redemption.code if waits else None)


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id
