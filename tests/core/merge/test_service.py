"""Two accounts of one person become one and, where that was wrong, two again: exactly as they were (A11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.catalog import service as catalog
from core.consent import service as consents
from core.consent.enums import ConsentKind, Topic
from core.conversation import service as conversations
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import SYSTEM, Actor, Work
from core.member import service as members
from core.member.enums import Tier
from core.member.schemas import MemberOut
from core.merge import rules, service
from core.merge.errors import LaterMerge, MergeNotFound, NotToMerge
from core.migrations.tables import METADATA
from core.privacy import repository as privacy_rows
from core.privacy import service as privacy
from core.profile import service as profiles
from core.profile.enums import PreferenceKind
from core.review import service as reviews
from core.review.schemas import Part, Visit
from core.wallet.models import WalletEntry
from tests.factories.salon import Salon, build

PHONE = "+8613900000001"
OURS = {"merges", "merge_moves", "audit_entries"}


@pytest.fixture
def salon(database: Database) -> Salon:
    return database.run(build)


def live(work: Work, salon: Salon, number: int, *, verified: bool = True, chat: bool = True) -> None:
    """Gives a member of everything something."""
    member_id, me = salon.members[number], work.acting_as(salon.member(number))
    members.set_phone(work, member_id, PHONE, is_verified=verified)
    consents.grant(work, member_id, ConsentKind.health_notes, text_version="1", channel="web")
    consents.opt_out(work, member_id, Topic.offers, channel="web")
    profiles.set_words(me, member_id, drink=f"tea {number}", **({"pressure": "soft"} if number else {}))
    profiles.prefer(me, member_id, PreferenceKind.staff, salon.staff["amy"], likes=number == 0)
    if number:
        consents.set_allergies(work, member_id, "花生")
        profiles.prefer(me, member_id, PreferenceKind.staff, salon.staff["bea"], likes=True)
    bookings.hold(me, f"k{number}", member_id, salon.wish(), salon.at(17, f"1{number}:00"))
    bookings.request(me, f"k{number}")
    part = Part(salon.staff["amy"], catalog.list_treatments(work)[0].id)
    review_id = reviews.visited(work, Visit(f"v{number}", member_id, salon.store, work.now, (part,)))
    reviews.score(me, review_id or 0, 4)
    reviews.describe(me, review_id or 0, words=f"words {number}")
    if chat:
        told = f"chat {number}"
        opened = conversations.open_conversation(work, "telegram", f"bot{number}", told, told, told, "zh_CN")
        conversation = conversations.get(work, opened)
        assert conversation is not None
        members.link(work, conversation.contact_id, member_id)


def rows(work: Work, table: sa.Table) -> list[Any]:
    return list(work.session.execute(sa.select(table)).mappings())


def everything(work: Work) -> dict[str, list[dict[str, Any]]]:
    """Every row as it reads when opened, but for what is written about merges."""
    return {
        name: sorted(
            (privacy_rows.opened(work.session, table, dict(row)) for row in rows(work, table)),
            key=repr,
        )
        for name, table in METADATA.tables.items()
        if name not in OURS and name not in {"inbox", "reference_token"}
    }  # fmt: skip


def owner_of(work: Work, salon: Salon) -> Work:
    return work.acting_as(Actor("staff", salon.staff["desk"], StaffRole.owner.value, salon.store))


def join(work: Work, salon: Salon, one: int = 0, other: int = 1) -> MemberOut:
    return service.merge(owner_of(work, salon), salon.members[one], salon.members[other])


def part(work: Work, salon: Salon, number: int = 0) -> None:
    owner = owner_of(work, salon)
    service.unmerge(owner, service.list_standing(owner, salon.members[number])[0].id)


def unsaid(metadata: sa.MetaData) -> set[tuple[str, str]]:
    """Columns that lead to a member and say nowhere whether they follow a merge."""
    leading = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "members.id" for key in column.foreign_keys) or column.name == "member_id"
    }
    follows = set(rules.owners().items())
    stays = {(table, column) for table, columns in rules.STAYS.items() for column in columns}
    return leading - follows - stays


def test_what_leads_to_a_member_says_whether_it_follows() -> None:
    """A table that is added with a member in it, and with no word of what becomes of it, fails this."""
    assert unsaid(METADATA) == set(), "say in core.privacy.rules.TABLES or core.merge.rules whose these are"
    assert rules.owners().keys() <= METADATA.tables.keys()
    more = sa.MetaData()
    sa.Table("gifts", more, sa.Column("id", sa.Integer, primary_key=True), sa.Column("member_id", sa.Integer))
    sa.Table("bookings", more, sa.Column("member_id", sa.Integer), sa.Column("payer_id", sa.ForeignKey("members.id")))
    assert unsaid(more) == {("gifts", "member_id"), ("bookings", "payer_id")}


def test_everything_follows_and_comes_back_exactly(database: Database, salon: Salon) -> None:
    def fill(work: Work) -> dict[str, list[dict[str, Any]]]:
        live(work, salon, 0)
        live(work, salon, 1)
        work.session.flush()
        return everything(work)

    before = database.run(fill)
    kept = database.run(lambda work: join(work, salon))
    with database.reading() as work:
        assert kept.id == salon.members[0]
        mine = work.acting_as(salon.member(0))
        assert len(bookings.list_for_member(mine, kept.id, upcoming=True)) == 2
        assert members.get(work, kept.id).allergies == "花生"
        said = {each.words for each in reviews.list_for_member(mine, kept.id)}
        assert said == {"words 0", "words 1"}
        profile = profiles.get(mine, kept.id)
        assert (profile.drink, profile.pressure) == ("tea 0", "soft")
        likes = {each.subject_id: each.likes for each in profiles.list_preferences(mine, kept.id)}
        assert likes == {salon.staff["amy"]: True, salon.staff["bea"]: True}
        assert [
            each.id for each in members.search(owner_of(work, salon), members.get(work, salon.members[1]).code)
        ] == [kept.id]
        assert len(members.list_by_phone(work, PHONE)) == 1
    database.run(lambda work: part(work, salon))
    with database.reading() as work:
        assert everything(work) == before


def test_a_ledger_follows_a_merge_and_nothing_else(database: Database, salon: Salon) -> None:
    """The database refuses another owner of an entry, unless a merge says that both are one person."""

    def whose(work: Work) -> list[int]:
        return list(work.session.scalars(sa.select(WalletEntry.member_id)))

    def give(work: Work) -> None:
        work.session.execute(sa.update(WalletEntry).values(member_id=salon.members[2]))

    def top_up(work: Work) -> None:
        common = {
            "asked": "",
            "store_id": salon.store,
            "kind": "top_up",
            "real_fen": 100,
            "gift_fen": 0,
            "paid_fen": 100,
        }
        made = {"tender": "cash", "actor_kind": "staff", "actor_id": 1, "because": {}, "at": work.now}
        row = {"key": "w", "member_id": salon.members[1], "contract_id": None, **common, **made}
        work.session.execute(sa.insert(WalletEntry).values(row))

    database.run(top_up)
    with pytest.raises(sa.exc.IntegrityError):
        database.run(give)
    database.run(lambda work: join(work, salon))
    assert database.run(whose) == [salon.members[0]]
    with pytest.raises(sa.exc.IntegrityError):
        database.run(give)
    database.run(lambda work: part(work, salon))
    assert database.run(whose) == [salon.members[1]]
    with pytest.raises(sa.exc.IntegrityError):
        database.run(lambda work: work.session.execute(sa.update(WalletEntry).values(real_fen=1)))


def test_what_came_in_since_stays(database: Database, salon: Salon) -> None:
    def story(work: Work) -> None:
        live(work, salon, 0)
        live(work, salon, 1)
        join(work, salon)
        bookings.hold(work.acting_as(salon.member(0)), "new", salon.members[0], salon.wish(), salon.at(17, "18:00"))
        members.set_name(work, salon.members[0], "another name")
        part(work, salon)
        whose = {each.code: each.member_id for number in (0, 1) for each in held(work, salon, number)}
        assert sorted(whose.values()) == sorted([salon.members[0], salon.members[0], salon.members[1]])
        assert members.get(work, salon.members[0]).name == "another name"

    database.run(story)


def held(work: Work, salon: Salon, number: int) -> list[Any]:
    rows = privacy_rows.read_rows(work.session, "bookings", salon.members[number], 10)
    return [type("Row", (), row) for row in rows]


@pytest.mark.parametrize(
    ("verified", "chat", "joins"), [(True, True, True), (False, True, False), (False, False, True), (True, False, True)]
)
def test_only_a_phone_vouched_for_or_written_down_by_staff_joins(
    database: Database, salon: Salon, verified: bool, chat: bool, joins: bool
) -> None:
    """Whoever merely typed somebody's number must not come to read what is theirs."""

    def story(work: Work) -> MemberOut | None:
        live(work, salon, 0, verified=verified, chat=chat)
        live(work, salon, 1)
        return service.merge_verified(work, salon.members[1])

    kept = database.run(story)
    assert (kept is not None) is joins
    assert kept is None or kept.id == salon.members[0]


