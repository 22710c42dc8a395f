"""Every dialog of the desk x everybody, against a written table: who gets in, who is refused, to whom it is not there.

What is asked for is always Wang's: her request with Lily at the garden store, her place on the waitlist, her record.
Each dialog is begun as by a button signed for one's own chat, which a member who guessed numbers would have to forge,
and, where it has one, by its slash command; its questions are then answered with whatever is offered first, up to three
times. Whoever the table keeps out changes nothing of Wang's; and whatever anybody else but her store's people is told,
there is no word of hers in it. Every button that was ever sent is tapped by everybody it was not sent to, too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from bot.desk import DIALOGS
from bot.engine.commands import Start
from bot.engine.person import person_of
from bot.engine.reply import Reply
from bot.engine.state import State
from bot.engine.turn import Turn
from bot.gateway import Gateway
from bot.messages import Event, Said, Tapped, dump_outgoing, load_outgoing
from core.booking import service as bookings
from core.booking.models import Booking
from core.booking.schemas import Wish
from core.catalog import service as catalog
from core.checkout import service as checkout
from core.conversation import service as conversations
from core.coupon import service as coupons
from core.coupon.models import Coupon
from core.coupon.schemas import BillLine
from core.document import service as documents
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.member import service as members
from core.member.models import Member
from core.outbox.models import OutboxItem
from core.prepaid import service as prepaid
from core.profile import service as profiles
from core.review import service as reviews
from core.review.schemas import Part, Visit
from core.store import service as stores
from core.waitlist import service as waitlist
from core.waitlist.models import WaitlistEntry
from core.waitlist.schemas import Window
from tests.factories import coupons as coupon_file
from tests.factories import garden_salon
from tests.keys import payload_of

PEOPLE = {
    "guest": "",
    "wang": "王芳",
    "li": "李娜",
    "lily": "lily",  # Wang's beautician
    "mei": "mei",  # another one of the store
    "gao": "gao",  # the manager of the other store
    "zhou": "zhou",  # the desk
    "yue": "yue",  # the owner
}
STAFF = ("lily", "mei", "gao", "zhou", "yue")

# ok: past the door, with what is one's own; join: a guest is asked to become a member first; -: there is no such thing
# for them; no: refused for the role; none: Wang's is not found; else the code of the refusal.
TABLE = """
dialog            guest wang li   lily mei  gao  zhou yue
book              join  ok   ok   -    -    -    -    -
my_bookings       join  ok   none -    -    -    -    -
profile           join  ok   ok   -    -    -    -    -
points            join  ok   ok   -    -    -    -    -
points_entries    join  ok   ok   -    -    -    -    -
earn_points       join  ok   ok   -    -    -    -    -
redeem_points     join  ok   ok   -    -    -    -    -
my_redemptions    join  ok   ok   -    -    -    -    -
daily_check_in    join  ok   ok   -    -    -    -    -
privacy           join  ok   ok   -    -    -    -    -
prices            ok    ok   ok   -    -    -    -    -
address           ok    ok   ok   -    -    -    -    -
hours             ok    ok   ok   -    -    -    -    -
reschedule        join  ok   none -    -    -    -    -
cancel_booking    join  ok   none -    -    -    -    -
answer_proposal   join  ok   none -    -    -    -    -
attend            join  ok   none -    -    -    -    -
my_visits         join  ok   ok   -    -    -    -    -
waitlist          join  ok   none -    -    -    -    -
join_waitlist     join  ok   ok   -    -    -    -    -
leave_waitlist    join  ok   none -    -    -    -    -
stay_waitlist     join  ok   none -    -    -    -    -
answer_offer      join  none none -    -    -    -    -
calendar          join  ok   none -    -    -    -    -
check_in_code     join  ok   ok   -    -    -    -    -
member_scan       join  none none -    -    -    -    -
welcome           ok    ok   ok   -    -    -    -    -
unsubscribe       ok    ok   ok   -    -    -    -    -
subscribe         join  ok   ok   -    -    -    -    -
subscriptions     join  ok   ok   -    -    -    -    -
export_data       join  ok   ok   -    -    -    -    -
erase_me          join  ok   ok   -    -    -    -    -
keep_me           join  ok   ok   -    -    -    -    -
consent_record    join  ok   ok   -    -    -    -    -
learning          join  ok   ok   -    -    -    -    -
open              ok    ok   ok   ok   ok   ok   ok   ok
help              ok    ok   ok   -    -    -    -    -
person            ok    ok   ok   -    -    -    -    -
phone             join  ok   ok   -    -    -    -    -
promotions        ok   ok    ok   -    -    -    -    -
house             ok   ok    ok   -    -    -    -    -
service_info      ok   ok    ok   -    -    -    -    -
recommend         ok   ok    ok   -    -    -    -    -
colleague         ok   ok    ok   -    -    -    -    -
roster            ok   ok    ok   ok   ok   ok   ok   ok
late              join  ok   ok   -    -    -    -    -
balance           join  ok   ok   -    -    -    -    -
statement         join  ok   ok   -    -    -    -    -
top_up            join  ok   ok   -    -    -    -    -
accept_contract   join  ok   none -    -    -    -    -
refund_prepaid    join  ok   ok   -    -    -    -    -
cards             join  ok   ok   -    -    -    -    -
buy_card          join  ok   ok   -    -    -    -    -
complaint         ok   ok    ok   -    -    -    -    -
feedback          ok   ok    ok   -    -    -    -    -
later             ok   ok    ok   -    -    -    -    -
coupons           join  ok   ok   -    -    -    -    -
best_coupons      join  ok   ok   -    -    -    -    -
paying            join  ok   ok   -    -    -    -    -
redeem_code       join  ok   ok   -    -    -    -    -
answer_coupon     join  ok   none -    -    -    -    -
my_tier           join  ok   ok   -    -    -    -    -
meant             ok    ok   ok   ok   ok   ok   ok   ok
review            join  ok   none -    -    -    -    -
receipts          join  ok   ok   -    -    -    -    -
sale_yes          join  ok   none -    -    -    -    -
sale_no           join  ok   none -    -    -    -    -
doubt             join  ok   ok   -    -    -    -    -
money_back        join  ok   ok   -    -    -    -    -
today             -     -    -    ok   ok   ok   ok   ok
pending           -     -    -    ok   ok   ok   ok   ok
agenda            -     -    -    ok   ok   ok   ok   ok
staff_check_in    -     -    -    ok   none none ok   ok
staff_scan        -     -    -    ok   none none ok   ok
staff_counter     -     -    -    ok   ok   ok   ok   ok
staff_start       -     -    -    ok   none none ok   ok
staff_done        -     -    -    ok   none none ok   ok
staff_till        -     -    -    no   no   none ok   ok
staff_refund      -     -    -    no   no   none none none
staff_no_show     -     -    -    no   no   none ok   ok
staff_waive       -     -    -    no   no   none ok   ok
staff_keep        -     -    -    ok   none none ok   ok
staff_call_off    -     -    -    ok   none none ok   ok
staff_answer      -     -    -    ok   none none ok   ok
staff_confirm     -     -    -    ok   none none ok   ok
staff_decline     -     -    -    ok   none none ok   ok
staff_propose     -     -    -    ok   none none ok   ok
staff_move        -     -    -    ok   none none ok   ok
staff_block       -     -    -    ok   ok   ok   ok   ok
staff_unblock     -     -    -    ok   ok   ok   ok   ok
staff_repair      -     -    -    no   no   ok   ok   ok
staff_repaired    -     -    -    no   no   ok   ok   ok
staff_off         -     -    -    ok   ok   ok   ok   ok
staff_member      -     -    -    ok   ok   none ok   ok
staff_correct     -     -    -    no   no   none ok   ok
staff_brief       -     -    -    ok   none none no   ok
staff_adjust_points -   -    -    no   no   none ok   ok
staff_hand_over   -     -    -    ok   ok   ok   ok   ok
staff_flags       -     -    -    no   no   ok   no   ok
staff_points      -     -    -    no   no   ok   no   ok
staff_reviews     -     -    -    ok   ok   ok   ok   ok
staff_answer_review -   -    -    ok   ok   none ok   ok
staff_tier        -     -    -    no   no   none no   ok
staff_merge       -     -    -    no   no   none no   ok
staff_unmerge     -     -    -    no   no   none no   ok
staff_redeem      -     -    -    ok   ok   ok   ok   ok
staff_find        -     -    -    ok   ok   ok   ok   ok
staff_force_coupon -    -    -    no   no   none no   ok
staff_grant       -     -    -    no   no   none ok   ok
staff_waitlist    -     -    -    no   no   ok   ok   ok
staff_top_up      -     -    -    no   no   none ok   ok
staff_card        -     -    -    no   no   none ok   ok
staff_take_money  -     -    -    no   no   none ok   ok
staff_refund_prepaid -  -    -    no   no   none ok   ok
staff_take        -     -    -    ok   ok   ok   ok   ok
staff_release     -     -    -    ok   ok   ok   ok   ok
staff_invite      -     -    -    no   no   ok   no   ok
staff_help        -     -    -    ok   ok   ok   ok   ok
staff_join        ok    ok   ok   ok   ok   ok   ok   ok
language          ok    ok   ok   ok   ok   ok   ok   ok
"""
EXPECTED = {row[0]: dict(zip(PEOPLE, row[1:], strict=True)) for row in map(str.split, TABLE.strip().splitlines()[1:])}
KNOW = {
    "wang": frozenset(EXPECTED),
    "zhou": frozenset(EXPECTED),
    "yue": frozenset(EXPECTED),
    "lily": frozenset(EXPECTED),
    "mei": frozenset(
        {"staff_member", "staff_take", "staff_redeem", "staff_find", "staff_hand_over", "staff_answer_review"}
    ),
    "gao": frozenset({"staff_take"}),  # whoever is free talks with a member who wants a person: the brand's, by name
}
"""In which dialogs somebody may read of Wang: her store's people, and her beautician, in all they may use at all."""

