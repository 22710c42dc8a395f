"""Becoming staff by a one-time code from the owner, and inviting others."""

from __future__ import annotations

from bot.dialogs.finding import staff_name
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.staff.naming import my_stores
from core.auth.enums import Permission
from core.kit.errors import BadInput
from core.kit.ids import tidy_code
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.staff import service as staff_service


@dialog("staff_join", audience="anyone", command="staff", takes=("code",), hears=("code",))
def join(chat: Chat) -> None:
    """The code is used up by whoever types it first; ten wrong ones lock the contact for an hour."""
    code = chat.ask("code", ask="staff.join.ask", check=_tidy)
    chat.forget("code")  # a wrong code is not to be tried again by the next run
    staff = staff_service.redeem_invitation(chat.work.acting_as(SYSTEM), chat.person.conversation.contact_id, code)
    chat.person.staff = staff
    chat.say("staff.join.done", name=pick(staff.name, chat.language), role=chat.text(f"role.{staff.role.value}"))


@dialog(
    "staff_invite",
    audience="staff",
    command="invite",
    takes=("staff",),
    hears=("staff",),
    permission=Permission.invite_staff,
)
def invite(chat: Chat) -> None:
    """A code for a colleague, shown once; it ends after two days."""
    people = [person for store in my_stores(chat) for person in staff_service.list_staff(chat.work, store.id)]
    person = chat.choose(
        "staff",
        [Option(each.code, pick(each.name, chat.language), each, each.aliases) for each in people],
        ask="staff.invite.ask",
        missing=lambda heard: chat.say("engine.not_offered", what=staff_name(chat, heard)),
    )
    code = staff_service.invite(chat.work, person.id)
    chat.say("staff.invite.done", name=pick(person.name, chat.language), code=code)


@dialog("staff_help", audience="staff", command="help", intents=("help",), in_menu=False)
def staff_help(chat: Chat) -> None:
    """The commands this colleague may use."""
    chat.say("help.staff")


def _tidy(said: str) -> str:
    code = tidy_code(said)
    if not 6 <= len(code) <= 20:
        raise BadInput(what="code")
    return code
