"""/reviews: all that was said of a store, with averages (J3, J4); and answering who was unhappy (J5)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.review_words import review_card, staff_names, treatment_names
from bot.staff.naming import my_stores
from core.auth.enums import Permission
from core.auth.service import allowed
from core.conversation import service as conversations
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.review import service as reviews
from core.review.errors import ReviewNotFound
from core.review.schemas import Average
from core.store.schemas import StoreOut

_AT_ONCE, _WEAKEST = 5, 8


@dialog("staff_reviews", audience="staff", command="reviews", hears=("store",), permission=Permission.see_own_agenda)
def reviews_of_store(chat: Chat) -> None:
    """Averages of the last 90 days, the weak spots first, then the reviews, newest first, five at a time.

    Who runs no store reads how their own visits were liked.
    """
    listed = [each for each in my_stores(chat) if allowed(chat.person.actor, Permission.read_reviews, each.id)]
    if not listed:
        chat.reply.cards.append(_own(chat))
        return
    if len(listed) == 1:
        chat.assume("store", listed[0].code)
    options = [Option(each.code, pick(each.name, chat.language), each, each.aliases) for each in listed]
    store = chat.choose("store", options, ask="staff.reviews.store")
    before = chat.frame.answers.get("before")
    found = reviews.list_of_store(chat.work, store.id, before=int(before) if before else None, limit=_AT_ONCE + 1)
    if not chat.knows("more"):
        if before is None:
            chat.reply.cards.append(_report(chat, store))
        chat.reply.cards.extend(review_card(chat, each) for each in found[:_AT_ONCE])
    if len(found) > _AT_ONCE:
        older = Option("older", chat.text("staff.reviews.older"), True, chat.texts.words("older"))
        enough = Option("enough", chat.text("staff.reviews.enough"), False, chat.texts.words("enough"))
        if chat.choose("more", [older, enough], ask="staff.reviews.more"):
            chat.frame.answers["before"] = str(found[_AT_ONCE - 1].id)
            chat.retry("more")


@dialog("staff_answer_review", audience="staff", hears=("review",), permission=Permission.take_conversations)
def answer(chat: Chat) -> None:
    """Talks with the member of a low score: from the tap on the bot is silent there, and not before."""
    heard = chat.noted("review") or ""
    review = reviews.get(chat.work.acting_as(SYSTEM), int(heard) if heard.isdecimal() else 0)
    if not allowed(chat.person.actor, Permission.take_conversations, review.store_id):
        raise ReviewNotFound
    conversation = conversations.get(chat.work, conversations.of_member(chat.work, review.member_id) or 0)
    if conversation is None:
        chat.say("staff.reviews.no_chat")
        chat.leave()
    if conversation.handed_at is None:
        conversations.hand_over(chat.work, conversation.id)
    chat.go_on_with("staff_take", conversation=str(conversation.id))


def _own(chat: Chat) -> Card:
    found = reviews.own_report(chat.work)
    title = chat.text("staff.reviews.own")
    if found.score is None:
        return Card(title, (chat.text("staff.reviews.none"),))
    lines = [chat.text("staff.reviews.all", score=f"{found.score:.1f}", count=found.count)]
    lines += [
        chat.text("staff.reviews.tag", name=pick(tag.name.model_dump(), chat.language), count=count)
        for tag, count in found.tags
    ]
    lines += [chat.text("review.quoted", words=words) for words in found.words]
    return Card(title, tuple(lines))


def _report(chat: Chat, store: StoreOut) -> Card:
    found = reviews.report(chat.work, store.id)
    title = chat.text("staff.reviews.title", store=pick(store.name, chat.language))
    if found.score is None:
        return Card(title, (chat.text("staff.reviews.none"),))
    lines = [chat.text("staff.reviews.all", score=f"{found.score:.1f}", count=found.count)]
    lines += _averages(chat, found.staff, staff_names(chat))
    lines += _averages(chat, found.treatments, treatment_names(chat))
    return Card(title, tuple(lines))


def _averages(chat: Chat, averages: tuple[Average, ...], names: dict[int, str]) -> list[str]:
    return [
        chat.text(
            "staff.reviews.average",
            name=names.get(each.subject_id, "—"),
            score=f"{each.score:.1f}",
            count=each.count,
            low=each.low,
        )
        for each in averages[:_WEAKEST]
    ]
