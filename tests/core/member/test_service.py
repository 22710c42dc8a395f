"""Members and contacts."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.auth.enums import StaffRole
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.ids import ALPHABET
from core.kit.work import Actor
from core.member import service as members
from core.member.enums import Tier
from core.member.errors import BadPhone, ContactNotFound, MemberNotFound
from tests.factories import member as make
from tests.keys import details_of


def test_registering_gives_a_member_with_a_code(database: Database) -> None:
    with database.transaction() as work:
        made = members.register(work, name=" 王  芳 ", phone="139 0000 0001")
        assert (made.name, made.phone, made.language) == ("王 芳", "+8613900000001", "zh_CN")
        assert len(made.code) == 8
        assert set(made.code) <= set(ALPHABET)
        assert made.joined_at == work.now
    with database.reading() as work:
        assert members.get(work, made.id) == made
        assert members.find(work, made.id + 1) is None
        with pytest.raises(MemberNotFound):
            members.get(work, made.id + 1)


def test_registering_from_a_chat_links_the_contact(database: Database) -> None:
    with database.transaction() as work:
        contact = make.contact(work)
        made = members.register(work, contact_id=contact.id, language="en")
        assert members.get_contact(work, contact.id).member_id == made.id
    with pytest.raises(ContactNotFound), database.transaction() as work:
        members.register(work, contact_id=contact.id + 1)


def test_changes_are_kept(database: Database) -> None:
    with database.transaction() as work:
        made = make.member(work)
        members.set_name(work, made.id, "李娜")
        members.set_language(work, made.id, "en")
        members.set_phone(work, made.id, "13900009999")
        members.set_preferences(work, made.id, "怕冷")
    with database.reading() as work:
        kept = members.get(work, made.id)
    assert (kept.name, kept.language, kept.phone) == ("李娜", "en", "+8613900009999")
    assert kept.preferences == "怕冷"


def test_a_bad_phone_changes_nothing(database: Database) -> None:
    with database.transaction() as work:
        made = make.member(work)
        with pytest.raises(BadPhone):
            members.set_phone(work, made.id, "123")
        assert members.get(work, made.id) == made
        with pytest.raises(MemberNotFound):
            members.set_name(work, made.id + 1, "王芳")


def test_search_finds_by_name_code_and_last_digits(database: Database) -> None:
    with database.transaction() as work:
        fang = make.member(work, "王芳", "13900001234")
        amy = make.member(work, "Amy Wang", "13900005678")
        odd = make.member(work, "100%_x", "13900009012")
        found = {text: members.search(work, text) for text in ("芳", "amy", "1234", fang.code.lower(), "%_", "%", "_")}
        assert found["芳"] == found["1234"] == found[fang.code.lower()] == (fang,)
        assert found["amy"] == (amy,)
        assert found["%_"] == found["%"] == found["_"] == (odd,)
        assert members.search(work, "34") == members.search(work, "  ") == ()


def test_search_is_for_staff(database: Database) -> None:
    with database.transaction() as work:
        fang = make.member(work, "王芳")
        beautician = work.acting_as(Actor("staff", 1, StaffRole.beautician.value, 1))
        assert members.search(beautician, "王芳") == (fang,)
        for other in (Actor("member", fang.id), Actor("guest")):
            with pytest.raises(NotAllowed):
                members.search(work.acting_as(other), "王芳")


def test_the_first_message_makes_the_contact_and_later_ones_find_it(database: Database) -> None:
    with database.transaction() as work:
        assert members.find_contact(work, "telegram", "salon", "42") is None
        made = members.ensure_contact(work, "telegram", "salon", "42", display_name="x" * 200, language="zh_CN")
        assert made.display_name == "x" * 80
        assert members.ensure_contact(work, "telegram", "salon", "42", display_name="y") == made
        assert members.ensure_contact(work, "webchat", "salon", "42") != made
        assert members.set_contact_language(work, made.id, "en").language == "en"
        with pytest.raises(ContactNotFound):
            members.set_contact_language(work, made.id + 5, "en")


def test_two_first_messages_at_once_make_one_contact(database: Database) -> None:
    start, found = threading.Barrier(4), []

    def write() -> None:
        start.wait()
        found.append(database.run(lambda work: members.ensure_contact(work, "telegram", "salon", "42").id))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_what_is_personal_is_not_in_logs(database: Database) -> None:
    with database.transaction() as work:
        made = make.member(work, "王芳", "13900001234")
    assert "王芳" not in repr(made)
    assert "1234" not in repr(made).replace(made.code, "")


def test_a_phone_is_verified_by_the_channel_alone_and_until_it_changes(database: Database) -> None:
    with database.transaction() as work:
        made = make.member(work)
        typed = members.set_phone(work, made.id, "13900001111")
        shared = members.set_phone(work, made.id, "+8613900001111", is_verified=True)
        again = members.set_phone(work, made.id, "139 0000 1111")
        other = members.set_phone(work, made.id, "13900002222")
    assert [each.phone_verified_at for each in (typed, shared, again, other)] == [None, work.now, work.now, None]


def test_a_manager_puts_a_member_into_a_tier_and_the_audit_log_knows(database: Database) -> None:
    with database.transaction() as work:
        made = make.member(work)
        assert made.tier is Tier.member
        desk = work.acting_as(Actor("staff", 7, StaffRole.receptionist.value, store_id=1))
        with pytest.raises(NotAllowed):
            members.set_tier(desk, made.id, Tier.gold)
        manager = work.acting_as(Actor("staff", 7, StaffRole.manager.value, store_id=1))
        assert members.set_tier(manager, made.id, Tier.gold).tier is Tier.gold
        with pytest.raises(MemberNotFound):
            members.set_tier(manager, made.id + 1, Tier.gold)
    with database.reading() as work:
        assert members.get(work, made.id).tier is Tier.gold
        entry = work.session.execute(sa.select(AuditEntry).where(AuditEntry.action == "member.tier")).scalar_one()
        assert (entry.subject_id, entry.actor_id) == (made.id, 7)
        assert details_of(entry) == {"before": "member", "after": "gold"}


def test_tiers_stand_in_order() -> None:
    assert [tier.rank for tier in (Tier.member, Tier.silver, Tier.gold, Tier.diamond)] == [0, 1, 2, 3]
