"""Catalog files as values, to be changed by a test before they are written."""

from __future__ import annotations

from typing import Any

from core.kit.documents import write


def both(text: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"zh": f"{text}中", "en": text}


def variation(**changes: Any) -> dict[str, Any]:
    """An hour for 298 yuan, with 10 minutes of cleaning up."""
    steps = [{"kind": "prepare", "minutes": 60}, {"kind": "clean_up", "minutes": 10}]
    return {"code": "standard", "name": both("60 min"), "price": 298, "segments": steps} | changes


def treatment(**changes: Any) -> dict[str, Any]:
    """A facial that needs a bed and no device."""
    return {
        "code": "facial",
        "category": "face",
        "name": both("Facial"),
        "aliases": ["做脸"],
        "description": both("Calm"),
        "suitability": both("All"),
        "pain": both("None"),
        "aftercare": both("Water"),
        "skill": "facial",
        "needs_bed": True,
        "variations": [variation()],
    } | changes


def product(**changes: Any) -> dict[str, Any]:
    """A mask for 168 yuan, in the category of `catalog`."""
    return {"code": "mask", "category": "face", "name": both("Mask"), "aliases": ["面膜"], "price": 168} | changes


def catalog(*treatments: dict[str, Any], **changes: Any) -> str:
    """A catalog file of these treatments in one category; of one facial when none is given."""
    categories = [{"code": "face", "name": both("Face")}]
    listed = list(treatments) or [treatment()]
    return write({"version": 1, "categories": categories, "treatments": listed} | changes)