def test_a_phone_that_was_only_typed_joins_nobody(database: Database, salon: Salon) -> None:
    def story(work: Work) -> MemberOut | None:
        live(work, salon, 0)
        live(work, salon, 1, verified=False)
        return service.merge_verified(work, salon.members[1])

    assert database.run(story) is None


def test_whom_staff_took_apart_only_staff_join_again(database: Database, salon: Salon) -> None:
    def story(work: Work) -> None:
        live(work, salon, 0)
        live(work, salon, 1)
        join(work, salon)
        part(work, salon)
        assert service.merge_verified(work, salon.members[1]) is None
        assert join(work, salon).id == salon.members[0]

    database.run(story)


def test_three_are_joined_and_the_later_comes_apart_first(database: Database, salon: Salon) -> None:
    def story(work: Work) -> None:
        for number in (0, 1, 2):
            live(work, salon, number)
        join(work, salon, 1, 2)
        join(work, salon, 0, 1)
        assert {members.get(work, id_).merged_into_id for id_ in salon.members[1:3]} == {salon.members[0]}
        with pytest.raises(LaterMerge):
            part(work, salon, 2)
        part(work, salon, 0)
        assert members.get(work, salon.members[2]).merged_into_id == salon.members[1]
        part(work, salon, 1)
        assert [len(held(work, salon, number)) for number in (0, 1, 2)] == [1, 1, 1]

    database.run(story)


