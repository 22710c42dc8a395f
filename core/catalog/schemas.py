"""Treatments and products as values, and the steps a visit is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class SegmentKind(StrEnum):
    """Steps of a visit (product.md C, buffers): who and what each one takes differs."""

    prepare = "prepare"  # hands on, at the start
    process = "process"  # a mask or colour works: the member stays, staff are free
    finish = "finish"  # hands on again
    clean_up = "clean_up"  # the member has left, the room is made ready


class Segment(BaseModel):
    """One step: its kind, its length in minutes (multiple of 5) and whether staff, bed and device are taken by it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: SegmentKind
    minutes: Annotated[int, Field(ge=5, le=480, multiple_of=5)]
    staff: bool | None = None

    @property
    def takes_staff(self) -> bool:
        """Staff are busy in hands-on steps; a clean-up takes them only where the file says so."""
        return self.staff if self.staff is not None else self.kind in {SegmentKind.prepare, SegmentKind.finish}

    @property
    def has_member(self) -> bool:
        """Whether the member is there: the visit they read ends with the last such step."""
        return self.kind is not SegmentKind.clean_up

    @property
    def takes_device(self) -> bool:
        """A device is in use while the member is there."""
        return self.has_member


class VariationOut(BaseModel):
    """A length and price of a treatment, with what a booking needs of the treatment itself."""

    model_config = ConfigDict(frozen=True)
    id: int
    code: str
    name: dict[str, str]
    price_fen: int
    segments: tuple[Segment, ...]
    treatment_id: int
    treatment_name: dict[str, str]
    skill: str
    needs_bed: bool
    device: str | None
    treatment_code: str = ""
    category: str = ""
    is_active: bool = True

    @property
    def minutes(self) -> int:
        """How long the member is there."""
        return sum(segment.minutes for segment in self.segments if segment.has_member)


class TreatmentOut(BaseModel):
    """A treatment with its variations, in menu order. `facts` are texts by topic, `helps` the needs it is good for."""

    model_config = ConfigDict(frozen=True)
    id: int
    code: str
    category: str
    category_name: dict[str, str]
    name: dict[str, str]
    aliases: tuple[str, ...]
    description: dict[str, str]
    duration_note: dict[str, str] | None
    suitability: dict[str, str]
    pain: dict[str, str]
    aftercare: dict[str, str]
    facts: dict[str, dict[str, str]] = {}
    helps: tuple[str, ...] = ()
    variations: tuple[VariationOut, ...]


class ProductOut(BaseModel):
    """Something sold over the counter, in fen; `category` is the code of its group."""

    model_config = ConfigDict(frozen=True)
    id: int
    code: str
    category: str
    category_name: dict[str, str]
    name: dict[str, str]
    aliases: tuple[str, ...]
    price_fen: int
    is_active: bool = True
