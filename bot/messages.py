"""What comes in and what goes out, the same for every channel: frozen values and their JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Literal

MAX_TEXT = 4000
"""Characters of one message that are read; what is longer is cut at the door, never refused."""


class MediaKind(StrEnum):
    """What somebody sent that is not text."""

    photo = "photo"
    voice = "voice"
    video = "video"
    sticker = "sticker"
    location = "location"
    file = "file"
    other = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """Typed words."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button: its payload as it was sent out ("12:0"), and the label the person saw.

    `ref` is the channel's own note of what was tapped; it comes back to the channel as `Outgoing.answers`. `group` is
    the chat of the colleagues' group it was tapped in; the conversation is the tapper's own all the same.
    """

    button: str
    label: str = ""
    ref: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A photo, a voice message and the like. `ref` names the stored file, None where nothing was kept.

    `follows`: it is one of several sent as one, and not the first: an answer to each would be a chorus.
    """

    kind: MediaKind
    ref: str | None = None
    caption: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """The person's own phone, vouched for by the channel: not typed, and nobody else's."""

    phone: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person shut the salon out of their chat, or let it in again: nothing to answer, but to be remembered."""

    is_blocked: bool


@dataclass(frozen=True, slots=True)
class Grouped:
    """Something about a group as a whole: /here by somebody (`value`: their id), or its new chat id after a move."""

    what: Literal["here", "moved"]
    value: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The chat was opened: first contact, or a deep link with its payload."""

    start: str = ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something to tell from inside the salon's system, such as a confirmed booking.

    It comes through the inbox like everything else, so that it never runs into the middle of a question.
    """

    kind: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Relayed:
    """Words (or a photo) of the person at the other side while a colleague has taken the conversation over."""

    name: str
    text: str
    picture: str | None = None


Event = Said | Tapped | Sent | Shared | Blocked | Grouped | Opened | Noticed | Relayed

_EVENTS: dict[str, type[Event]] = {
    "said": Said,
    "tapped": Tapped,
    "sent": Sent,
    "shared": Shared,
    "blocked": Blocked,
    "grouped": Grouped,
    "opened": Opened,
    "noticed": Noticed,
    "relayed": Relayed,
}
_NAMES = {kind: name for name, kind in _EVENTS.items()}


def dump_event(event: Event) -> str:
    """An event as JSON for the inbox."""
    return json.dumps({"is": _NAMES[type(event)], **asdict(event)}, ensure_ascii=False)


def load_event(text: str) -> Event:
    """The event of an inbox row. Raises KeyError or TypeError for a row some other version wrote."""
    data = json.loads(text)
    kind = _EVENTS[data.pop("is")]
    if kind is Sent:
        data["kind"] = MediaKind(data["kind"])
    return kind(**data)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation lives: channel, the salon's account there, the chat."""

    channel: str
    account: str
    chat_id: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that came in. `key` is the channel's own id of it: the same key twice is the same event."""

    address: Address
    key: str
    event: Event
    sender_id: str
    sender_name: str | None = None
    language: str | None = None


Style = Literal["plain", "primary", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap. `button` is at most 64 bytes, the tightest limit of any channel (Telegram)."""

    button: str
    label: str
    hint: str = ""
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Screen:
    """The open question with every way to answer it. `kind`: menu choice day time confirm text photo phone."""

    question: str
    kind: str
    text: str
    options: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Facts that belong together; `qr` is the text a QR code carries, `link` a pair of label and address."""

    title: str
    lines: tuple[str, ...] = ()
    footer: str = ""
    picture: str | None = None
    qr: str | None = None
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for the person, kept in core.document under `ref` until it expires; `size` in bytes."""

    ref: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that one turn answers. Channels turn it into as few messages as they can.

    `actions` stay valid for as long as the message is there; a `screen` only until the next one. `toast` is a
    passing word for whoever tapped. `edits`: it answers a tap on the current screen, which may be replaced in place.
    `answers` is the `Tapped.ref` of the tap it answers, for the channel alone. `by` is the bot or a person (`name`),
    or "me": what the reader said earlier, with the `key` it came in under. `about` names a matter: what is said of it
    last, without buttons, takes the place of the message that asked (in a group, where many would pile up).
    """

    says: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    files: tuple[Attachment, ...] = ()
    screen: Screen | None = None
    actions: tuple[Button, ...] = ()
    toast: str | None = None
    edits: bool = False
    by: Literal["bot", "person", "me"] = "bot"
    name: str | None = None
    language: str = "zh_CN"
    key: str | None = None
    answers: str = ""
    about: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to see or hear, and no tap that waits for its answer."""
        return not (self.says or self.cards or self.files or self.screen or self.actions or self.toast or self.answers)


def dump_outgoing(outgoing: Outgoing) -> str:
    """An answer as JSON for the outbox."""
    return json.dumps(outgoing, ensure_ascii=False, default=_fields)


def _fields(part: Any) -> dict[str, Any]:
    """What a part of an answer holds; `asdict` would copy everything in it first, which took a tenth of a turn."""
    return {name: getattr(part, name) for name in part.__slots__}


def load_outgoing(text: str) -> Outgoing:
    """The answer of an outbox row."""
    data: dict[str, Any] = json.loads(text)
    screen = data.pop("screen")
    cards = tuple(
        Card(**{**card, "lines": tuple(card["lines"]), "link": card["link"] and tuple(card["link"])})
        for card in data.pop("cards")
    )
    files = tuple(Attachment(**each) for each in data.pop("files", ()))  # rows of before there were files have none
    return Outgoing(
        **{**data, "says": tuple(data["says"]), "actions": tuple(Button(**button) for button in data["actions"])},
        cards=cards,
        files=files,
        screen=screen and Screen(**{**screen, "options": tuple(Button(**button) for button in screen["options"])}),
    )