def test_refusals(database: Database, salon: Salon) -> None:
    def story(work: Work) -> None:
        live(work, salon, 0)
        live(work, salon, 1)
        one, other = salon.members[:2]
        for actor in (salon.member(0), salon.desk, Actor("guest")):
            with pytest.raises(NotAllowed):
                service.merge(work.acting_as(actor), one, other)
        with pytest.raises(NotToMerge, match="same"):
            service.merge(owner_of(work, salon), one, one)
        privacy.request_erasure(work.acting_as(salon.member(1)), other, "web")
        with pytest.raises(NotToMerge, match="erasure"):
            service.merge(owner_of(work, salon), one, other)
        privacy.withdraw_erasure(work.acting_as(salon.member(1)), other)
        join(work, salon)
        with pytest.raises(NotToMerge, match="merged"):
            join(work, salon)
        part(work, salon)
        with pytest.raises(MergeNotFound):
            service.unmerge(owner_of(work, salon), 1)

    database.run(story)


def test_the_higher_tier_holds_and_goes_back(database: Database, salon: Salon) -> None:
    def story(work: Work) -> None:
        members.set_tier(work.acting_as(SYSTEM), salon.members[1], Tier.gold)
        assert join(work, salon).tier is Tier.gold
        part(work, salon)
        assert members.tier_of(work, salon.members[0]) is Tier.member

    database.run(story)


def test_being_forgotten_forgets_both(database: Database, salon: Salon) -> None:
    def story(work: Work) -> None:
        live(work, salon, 0)
        live(work, salon, 1)
        join(work, salon)
        privacy.erase(work.acting_as(SYSTEM), salon.members[0])
        for id_ in salon.members[:2]:
            gone = members.get(work, id_)
            assert (gone.name, gone.phone, gone.allergies) == (None, None, None)

    database.run(story)


def test_what_a_turn_stored_after_the_merge_follows_by_the_clock(
    database: Database, salon: Salon, clock: ManualClock
) -> None:
    def merge(work: Work) -> None:
        live(work, salon, 0)
        live(work, salon, 1)
        join(work, salon)
        bookings.hold(work.acting_as(salon.member(1)), "late", salon.members[1], salon.wish(), salon.at(17, "18:00"))

    database.run(merge)
    clock.advance(dt.timedelta(minutes=5))
    assert database.run(service.follow_up) == 1
    assert database.run(service.follow_up) == 0
    database.run(lambda work: part(work, salon))
    with database.reading() as work:
        assert len(held(work, salon, 1)) == 2
