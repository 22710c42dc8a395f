"""A booking played from a script, in both languages: enough salon to look at the pages and to test them."""

import json
from pathlib import Path
from typing import Any

from tests.web.fake_server import Json, Visitor, World

WORDS: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
BOOK_BY_WORDS = ("明天", "Book")
NEXT = {"menu": "treatment", "t": "day", "day": "time", "time": "sure", "any": "sure"}


def scripted_salon(world: World, visitor: Visitor, frame: Json) -> list[Json]:
    """What the bot says next; a request that is sent also reaches the staff."""
    words = WORDS[visitor.language]
    if visitor.role == "staff":
        return staff_answer(world, words, frame)
    tapped = frame.get("button", "").split(":")[0]
    if tapped == "yes":
        return booked(world, words)
    if frame["type"] == "hello":
        return [{"says": words["hello"], "screen": screen("menu", words)}]
    if frame["type"] == "photo":
        return [{"says": [words["thanks"]]}]
    if frame.get("text", "").startswith(BOOK_BY_WORDS):
        return [{"screen": screen("time", words)}]
    return [{"screen": screen(NEXT.get(tapped, "menu"), words)}]


def screen(question: str, words: Json) -> Json:
    kind, text, made = {
        "menu": ("menu", words["what"], options("menu", words["menu"])),
        "treatment": ("choice", words["treatment"], treatments(words)),
        "day": ("day", words["day"], days(words)),
        "time": ("time", words["time"], times(words)),
        "sure": ("confirm", words["sure"], confirmation(words)),
    }[question]
    return {"question": question, "kind": kind, "text": text, "options": made}


def options(prefix: str, labels: list[str], style: str = "plain") -> list[Json]:
    return [{"button": f"{prefix}:{index}", "label": label, "style": style} for index, label in enumerate(labels)]


def treatments(words: Json) -> list[Json]:
    return [
        {"button": f"t:{index}", "label": name, "hint": hint} for index, (name, hint) in enumerate(words["treatments"])
    ]


def days(words: Json) -> list[Json]:
    dated = options("day", words["days"])
    hinted = [{**option, "hint": words["left"].format(n=3 + index)} for index, option in enumerate(dated)]
    return [*hinted, *options("later", [words["later"]]), *options("back", [words["back"]])]


def times(words: Json) -> list[Json]:
    half_hours = [f"{10 + half // 2}:{'00' if half % 2 == 0 else '30'}" for half in range(14)]
    return [*options("time", half_hours), *options("any", [words["anyone"]])]


def confirmation(words: Json) -> list[Json]:
    yes = options("yes", [words["yes"]], "primary")
    return [*yes, *options("change", words["changes"]), *options("no", [words["cancel"]], "danger")]


def booked(world: World, words: Json) -> list[Json]:
    title, lines, footer, link = words["card"]
    for staff in [visitor for visitor in world.visitors.values() if visitor.role == "staff"]:
        actions = [*options("yes", [words["confirm"]], "primary"), *options("no", [words["decline"]], "danger")]
        world.push(staff, cards=[{"title": words["new"], "lines": [words["who"], *lines]}], actions=actions)
    card = {"title": title, "lines": lines, "footer": footer, "picture": "/media/room.svg", "qr": "/media/code.svg"}
    return [{"says": words["requested"], "cards": [{**card, "link": {"label": link, "href": "/media/booking.ics"}}]}]


def staff_answer(world: World, words: Json, frame: Json) -> list[Json]:
    if frame["type"] == "hello":
        return [{"says": words["staff_hello"]}]
    if frame.get("button") == "yes:0":
        member = world.latest()
        world.push(member, says=[WORDS[member.language]["confirmed"]])
        return [{"says": [words["done"]]}]
    return [{"toast": words["stale"]}]
