"""The colours of the front end keep WCAG AA contrast, by day and by night, for member and staff."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "web" / "static" / "tokens.css").read_text("utf-8")
TEXT_ON: dict[str, list[str]] = {
    "ink": ["surface", "surface-quiet", "surface-raised", "accent-wash"],
    "ink-soft": ["surface", "ground", "surface-raised", "surface-quiet", "accent-wash"],
    "on-accent": ["accent", "accent-hover"],
    "accent-ink": ["surface", "accent-wash", "surface-quiet", "surface-raised", "ground"],
    "danger": ["surface", "surface-raised", "surface-quiet", "danger-wash"],
    "warn": ["surface"],
    "on-toast": ["toast"],
}
TEXT = [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds]
SHAPES = [("line-strong", "surface"), ("focus", "surface"), ("focus", "ground"), ("good", "surface")]


def palettes() -> dict[str, dict[str, str]]:
    """Colours of the four looks; each later block of the file overrides the ones before it."""
    light, dark = TOKENS.split("prefers-color-scheme: dark")
    found = {}
    member_light, staff_light = (colours(block) for block in light.split(".chat--staff", 1))
    member_dark, staff_dark = (colours(block) for block in dark.split(".chat--staff", 1))
    found["member, light"] = member_light
    found["staff, light"] = member_light | staff_light
    found["member, dark"] = member_light | member_dark
    found["staff, dark"] = member_light | staff_light | member_dark | staff_dark
    return found


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", ["member, light", "staff, light", "member, dark", "staff, dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_contrast_is_enough(look: str, pairs: list[tuple[str, str]], least: float) -> None:
    palette = palettes()[look]
    weak = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}
