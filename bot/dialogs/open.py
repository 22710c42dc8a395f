"""The chat was opened by a link: its payload says what for ("store_jingan", "book_deep_cleanse", "inv_7KQ2M9")."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from core.kit.errors import BadInput, NotFound
from core.kit.work import SYSTEM
from core.member import service as members
from core.store import service as stores


@dialog("open", audience="anyone", hears=("start",))
def open_link(chat: Chat) -> None:
    """Goes where the link points; one that leads nowhere (any more) is said so kindly, and the menu follows."""
    kind, _, value = chat.frame.heard.pop("start", "").partition("_")
    go = _KINDS.get(kind)
    if go is None or not value:
        chat.say("open.unknown")
    else:
        go(chat, value)


def _store(chat: Chat, code: str) -> None:
    try:
        stores.get_by_code(chat.work, code)
    except NotFound:
        chat.say("open.unknown")
        return
    chat.go_on_with("book", store=code)


def _book(chat: Chat, code: str) -> None:
    chat.go_on_with("book", treatment=code)


def _invited(chat: Chat, code: str) -> None:
    """A friend's invitation (E6): remembered with the contact until they are a member; the first one counts."""
    if chat.person.staff is not None or chat.person.member_id is not None:
        chat.say("open.invited_already")
        return
    try:
        members.note_invitation(chat.work.acting_as(SYSTEM), chat.person.conversation.contact_id, code)
    except BadInput:
        chat.say("open.unknown")
        return
    chat.say("open.invited")


def _scanned(chat: Chat, token: str) -> None:
    """A member's picture: for colleagues. Who else opens it did nothing wrong, and nothing happens."""
    if chat.person.staff is None:
        chat.say("check_in.for_staff")
        return
    chat.go_on_with("staff_scan", token=token)


def _counter(chat: Chat, token: str) -> None:
    if chat.person.staff is not None:
        chat.say("check_in.for_members")
        return
    chat.go_on_with("member_scan", token=token)


def _coupon(chat: Chat, code: str) -> None:
    """A coupon's picture, for the desk; the member who opens it sees what it is."""
    chat.go_on_with("redeem_code" if chat.person.staff is None else "staff_redeem", code=code)


def _joins(chat: Chat, code: str) -> None:
    chat.go_on_with("staff_join", code=code)


_KINDS: dict[str, Callable[[Chat, str], None]] = {
    "store": _store,
    "book": _book,
    "inv": _invited,
    "ci": _scanned,
    "at": _counter,
    "join": _joins,
    "cp": _coupon,
}
"""What the word before the first "_" of a payload stands for."""
