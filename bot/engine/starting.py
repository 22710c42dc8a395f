"""Beginning a dialog with what it can take of a message, and saying so again while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.engine.commands import Command, Repeat, Start
from bot.engine.dialog import Dialog
from bot.engine.heard import about
from bot.engine.options import ALTERNATIVES, JOINED
from bot.engine.weighing import Wish
from nlu.entities.asked import asks_for_all, needs_of, takes_that


@dataclass(frozen=True, slots=True)
class Words:
    """What was said: the text, its values by question, the treatment being spoken of, here or just before, and the one
    that only a question in it is about."""

    text: str
    heard: dict[str, str]
    of_dialog: str = ""
    spoken: str = ""
    asked: str = ""


def apart(said: Words, wishes: Sequence[Wish]) -> Words:
    """「约做脸，顺便问下小气泡多少钱」: the second treatment belongs to the question, not to the visit."""
    is_question = any(wish.dialog and "treatment" in wish.dialog.inherits for wish in wishes[1:])
    if not is_question or JOINED in said.heard["also"]:
        return said
    also = said.heard["also"].split(ALTERNATIVES)
    wanted = [code for code in said.heard.get("treatment", "").split(ALTERNATIVES) if code not in also]
    heard = {name: value for name, value in said.heard.items() if name != "also"}
    return replace(said, heard=heard | {"treatment": ALTERNATIVES.join(wanted)}, asked=ALTERNATIVES.join(also))


def start(dialog: Dialog, said: Words, intent: str = "") -> Start:
    """Starts a dialog with what it can take of the words: 「疼吗」 is asked of the treatment spoken of."""
    heard = {name: value for name, value in said.heard.items() if name in dialog.hears}
    heard |= {name: value for name, value in about(said.text, intent).items() if name in dialog.hears}
    if said.asked and "treatment" in dialog.inherits:
        heard["treatment"] = said.asked
    elif "treatment" in dialog.inherits and "treatment" not in heard and not asks_for_all(said.text):
        heard["treatment"] = said.of_dialog or said.spoken
    elif dialog.name == "book" and "treatment" not in heard and takes_that(said.text):
        heard["treatment"] = said.spoken
    elif "treatment" in dialog.hears and said.spoken and heard.keys().isdisjoint({"treatment", "also"}):
        # 「小气泡多少钱」…「那约周三晚上」
        heard |= {"treatment": said.spoken} if heard.keys() & {"day", "time", "part"} else {}
    return Start(dialog.name, heard)


def again(running: Dialog, said: Words) -> Command:
    """The wish that is being served already, said again: with another need (「我腰疼」) it begins anew."""
    return start(running, said) if "need" in running.hears and needs_of(said.text) else Repeat()
