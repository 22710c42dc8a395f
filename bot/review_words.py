"""A visit and what was said of it, as members and colleagues read it."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.messages import Card
from bot.texts import formats
from core.catalog import service as catalog
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.review import service as reviews
from core.review.schemas import ReviewOut
from core.staff import service as staff_service
from core.store import service as stores
from core.store.schemas.reviews import ReviewTag

_MOST = 5


def stars(score: int) -> str:
    """A score as a picture: "★★★★☆"."""
    return "★" * score + "☆" * (_MOST - score)


def visit_line(chat: Chat, review: ReviewOut) -> str:
    """When, what and with whom, in a line."""
    zone = stores.get(chat.work, review.store_id).zone
    treatments, people = treatment_names(chat), staff_names(chat)
    done = dict.fromkeys(treatments.get(part.treatment_id, "") for part in review.parts)
    by = dict.fromkeys(people.get(part.staff_id or 0, "") for part in review.parts)
    day = formats.moment(review.visited_at, zone, chat.language).rpartition(" ")[0]
    return " · ".join(filter(None, (day, _joined(chat, done), _joined(chat, by))))


def review_card(chat: Chat, review: ReviewOut, *, named: bool = True) -> Card:
    """Stars, visit, tags, words and photo; `named` for colleagues, whose right to read it was checked before."""
    who = members.get(chat.work.acting_as(SYSTEM), review.member_id) if named else None
    title = stars(review.score or 0) + (f" · {who.name or who.code}" if who else "")
    lines = [visit_line(chat, review)]
    known = {tag.code: pick(tag.name.model_dump(), chat.language) for tag in _policy_tags(chat, review)}
    if review.tags:
        lines.append(_joined(chat, dict.fromkeys(known.get(code, code) for code in review.tags)))
    if review.words:
        lines.append(chat.text("review.quoted", words=review.words))
    return Card(title, tuple(lines), picture=review.photo)


def contact_name(chat: Chat, store_id: int) -> str:
    """Who looks after a member that was unhappy, by name; "none" for the texts where there is nobody."""
    found = reviews.contact(chat.work, store_id)
    return pick(found.name, chat.language) if found else "none"


def staff_names(chat: Chat) -> dict[int, str]:
    """Everybody's name by number."""
    return {each.id: pick(each.name, chat.language) for each in staff_service.list_staff(chat.work)}


def treatment_names(chat: Chat) -> dict[int, str]:
    """All treatments by number."""
    return {each.id: pick(each.name, chat.language) for each in catalog.list_treatments(chat.work)}


def _policy_tags(chat: Chat, review: ReviewOut) -> tuple[ReviewTag, ...]:
    return stores.get(chat.work, review.store_id).settings.reviews.tags


def _joined(chat: Chat, names: dict[str, None]) -> str:
    return ("、" if chat.language == "zh_CN" else ", ").join(name for name in names if name)
