"""Taking over a store's file, and writing one (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.catalog import service as catalog
from core.kit import documents
from core.kit.documents import Lines, Problem
from core.kit.work import Work
from core.resource import service as resources
from core.resource.enums import ResourceKind
from core.salon_file import rules
from core.salon_file.schemas import Imported, StaffFile, StoreFile
from core.staff import service as staff
from core.staff.schemas import ShiftOut, StaffOut
from core.store import service as stores
from core.store.schemas import StoreOut


def import_store(work: Work, text: str) -> Imported:
    """Takes over a store's file: by code new or changed; who and what it does not name has left or is retired.

    Nothing is ever deleted, for bookings of the past name it. A bed under repair stays under repair.
    Raises BrokenFile (nothing is changed then), NotAllowed.
    """
    file, lines = documents.read(text, StoreFile)
    mistakes = (*_mistakes(file, lines, catalog.list_skills(work)), *_unknown_items(work, file, lines))
    documents.refuse(mistakes)
    store = stores.put(work, file.store.code, file.values())
    rooms = [
        resources.put(work, store.id, ResourceKind(item.kind), item.code, item.name.model_dump(), item.model)
        for item in file.resources
    ]
    people = [_put_person(work, store.id, person) for person in file.staff]
    staff.leave_others(work, store.id, [staff_id for staff_id, _ in people])
    resources.retire_others(work, store.id, [*rooms, *(resource_id for _, resource_id in people)])
    audit.record(work, "store.import", "store", store.id, resources=len(rooms), staff=len(people))
    return Imported(store, tuple(_warnings(work, file, lines)))


def _put_person(work: Work, store_id: int, person: StaffFile) -> tuple[int, int]:
    """The ids of a colleague and of their time."""
    name = person.name.model_dump()
    resource_id = resources.put(work, store_id, ResourceKind.staff, person.code, name)
    staff_id = staff.put(
        work,
        store_id=store_id,
        resource_id=resource_id,
        code=person.code,
        name=name,
        aliases=person.aliases,
        about=person.about.model_dump(),
        role=person.role,
        skills=person.skills,
        shifts=person.all_shifts(),
    )
    return staff_id, resource_id


def _mistakes(file: StoreFile, lines: Lines, skills: set[str]) -> Iterator[Problem]:
    yield from documents.repeated(lines, ("staff",), [person.code for person in file.staff])
    for kind in ("bed", "device"):
        places = [index for index, item in enumerate(file.resources) if item.kind == kind]
        codes = [file.resources[index].code for index in places]
        for position, place in enumerate(places):
            if codes[position] in codes[:position]:
                yield lines.problem(("resources", place, "code"), f"there are two of the code {codes[position]!r}")
    for index, person in enumerate(file.staff):
        for place, skill in enumerate(person.skills):
            # A salon that has no catalog yet may begin with its people.
            if skills and skill not in skills:
                message = f"no treatment asks for the skill {skill!r}; known are {', '.join(sorted(skills))}"
                yield lines.problem(("staff", index, "skills", place), message)


def _unknown_items(work: Work, file: StoreFile, lines: Lines) -> Iterator[Problem]:
    """What prices are for and nobody offers. A salon that has no catalog yet may begin with its stores."""
    menu = catalog.list_treatments(work)
    treatments = {item.code for item in menu}
    treatments |= {f"{item.code}.{length.code}" for item in menu for length in item.variations}
    known = {"treatments": treatments, "categories": {item.category for item in menu}}
    for index, rule in enumerate(file.settings.prices):
        for field, named in (("treatments", rule.treatments), ("categories", rule.categories)):
            for place, code in enumerate(named):
                if menu and code not in known[field]:
                    message = f"nothing on offer is called {code!r}; known are {', '.join(sorted(known[field]))}"
                    yield lines.problem(("settings", "prices", index, field, place), message)


def _warnings(work: Work, file: StoreFile, lines: Lines) -> Iterator[Problem]:
    """What is allowed but hardly meant."""
    wanted = catalog.list_devices(work)
    for index, item in enumerate(file.resources):
        if wanted and item.model is not None and item.model not in wanted:
            yield lines.problem(("resources", index, "model"), f"no treatment asks for a device {item.model!r}")
    models = resources.list_models(work)
    for model, treatment in wanted.items():
        if model not in models:
            message = f"the treatment {treatment!r} needs a device {model!r}, which no store has: nobody can book it"
            yield lines.problem(("resources",), message)


def export_store(work: Work, code: str) -> str:
    """A store as a file; importing it changes nothing. Raises StoreNotFound, NotAllowed."""
    store = stores.get_by_code(work, code)
    auth.require(work.actor, Permission.change_settings, store.id)
    shifts = staff.list_shifts(work, store.id)
    rooms = resources.list_rooms(work, store.id)
    return documents.write(
        {
            "version": 1,
            "store": _head(store),
            "settings": store.settings.model_dump(mode="json", by_alias=True),
            "resources": [
                {"code": room.code, "kind": room.kind.value}
                | ({} if room.model is None else {"model": room.model})
                | {"name": room.name}
                for room in rooms
            ],
            "staff": [_person(person, shifts.get(person.id, [])) for person in staff.list_staff(work, store.id)],
        }
    )


def _head(store: StoreOut) -> dict[str, Any]:
    plain = ("code", "name", "aliases", "address", "directions", "phone", "zone", "market")
    return {name: _plain(getattr(store, name)) for name in plain}


def _person(person: StaffOut, shifts: list[ShiftOut]) -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.name,
        "aliases": list(person.aliases),
        "role": person.role.value,
        "skills": list(person.skills),
        "about": person.about,
        "shifts": rules.as_entries(shifts),
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
