"""The salon with its cast, on one channel and one database: plays the lines of a transcript."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.gateway import Gateway
from bot.messages import Incoming, MediaKind, Sent
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import TimeHasBookings
from core.booking.models import Booking
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.conversation import service as conversations
from core.conversation.models import InboxItem
from core.coupon import service as coupons
from core.coupon.models import CouponPromotion
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.ids import new_key
from core.kit.work import SYSTEM, Actor, Work
from core.member import service as members
from core.member.enums import Tier
from core.profile import service as profiles
from core.store import service as stores
from core.tier import service as tiers
from scheduler.jobs import JOBS
from tests.acceptance import deployments
from tests.acceptance.transcript import Line, pattern, plain
from tests.acceptance.ways import Heard, Killed, Offer, Way
from tests.factories import coupons as coupon_file
from tests.factories import garden_salon, prepaid, purse
from tests.factories import points as make_points
from tests.keys import KEYRING

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Role:
    """Who somebody of the cast is; with neither name they are a stranger."""

    language: str = "zh_CN"
    member: str = ""
    staff: str = ""


CAST = {
    "member": Role(member="王芳"),
    "other": Role(member="李娜"),
    "anna": Role("en", member="Anna"),
    "guest": Role(),
    "visitor": Role("en"),
    "staff": Role(staff="yue"),  # the owner
    "desk": Role(staff="zhou"),  # the receptionist
    "lily": Role(staff="lily"),
    "mei": Role(staff="mei"),
    "grace": Role("en", staff="gao"),  # the manager of the other store
}
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SHORTHANDS = {
    "500kB": "做脸" * 83_334,
    "rtl": "\u202eمرحبا\u202c",
    "zero": "\u200b\u200d\ufeff",
    "control": "\x07\x1b[2J",
}
"""Words nobody wants to read in a transcript: <500kB> stands for them."""


@dataclass
class Stage:
    """One performance."""

    url: str
    clock: ManualClock
    make_way: Callable[[Gateway], Way]
    known: dict[str, str] = field(default_factory=dict)
    heard: dict[str, list[Heard]] = field(default_factory=dict)
    shown: dict[str, list[Heard]] = field(default_factory=dict)
    played: list[str] = field(default_factory=list)
    change: str = ""
    crash: str = ""
    is_held: bool = False
    lines: int = 0
    entered: set[str] = field(default_factory=set)
    last: Callable[[], Any] = str

    def __post_init__(self) -> None:
        self.database, self.gateway = self._process()
        self.way = self.make_way(self.gateway)

    def close(self) -> None:
        """Leaves nothing open."""
        self.database.dispose()

    # -- processes -------------------------------------------------------------------------------------------------

    def _process(self) -> tuple[Database, Gateway]:
        database = Database(self.url, handlers=HANDLERS, clock=self.clock, pool_size=2, keyring=KEYRING)
        return database, Gateway(database, deployments.engine(self.change))

    def restart(self) -> None:
        """Another process on the same database; whoever held a lease in the old one is dead."""
        self.database.dispose()
        self.database, self.gateway = self._process()
        self.clock.advance(dt.timedelta(seconds=16))  # as long as a sender's lease lasts
        self.way.reopen(self.gateway)

    def pump(self) -> None:
        """What the workers and the sender do, until nothing is left."""
        if self.is_held:
            return
        try:
            self.work()
            self._fetch(dies=self.crash == "send")
        except Killed:
            self.crash = ""
            self.played.append("   … the process died")
            self.restart()
            self.work()
            self._fetch(dies=False)

    def work(self) -> None:
        """Does everything that waits in the inbox; the channels are not looked at."""
        if self.crash == "commit":
            sa.event.listen(self.database.engine, "commit", _die)
        while waiting := self.gateway.undone():
            for conversation_id in waiting:
                self.gateway.work(conversation_id)

    def _work_at_once(self, count: int) -> None:
        """Several processes do the same work at the same time."""
        ready = threading.Barrier(count)

        def run(_number: int) -> None:
            database, gateway = self._process()
            ready.wait()
            while waiting := gateway.undone():
                for conversation_id in waiting:
                    gateway.work(conversation_id)
            database.dispose()

        with ThreadPoolExecutor(count) as pool:
            list(pool.map(run, range(count)))

    def _fetch(self, *, dies: bool) -> None:
        for who, messages in self.way.fetch(dies=dies).items():
            self.heard.setdefault(who, []).extend(messages)
            self.shown.setdefault(who, []).extend(messages)
            self.played += [f"   {who}< {line}" for message in messages for line in message.text.splitlines()]

    # -- the play --------------------------------------------------------------------------------------------------

    def play(self, lines: Sequence[Line]) -> None:
        """Plays a transcript. Raises AssertionError, with all that was said so far, where it goes another way."""
        for who in dict.fromkeys(line.who for line in lines):
            self._enter(who, next((line.text for line in lines if line.verb == "open" and line.who == who), ""))
        self.pump()
        for line in lines:
            if line.only in {None, self.way.name}:
                self.played.append(f"{line.number}: {line.source}")
                try:
                    getattr(self, f"_do_{line.verb}")(line)
                except AssertionError as wrong:
                    raise AssertionError(f"{line.source}: {wrong}\n" + "\n".join(self.played)) from None

    def _enter(self, who: str, start: str) -> None:
        if who in self.entered:
            return
        role = CAST[who]
        self.entered.add(who)
        self.way.enter(who, role.language, start)
        self.database.run(lambda work: self._introduce(work, who, role))

    def _introduce(self, work: Work, who: str, role: Role) -> None:
        address = self.way.address(who)
        found = conversations.find(work, address.channel, address.account, address.chat_id)
        conversation = conversations.get(work, found or 0)
        assert conversation is not None
        if role.member:
            members.link(work, conversation.contact_id, garden_salon.member_id(work, role.member))
        if role.staff:
            members.link_staff(work, conversation.contact_id, garden_salon.staff_id(work, role.staff))

    def _put_in(self, line: Line, put: Callable[[str], Any]) -> None:
        """Something comes in, once or again under the same key: before it is worked on and after."""
        self.heard.clear()
        self.lines += 1
        key = f"key{self.lines}"
        self.last = lambda: put(key)
        put(key)
        if line.times > 2:
            put(key)
        self.pump()
        if line.times > 1:
            put(key)
            self.pump()

    def _do_said(self, line: Line) -> None:
        text = line.text
        for name, meaning in _SHORTHANDS.items():
            text = text.replace(f"<{name}>", meaning)
        for name, value in self.known.items():
            text = text.replace(f"{{{name}}}", value)
        self._put_in(line, lambda key: self.way.said(line.who, key, text))

    def _do_tap(self, line: Line) -> None:
        offer, is_old = self._offer(line)
        self._put_in(line, lambda key: self.way.tapped(line.who, key, offer, is_old=is_old))

    def _do_media(self, line: Line) -> None:
        if line.text == "photo":
            self._put_in(line, lambda key: self.way.photo(line.who, key))
            return
        address, event = self.way.address(line.who), Sent(MediaKind(line.text))
        self._put_in(line, lambda key: self.gateway.receive(Incoming(address, key, event, address.chat_id)))

    def _do_again(self, _line: Line) -> None:
        self.heard.clear()
        self.last()
        self.pump()

    def _do_open(self, line: Line) -> None:
        """Said for the reader: the chat was opened by this link before the first line."""

    def _do_pass(self, line: Line) -> None:
        self.heard.clear()
        self.clock.advance(dt.timedelta(**{_UNITS[line.text[-1]]: int(line.text[:-1])}))
        for job in JOBS:
            self.database.run(job.run)
        self.pump()

    def _do_hold(self, _line: Line) -> None:
        self.is_held = True

    def _do_go(self, line: Line) -> None:
        self.is_held = False
        if line.times > 1:
            self._work_at_once(line.times)
        self.pump()

    def _do_restart(self, _line: Line) -> None:
        self.restart()
        self.pump()

    def _do_deploy(self, line: Line) -> None:
        self.change = line.text
        self.restart()
        self.pump()

    def _do_crash(self, line: Line) -> None:
        self.crash = line.text

    def _do_given(self, line: Line) -> None:
        word, *rest = line.text.split()
        self.database.run(lambda work: _GIVEN[word](work, *rest))

    # -- what is expected ------------------------------------------------------------------------------------------

    def _do_heard(self, line: Line) -> None:
        match = pattern(line.text, self.known).search(self._text(line.who))
        assert match is not None, "did not come"
        self.known.update(match.groupdict())

    def _do_once(self, line: Line) -> None:
        count = len(pattern(line.text, self.known).findall(self._text(line.who)))
        assert count == 1, f"came {count} times"

    def _do_never(self, line: Line) -> None:
        assert pattern(line.text, self.known).search(self._text(line.who)) is None, "came"

    def _do_silence(self, line: Line) -> None:
        assert not self._text(line.who), "something came"

    def _do_count(self, line: Line) -> None:
        name, number = line.text.split()
        present = self.count_aside() if name == "aside" else self._count_bookings(name)
        assert present == int(number), f"there are {present}"

    def count_aside(self) -> int:
        """Messages set aside as poison."""
        with self.database.reading() as work:
            return int(work.session.scalar(sa.select(sa.func.count()).where(InboxItem.is_set_aside)) or 0)

    def _count_bookings(self, status: str) -> int:
        with self.database.reading() as work:
            return int(work.session.scalar(sa.select(sa.func.count()).where(Booking.status == status)) or 0)

    def _text(self, who: str) -> str:
        return plain("\n".join(message.text for message in self.heard.get(who, [])))

    def _offer(self, line: Line) -> tuple[Offer, bool]:
        """The button with these words: on the screen now, else on any message; `@n` as it was n screens earlier."""
        messages = self.shown.get(line.who, [])
        screens = [message.offers for message in messages if message.has_screen]
        screen = [offer for offer in screens[-1 - line.back] if not offer.lasts] if len(screens) > line.back else []
        lasting = [offer for message in reversed(messages) for offer in message.offers if offer.lasts]
        for is_named in (_is_called, _is_like):
            here = [offer for offer in screen if is_named(offer, line.text)]
            older = [offer for offer in lasting if is_named(offer, line.text)][line.back :]
            if here or older:
                return (here or older)[0], line.back > 0
        raise AssertionError("there is no such button")


def _is_called(offer: Offer, words: str) -> bool:
    return _fold(words) == _fold(offer.label)


def _is_like(offer: Offer, words: str) -> bool:
    return _fold(words) in _fold(offer.label)


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", plain(text)).casefold()


def _die(_connection: object) -> None:
    raise Killed


def _full(work: Work, code: str, days: str = "31") -> None:
    """A colleague has no time left; what is booked stays."""
    staff_id = garden_salon.staff_id(work, code)
    first = work.now.astimezone(SHANGHAI).replace(hour=0, minute=0)
    last = first + dt.timedelta(days=int(days))
    while first < last:
        try:
            bookings.block_time(work, staff_id, first, last)
        except TimeHasBookings as busy:
            booked = busy.fields["bookings"][0]
            bookings.block_time(work, staff_id, first, booked.starts_at)
            first = booked.ends_at + dt.timedelta(minutes=30)  # until it is clean again
        else:
            return


def _health(work: Work, name: str, allergies: str) -> None:
    """A member agreed that we note what they must not get."""
    member_id = garden_salon.member_id(work, name)
    consents.grant(work, member_id, ConsentKind.health_notes, text_version="test", channel="desk")
    consents.set_allergies(work, member_id, allergies)


def _likes(work: Work, name: str, preferences: str) -> None:
    members.set_preferences(work, garden_salon.member_id(work, name), preferences)


def _visited(work: Work, name: str, count: str) -> None:
    """A member has been here so many times, once a week."""
    garden_salon.add_visits(work, name, int(count))


def _missed(work: Work, name: str, count: str) -> None:
    """A member did not come so many times, once a week."""
    garden_salon.add_visits(work, name, int(count), BookingStatus.no_show)


def _tier(work: Work, name: str, tier: str) -> None:
    members.set_tier(work.acting_as(SYSTEM), garden_salon.member_id(work, name), Tier(tier))


def _plan(work: Work, treatment: str) -> None:
    """The first store sells ten visits for the price of seven."""
    store = stores.get_by_code(work, "garden").id
    prepaid.plan(work, store, treatment, name={"zh": "十次卡", "en": "Ten visits"})


def _purse(work: Work, name: str) -> None:
    """A member has 2,000 points, 600 yuan (100 of it a gift) and a coupon of 28 yuan."""
    purse.fill(work, garden_salon.member_id(work, name), stores.get_by_code(work, "garden").id)


def _coupon(work: Work, name: str, *kinds: str) -> None:
    """A member holds coupons of the test salon's file."""
    coupon_file.load(work)
    for kind in kinds:
        coupons.issue(work, f"{name}:{kind}:{new_key()}", kind, garden_salon.member_id(work, name))


