"""The member's data as a page they can read and print; one file, nothing is loaded from anywhere."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from bot.engine.chat import Chat
from bot.portrait import birthday_words, health, told
from bot.texts import formats
from core.booking import service as bookings
from core.kit.localized import pick
from core.member import service as members
from core.privacy.schemas import HeldData
from core.profile import service as profiles

_STYLE = (
    "body{font:15px/1.6 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#222}"
    "h1{font-size:1.4em}h2{font-size:1.1em;margin-top:2em}li{overflow-wrap:anywhere}"
    "table{border-collapse:collapse;font-size:12px}td,th{border:1px solid #ddd;padding:2px 6px;text-align:left;"
    "overflow-wrap:anywhere;vertical-align:top}"
)
_VISITS = 5000


def page(chat: Chat, held: HeldData) -> str:
    """What people want to read first, then every table as it is held."""
    sections = [
        _section(chat, "datafile.profile", _profile(chat)),
        _section(chat, "datafile.visits", _visits(chat)),
        _section(chat, "datafile.messages", _messages(held)),
        _section(chat, "datafile.photos", held.photos),
        *(_table(name, rows) for name, rows in held.tables.items() if rows),
    ]
    title = html.escape(chat.text("datafile.title"))
    intro = html.escape(chat.text("datafile.intro", time=held.made_at.strftime("%Y-%m-%d %H:%M UTC")))
    return (
        f'<!doctype html><html lang="{chat.language[:2]}"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style><h1>{title}</h1><p>{intro}</p>{''.join(sections)}</html>"
    )


def _section(chat: Chat, key: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f"<h2>{html.escape(chat.text(key))}</h2><ul>{items or '<li>–</li>'}</ul>"


def _profile(chat: Chat) -> list[str]:
    assert chat.person.member_id is not None
    member, own = members.get(chat.work, chat.person.member_id), profiles.get(chat.work, chat.person.member_id)
    return [
        member.name or member.code,
        chat.text("profile.phone", phone=member.phone or "none"),
        *([birthday_words(chat, own.birthday)] if own.birthday else []),
        *([chat.text(f"profile.sex.{own.sex.value}")] if own.sex else []),
        *told(chat, member, own),
        *health(chat, member),
    ]


def _visits(chat: Chat) -> Iterator[str]:
    assert chat.person.member_id is not None
    ahead = bookings.list_for_member(chat.work, chat.person.member_id, upcoming=True)
    for visit in (*ahead, *bookings.list_visits(chat.work, chat.person.member_id, limit=_VISITS)):
        yield " · ".join(
            (
                formats.dated(visit.starts_at, visit.zone, chat.language),
                pick(visit.treatment_name, chat.language),
                pick(visit.staff_name, chat.language),
                pick(visit.store_name, chat.language),
                formats.money(visit.price_fen),
                chat.text(f"status.{visit.status.value}"),
            )
        )


def _messages(held: HeldData) -> Iterator[str]:
    """Both sides of the chats in order of time: what was typed, and what was answered."""
    said = [(row["received_at"], "→ " + str(row["event"].get("text", ""))) for row in _read(held, "inbox", "event")]
    answered = [
        (row["created_at"], "← " + " ".join(map(str, row["payload"].get("says", ()))))
        for row in _read(held, "outbox", "payload")
        if row["payload"].get("by") != "me"
    ]
    for at, text in sorted(said + answered):
        if len(text) > 2:
            yield f"{at[:16].replace('T', ' ')} {text}"


def _read(held: HeldData, table: str, column: str) -> list[dict[str, Any]]:
    return [row for row in held.tables[table] if isinstance(row[column], dict)]


def _table(name: str, rows: list[dict[str, Any]]) -> str:
    head = "".join(f"<th>{html.escape(column)}</th>" for column in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(value))}</td>" for value in row.values()) + "</tr>" for row in rows
    )
    return f"<h2>{html.escape(name)}</h2><table><tr>{head}</tr>{body}</table>"
