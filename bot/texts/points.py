"""Points in words: what an entry is, and why it is what it is (F19)."""

from __future__ import annotations

from bot.texts import formats
from bot.texts.catalogue import Texts
from core.kit.localized import pick
from core.points.enums import EntryKind
from core.points.schemas import PointsEntryOut

_RULES = {"F1", "F4", "F5", "F6", "F7", "D2"}


def signed(points: int) -> str:
    """A movement as lists show it: "+550", "−90"."""
    return f"+{points}" if points >= 0 else f"−{-points}"


def title(texts: Texts, language: str, entry: PointsEntryOut) -> str:
    """What an entry is, in a few words."""
    because = entry.because
    if entry.kind is EntryKind.spend and "item" in because:
        return texts.say(language, "points.entry.item", name=pick(because["name"], language))
    if entry.kind is EntryKind.earn:
        rule = because.get("rule")
        kind = "streak" if "streak" in because else rule if rule in _RULES else "other"
        return texts.say(language, "points.entry.earn", kind=kind)
    return texts.say(language, f"points.entry.{entry.kind.value}")


def line(texts: Texts, language: str, entry: PointsEntryOut, zone: str) -> str:
    """An entry in one line: when, what, how many."""
    on = formats.dated(entry.at, zone, language).rpartition(" ")[0]
    return texts.say(
        language, "points.entry.line", day=on, what=title(texts, language, entry), points=signed(entry.points)
    )


def why(texts: Texts, language: str, entry: PointsEntryOut) -> list[str]:
    """Why an entry is what it is: the rule, what it was for, the multiplier, what the cap cut."""
    because = entry.because
    told = _of_earning(texts, language, entry) if entry.kind is EntryKind.earn else [_of_rest(texts, language, entry)]
    if "capped" in because:
        told.append(texts.say(language, "points.why.capped", cap=because["cap"], cut=because["capped"]))
    if entry.reason:
        told.append(texts.say(language, "points.why.reason", reason=entry.reason))
    return told


def _of_earning(texts: Texts, language: str, entry: PointsEntryOut) -> list[str]:
    because = entry.because
    if because.get("rule") != "F1":
        kind = "streak" if "streak" in because else str(because.get("rule"))
        known = kind if kind in {"streak", *_RULES} else "other"
        detailed = "yes" if because.get("detailed") else "no"
        count = int(because.get("streak") or because.get("day") or 0)
        return [texts.say(language, "points.why.earn", kind=known, detailed=detailed, count=count)]
    told = [
        texts.say(
            language,
            "points.why.spend",
            spend=formats.money(because["spend_fen"]),
            base=because["base"],
            sale=because.get("sale", "none"),
        )
    ]
    if "percent" in because:
        name = pick(because["name"], language) if "name" in because else ""
        times = f"{because['percent'] / 100:g}"
        told.append(texts.say(language, "points.why.times", kind=because["for"], times=times, name=name))
    if "step" in because:
        step = formats.money(because["step_fen"])
        told.append(texts.say(language, "points.why.step", step=step, points=because["step"]))
    return told


def _of_rest(texts: Texts, language: str, entry: PointsEntryOut) -> str:
    because = entry.because
    if entry.kind is EntryKind.spend and "item" in because:
        return texts.say(language, "points.why.item", name=pick(because["name"], language), code=because["code"])
    if entry.kind is EntryKind.take_back:
        return texts.say(language, "points.why.take_back", amount=entry.amount, sale=because.get("sale", "none"))
    kind = "spend_out" if entry.kind is EntryKind.spend else entry.kind.value
    return texts.say(language, f"points.why.{kind}")
