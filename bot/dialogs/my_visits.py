"""服务记录: every visit there was, readable by the member at any time (A2)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.texts import formats
from core.booking import service as bookings
from core.booking.schemas import BookingOut
from core.kit.localized import pick

PAGE = 5


@dialog("my_visits", intents=("query_visits",), command="visits", needs_member=True)
def my_visits(chat: Chat) -> None:
    """Treatment, colleague, time and price of five visits at a time, latest first."""
    assert chat.person.member_id is not None
    skip = int(chat.frame.noted.get("skip", "0"))
    listed = bookings.list_visits(chat.work, chat.person.member_id, skip, PAGE + 1)
    if not listed:
        chat.say("my_visits.none")
        chat.leave()
    if not chat.knows("page"):
        chat.reply.cards.append(_page(chat, listed[:PAGE], skip))
    if len(listed) <= PAGE and not skip:
        chat.leave()
    turns = [("newer", max(skip - PAGE, 0))] if skip else []
    turns += [("older", skip + PAGE)] if len(listed) > PAGE else []
    to = chat.choose(
        "page",
        [
            *(Option(name, chat.text(f"my_visits.{name}"), where, chat.texts.words(name)) for name, where in turns),
            Option("done", chat.text("my_bookings.fine"), -1),
        ],
    )
    if to >= 0:
        chat.frame.noted["skip"] = str(to)
        chat.retry("page")


def _page(chat: Chat, listed: tuple[BookingOut, ...], skip: int) -> Card:
    lines = tuple(
        chat.text(
            "my_visits.line",
            day=formats.dated(visit.starts_at, visit.zone, chat.language),
            treatment=pick(visit.treatment_name, chat.language),
            staff=pick(visit.staff_name, chat.language),
            store=pick(visit.store_name, chat.language),
            price=formats.money(visit.price_fen),
        )
        for visit in listed
    )
    return Card(chat.text("my_visits.title", first=skip + 1, last=skip + len(listed)), lines)
