"""Importing and exporting a store's file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import meiyue.demo
from core.auth.enums import StaffRole
from core.catalog.files import import_catalog
from core.kit import documents
from core.kit.db import Database
from core.kit.documents import BrokenFile
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from core.resource import service as resources
from core.resource.enums import ResourceKind, ResourceState
from core.salon_file import rules
from core.salon_file.schemas import StaffFile, StoreFile
from core.salon_file.service import export_store, import_store
from core.staff import service as staff
from core.store import service as stores
from core.store.errors import StoreNotFound
from core.store.schemas import BookingPolicy, Holiday, StoreSettings, Weekday
from tests.factories.catalog import catalog, treatment
from tests.factories.store import bed, person, store, store_file

DEMO = Path(meiyue.demo.__file__).parent


def test_import_opens_a_store_with_its_people_and_beds(database: Database) -> None:
    with database.transaction() as work:
        imported = import_store(work, store_file())
        assert imported.warnings == ()
        assert imported.store == stores.get_by_code(work, "garden") == stores.get(work, imported.store.id)
        assert imported.store.settings.booking == BookingPolicy()
        (lily,) = staff.list_staff(work, imported.store.id)
        assert (lily.code, lily.role, lily.skills) == ("lily", StaffRole.beautician, ("facial",))
        assert resources.get(work, lily.resource_id).kind is ResourceKind.staff
        assert [room.code for room in resources.list_rooms(work, imported.store.id)] == ["bed1"]
        assert len(staff.list_shifts(work, imported.store.id)[lily.id]) == 14


def test_importing_again_changes_by_code_and_keeps_ids(database: Database) -> None:
    with database.transaction() as work:
        first = import_store(work, store_file()).store
        (before,) = staff.list_staff(work, first.id)
        shorter = person(shifts=[{"days": ["mon"], "hours": "10:00-12:00"}], role="manager")
        again = import_store(work, store_file(staff=[shorter])).store
        (after,) = staff.list_staff(work, first.id)
        assert again == first
        assert (after.id, after.resource_id, after.role) == (before.id, before.resource_id, StaffRole.manager)
        assert len(staff.list_shifts(work, first.id)[after.id]) == 1


def test_who_and_what_is_left_out_has_gone_and_may_come_back(database: Database) -> None:
    full = store_file(staff=[person("lily"), person("mindy")], resources=[bed("bed1"), bed("bed2")])
    with database.transaction() as work:
        home = import_store(work, full).store
        lily, mindy = staff.list_staff(work, home.id)
        import_store(work, store_file(staff=[person("mindy")], resources=[bed("bed2")]))
        assert staff.list_staff(work, home.id) == (mindy,)
        assert staff.find(work, lily.id) is None
        assert resources.get(work, lily.resource_id).state is ResourceState.retired
        assert [room.code for room in resources.list_rooms(work, home.id)] == ["bed2"]
        import_store(work, full)
        assert staff.list_staff(work, home.id) == (lily, mindy)
        assert len(resources.list_rooms(work, home.id)) == 2


def test_a_bed_under_repair_stays_so(database: Database) -> None:
    with database.transaction() as work:
        home = import_store(work, store_file()).store
        (room,) = resources.list_rooms(work, home.id)
        resources.set_state(work, room.id, ResourceState.under_repair)
        import_store(work, store_file())
        assert resources.get(work, room.id).state is ResourceState.under_repair


def test_stores_do_not_touch_each_other(database: Database) -> None:
    with database.transaction() as work:
        import_store(work, store_file("garden"))
        lake = import_store(work, store_file("lake")).store
        import_store(work, store_file("garden", staff=[], resources=[]))
        assert len(staff.list_staff(work, lake.id)) == 1
        assert len(resources.list_rooms(work, lake.id)) == 1
        assert [listed.code for listed in stores.list_stores(work)] == ["garden", "lake"]


@pytest.mark.parametrize("code", ["jingan", "xuhui"])
def test_demo_stores_survive_export_and_import(database: Database, code: str) -> None:
    with database.transaction() as work:
        import_catalog(work, (DEMO / "catalog.yaml").read_text(encoding="utf-8"))
        imported = import_store(work, (DEMO / "stores" / f"{code}.yaml").read_text(encoding="utf-8")).store
        exported = export_store(work, code)
        assert import_store(work, exported).store == imported
        assert export_store(work, code) == exported


CHEAP = {"name": {"zh": "上午", "en": "Mornings"}, "hours": ["10:00-12:00"]}


def _broken(database: Database, file: str) -> list[tuple[str, str]]:
    with database.transaction() as work:
        import_catalog(work, catalog())
        before = import_store(work, store_file()).store
        people = staff.list_staff(work)
        with pytest.raises(BrokenFile) as caught:
            import_store(work, file)
        assert stores.list_stores(work) == (before,)
        assert staff.list_staff(work) == people
    return [(problem.path, problem.message) for problem in caught.value.fields["problems"]]


@pytest.mark.parametrize(
    ("changes", "path", "part"),
    [
        ({"staff": [person(skills=["facail"])]}, "staff.0.skills.0", "no treatment asks for the skill 'facail'"),
        ({"staff": [person(), person()]}, "staff.1.code", "two of the code"),
        ({"resources": [bed(), bed()]}, "resources.1.code", "two of the code"),
        ({"resources": [bed() | {"kind": "device"}]}, "resources.0", "a device needs a model"),
        ({"resources": [bed() | {"kind": "sofa"}]}, "resources.0.kind", "must be"),
        (
            {"staff": [person(shifts=[{"days": ["mon"], "hours": "19:00-10:00"}])]},
            "staff.0.shifts.0.hours",
            "ends before",
        ),
        ({"staff": [person(shifts=[{"days": ["mon"], "hours": "10:01-12:00"}])]}, "staff.0.shifts.0.hours", "5-minute"),
        (
            {"staff": [person(shifts=[{"days": ["mon"], "hours": "10:00-12:00", "break": "09:00-11:00"}])]},
            "staff.0.shifts.0",
            "break is not within",
        ),
        ({"staff": [person(shifts=[{"days": ["mon"], "hours": "10:00-12:00"}] * 2)]}, "staff.0", "overlap on mon"),
        ({"settings": {"hours": {}, "booking": {"step_minutes": 7}}}, "settings.booking.step_minutes", "multiple of 5"),
        ({"settings": {"hours": {}, "prices": [CHEAP]}}, "settings.prices.0", "exactly one of percent"),
        (
            {"settings": {"hours": {}, "prices": [CHEAP | {"percent": 80, "treatments": ["facail"]}]}},
            "settings.prices.0.treatments.0",
            "nothing on offer is called 'facail'",
        ),
        ({"store": store()["store"] | {"zone": "Asia/Shangahi"}}, "store.zone", "not a time zone"),
        ({"version": 2}, "version", "must be 1"),
    ],
)
def test_a_broken_file_says_what_is_wrong_and_changes_nothing(
    database: Database, changes: dict[str, object], path: str, part: str
) -> None:
    ((found, message),) = _broken(database, store_file("other", **changes))
    assert found == path
    assert part in message


def test_a_treatment_without_its_device_is_a_warning(database: Database) -> None:
    device = {"code": "h1", "kind": "device", "model": "hydra", "name": {"zh": "水氧仪", "en": "Hydra"}}
    with database.transaction() as work:
        import_catalog(work, catalog(treatment(device="hydra")))
        (warning,) = import_store(work, store_file()).warnings
        assert "'facial' needs a device 'hydra'" in warning.message
        assert import_store(work, store_file(resources=[bed(), device])).warnings == ()
        (warning,) = import_store(
            work, store_file(resources=[bed(), device, device | {"code": "x", "model": "x"}])
        ).warnings
        assert warning.path == "resources.2.model"


def test_only_an_owner_opens_a_store(database: Database) -> None:
    with database.transaction() as work:
        home = import_store(work, store_file()).store
        manager = Actor("staff", 1, StaffRole.manager.value, home.id)
        import_store(work.acting_as(manager), store_file())
        with pytest.raises(NotAllowed):
            import_store(work.acting_as(manager), store_file("lake"))
        import_store(work.acting_as(Actor("staff", 1, StaffRole.owner.value, home.id)), store_file("lake"))
        with pytest.raises(NotAllowed):
            export_store(work.acting_as(manager), "lake")


def test_an_unknown_store_is_refused(database: Database) -> None:
    with database.reading() as work:
        with pytest.raises(StoreNotFound):
            export_store(work, "nowhere")
        with pytest.raises(StoreNotFound):
            stores.get(work, 1)


grid = st.integers(0, 288).map(lambda cell: cell * 5)


def _text(start: int, end: int) -> str:
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


@st.composite
def spans(draw: st.DrawFn, most: int) -> list[tuple[int, int]]:
    edges = sorted(draw(st.sets(grid, max_size=2 * most)))
    return list(zip(edges[::2], edges[1::2], strict=False))


words = st.builds(
    lambda zh, en: {"zh": zh, "en": en}, st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20)
)
days = st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1))
holidays = st.builds(
    lambda first, length, name, hours: Holiday.model_validate(
        {"from": first, "to": first + dt.timedelta(length), "name": name, "hours": [_text(*span) for span in hours]}
    ),
    days,
    st.integers(0, 20),
    words,
    spans(2),
)
all_settings = st.builds(
    StoreSettings,
    hours=st.dictionaries(
        st.sampled_from(list(Weekday)), spans(3).map(lambda hours: tuple(_text(*span) for span in hours))
    ),
    holidays=st.lists(holidays, max_size=3).map(tuple),
    booking=st.builds(
        BookingPolicy, step_minutes=st.integers(1, 24).map(lambda n: 5 * n), open_bookings_per_member=st.integers(1, 50)
    ),
)


@settings(max_examples=60, deadline=None)
@given(all_settings)
def test_any_settings_survive_the_file(wished: StoreSettings) -> None:
    written = store_file(settings=wished.model_dump(mode="json", by_alias=True))
    read, _ = documents.read(written, StoreFile)
    assert read.settings == wished


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(list(Weekday)), st.sampled_from([None, dt.date(2026, 5, 1)])), spans(4), max_size=7
    )
)
def test_any_shifts_survive_the_short_form(wished: dict[tuple[Weekday, dt.date | None], list[tuple[int, int]]]) -> None:
    # Shifts without an end begin before those from May on, so the two may overlap: only one kind a day is drawn.
    one_kind = {day: (period, hours) for (day, period), hours in wished.items()}
    entries = [
        {"days": [day.value], "hours": _text(*span)} | ({} if period is None else {"from": period})
        for day, (period, hours) in one_kind.items()
        for span in hours
    ]
    before = StaffFile.model_validate(person(shifts=entries)).all_shifts()
    after = StaffFile.model_validate(person(shifts=rules.as_entries(before))).all_shifts()
    key = str
    assert sorted(after, key=key) == sorted(before, key=key)
    assert rules.as_entries(after) == rules.as_entries(before)
    assert len(rules.as_entries(before)) <= len(entries)
