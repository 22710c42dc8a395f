"""What is sealed opens with the right key in its own place, and nowhere else."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core.kit.crypto import BadKeys, KeyMissing, Keyring, Tampered, dump_keys, load_keys
from core.kit.db import Database
from core.kit.sealing import NoKeys
from core.member import service as members
from core.member.models import Member

OLD, NEW, INDEX = b"o" * 32, b"n" * 32, b"i" * 32
PLACE = "members.name:K7M2QX4P"


@given(st.text())
def test_what_is_sealed_opens_in_its_place_only(text: str) -> None:
    ring = Keyring({1: OLD}, INDEX)
    sealed = ring.seal(text, PLACE)
    assert ring.unseal(sealed, PLACE) == text
    assert ring.seal(text, PLACE) != sealed  # a nonce is never used twice
    for elsewhere in ("members.name:OTHER", "members.phone:K7M2QX4P", ""):
        with pytest.raises(Tampered):
            ring.unseal(sealed, elsewhere)


@pytest.mark.parametrize("broken", ["王芳", "", "1.", "1.x", "1.AAAA", "x.AAAA", "1." + "MTIz" * 12])
def test_what_was_never_sealed_is_refused(broken: str) -> None:
    with pytest.raises(Tampered):
        Keyring({1: OLD}, INDEX).unseal(broken, PLACE)


def test_the_current_key_seals_and_older_ones_open() -> None:
    old = Keyring({1: OLD}, INDEX)
    both = Keyring({1: OLD, 2: NEW}, INDEX)
    assert both.unseal(old.seal("王芳", PLACE), PLACE) == "王芳"
    assert both.seal("王芳", PLACE).startswith("2.")
    with pytest.raises(KeyMissing):
        old.unseal(both.seal("王芳", PLACE), PLACE)


def test_a_new_key_is_found_by_a_process_that_runs() -> None:
    keys = {1: OLD}
    running = Keyring(keys, INDEX, reload=lambda: keys)
    keys[2] = NEW
    assert running.unseal(Keyring(keys, INDEX).seal("王芳", PLACE), PLACE) == "王芳"
    assert running.seal("王芳", PLACE).startswith("2.")


def test_the_index_needs_its_key() -> None:
    one, other = Keyring({1: OLD}, INDEX), Keyring({1: OLD}, NEW)
    assert one.index("+8613900001234", "members.phone") == one.index("+8613900001234", "members.phone")
    assert one.index("+8613900001234", "members.phone") != other.index("+8613900001234", "members.phone")
    assert one.index("+8613900001234", "members.phone") != one.index("+8613900001234", "members.other")


def test_keys_come_back_from_their_file() -> None:
    assert load_keys(dump_keys({1: OLD, 2: NEW}, INDEX)) == ({1: OLD, 2: NEW}, INDEX)


@pytest.mark.parametrize("text", ["", "1=ab", "x=" + "ab" * 32, "1=" + "ab" * 32, f"1={'ab' * 32},1={'ab' * 32}", "1"])
def test_keys_that_cannot_be_used_say_why_without_the_key(text: str) -> None:
    with pytest.raises(BadKeys) as told:
        Keyring(*load_keys(text))
    assert "ab" * 8 not in str(told.value)


@pytest.mark.parametrize("key_id", [0, 256])
def test_a_key_id_is_a_byte(key_id: int) -> None:
    with pytest.raises(BadKeys):
        Keyring({key_id: OLD}, INDEX)


def test_a_column_of_personal_data_takes_nothing_plain(database: Database) -> None:
    member = database.run(lambda work: members.register(work, name="王芳"))
    with database.transaction() as work, pytest.raises(sa.exc.StatementError, match="personal data"):
        work.session.execute(sa.update(Member).where(Member.id == member.id).values(name="王芳"))


def test_a_name_moved_to_another_member_is_not_shown(database: Database) -> None:
    first, second = (
        database.run(lambda work, name=name: members.register(work, name=name)) for name in ("王芳", "李娜")
    )
    with database.transaction() as work:
        work.session.execute(
            sa.text("UPDATE members SET name = (SELECT name FROM members WHERE id = :a) WHERE id = :b"),
            {"a": first.id, "b": second.id},
        )
    with database.reading() as work, pytest.raises(Tampered):
        members.get(work, second.id)


def test_without_keys_nothing_personal_is_read(database: Database) -> None:
    member = database.run(lambda work: members.register(work, name="王芳"))
    keyless = Database(database.url.render_as_string(hide_password=False), pool_size=1, keyring=None)
    with keyless.reading() as work, pytest.raises(NoKeys):
        members.get(work, member.id)
    keyless.dispose()
