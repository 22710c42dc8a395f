"""Dialogs as the engine knows them, and the table of all there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.auth.enums import Permission
from core.kit.work import Work

if TYPE_CHECKING:
    from bot.engine.chat import Chat

Audience = Literal["member", "staff", "anyone"]


@dataclass(frozen=True, slots=True)
class Dialog:
    """One conversation about one thing.

    `hears`: questions it can take from a sentence before it asks them. `intents`: readings of the NLU that start it.
    `command`: the slash command, whose words fill `takes` in order (the last one takes the rest). `in_menu`: whether
    the menu shows it; its label is the text "menu.<name>". `needs_member`: a guest is welcomed first. `dropped` gives
    back what a dialog that is left half-way had taken under its key. `inherits`: answers of the dialog it is begun in
    the middle of that hold for it too. `at_once`: it answers and asks nothing, so that it comes first of two wishes.
    `browses`: its question only leads on, so that whoever goes elsewhere is not brought back to it; `lists`: as long as
    nothing was chosen yet; `leads_to`: it is left only for these dialogs, and a question in between comes back to it.
    `listens`: readings
    that are its `words` while it runs, as is whatever is not understood: who tells how it was is not misunderstood.
    """

    name: str
    run: Callable[[Chat], None]
    audience: Audience = "member"
    hears: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    command: str = ""
    takes: tuple[str, ...] = ()
    permission: Permission | None = None
    in_menu: bool = False
    needs_member: bool = False
    dropped: Callable[[Work, str], None] | None = None
    inherits: tuple[str, ...] = ()
    at_once: bool = False
    browses: bool = False
    listens: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    lists: bool = False


def dialog(
    name: str,
    *,
    audience: Audience = "member",
    hears: Iterable[str] = (),
    intents: Iterable[str] = (),
    command: str = "",
    takes: Iterable[str] = (),
    permission: Permission | None = None,
    in_menu: bool = False,
    needs_member: bool = False,
    dropped: Callable[[Work, str], None] | None = None,
    inherits: Iterable[str] = (),
    at_once: bool = False,
    browses: bool = False,
    listens: Iterable[str] = (),
    leads_to: Iterable[str] = (),
    lists: bool = False,
) -> Callable[[Callable[[Chat], None]], Dialog]:
    """Makes a plain function a dialog; see `Dialog` for the words."""

    def wrap(run: Callable[[Chat], None]) -> Dialog:
        return Dialog(
            name,
            run,
            audience,
            tuple(hears),
            tuple(intents),
            command,
            tuple(takes),
            permission,
            in_menu,
            needs_member,
            dropped,
            tuple(inherits),
            at_once,
            browses,
            tuple(listens),
            tuple(leads_to),
            lists,
        )

    return wrap


class Registry:
    """All dialogs by name, intent and slash command, each audience apart."""

    def __init__(self, dialogs: Iterable[Dialog]) -> None:
        self.dialogs = {dialog.name: dialog for dialog in dialogs}
        audiences: set[str] = {dialog.audience for dialog in self.dialogs.values()}
        self._open = {audience: self._open_to(audience) for audience in audiences}
        self._served = {audience: _by_intent(open_to) for audience, open_to in self._open.items()}

    def get(self, name: str, audience: str) -> Dialog | None:
        """The dialog of that name, if it is there for this audience."""
        found = self.dialogs.get(name)
        return found if found and found.audience in {audience, "anyone"} else None

    def by_intent(self, intent: str, audience: str) -> Dialog | None:
        """The dialog an intent starts."""
        return self._served.get(audience, {}).get(intent)

    def by_command(self, word: str, audience: str) -> Dialog | None:
        """The dialog a slash command starts, written without the slash."""
        return next((dialog for dialog in self._for(audience) if dialog.command == word.casefold()), None)

    def commands(self, audience: str) -> list[Dialog]:
        """What can be begun by a slash command, in the order of the table."""
        return [dialog for dialog in self._for(audience) if dialog.command]

    def menu(self, audience: str) -> list[Dialog]:
        """What the menu shows, in the order of the table."""
        return [dialog for dialog in self._for(audience) if dialog.in_menu]

    def _for(self, audience: str) -> list[Dialog]:
        return self._open.get(audience, [])

    def _open_to(self, audience: str) -> list[Dialog]:
        return [dialog for dialog in self.dialogs.values() if dialog.audience in {audience, "anyone"}]


def _by_intent(dialogs: Iterable[Dialog]) -> dict[str, Dialog]:
    """What serves each intent; of several the first of the table."""
    found: dict[str, Dialog] = {}
    for dialog in dialogs:
        for intent in dialog.intents:
            found.setdefault(intent, dialog)
    return found
