"""The demo's members: made up from a seed, so that nobody here is or could be real."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any

import yaml

from core.kit.ids import ALPHABET
from core.member.enums import Tier
from core.profile.enums import Sex

_MEN = 0.12
_ENGLISH = 0.12
_AGREED_HEALTH = 0.35
_AGREED_MARKETING = 0.6
_LUNAR = 0.25
_TOLD = 0.3
_TIERS = {"regular": (35, 35, 22, 8), "occasional": (78, 18, 4, 0), "lapsed": (70, 22, 8, 0), "new": (100, 0, 0, 0)}
"""How often each tier occurs among the members of a rhythm, from the lowest."""


class Rhythm(Enum):
    """How somebody comes: share of the members, and days between visits from and to."""

    regular = (0.35, 14, 35)
    occasional = (0.37, 45, 110)
    lapsed = (0.16, 20, 50)  # came regularly, then stopped
    new = (0.12, 15, 40)  # joined in the last weeks

    @property
    def share(self) -> float:
        """Their share of all members."""
        return float(self.value[0])

    def days(self, random: Random) -> float:
        """One person's usual days between visits."""
        return random.uniform(self.value[1], self.value[2])


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A member to be, with the row that is stored of them."""

    rhythm: Rhythm
    is_man: bool
    joined_at: dt.datetime
    row: dict[str, Any] = field(repr=False)
    profile: dict[str, Any] = field(repr=False)
    agreed_health: bool
    agreed_marketing: bool


class Material:
    """The raw material of people.yaml."""

    def __init__(self, path: Path) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)

    def name(self, random: Random, *, is_man: bool, language: str) -> str:
        """A name as the member writes it."""
        surnames = self._data["surnames"]
        surname = random.choices(surnames, weights=[one["weight"] for one in surnames])[0]
        if language == "en":
            first = random.choice(self._data["english_names_male" if is_man else "english_names"])
            return f"{first} {surname['pinyin']}"
        return str(surname["name"] + random.choice(self._data["given_names_male" if is_man else "given_names_female"]))

    def some(self, random: Random, kind: str, language: str, most: int) -> str | None:
        """One to `most` entries of a list as one note."""
        texts = [entry[language[:2]] for entry in random.sample(self._data[kind], random.randint(1, most))]
        return ("; " if language == "en" else "；").join(texts)


def make_members(material: Material, random: Random, now: dt.datetime, count: int) -> list[DemoMember]:
    """As many members as asked for, by their date of joining."""
    phones = random.sample(range(10_000), count)
    codes = _codes(random, count, 8)
    rhythms = random.choices(list(Rhythm), weights=[rhythm.share for rhythm in Rhythm], k=count)
    members = [
        _member(material, random, now, rhythm, code=code, phone=f"+861390000{phone:04d}")
        for rhythm, code, phone in zip(rhythms, codes, phones, strict=True)
    ]
    return sorted(members, key=lambda member: member.joined_at)


def _member(
    material: Material, random: Random, now: dt.datetime, rhythm: Rhythm, *, code: str, phone: str
) -> DemoMember:
    is_man, language = random.random() < _MEN, "en" if random.random() < _ENGLISH else "zh_CN"
    agreed_health = random.random() < _AGREED_HEALTH
    days = random.randint(5, 70) if rhythm is Rhythm.new else random.randint(120, 900)
    joined_at = now - dt.timedelta(days=days, minutes=random.randint(0, 600))
    born_on = now.date() - dt.timedelta(days=random.randint(20 * 365, 58 * 365))
    row = {
        "code": code,
        "name": material.name(random, is_man=is_man, language=language),
        "phone": phone,
        "language": language,
        "preferences": material.some(random, "preferences", language, 2) if random.random() < 0.5 else None,
        "skin": material.some(random, "skin_types", language, 1) if agreed_health else None,
        "allergies": material.some(random, "allergies", language, 2)
        if agreed_health and random.random() < 0.4
        else None,
        "joined_at": joined_at,
        # From the member's own code: whoever draws more here does not make everybody after them somebody else.
        "tier": Random(code).choices(list(Tier), weights=_TIERS[rhythm.name])[0],
    }
    profile = _profile(material, Random(f"profile {code}"), born_on, is_man=is_man, language=language)
    return DemoMember(rhythm, is_man, joined_at, row, profile, agreed_health, random.random() < _AGREED_MARKETING)


def _profile(material: Material, random: Random, born_on: dt.date, *, is_man: bool, language: str) -> dict[str, Any]:
    """What they told about themselves; some keep their birthday by the lunar calendar, most do not care what they
    drink."""
    lunar = f"lunar:{born_on.year}-{born_on.month:02d}-{min(born_on.day, 29):02d}"
    words = {
        name: material.some(random, name, language, 1) if random.random() < _TOLD else None
        for name in ("drink", "temperature", "pressure")
    }
    return {
        "sex": Sex.male if is_man else Sex.female,
        "birthday": lunar if random.random() < _LUNAR else born_on.isoformat(),
        **words,
    }


def _codes(random: Random, count: int, length: int) -> list[str]:
    """Different codes from the seed, of the letters all codes have."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes["".join(random.choices(ALPHABET, k=length))] = None
    return list(codes)


def booking_codes(random: Random, count: int) -> list[str]:
    """Different codes of bookings."""
    return _codes(random, count, 6)
