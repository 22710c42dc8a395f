"""Being forgotten: nothing personal is left anywhere, and nobody else loses anything."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.catalog import service as catalog
from core.consent import service as consents
from core.consent.enums import ConsentKind, Topic
from core.conversation import service as conversations
from core.document import service as documents
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.sealing import SealedText, index
from core.kit.work import Actor, Work
from core.member import service as members
from core.member.models import Member
from core.migrations.tables import METADATA
from core.outbox import service as outbox
from core.outbox.enums import Purpose
from core.privacy import repository, service
from core.privacy.enums import Fate
from core.privacy.errors import ExportedJustNow, NoErasure
from core.privacy.rules import TABLES
from core.profile import service as profiles
from core.profile.enums import PreferenceKind, Sex
from core.review import service as reviews
from core.review.schemas import Part, Visit
from core.token import service as tokens
from core.token.errors import TokenUnknown
from tests.factories.salon import Salon, build

_json = functools.partial(json.dumps, ensure_ascii=False)
PHOTO = "0123456789abcdef0123456789abcdef.jpg"
LOOKS = "fedcba9876543210fedcba9876543210.jpg"
WORDS = {
    "name": "欧阳听雨",
    "phone": "13987654321",
    "skin": "敏感泛红肌",
    "needs": "淡化法令纹",
    "allergies": "芒果与乳胶",
    "preferences": "喜欢靠窗的床",
    "drink": "桂花乌龙",
    "temperature": "怕冷要毯子",
    "pressure": "肩颈重手法",
    "brands": "雪肌精华",
    "note": "请准备大号拖鞋",
    "reason": "孩子发烧了",
    "shown": "听雨小号",
    "external": "telegram-777001",
    "said": "我昨天刚做完激光",
    "birthday": "lunar:1990-08-15",
    "review": "按得太用力了",
}
"""Words that stand nowhere else, one for everything that can be told."""


@pytest.fixture
def salon(database: Database) -> Salon:
    return database.run(build)


def _fill(work: Work, salon: Salon, member_id: int, words: dict[str, str], chat: str) -> int:
    """Gives a member something in every table; the id of their chat."""
    me = work.acting_as(Actor("member", member_id))
    members.set_name(work, member_id, words["name"])
    members.set_phone(work, member_id, words["phone"], is_verified=True)
    members.set_preferences(work, member_id, words["preferences"])
    consents.grant(work, member_id, ConsentKind.health_notes, text_version="1", channel="web")
    consents.set_skin(work, member_id, words["skin"])
    consents.set_needs(work, member_id, words["needs"])
    consents.set_allergies(work, member_id, words["allergies"])
    consents.opt_out(work, member_id, Topic.offers, channel="web")
    profiles.set_words(me, member_id, **{name: words[name] for name in profiles.LONGEST})
    profiles.set_sex(me, member_id, Sex.female)
    profiles.set_birthday(me, member_id, profiles.birthday_of(words["birthday"]))
    profiles.prefer(me, member_id, PreferenceKind.staff, salon.staff["amy"], likes=False)
    conversation_id = conversations.open_conversation(
        work, "web", "test", chat, words["external"], words["shown"], "zh_CN"
    )
    conversation = conversations.get(work, conversation_id)
    assert conversation is not None
    members.link(work, conversation.contact_id, member_id)
    conversations.note(work, conversation_id, "k1", _json({"is": "said", "text": words["said"]}))
    done = Part(salon.staff["amy"], catalog.list_treatments(work)[0].id)
    review_id = reviews.visited(work, Visit(f"visit of {chat}", member_id, salon.store, work.now, (done,)))
    reviews.score(me, review_id or 0, 4)
    reviews.describe(me, review_id or 0, words=words["review"], photo=LOOKS if words is WORDS else None)
    photo = {"is": "sent", "kind": "photo", "ref": PHOTO, "caption": "", "follows": False}
    conversations.note(work, conversation_id, "k2", _json(photo if words is WORDS else {"is": "opened"}))
    outbox.put(work, conversation_id, _json({"says": [words["said"]]}), Purpose.reply)
    documents.keep(work, conversation_id, f"{words['name']}.json", "application/json", words["allergies"].encode())
    return conversation_id


def _tell_staff(work: Work, salon: Salon, booking_code: str) -> None:
    """What a colleague's chat holds of the member: a card, words passed on, and lines of others."""
    conversation_id = conversations.open_conversation(work, "web", "test", "staff", "s1", "desk", "zh_CN")
    conversation = conversations.get(work, conversation_id)
    assert conversation is not None
    members.link_staff(work, conversation.contact_id, salon.staff["desk"])
    card = {"title": "简报", "lines": [f"{WORDS['name']} · 护理", f"过敏：{WORDS['allergies']}", "别人 14:00"]}
    outbox.put(work, conversation_id, _json({"cards": [card], "says": [booking_code]}), Purpose.reply)
    passed_on = {"says": [WORDS["said"]], "by": "person", "name": WORDS["name"], "cards": []}
    outbox.put(work, conversation_id, _json(passed_on), Purpose.person)
    words = {"is": "noticed", "kind": "handoff.words", "args": {"name": WORDS["name"], "words": WORDS["said"]}}
    conversations.note(work, conversation_id, "n1", _json(words))
    conversations.finish(work, conversation_id, 10**6, _json([2, [], ["q", "k", WORDS["name"], []]]))
    outbox.put(work, conversation_id, _json({"says": ["李四 过敏：花生"]}), Purpose.reply)


