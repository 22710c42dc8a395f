"""退订: stopping marketing by one word or a topic at a time, and taking it up again (N)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from core.consent import service as consents
from core.consent.enums import ConsentKind, Topic

MARKETING_VERSION = "2026-11"
"""Of the text `subscribe.sure.ask`, which stands with every consent given to it."""

_ALL = "all"


@dialog("unsubscribe", audience="member", intents=("unsubscribe",))
def unsubscribe(chat: Chat) -> None:
    """One word stops all marketing; messages about the member's own bookings still come."""
    if chat.person.member_id is not None:
        consents.withdraw(chat.work, chat.person.member_id, ConsentKind.marketing)
    chat.say("welcome.unsubscribed")


@dialog("subscribe", intents=("subscribe",), command="subscribe", needs_member=True)
def subscribe(chat: Chat) -> None:
    """Takes it up again by a word; who never agreed reads first what they agree to."""
    member_id = _id(chat)
    if not consents.has(chat.work, member_id, ConsentKind.marketing):
        if not _agreed_before(chat):
            chat.confirm("sure", chat.text("subscribe.sure.ask"), yes="subscribe.yes")
        channel = chat.person.conversation.channel
        consents.grant(chat.work, member_id, ConsentKind.marketing, text_version=MARKETING_VERSION, channel=channel)
    chat.say("subscribe.done")


@dialog("subscriptions", needs_member=True)
def subscriptions(chat: Chat) -> None:
    """Each topic on or off; a tap turns it over."""
    member_id, muted = _id(chat), consents.muted(chat.work, _id(chat))
    if not consents.has(chat.work, member_id, ConsentKind.marketing):
        chat.go_on_with("subscribe")
    options = [
        Option(
            topic.value,
            chat.text("subscriptions.off" if topic in muted else "subscriptions.on", topic=_name(chat, topic)),
            topic.value,
        )
        for topic in Topic
    ]
    options.append(Option(_ALL, chat.text("subscriptions.stop_all"), _ALL, style="danger"))
    options.append(Option("done", chat.text("my_bookings.fine"), "done"))
    wanted = chat.choose("topic", options)
    if wanted == _ALL:
        chat.go_on_with("unsubscribe")
    if wanted != "done":
        _turn_over(chat, Topic(wanted), is_muted=Topic(wanted) in muted)
        chat.retry("topic")


def _turn_over(chat: Chat, topic: Topic, *, is_muted: bool) -> None:
    if is_muted:
        consents.resume(chat.work, _id(chat), topic)
        chat.say("subscriptions.resumed", topic=_name(chat, topic))
    else:
        consents.opt_out(chat.work, _id(chat), topic, channel=chat.person.conversation.channel)
        chat.say("subscriptions.stopped", topic=_name(chat, topic))


def _agreed_before(chat: Chat) -> bool:
    """To this very text: it need not be read again."""
    return any(
        each.kind is ConsentKind.marketing and each.text_version == MARKETING_VERSION
        for each in consents.list_for_member(chat.work, _id(chat))
    )


def _name(chat: Chat, topic: Topic) -> str:
    return chat.text(f"topic.{topic.value}")


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id