def _birthday(work: Work, name: str, days: str) -> None:
    """A member's birthday is in so many days, and the salon gives a pack three days before."""
    coupon_file.load(work)
    coupon_file.give_on_birthdays(work, stores.get_by_code(work, "garden").id, "hello")
    member_id = garden_salon.member_id(work, name)
    born_on = (work.now.astimezone(SHANGHAI) + dt.timedelta(days=int(days))).date()
    birthday = profiles.birthday_of(f"{born_on:%m-%d}")
    profiles.set_birthday(work.acting_as(Actor("member", member_id)), member_id, birthday)


def _promotion(work: Work, kind: str, total: str) -> None:
    """An activity runs whose code is SPRNG2NEWS: what the salon would print on a poster."""
    coupon_file.load(work)
    made = coupons.open_promotion(
        work, kind, total=int(total), starts_at=work.now, ends_at=work.now + dt.timedelta(days=7)
    )
    statement = sa.update(CouponPromotion).where(CouponPromotion.id == made.id).values(code="SPRNG2NEWS")
    work.session.execute(statement)


def _paid(work: Work, name: str, yuan: str) -> None:
    store = stores.list_stores(work)[0].id
    tiers.record_spend(work, new_key(), garden_salon.member_id(work, name), store, int(yuan) * 100)


_GIVEN: dict[str, Callable[..., None]] = {
    "birthday": _birthday,
    "catalogue": make_points.catalogue,
    "coupon": _coupon,
    "full": _full,
    "health": _health,
    "likes": _likes,
    "missed": _missed,
    "plan": _plan,
    "purse": _purse,
    "paid": _paid,
    "promotion": _promotion,
    "spent": make_points.spent,
    "tier": _tier,
    "visited": _visited,
}
