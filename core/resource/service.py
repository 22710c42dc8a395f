"""People's time, beds and devices: what there is of them, what is taken, and taking it (C2, C4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.locks import Lockable
from core.kit.reference import kept, renewed
from core.kit.work import Work
from core.resource import overlap, repository
from core.resource.enums import OccupancyReason, ResourceKind, ResourceState
from core.resource.errors import Overlap, ResourceNotFound
from core.resource.repository import Window
from core.resource.schemas import Ignored, Load, ResourceOut, Span, TakenSpan

_ROOMS = (ResourceKind.bed, ResourceKind.device)


def add(
    work: Work, store_id: int, kind: ResourceKind, code: str, name: dict[str, str], model: str | None = None
) -> int:
    """Sets up a resource of a store; the id."""
    renewed(work)
    return repository.add(
        work.session,
        store_id=store_id,
        kind=kind,
        code=code,
        name=name,
        model=model,
        state=ResourceState.available,
    )


def get(work: Work, resource_id: int) -> ResourceOut:
    """One resource. Raises ResourceNotFound."""
    found = repository.find(work.session, resource_id)
    if found is None:
        raise ResourceNotFound(id=resource_id)
    return found


def list_rooms(work: Work, store_id: int) -> tuple[ResourceOut, ...]:
    """A store's beds and devices in the order they were set up, without those that were retired."""
    return kept(work, ("rooms", store_id), lambda: repository.list_by_store(work.session, store_id, _ROOMS))


def set_state(work: Work, resource_id: int, state: ResourceState) -> ResourceOut:
    """Marks a bed or device as available, under repair or retired (C2); bookings that stand keep it.

    Raises NotAllowed, ResourceNotFound.
    """
    auth.require(work.actor, Permission.change_settings, get(work, resource_id).store_id)
    mark(work, resource_id, state)
    return get(work, resource_id)


def is_guarded(work: Work) -> bool:
    """Whether the database itself still refuses to take a resource twice."""
    return overlap.is_guarded(work.session)


def locks(resource_ids: Iterable[int]) -> list[tuple[Lockable, int]]:
    """What to lock (`core.kit.locks`) before time of these resources is looked at in order to take it."""
    return [(Lockable.resource, resource_id) for resource_id in resource_ids]


def busy(
    work: Work,
    resource_ids: Sequence[int],
    first_minute: int,
    last_minute: int,
    *,
    ignoring: Ignored = None,
    only_time_off: bool = False,
) -> dict[int, list[tuple[int, int]]]:
    """Taken spans of each resource that reach into a window of epoch minutes; empty for those that are free.

    Lapsed holds are free, and so are what bookings to be `ignoring` have themselves.
    """
    spans: dict[int, list[tuple[int, int]]] = {resource_id: [] for resource_id in resource_ids}
    if spans:
        window = Window(first_minute, last_minute, work.now, ignoring)
        rows = repository.busy(work.session, list(spans), window, only_time_off=only_time_off)
        for resource_id, start, end in rows:
            spans[resource_id].append((start, end))
    return spans


def taken(work: Work, resource_id: int, first_minute: int, last_minute: int) -> list[TakenSpan]:
    """What takes a resource in a window of epoch minutes, in order of time; lapsed holds are left out."""
    return repository.taken(work.session, resource_id, Window(first_minute, last_minute, work.now))


def load(
    work: Work, resource_ids: Sequence[int], *, since: int, day: tuple[int, int], week: tuple[int, int]
) -> dict[int, Load]:
    """How much each resource is booked on a day and in a week (spans of epoch minutes); bookings only, not blocks.

    `since` is the minute from which on earlier bookings count for who was taken last.
    """
    known = {row.resource_id: row for row in repository.load(work.session, resource_ids, since, day, week)}
    return {resource_id: known.get(resource_id, Load(resource_id)) for resource_id in resource_ids}


def take(work: Work, spans: Sequence[Span], booking_id: int, held_until: dt.datetime | None = None) -> None:
    """Takes time for a booking; with `held_until` only for a while.

    Raises Overlap when the database says it is taken; the caller holds a savepoint and gives it back then.
    """
    if not repository.take(
        work.session, spans, reason=OccupancyReason.booking, booking_id=booking_id, held_until=held_until
    ):
        raise Overlap


def block(work: Work, spans: Sequence[Span], reason: OccupancyReason, note: str | None) -> None:
    """Takes time for something other than a booking. Raises Overlap; the caller holds a savepoint."""
    if not repository.take(work.session, spans, reason=reason, note=note):
        raise Overlap


def unblock(work: Work, resource_id: int, block_id: int) -> bool:
    """Gives a block's time back; False when the resource has no such block."""
    return repository.drop_block(work.session, resource_id, block_id)


def swap(work: Work, booking_id: int, from_id: int, to_id: int) -> None:
    """Puts what a booking takes of one bed or device onto another. Raises Overlap; the caller holds a savepoint."""
    if not repository.swap(work.session, booking_id, from_id, to_id):
        raise Overlap


def free_of(work: Work, booking_id: int, resource_id: int) -> None:
    """Gives back what a booking takes of one resource, and of that one only."""
    repository.free_of(work.session, booking_id, resource_id)


def end_outage(work: Work, resource_id: int, reason: OccupancyReason, minute: int) -> int:
    """Gives back what was taken for a repair or for time off from an epoch minute on; how many spans that were."""
    return repository.end_outage(work.session, resource_id, reason, minute)


def mark(work: Work, resource_id: int, state: ResourceState) -> None:
    """Changes the standing state; who may is the caller's to know. Raises ResourceNotFound."""
    before = get(work, resource_id)
    renewed(work)
    repository.set_state(work.session, resource_id, state)
    audit.record(work, "resource.set_state", "resource", resource_id, before=before.state.value, after=state.value)


def lapsed_holders(work: Work, spans: Sequence[Span]) -> list[int]:
    """Ids of bookings whose holds have lapsed and stand in the way of the spans."""
    return repository.lapsed(work.session, spans, work.now)


def keep(work: Work, booking_id: int) -> None:
    """Makes the time a booking holds lasting."""
    repository.keep(work.session, booking_id)


def free(work: Work, booking_ids: Sequence[int]) -> None:
    """Gives back all time of some bookings."""
    if booking_ids:
        repository.free(work.session, booking_ids)


def free_from(work: Work, booking_id: int, minute: int) -> None:
    """Gives back the time of a booking from an epoch minute on; what is over by then stays on record (C5)."""
    repository.free_from(work.session, booking_id, minute)


def put(
    work: Work, store_id: int, kind: ResourceKind, code: str, name: dict[str, str], model: str | None = None
) -> int:
    """Sets up a resource under a code of its store, or changes what is known of it; the id. Raises NotAllowed."""
    renewed(work)
    auth.require(work.actor, Permission.change_settings, store_id)
    return repository.put(work.session, store_id, kind, code, name=name, model=model)


def retire_others(work: Work, store_id: int, kept: Sequence[int]) -> None:
    """Retires every resource of a store but these; bookings that stand keep theirs. Raises NotAllowed."""
    renewed(work)
    auth.require(work.actor, Permission.change_settings, store_id)
    repository.retire_others(work.session, store_id, kept)


def list_models(work: Work) -> set[str]:
    """Models of all devices the brand has."""
    return repository.list_models(work.session)
