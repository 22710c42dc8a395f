"""The form of a store's file, version 1."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.auth.enums import StaffRole
from core.kit.documents import Problem
from core.kit.localized import Localized
from core.resource.enums import ResourceKind
from core.staff.schemas import ShiftOut
from core.store.schemas import Span, StoreOut, StoreProfile, StoreSettings, StoreValues, Strict, Weekday, parse_span

Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Alias = Annotated[str, Field(min_length=1, max_length=80)]
_WEEK = list(Weekday)


class StoreHead(StoreProfile):
    """The store itself; its settings are a part of their own."""

    code: Code


class ResourceFile(Strict):
    """A bed, or a device of a model that treatments ask for."""

    code: Code
    kind: Literal["bed", "device"]
    model: Code | None = None
    name: Localized

    @model_validator(mode="after")
    def _has_model(self) -> Self:
        if (self.kind == ResourceKind.device) != (self.model is not None):
            raise ValueError("a device needs a model, a bed has none")
        return self


class ShiftFile(Strict):
    """Days on which somebody works the same hours; a break splits them in two."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    hours: Span
    pause: Annotated[Span | None, Field(alias="break")] = None
    from_on: Annotated[dt.date | None, Field(alias="from")] = None
    until_on: Annotated[dt.date | None, Field(alias="until")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        start, end = parse_span(self.hours)
        if self.pause is not None and not start < parse_span(self.pause)[0] < parse_span(self.pause)[1] < end:
            raise ValueError("the break is not within the hours")
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValueError("the last day is before the first")
        if len(set(self.days)) < len(self.days):
            raise ValueError("a day is named twice")
        return self

    def shifts(self) -> list[ShiftOut]:
        """One shift for each day and each side of the break."""
        start, end = parse_span(self.hours)
        spans = [(start, end)]
        if self.pause is not None:
            pause = parse_span(self.pause)
            spans = [(start, pause[0]), (pause[1], end)]
        return [
            ShiftOut(
                weekday=_WEEK.index(day),
                start_minute=first,
                end_minute=last,
                from_on=self.from_on,
                until_on=self.until_on,
            )
            for day in self.days
            for first, last in spans
        ]


def _overlap(one: ShiftOut, other: ShiftOut) -> bool:
    last, first = dt.date.max, dt.date.min
    return (
        one.weekday == other.weekday
        and one.start_minute < other.end_minute
        and other.start_minute < one.end_minute
        and (one.from_on or first) <= (other.until_on or last)
        and (other.from_on or first) <= (one.until_on or last)
    )


class StaffFile(Strict):
    """Somebody who works in the store."""

    code: Code
    name: Localized
    aliases: tuple[Alias, ...] = ()
    role: StaffRole
    skills: tuple[Code, ...] = ()
    about: Localized
    shifts: tuple[ShiftFile, ...] = ()

    @model_validator(mode="after")
    def _one_place_at_a_time(self) -> Self:
        shifts = self.all_shifts()
        for index, shift in enumerate(shifts):
            if any(_overlap(shift, other) for other in shifts[:index]):
                raise ValueError(f"two shifts overlap on {_WEEK[shift.weekday].value}")
        return self

    def all_shifts(self) -> list[ShiftOut]:
        """The shifts of all entries."""
        return [shift for entry in self.shifts for shift in entry.shifts()]


class StoreFile(Strict):
    """The whole file."""

    version: Literal[1]
    store: StoreHead
    settings: StoreSettings
    resources: tuple[ResourceFile, ...] = ()
    staff: tuple[StaffFile, ...] = ()

    def values(self) -> StoreValues:
        """What goes to the store domain."""
        return StoreValues(**self.store.model_dump(exclude={"code"}), settings=self.settings)


@dataclass(frozen=True, slots=True)
class Imported:
    """A store as it was taken over; `warnings` are worth a look but stopped nothing."""

    store: StoreOut
    warnings: tuple[Problem, ...]
