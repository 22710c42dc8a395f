"""The member's phone: shared by the app, which vouches for it, or typed."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from core.kit.work import SYSTEM
from core.member import service as members
from core.member.errors import BadPhone
from core.merge import service as merging


@dialog("phone", hears=("phone",), command="phone", takes=("phone",), needs_member=True)
def phone(chat: Chat) -> None:
    """Keeps the number the member gave (A1); one that cannot be a number is asked for again.

    Only what the channel itself vouched for counts as theirs (A11); words cannot fill `vouched`.
    """
    vouched = chat.noted("vouched")
    number = chat.ask("phone", kind="phone", ask="phone.phone.ask")
    assert chat.person.member_id is not None
    try:
        member = members.set_phone(
            chat.work.acting_as(SYSTEM), chat.person.member_id, number, is_verified=number == vouched
        )
    except BadPhone as refusal:
        chat.explain(refusal)
        chat.retry("phone")
    chat.say("phone.done", phone=member.phone)
    kept = merging.merge_verified(chat.work.acting_as(SYSTEM), member.id) if number == vouched else None
    if kept is not None:
        chat.person.member_id = kept.id
        chat.say("phone.merged")
