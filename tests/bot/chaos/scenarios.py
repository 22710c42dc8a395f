"""Small stories that each depend on one guard: they end well with it and fail without it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from bot.messages import Said, Tapped
from core.booking import service as bookings
from core.booking.errors import BookingNotFound, WrongStatus
from core.booking.models import Booking
from core.booking.schemas import BookingOut
from core.conversation.models import InboxItem
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Actor
from core.resource.models import Occupancy
from core.staff import service as staff
from core.store import service as stores
from core.store.schemas import StoreValues
from tests.bot.chaos.salon import Front, open_salon, text_of
from tests.factories.salon import Salon
from tests.keys import sealed_event


@dataclass
class Stage:
    """A salon with ann and ben as members, desk and boss at the desk, amy as a beautician."""

    database: Database
    clock: ManualClock
    salon: Salon
    front: Front

    @classmethod
    def build(cls, database: Database, clock: ManualClock) -> Stage:
        with database.transaction() as work:
            salon = open_salon(work)
        front = Front.on(database)
        for number, name in enumerate(("ann", "ben")):
            front.chat_of(name, member_id=salon.members[number])
        for name in ("desk", "boss", "amy"):
            front.chat_of(name, salon.staff[name])
        return cls(database, clock, salon, front)

    def actor(self, number: int) -> Actor:
        return self.salon.member(number)

    def asked(
        self, who: int = 0, staff_code: str = "amy", hour: str = "11:00", treatment: str = "facial"
    ) -> BookingOut:
        """A request by a member that the desk has read."""
        member, wish = self.salon.members[who], self.salon.wish(treatment, staff_code)
        with self.database.transaction(self.actor(who)) as work:
            bookings.hold(work, f"{who} {hour}", member, wish, self.salon.at(17, hour))
            booking = bookings.request(work, f"{who} {hour}")
        self.front.work()
        return booking

    def status(self, booking: BookingOut) -> str:
        with self.database.reading() as work:
            return bookings.get(work, booking.id).status.value

    def at_the_summary(self, name: str = "ann") -> str:
        self.front.to_the_times(name)
        return text_of(self.front.tap(name, "11:00"))

    def statuses(self) -> list[str]:
        with self.database.reading() as work:
            return [status.value for status in work.session.scalars(sa.select(Booking.status).order_by(Booking.id))]


def the_same_message_again(stage: Stage) -> None:
    before = len(stage.front.answers["ann"])
    incoming = stage.front.post("ann", Said("菜单"))
    stage.front.gateway.receive(incoming)
    stage.front.work()
    assert len(stage.front.answers["ann"]) == before + 1


def an_old_button(stage: Stage) -> None:
    stage.front.to_the_times("ann")
    old = stage.front.button("ann", "laser")
    before = stage.front.state("ann").dump()
    stage.front.post("ann", old)
    stage.front.work()
    assert "过期" in stage.front.told("ann")
    assert stage.front.state("ann").dump() == before


def an_old_yes_to_a_new_summary(stage: Stage) -> None:
    stage.at_the_summary()
    with stage.database.transaction() as work:
        store = stores.get(work, stage.salon.store)
        settings = store.settings.model_dump(mode="json", by_alias=True)
        settings["booking"]["late_cancel_minutes"] = 24 * 60
        values = store.model_dump(mode="json", exclude={"id", "code"}) | {"settings": settings}
        stores.put(work, store.code, StoreValues.model_validate(values))
    answer = stage.front.tap("ann", "确认预约")
    assert stage.statuses() == ["held"]
    assert "24 小时" in text_of(answer)


def somebody_chosen_leaves(stage: Stage) -> None:
    stage.front.to_the_times("ann", staff="bea")
    with stage.database.transaction() as work:
        staff.leave_others(work, stage.salon.store, [id_ for code, id_ in stage.salon.staff.items() if code != "bea"])
    assert "之前选的美容师" in text_of(stage.front.tap("ann", "11:00"))
    assert stage.statuses() == []


def somebody_elses_booking(stage: Stage) -> None:
    booking = stage.asked()
    with pytest.raises(BookingNotFound), stage.database.transaction(stage.actor(1)) as work:
        bookings.cancel(work, booking.id)
    assert stage.status(booking) == "pending"


def somebody_elses_request(stage: Stage) -> None:
    booking = stage.asked(staff_code="bea")
    stage.front.say("amy", f"/confirm {booking.code}")
    assert stage.status(booking) == "pending"


def a_command_beyond_the_role(stage: Stage) -> None:
    answer = stage.front.say("amy", "/noshow")
    assert answer.says[0] == stage.front.gateway.engine.texts.say("zh_CN", "not_allowed")


def a_number_that_is_no_id_of_theirs(stage: Stage) -> None:
    foreign, own = stage.asked(staff_code="bea"), stage.asked(who=1, staff_code="amy")
    stage.front.say("amy", f"/confirm {foreign.id}")
    assert (foreign.id, stage.status(own)) == (1, "pending")


def one_wish_one_booking(stage: Stage) -> None:
    stage.at_the_summary()
    stage.front.say("ann", "再说一遍")
    assert "已申请" in text_of(stage.front.tap("ann", "确认预约"))
    assert stage.statuses() == ["pending"]


def an_answer_to_what_was_answered(stage: Stage) -> None:
    booking = stage.asked()
    with stage.database.transaction(stage.salon.desk) as work:
        bookings.confirm(work, booking.id)
    with pytest.raises(WrongStatus), stage.database.transaction(stage.salon.desk) as work:
        bookings.decline(work, booking.id, "满了")
    assert stage.status(booking) == "confirmed"


def two_at_one_time(stage: Stage) -> None:
    stage.asked()
    with stage.database.reading() as work:
        row = work.session.execute(sa.select(Occupancy.resource_id, Occupancy.start_minute)).first()
    assert row is not None
    span = {"resource_id": row.resource_id, "start_minute": row.start_minute + 5, "end_minute": row.start_minute + 10}
    with pytest.raises(sa.exc.IntegrityError), stage.database.transaction() as work:
        work.session.execute(sa.insert(Occupancy).values(reason="block", **span))


def a_guest_wants_to_book(stage: Stage) -> None:
    stage.front.chat_of("newcomer")
    answer = stage.front.tap("newcomer", "预约护理")
    assert answer.screen is not None
    assert answer.screen.question == "terms"


def a_bare_number_at_the_summary(stage: Stage) -> None:
    stage.at_the_summary()
    for number in ("1", "1。", "１"):
        stage.front.say("ann", number)
    assert stage.statuses() == ["held"]


def a_part_of_yes_at_the_summary(stage: Stage) -> None:
    stage.at_the_summary()
    stage.front.say("ann", "预约")
    assert stage.statuses() == ["held"]


def a_button_out_of_another_chat(stage: Stage) -> None:
    booking = stage.asked()
    copied = stage.front.button("desk", "确认")
    stage.front.post("boss", Tapped(copied.button, copied.label))
    stage.front.work()
    assert stage.status(booking) == "pending"


def a_refusal_is_an_answer(stage: Stage) -> None:
    stage.asked()
    again = stage.front.button("boss", "确认")
    stage.front.tap("desk", "确认")
    stage.front.post("boss", again)
    stage.front.work()
    assert "不能再做这一步" in stage.front.told("boss")


def nothing_is_asked_in_vain(stage: Stage) -> None:
    stage.asked()
    late = stage.front.button("boss", "婉拒")
    stage.front.tap("desk", "确认")
    stage.front.post("boss", late)
    stage.front.work()
    assert "不能再做这一步" in stage.front.told("boss")


def hours_later(stage: Stage) -> None:
    stage.at_the_summary()
    stage.clock.advance(dt.timedelta(hours=3))
    assert "收起来" in text_of(stage.front.tap("ann", "确认预约"))
    assert "pending" not in stage.statuses()


def whoever_leaves_gives_the_time_back(stage: Stage) -> None:
    stage.at_the_summary("ann")
    stage.front.say("ann", "取消")
    assert "laser" in stage.at_the_summary("ben")


def a_message_that_always_fails(stage: Stage) -> None:
    conversation = stage.front.chats["ann"]
    with stage.database.transaction() as work:
        poison = {
            "conversation_id": conversation,
            "key": "poison",
            "event": sealed_event('{"is": "x"}', conversation, "poison"),
            "received_at": work.now,
        }
        work.session.execute(sa.insert(InboxItem).values(tries=0, is_set_aside=False, **poison))
    answer = stage.front.say("ann", "菜单")
    with stage.database.reading() as work:
        row = work.session.execute(sa.select(InboxItem.tries, InboxItem.is_set_aside).where(InboxItem.key == "poison"))
        assert tuple(row.one()) == (3, True)
    assert answer.screen is not None


def a_person_is_wanted(stage: Stage) -> None:
    stage.front.say("ann", "人工")
    stage.front.say("ann", "有人吗")  # told once that it is passed on
    before = len(stage.front.answers["ann"])
    stage.front.say("ann", "明天上午做laser")
    assert len(stage.front.answers["ann"]) == before
    assert "明天上午做laser" in stage.front.told("desk")