NAME, PHONE, TASTE, ALLERGY = "王芳", "13900000001", "紫檀香薰", "花生壳粉"
AT = dt.datetime(2026, 9, 17, 6, 0, tzinfo=dt.UTC)
NAMING = frozenset({"booking", "member", "entry", "offer", "token", "contract", "sale", "request", "review"})
"""What a dialog can hear that is somebody's own."""
Heard = dict[str, str]


@dataclass
class Garden:
    """The salon with everybody's chat; what of Wang's can be named, what does not exist, and what nobody may read."""

    database: Database
    gateway: Gateway
    chats: dict[str, int]
    wang: int
    heard: Heard
    absent: Heard
    secrets: frozenset[str]


@pytest.fixture
def salon(garden: Database, gateway: Gateway) -> Garden:
    """Wang asked Lily for a time, waits for another, and wants to talk with a person."""
    return garden.run(lambda work: _open(work, garden, gateway))


def _open(work: Work, garden: Database, gateway: Gateway) -> Garden:
    chats = {who: _chat(work, who, name) for who, name in PEOPLE.items()}
    wang = members.get(work, garden_salon.member_id(work, NAME))
    members.store_health_notes(work, wang.id, skin="", needs="", allergies=ALLERGY)
    as_wang = work.acting_as(Actor("member", wang.id))
    coupon_file.load(work)
    profiles.set_words(as_wang, wang.id, drink=TASTE)
    store = stores.get_by_code(work, "garden")
    treatment = catalog.list_treatments(work)[0]
    wish = Wish(store.id, treatment.variations[0].id, garden_salon.staff_id(work, "lily"))
    bookings.hold(as_wang, "wangs", wang.id, wish, AT)
    booking = bookings.request(as_wang, "wangs")
    entry = waitlist.join(as_wang, wang.id, wish, Window(AT.date(), AT.date(), 0, 24 * 60))
    conversations.hand_over(work, chats["wang"])
    contract = prepaid.ask_top_up(as_wang, "wangs", wang.id, store.id, 30_000, language="zh_CN")
    links, tomorrow = gateway.engine.links, AT + dt.timedelta(days=1)
    common = {
        "conversation": str(chats["wang"]),
        "answer": "yes",
        "reason": "满了",
        "tier": "gold",
        "store": store.code,
        "treatment": treatment.code,
        "code": "ABCDEFGHJK",
    }
    sale = checkout.open_walk_in(work, "wangs", store.id, wang.id)
    hers = {"booking": str(booking.id), "member": NAME, "entry": str(entry.id), "offer": str(entry.id)}
    nobodys = {"booking": "999999", "member": "无此人", "entry": "999999", "offer": "999999", "sale": "999999"}
    hers |= {"sale": str(sale.id)}
    given = coupons.issue(work, "wangs", "off50", wang.id)
    variation = treatment.variations[0]
    lines = [BillLine("1", treatment.id, None, variation.category, 50_000)]
    zhou = Actor("staff", garden_salon.staff_id(work, "zhou"), "receptionist", store.id)
    asked, _ = coupons.ask_member(work.acting_as(zhou), given.id, store.id, lines)
    hers |= {"code": given.code, "request": str(asked.id)}
    nobodys |= {"request": "999999"}
    part = Part(garden_salon.staff_id(work, "lily"), treatment.id)
    review = reviews.visited(work, Visit("wangs", wang.id, store.id, work.now, (part,)))
    hers["review"], nobodys["review"] = str(review), "999999"
    hers |= {"token": links.token("ci", booking.id, tomorrow), "start": f"ci_{links.token('ci', booking.id, tomorrow)}"}
    hers["contract"], nobodys["contract"] = str(contract.id), "999999"
    nobodys |= {"token": links.token("ci", 999999, tomorrow), "start": "ci_nothing"}
    planted = {NAME, PHONE, TASTE, ALLERGY, wang.code, booking.code, given.code}
    return Garden(garden, gateway, chats, wang.id, common | hers, common | nobodys, frozenset(planted))


