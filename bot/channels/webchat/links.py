"""What opens outside the chat: a visit's calendar file, and the pages behind the pictures people scan.

Opening an address changes nothing; what is to be done is done in the chat, by whoever is at home there.
"""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import HTMLResponse

from bot import ics
from bot.links import Kind, Links
from bot.texts.catalogue import LANGUAGES, Texts
from bot.texts.visit import calendar_file, calendar_name
from core.booking import service as bookings
from core.document.service import disposition_of
from core.kit.db import Database
from core.kit.errors import Refusal
from core.store import service as stores

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>{title}</title>
  <link rel="icon" href="/static/icon.svg">
  <link rel="stylesheet" href="/static/tokens.css">
  <link rel="stylesheet" href="/static/landing.css">
</head>
<body>
  <main class="landing">
    <h1>{title}</h1>
    <p>{text}</p>
    <p class="landing__ways">{ways}</p>
  </main>
</body>
</html>
"""


def build_links_router(database: Database, links: Links, texts: Texts) -> APIRouter:
    """The routes of everything that is scanned or opened from outside."""
    router = APIRouter(tags=["links"])

    @router.get("/calendar/{token}.ics")
    def calendar(token: str, lang: str = LANGUAGES[0]) -> Response:
        """A visit as it stands now. 404 for a link that is not ours, 410 when its time is over."""
        language = lang if lang in LANGUAGES else LANGUAGES[0]
        with database.reading() as work:
            booking = bookings.get(work, links.read("cal", token, work.now))
            parts = bookings.visit_of(work, booking)
            store = stores.get(work, booking.store_id)
        content = calendar_file(texts, language, parts, store)
        headers = {
            "Content-Disposition": disposition_of(calendar_name(booking, language)),
            "Cache-Control": "private, no-store",
        }
        return Response(content, media_type=f"{ics.MIME}; charset=utf-8", headers=headers)

    @router.get("/c/{token}", response_class=HTMLResponse)
    def check_in(token: str, accept_language: Annotated[str, Header()] = "") -> HTMLResponse:
        """The picture of a member's visit, scanned: colleagues go on in their chat, all others read what it is."""
        return _landing("ci", token, accept_language)

    @router.get("/k/{token}", response_class=HTMLResponse)
    def counter(token: str, accept_language: Annotated[str, Header()] = "") -> HTMLResponse:
        """The counter's picture, scanned: members go on in their chat and are checked in there."""
        return _landing("at", token, accept_language)

    def _landing(kind: Kind, token: str, accepted: str) -> HTMLResponse:
        language = "en" if accepted.lower().startswith("en") else LANGUAGES[0]
        status = 200
        try:
            with database.reading() as work:
                links.read(kind, token, work.now)
        except Refusal as refusal:
            status, text, ways = refusal.status, texts.explain(language, refusal), []
        else:
            text = texts.say(language, f"landing.{kind}")
            ways = [(texts.say(language, "landing.web"), f"/chat?start={kind}_{token}")]
            if (deep := links.telegram_start(f"{kind}_{token}")) is not None:
                ways.insert(0, (texts.say(language, "landing.telegram"), deep))
        page = _PAGE.format(
            lang=language.replace("_", "-"),
            title=escape(texts.say(language, "landing.title")),
            text=escape(text),
            ways="".join(f'<a href="{escape(to)}">{escape(label)}</a>' for label, to in ways),
        )
        return HTMLResponse(page, status, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})

    return router
