"""What points tell by themselves: which end soon, what was handed over, what is abnormal; facts are read anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.staff.points import flag_card
from bot.texts import formats
from bot.texts.points import signed
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.points import service as points
from core.points.enums import FlagStatus, LotState
from core.store import service as stores


class PointsNotices:
    """The table of these notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.points`."""
        return {
            "points.ending": self._ending,
            "points.handed_over": _handed_over,
            "points.adjusted": _adjusted,
            "points.flagged": self._flagged,
            "points.flag_late": self._flag_late,
        }

    def _ending(self, chat: Chat, args: dict[str, Any]) -> None:
        """Of the lots that end together, what is still there (F17); nothing when all was spent meanwhile."""
        assert chat.person.member_id is not None
        listed = points.list_lots(chat.work.acting_as(SYSTEM), chat.person.member_id)
        lots = [lot for lot in listed if lot.id in args["lots"] and lot.state is LotState.active]
        ends_at = min((lot.ends_at for lot in lots if lot.ends_at is not None), default=None)
        if ends_at is None or ends_at <= chat.work.now:
            return
        zone = stores.list_stores(chat.work)[0].zone
        day = formats.dated(ends_at - dt.timedelta(minutes=1), zone, chat.language).rpartition(" ")[0]
        chat.say("notice.points_ending", points=sum(lot.left for lot in lots), day=day)
        self._button(chat, "redeem_points", "", "points.to.redeem_points")

    def _flagged(self, chat: Chat, args: dict[str, Any]) -> None:
        self._flag(chat, args, "notice.points_flagged")

    def _flag_late(self, chat: Chat, args: dict[str, Any]) -> None:
        self._flag(chat, args, "notice.points_flag_late")

    def _flag(self, chat: Chat, args: dict[str, Any], key: str) -> None:
        """One that is decided already is not put up again."""
        flag = points.find_flag(chat.work.acting_as(SYSTEM), int(args["flag"]))
        if flag is None or flag.status is not FlagStatus.open:
            return
        chat.say(key)
        chat.reply.cards.append(flag_card(chat, flag))
        self._button(chat, "staff_flags", f"flag={flag.id}", "staff.flags.look")

    def _button(self, chat: Chat, dialog: str, argument: str, label: str) -> None:
        here = chat.person.conversation.id
        chat.reply.actions.append(self._signer.button(here, dialog, argument, chat.text(label), style="primary"))


def _handed_over(chat: Chat, args: dict[str, Any]) -> None:
    redemption = points.get_redemption(chat.work.acting_as(SYSTEM), int(args["redemption"]))
    chat.say("notice.points_handed_over", name=pick(redemption.item_name, chat.language), code=redemption.code)


def _adjusted(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.points_adjusted", points=signed(int(args["points"])), left=int(args["left"]))
