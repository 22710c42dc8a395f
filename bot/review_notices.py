"""What reviews tell by themselves: how was it, thank you, and who is unhappy; facts are read anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.review_words import contact_name, review_card, visit_line
from core.kit.work import SYSTEM
from core.member import service as members
from core.review import service as reviews
from core.review.schemas import ReviewOut


class ReviewNotices:
    """The table of these notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.review` and `core.handlers`."""
        return {
            "review.ask": self._asked,
            "review.low": self._low,
            "review.raised": _raised,
            "review.explained": _explained,
            "review.rewarded": _rewarded,
        }

    def _asked(self, chat: Chat, args: dict[str, Any]) -> None:
        """A tap is the score; nothing for who has reviewed meanwhile."""
        review = _review(chat, args)
        if review.score is not None:
            return
        chat.say("notice.review_ask", visit=visit_line(chat, review))
        for score in (1, 2, 3, 4, 5):
            self._button(chat, "review", f"review={review.id}&score={score}", f"review.stars.{score}")
            named = (str(score), *chat.texts.words(f"stars_{score}"))
            chat.reply.named[chat.reply.actions[-1].button] = named

    def _low(self, chat: Chat, args: dict[str, Any]) -> None:
        """Somebody is unhappy: a person may answer with one tap (J5)."""
        review = _review(chat, args)
        chat.say("notice.review_low", contact=contact_name(chat, review.store_id))
        chat.reply.cards.append(review_card(chat, review))
        concern = reviews.concern(chat.work.acting_as(SYSTEM), review.member_id, review.store_id)
        if concern is not None:
            chat.say("notice.review_often", count=concern.low, contact=contact_name(chat, review.store_id))
        self._button(chat, "staff_answer_review", f"review={review.id}", "staff.take")

    def _button(self, chat: Chat, dialog: str, argument: str, label: str) -> None:
        here = chat.person.conversation.id
        chat.reply.actions.append(self._signer.button(here, dialog, argument, chat.text(label)))


def _raised(chat: Chat, args: dict[str, Any]) -> None:
    review = _review(chat, args)
    who = members.get(chat.work.acting_as(SYSTEM), review.member_id)
    chat.say("notice.review_raised", name=who.name or who.code, score=review.score or 0)


def _explained(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.review_explained")
    chat.reply.cards.append(review_card(chat, _review(chat, args)))


def _rewarded(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.review_rewarded", points=int(args["points"]))


def _review(chat: Chat, args: dict[str, Any]) -> ReviewOut:
    # The notice was written for this very reader.
    return reviews.get(chat.work.acting_as(SYSTEM), int(args["review"]))