def _everything(work: Work) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table, as it is stored and as it reads when opened."""
    for name, table in METADATA.tables.items():
        for row in work.session.execute(sa.select(table)).mappings():
            yield name, repository.opened(work.session, table, dict(row))


def _contents(database: Database) -> str:
    with database.reading() as work:
        return "\n".join(f"{name} {row}" for name, row in _everything(work))


@pytest.fixture
def filled(database: Database, salon: Salon) -> tuple[int, int]:
    """Two members of whom everything is known; the first has a visit ahead and one behind."""

    def fill(work: Work) -> tuple[int, int]:
        first, second = salon.members[:2]
        other = {name: f"另{number}{words[:2]}" for number, (name, words) in enumerate(WORDS.items())}
        other |= {"phone": "13900000088", "birthday": "1991-01-02"}
        _fill(work, salon, first, WORDS, "c1")
        _fill(work, salon, second, other, "c2")
        codes = []
        for number, day in ((0, 17), (0, 25), (1, 25)):
            me = work.acting_as(salon.member(number))
            key = f"{number}:{day}"
            bookings.hold(me, key, salon.members[number], salon.wish(), salon.at(day, f"1{number}:00"))
            codes.append(bookings.request(me, key))
        for booking in codes:
            bookings.decline(work, booking.id, WORDS["reason"]) if booking is codes[0] else None
        _tell_staff(work, salon, codes[0].code)
        row = repository.read_rows(work.session, "bookings", first, 10)[0]
        repository.rewrite(work.session, METADATA.tables["bookings"].c.note, row, WORDS["note"])
        return first, second

    return database.run(fill)


def test_nothing_personal_is_left_and_others_lose_nothing(
    database: Database, salon: Salon, filled: tuple[int, int], clock: ManualClock
) -> None:
    first, second = filled
    before = _contents(database)
    for what, words in WORDS.items():
        assert words in before or what in {"phone"}, what
    with database.reading() as work:
        others = {name: repository.read_rows(work.session, name, second, 1000) for name in _theirs()}
        indexes = [index(work.session, Member.__table__.c.phone_index, f"+86{WORDS['phone']}")]
        code = members.get(work, first).code

    database.run(lambda work: service.request_erasure(work, first, "web"))
    assert database.run(service.erase_due) == 0
    clock.advance(dt.timedelta(days=7))
    assert database.run(service.erase_due) == 1
    assert database.run(service.erase_due) == 0

    after = _contents(database)
    personal = [*WORDS.values(), code, *(each for each in indexes if each)]
    assert [words for words in personal if words in after or json.dumps(words)[1:-1] in after] == []
    with database.reading() as work:
        assert {name: repository.read_rows(work.session, name, second, 1000) for name in _theirs()} == others
        assert "李四 过敏：花生" in after
        assert "别人 14:00" in after
        assert service.list_doomed(work) == [PHOTO, LOOKS]
        kept = repository.read_rows(work.session, "bookings", first, 10)
        assert sorted(row["status"] for row in kept) == [BookingStatus.cancelled, BookingStatus.declined]
        erased = work.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "privacy.erased")).one()
        assert (erased.subject_id, erased.actor_kind) == (first, "system")


def _theirs() -> list[str]:
    return [name for name, held in TABLES.items() if held.fate is not Fate.none]


def test_the_same_person_may_start_anew(database: Database, filled: tuple[int, int]) -> None:
    database.run(lambda work: service.erase(work, filled[0]))
    with database.transaction() as work:
        fresh = conversations.open_conversation(work, "web", "test", "c1", WORDS["external"], WORDS["shown"], "zh_CN")
        conversation = conversations.get(work, fresh)
        assert conversation is not None
        assert conversation.member_id is None
        made = members.register(work, contact_id=conversation.contact_id, name=WORDS["name"])
        assert made.id != filled[0]


def test_a_wish_to_be_erased_can_be_taken_back(database: Database, filled: tuple[int, int], clock: ManualClock) -> None:
    first, second = filled
    asked = database.run(lambda work: service.request_erasure(work, first, "web"))
    clock.advance(dt.timedelta(days=1))
    assert database.run(lambda work: service.request_erasure(work, first, "web")) == asked
    database.run(lambda work: service.withdraw_erasure(work, first))
    with pytest.raises(NoErasure):
        database.run(lambda work: service.withdraw_erasure(work, first))
    clock.advance(dt.timedelta(days=30))
    assert database.run(service.erase_due) == 0
    with pytest.raises(NotAllowed):
        database.run(lambda work: service.request_erasure(work, first, "web"), Actor("member", second))


def test_nobody_is_erased_in_the_middle_of_a_visit(
    database: Database, salon: Salon, filled: tuple[int, int], clock: ManualClock
) -> None:
    ahead = database.run(lambda work: bookings.list_for_member(work, filled[0], upcoming=True))[0]
    clock.set(salon.at(16, "12:00"))
    database.run(lambda work: bookings.confirm(work, ahead.id))
    clock.set(ahead.starts_at - dt.timedelta(days=1))
    database.run(lambda work: service.request_erasure(work, filled[0], "web"))
    database.run(
        lambda work: work.session.execute(
            sa.update(METADATA.tables["erasures"]).values(due_at=ahead.starts_at + dt.timedelta(minutes=5))
        )
    )
    clock.set(ahead.starts_at)
    database.run(lambda work: bookings.check_in(work, ahead.id))
    clock.advance(dt.timedelta(minutes=10))
    assert database.run(service.erase_due) == 1
    assert database.run(lambda work: members.get(work, filled[0])).name == WORDS["name"]
    database.run(lambda work: bookings.complete(work, ahead.id))
    clock.advance(dt.timedelta(hours=7))
    database.run(service.erase_due)
    assert database.run(lambda work: members.get(work, filled[0])).name is None


def test_a_namesake_keeps_what_colleagues_were_told(database: Database, salon: Salon, filled: tuple[int, int]) -> None:
    database.run(lambda work: members.set_name(work, filled[1], WORDS["name"]))
    database.run(lambda work: service.erase(work, filled[0]))
    with database.reading() as work:
        chat = conversations.find(work, "web", "test", "staff")
        texts = [line.payload for line in outbox.read_after(work, chat or 0, 0)]
    assert WORDS["allergies"] not in texts[0]  # the card with the booking's code
    assert WORDS["name"] in texts[1]  # words of one of two people of this name: nobody can say whose


def test_the_file_holds_every_personal_column(database: Database, filled: tuple[int, int]) -> None:
    first, _ = filled
    held = database.run(lambda work: service.export(work, first), Actor("member", first))
    for name in _theirs():
        for row in held.tables[name]:
            assert row.keys() == TABLES[name].exported
    for name, table in METADATA.tables.items():
        sealed = [column.name for column in table.columns if isinstance(column.type, SealedText)]
        if name == "documents":
            sealed.remove("content")  # a file they were sent already; one export would carry the one before
        if TABLES[name].fate is not Fate.none and sealed:
            assert all(column in TABLES[name].exported for column in sealed)
    text = _json(held.tables)
    assert [what for what, words in WORDS.items() if words not in text] == []
    assert held.photos == (PHOTO, LOOKS)
    assert "另0" not in text
    with pytest.raises(ExportedJustNow) as refused:
        database.run(lambda work: service.export(work, first), Actor("member", first))
    assert refused.value.fields == {"hours": 24}
    with pytest.raises(NotAllowed):
        database.run(lambda work: service.export(work, first), Actor("member", filled[1]))


def test_opt_outs_are_by_topic(database: Database, salon: Salon) -> None:
    member_id = salon.members[0]
    act: Callable[..., Any] = database.run
    assert not act(lambda work: consents.may_send(work, member_id, Topic.care))
    act(lambda work: consents.grant(work, member_id, ConsentKind.marketing, text_version="1", channel="web"))
    assert act(lambda work: consents.opt_out(work, member_id, Topic.care, channel="web"))
    assert not act(lambda work: consents.opt_out(work, member_id, Topic.care, channel="web"))
    assert not act(lambda work: consents.may_send(work, member_id, Topic.care))
    assert act(lambda work: consents.may_send(work, member_id, Topic.offers))
    assert act(lambda work: consents.resume(work, member_id, Topic.care))
    assert act(lambda work: consents.may_send(work, member_id, Topic.care))
    (record,) = act(lambda work: consents.list_opt_outs(work, member_id))
    assert record.resumed_at is not None


def test_programs_that_acted_as_them_are_shut_out(database: Database, filled: tuple[int, int]) -> None:
    """Somebody erased must not go on reading by a token that was made before."""
    first, second = filled

    def make(work: Work) -> list[str]:
        return [tokens.create(work, "app", member_id=each)[1] for each in (first, second)]

    theirs, others = database.run(make)
    with database.reading() as work:
        assert tokens.authenticate(work, theirs)[1].id == first
    database.run(lambda work: service.erase(work, first))
    with database.reading() as work:
        with pytest.raises(TokenUnknown):
            tokens.authenticate(work, theirs)
        assert tokens.authenticate(work, others)[1].id == second
