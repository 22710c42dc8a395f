"""/merge and /unmerge: two accounts are one person, or after all are not (A11)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.kit.errors import BadInput
from core.kit.work import SYSTEM
from core.member import service as members
from core.member.schemas import MemberOut
from core.merge import service as merging
from core.merge.schemas import MergeOut
from core.store import service as stores

_LONGEST = 40


@dialog(
    "staff_merge",
    audience="staff",
    command="merge",
    takes=("member", "other"),
    hears=("member", "other"),
    permission=Permission.merge_members,
)
def merge(chat: Chat) -> None:
    """Joins two accounts of one person, after a look at both; everything follows the older one."""
    one = _known(chat, "member", "staff.merge.one")
    other = _known(chat, "other", "staff.merge.other")
    chat.confirm("sure", chat.text("staff.merge.sure", one=_told(one), other=_told(other)), yes="staff.merge.yes")
    kept = merging.merge(chat.work, one.id, other.id)
    chat.say("staff.merge.done", member=_told(kept))


@dialog(
    "staff_unmerge",
    audience="staff",
    command="unmerge",
    takes=("member",),
    hears=("member", "merge"),
    permission=Permission.merge_members,
)
def unmerge(chat: Chat) -> None:
    """Takes two accounts apart that were joined wrongly: each has again what was theirs."""
    person = _known(chat, "member", "staff.unmerge.one")
    listed = [each for each in merging.list_standing(chat.work, person.id) if each.kept_id == person.id]
    if not listed:
        chat.say("staff.unmerge.none", member=_told(person))
        chat.leave()
    if len(listed) == 1:
        chat.assume("merge", str(listed[0].id))
    found = chat.choose(
        "merge", [Option(str(each.id), _line(chat, each), each) for each in listed], ask="staff.unmerge.which"
    )
    chat.confirm(
        "sure", chat.text("staff.unmerge.sure", member=_told(person), line=_line(chat, found)), yes="staff.unmerge.yes"
    )
    merging.unmerge(chat.work, found.id)
    chat.say("staff.unmerge.done", line=_line(chat, found))


def _known(chat: Chat, question: str, ask: str) -> MemberOut:
    """The member meant by a code or a whole phone; a name would be a guess. Of a store they ever booked in (R1)."""
    said = chat.ask(question, ask=ask, check=_tidy)
    found = [each for each in bookings.find_members(chat.work, said) if _is_exact(each, said)]
    if len(found) != 1:
        chat.say("staff.member.none", text=said)
        chat.retry(question)
    if not bookings.knows(chat.work, found[0].id):
        chat.say("staff.member.elsewhere")
        chat.leave()
    return found[0]


def _is_exact(member: MemberOut, said: str) -> bool:
    return members.is_named(member, said) or member.code != said.upper()  # found by the code of who joined them


def _line(chat: Chat, merge: MergeOut) -> str:
    merged = members.get(chat.work.acting_as(SYSTEM), merge.merged_id)
    zone = stores.list_stores(chat.work)[0].zone
    return f"{_told(merged)} · {formats.moment(merge.made_at, zone, chat.language)}"


def _told(member: MemberOut) -> str:
    ending = f" ···{member.phone[-4:]}" if member.phone else ""
    return f"{member.name or ''} {member.code}{ending}".strip()


def _tidy(said: str) -> str:
    text = " ".join(said.split())
    if not 0 < len(text) <= _LONGEST:
        raise BadInput(what="member")
    return text
