"""Commands of staff in words: 「收银 7KQ2M9 现金」 is `/till 7KQ2M9 现金`, 「给安然退一半」 is `/refund 安然 一半`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.engine.commands import Start
from bot.engine.dialog import Dialog
from bot.engine.options import MARKS
from nlu.rules.colleagues import Saying

_SPOKEN = ("till", "refund")
"""Commands that are begun by their own word too, by the name of their list in the catalogues."""

VALUES = re.compile(r"[\s:：]*[0-9A-Za-z][0-9A-Za-z-]{3,15}(\s+\S+)?\s*$")
"""A code, perhaps with one more value: what follows such a word where it is a command and no talk about it."""

_CODE = re.compile(
    r"(?=.*\d)(?!\d+[a-z]+$)[0-9A-Za-z]{6,16}|(?=.*\d)[0-9A-Za-z]{4}-[0-9A-Za-z]{4}|\d{4}"
    r"|[A-HJKMNP-Z]{6}|[A-HJKMNP-Z]{8}|[A-HJKMNP-Z]{10}"
)
"""A code and nothing else: with a figure in it, or all letters as a machine prints them; or the end of a phone. 90min
is none."""

_LONGEST_NAME = 12

_WHO_AS = {"till": "booking", "refund": "sale", "find": "code"}
"""What a dialog hears somebody's name as, where it takes codes for the same."""

_TIMES = {"day", "time", "part", "staff"}
_WHOLE_DAY = "all"
OLD = "old_"
"""Before the name of what something is moved from."""

OWN_WORDS = {"reason", "words", "name", "paper", "reference"}
"""Questions whose answer is a person's own words, however much these look like a command."""

Words = Callable[[str], tuple[str, ...]]


def command_of(text: str, words: Words) -> str | None:
    """The command that a word of its own begins, with nothing behind it but values."""
    for command in _SPOKEN:
        for word in words(command):
            rest = text[len(word) :].strip(MARKS)
            if text.casefold().startswith(word) and (not rest or VALUES.match(rest)):
                return f"/{command} {rest}"
    return None


def is_whole(saying: Saying) -> bool:
    """Whether a saying names somebody and how much: nobody gives that as a reason."""
    says_what = saying.command == "grant" or bool(saying.values.keys() & {"points", "amount", "gift", "tier"})
    return "member" in saying.values and says_what


def begun(saying: Saying, dialog: Dialog, said: str, read: Callable[[str], Mapping[str, str]]) -> Start:
    """What a saying begins; its days, times and colleagues are read as in any sentence."""
    values = dict(saying.values)
    if "of" in values:
        old = {name: value for name, value in read(values["of"]).items() if name in _TIMES}
        values |= {name if name == "staff" else OLD + name: value for name, value in old.items()}
        values |= {"words": values["of"]} | dict(read(values["to"]))
    else:
        values = {"words": said} | {name: value for name, value in read(said).items() if name in _TIMES} | values
    if (member := values.get("member")) and saying.command in _WHO_AS:
        values = {_WHO_AS[saying.command]: member} | values
        values.pop("member")
    if saying.command == "off" and "day" in values and not values.keys() & {"part", "time"}:
        values["part"] = _WHOLE_DAY
    return Start(dialog.name, {name: value for name, value in values.items() if name in dialog.hears})


def code_alone(text: str) -> str | None:
    """The code that is all there is of a text."""
    told = text.strip().strip(MARKS)
    return told if _CODE.fullmatch(told) else None


def command_for(text: str, words: Words) -> str | None:
    """As `command_of`, for somebody who is named before it: 「给安然结账」, 「帮王芳退款 一半」, 「给安然退一半」."""
    told = text.strip(MARKS)
    lead = next((each for each in _longest(words("for_whom")) if told.startswith(each)), "")
    if not lead:
        return None
    said = told.removeprefix(lead).strip()
    for command in _SPOKEN:
        for word in _longest(words(command)):
            who, is_there, rest = said.partition(word)
            if is_there and _is_name(who, words) and (not rest.strip(MARKS) or _is_half(rest, words)):
                return f"/{command} {_name(who, words)} {rest.strip(MARKS)}"
    for half in _longest(words("half")):
        for back in _longest(words("pay_back")):
            who = said.removesuffix(half).removesuffix(back)
            if said.endswith(half) and back in said and _is_name(who, words):
                return f"/refund {_name(who, words)} {half}"
    return None


def _longest(listed: tuple[str, ...]) -> list[str]:
    """The longest first: one may begin with another."""
    return sorted(listed, key=len, reverse=True)


def _name(who: str, words: Words) -> str:
    told = who.strip(MARKS)
    return next((told.removesuffix(of) for of in words("of_whom") if told.endswith(of)), told)


def _is_name(who: str, words: Words) -> bool:
    name = _name(who, words)
    return 0 < len(name) <= _LONGEST_NAME and " " not in name


def _is_half(rest: str, words: Words) -> bool:
    return rest.strip(MARKS) in words("half")
