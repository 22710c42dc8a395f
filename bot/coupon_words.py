"""Coupons in words: what one does, on what and until when, and which of them save most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.engine.chat import Chat
from bot.messages import Card
from bot.texts import formats
from core.catalog import service as catalog
from core.coupon.schemas import Combination, CouponOut, Terms
from core.kit.localized import pick
from core.store import service as stores

_INSTANT = dt.timedelta(microseconds=1)


def does(chat: Chat, terms: Terms) -> str:
    """What a coupon does: 满500减100."""
    return chat.text(
        f"coupon.does.{terms.kind.value}",
        minimum=formats.money(terms.minimum_fen) if terms.minimum_fen else "none",
        amount=formats.money(terms.amount_fen or 0),
        share=formats.percent(100 - (terms.percent or 0), chat.language),
        cap=formats.money(terms.cap_fen) if terms.cap_fen else "none",
        price=formats.money(terms.price_fen or 0),
    )


def last_day(chat: Chat, coupon: CouponOut) -> str:
    """The last local day on which it is valid."""
    return _day(chat, coupon.ends_at - _INSTANT)


def _day(chat: Chat, at: dt.datetime) -> str:
    zone = stores.list_stores(chat.work)[0].zone
    return formats.dated(at, zone, chat.language).rpartition(" ")[0]


def line(chat: Chat, coupon: CouponOut) -> str:
    """One line of a list."""
    name, until = pick(coupon.name, chat.language), last_day(chat, coupon)
    if coupon.state(chat.work.now).value == "not_yet":
        return chat.text("coupon.line_later", name=name, start=_day(chat, coupon.starts_at), until=until)
    return chat.text("coupon.line", name=name, until=until)


def listed(chat: Chat, held: Iterable[CouponOut]) -> tuple[str, ...]:
    """Lines of a list, the same coupon of the same day counted."""
    counted: dict[str, int] = {}
    for coupon in held:
        told = line(chat, coupon)
        counted[told] = counted.get(told, 0) + 1
    return tuple(
        told if count == 1 else chat.text("coupon.times", line=told, count=count) for told, count in counted.items()
    )


def card(chat: Chat, coupon: CouponOut, *, shows_code: bool = True) -> Card:
    """A coupon with all its terms, and its code as a picture for the desk."""
    terms, language = coupon.terms, chat.language
    lines = [does(chat, terms), *_scope(chat, terms), *_when(chat, terms)]
    lines.append(chat.text("coupon.valid", start=_day(chat, coupon.starts_at), until=last_day(chat, coupon)))
    lines.append(chat.text("coupon.alone" if terms.alone else "coupon.beside"))
    lines.append(chat.text(f"coupon.from.{coupon.source.value}"))
    return Card(
        pick(coupon.name, language),
        tuple(lines),
        chat.text("coupon.code", code=coupon.code) if shows_code else chat.text(f"coupon.state.{_state(chat, coupon)}"),
        qr=_picture(chat, coupon) if shows_code and _state(chat, coupon) == "valid" else None,
    )


def _state(chat: Chat, coupon: CouponOut) -> str:
    return coupon.state(chat.work.now).value


def _picture(chat: Chat, coupon: CouponOut) -> str:
    """What the desk scans: the bot with the code, where it has an address, else the code itself."""
    return chat.links.telegram_start(f"cp_{coupon.code}") or coupon.code


def _scope(chat: Chat, terms: Terms) -> list[str]:
    menu, language = catalog.list_treatments(chat.work), chat.language
    names = [pick(item.category_name, language) for item in menu if item.category in terms.categories]
    names += [pick(item.name, language) for item in menu if item.code in terms.treatments]
    where = [pick(store.name, language) for store in stores.list_stores(chat.work) if store.code in terms.stores]
    comma = chat.text("coupon.comma")
    lines = [chat.text("coupon.for", names=comma.join(dict.fromkeys(names)))] if names else []
    return [*lines, *([chat.text("coupon.in", stores=comma.join(where))] if where else [])]


def _when(chat: Chat, terms: Terms) -> list[str]:
    parts = [formats.weekdays([day.value for day in terms.days], chat.language)] if terms.days else []
    parts += [span.replace("-", "–") for span in terms.hours]
    return [chat.text("coupon.when", when=" ".join(parts))] if parts else []


def names_of(chat: Chat, combination: Combination) -> str:
    """The coupons of a combination by name."""
    return chat.text("coupon.plus").join(
        chat.text("coupon.quoted", name=pick(coupon.name, chat.language)) for coupon in combination.coupons
    )


def best_told(chat: Chat, found: Sequence[Combination], total_fen: int) -> str:
    """Which coupons save most, and the best other way: 用这两张最省，省 128 元；另一种省 100 元."""
    first = found[0]
    other = found[1] if len(found) > 1 else None
    return chat.text(
        "coupon.best" if other is None else "coupon.best_of_two",
        count=len(first.coupons),
        names=names_of(chat, first),
        saved=formats.money(first.saved_fen),
        total=formats.money(total_fen),
        rest=formats.money(total_fen - first.saved_fen),
        other=names_of(chat, other) if other else "",
        other_saved=formats.money(other.saved_fen) if other else "",
    )
