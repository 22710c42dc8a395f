"""Handing over to a person: the member can always ask for one."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import MARKS, Option
from core.audit import service as audit
from core.conversation import service as conversations
from core.review import service as reviews
from nlu.entities.rating import is_only_rating

MOST_WORDS = 300
"""Characters of somebody's words that a colleague is shown at once; the whole is in the conversation."""

LATER = (
    "get_invite_code",
    "referral_reward",
    "upload_post",
    "post_reward_status",
    "join_groupbuy",
)
"""Wishes that a colleague looks after until they are dialogs of their own."""


@dialog("person", intents=("human_handoff",), command="person", in_menu=True)
def person(chat: Chat) -> None:
    """Tells the salon's desk and falls silent until a colleague gives the conversation back, or it rests too long."""
    conversation = chat.person.conversation
    if conversation.handed_at is None:
        conversations.hand_over(chat.work, conversation.id)
        told = conversations.notify_desk(chat.work, "handoff.requested", conversation=conversation.id)
        chat.say("handoff.called" if told else "handoff.nobody")
        fresh = conversations.get(chat.work, conversation.id)
        if fresh is not None:
            chat.person.conversation = fresh
    else:
        chat.say("handoff.called_already")


@dialog("complaint", intents=("complaint",), hears=("words",))
def complaint(chat: Chat) -> None:
    """Somebody is unhappy: no form and no bot, but a person, who reads at once what was said and that it is urgent.

    Of who just gave a low score the salon knows already, and the words are a part of the review.
    """
    conversation = chat.person.conversation
    name = chat.person.name(chat.work, chat.text("handoff.guest"))
    words = chat.noted("words") or ""
    if chat.person.member_id is not None:
        if (low := reviews.unfinished_low(chat.work, chat.person.member_id)) is not None:
            chat.go_on_with("review", review=str(low), words=words)
        reviews.hush(chat.work, chat.person.member_id)
    told = conversations.notify_desk(
        chat.work, "complaint.made", conversation=conversation.id, name=name, words=words[:MOST_WORDS]
    )
    chat.say("complaint.sorry" if told else "complaint.kept")
    if conversation.handed_at is None:
        conversations.hand_over(chat.work, conversation.id)
        chat.person.conversation = conversations.get(chat.work, conversation.id) or conversation


@dialog("feedback", intents=("give_review",), hears=("words", "score"), at_once=True)
def feedback(chat: Chat) -> None:
    """Praise or advice: thanked for, kept in the records, and passed on to those who run the salon.

    Of who was here of late and has not said yet how it was, the words are the beginning of a review (J1).
    """
    words, score = (chat.noted("words") or "")[:MOST_WORDS], chat.noted("score") or ""
    listed = () if chat.person.member_id is None else reviews.list_open(chat.work, chat.person.member_id)
    if words.strip().strip(MARKS).casefold() in chat.texts.words("review") or (listed and is_only_rating(words)):
        chat.go_on_with("review", score=score)  # nothing is said yet of how it was, but perhaps the stars
    name = chat.person.name(chat.work, chat.text("handoff.guest"))
    conversation = chat.person.conversation
    audit.record(chat.work, "feedback.give", "conversation", conversation.id, words=words)
    conversations.notify_desk(chat.work, "feedback.given", conversation=conversation.id, name=name, words=words)
    chat.say("feedback.thanks")
    if any(each.score is None for each in listed):
        chat.go_on_with("review", words=words, score=score)


@dialog("later", intents=LATER, hears=("intent",))
def later(chat: Chat) -> None:
    """What cannot be done in this chat yet: said in one honest sentence, with a person one tap away."""
    wish = chat.noted("intent") or LATER[0]
    chat.choose(
        "answer",
        [
            Option("handoff", chat.text("later.person"), None, chat.texts.words("yes"), style="primary"),
            Option("cancel", chat.text("later.no"), None, chat.texts.words("no")),
        ],
        ask="later.answer.ask",
        what=chat.text(f"wish.{wish}"),
    )