def _chat(work: Work, who: str, name: str) -> int:
    chat = conversations.open_conversation(work, "fake", "salon", who, who, None, "zh_CN")
    conversation = conversations.get(work, chat)
    assert conversation is not None
    if who in STAFF:
        members.link_staff(work, conversation.contact_id, garden_salon.staff_id(work, name))
    elif name:
        members.link(work, conversation.contact_id, garden_salon.member_id(work, name))
    return chat


class _Undone(Exception):
    """Takes back what a try did."""


@dataclass
class Tried:
    """What came of a try: all that was answered, how it began, and what is stored of Wang afterwards."""

    text: str
    says: str
    opened: tuple[str, ...]
    stored: list[Any]


def _try(salon: Garden, who: str, begin: Start | Event) -> Tried:
    """Begins something as somebody, takes what is offered first, up to three times, and takes it all back."""
    with contextlib.suppress(_Undone), salon.database.transaction() as work:
        tried = _play(salon, work, who, begin)
        raise _Undone
    return tried


def _play(salon: Garden, work: Work, who: str, begin: Start | Event) -> Tried:
    engine, state, answers, opened = salon.gateway.engine, State(), list[Reply](), list[str]()
    step: Start | Event | None = begin
    while step is not None and len(answers) < 4:
        conversation = conversations.get(work, salon.chats[who])
        assert conversation is not None
        turn = Turn(engine, work, person_of(work, conversation, engine.texts.languages), state, Reply())
        turn.begin(step) if isinstance(step, Start) else turn.run(step, None)
        answers.append(turn.reply)
        opened = opened or [frame.dialog for frame in state.stack] or ["-"]
        options = turn.reply.screen.options if turn.reply.screen and state.stack else ()
        step = Tapped(options[0].button, options[0].label) if options else None
    files = "".join(documents.get_sent(work, ref).content.decode() for each in answers for ref in _refs(each))
    text = json.dumps([json.loads(dump_outgoing(answer.build("zh_CN"))) for answer in answers], ensure_ascii=False)
    return Tried(text + files, "".join(answers[0].says), tuple(opened), _wangs(work, salon.wang))


def _refs(reply: Reply) -> list[str]:
    return [file.ref for file in reply.files.values()]


def _wangs(work: Work, wang: int) -> list[Any]:
    """All there is of hers, as it is stored."""
    found: list[Any] = []
    for statement in (
        sa.select(Booking.__table__).where(Booking.member_id == wang).order_by(Booking.id),
        sa.select(WaitlistEntry.__table__).where(WaitlistEntry.member_id == wang).order_by(WaitlistEntry.id),
        sa.select(Member.__table__).where(Member.id == wang),
        sa.select(Coupon.__table__).where(Coupon.member_id == wang).order_by(Coupon.id),
    ):
        found += work.session.execute(statement).all()
    return found


def _outcome(salon: Garden, tried: Tried, absent: Tried | None) -> str:
    texts = salon.gateway.engine.texts
    if texts.say("zh_CN", "not_allowed") in tried.says:
        return "no"
    if texts.say("zh_CN", "engine.unclear") in tried.says:
        return "-"
    if "welcome" in tried.opened[1:]:
        return "join"
    return "none" if absent is not None and _same(salon, tried, absent) else "ok"


def _same(salon: Garden, tried: Tried, absent: Tried) -> bool:
    """Whether two answers differ in nothing but the words that were sent."""
    text = tried.text
    for name in NAMING:
        text = text.replace(f"「{salon.heard[name]}」", f"「{salon.absent[name]}」")
    return text == absent.text


def test_every_dialog_has_a_row() -> None:
    assert set(EXPECTED) == {dialog.name for dialog in DIALOGS}


def test_everybody_gets_what_the_table_says_and_not_a_word_more(salon: Garden) -> None:
    with salon.database.reading() as work:
        before = _wangs(work, salon.wang)
    differing, leaks = [], []
    for dialog in DIALOGS:
        for who, expected in EXPECTED[dialog.name].items():
            hers, nobodys = ({n: heard[n] for n in dialog.hears if n in heard} for heard in (salon.heard, salon.absent))
            tried = _try(salon, who, Start(dialog.name, hers))
            absent = _try(salon, who, Start(dialog.name, nobodys)) if NAMING & set(hers) else None
            found = _outcome(salon, tried, absent)
            if found != expected:
                differing.append(f"{dialog.name} as {who}: {expected} expected, {found}: {tried.says[:80]}")
            if dialog.name in KNOW.get(who, ()):
                continue
            # What somebody typed may be said back to them.
            text = tried.text.replace(f"「{NAME}」", "") if hers.get("member") == NAME else tried.text
            leaks += [f"{dialog.name} as {who}: {word}" for word in salon.secrets if word in text]
            if tried.stored != before:
                leaks.append(f"{dialog.name} as {who} changed what is Wang's")
    assert differing == [], "\n".join(differing)
    assert leaks == []


def test_a_command_opens_what_its_button_opens_and_nothing_else(salon: Garden) -> None:
    """Whoever may not begin a dialog gets no further by typing its command, with all it takes."""
    wrong = []
    for dialog in DIALOGS:
        if not dialog.command:
            continue
        typed = f"/{dialog.command} " + " ".join(salon.heard.get(name, "") for name in dialog.takes)
        for who, expected in EXPECTED[dialog.name].items():
            tried = _try(salon, who, Said(typed.strip()))
            text = tried.text.replace(f"「{NAME}」", "").replace(f"「{typed}」", "")
            if dialog.name not in KNOW.get(who, ()) and any(word in text for word in salon.secrets):
                wrong.append(f"{typed} as {who}: {tried.text[:200]}")
            if expected == "no" and _outcome(salon, tried, None) != "no":
                wrong.append(f"{typed} as {who}: {tried.says[:80]}")
    assert wrong == []


def test_a_button_is_of_use_in_the_chat_it_was_sent_to_alone(salon: Garden) -> None:
    for chat in salon.database.run(conversations.undone):
        salon.gateway.work(chat)
    with salon.database.reading() as work:
        columns = OutboxItem.conversation_id, OutboxItem.created_at, OutboxItem.payload
        rows = work.session.execute(sa.select(*columns)).all()
        before = _wangs(work, salon.wang)
    sent = [(row.conversation_id, each) for row in rows for each in load_outgoing(payload_of(row)).actions]
    assert len(sent) >= 6, "the request came with buttons to lily, the desk and the owner"
    stale = salon.gateway.engine.texts.say("zh_CN", "engine.stale")
    for owner, action in sent:
        for who, chat in salon.chats.items():
            if chat == owner:
                continue
            tried = _try(salon, who, Tapped(action.button, action.label))
            assert stale in tried.text
            assert (tried.stored, [word for word in salon.secrets if word in tried.text]) == (before, [])


def test_another_stores_manager_sees_who_is_named_exactly_and_nothing_of_their_visits(salon: Garden) -> None:
    code = next(word for word in salon.secrets if len(word) == 8)
    for text in (PHONE, f"+86 {PHONE}", code.lower()):
        told = _try(salon, "gao", Start("staff_member", {"member": text})).text
        assert NAME in told
        assert [word for word in (TASTE, ALLERGY, PHONE, "深层清洁") if word in told.replace(text, "")] == []
        for name in ("staff_tier", "staff_correct"):
            changing = _try(salon, "gao", Start(name, {"member": text, "tier": "diamond", "field": "drink"}))
            assert "其他门店" in changing.says
    for text in ("0001", "芳", "00000001"):
        assert NAME not in _try(salon, "gao", Start("staff_member", {"member": text})).text
