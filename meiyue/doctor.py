"""What a deployment needs to serve a salon, looked at from outside: nothing is made, migrated or changed."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from PIL import ImageFont

from core.auth.enums import StaffRole
from core.catalog import service as catalog
from core.check import service as checks
from core.due import service as due
from core.keys import service as keys
from core.keys.errors import WrongKeys
from core.kit.clock import Clock
from core.kit.crypto import Keyring
from core.kit.db import Database
from core.kit.work import Work
from core.migrations.migrate import config
from core.outbox import service as outbox
from core.staff import service as staff
from core.store import service as stores
from core.token import service as tokens
from meiyue.keys import find_keyring
from meiyue.metrics import DUE_LATE
from meiyue.reader import TRAIN_ANEW
from meiyue.settings import Settings
from scheduler.clock import LEASE

_TOKEN = re.compile(r"(?:[^=]{1,40}=)?\d{6,}:[\w-]{30,}")
_FAIR_SECRET = 32
_DRIFT = dt.timedelta(seconds=5)
_ENDING_SOON = dt.timedelta(days=14)
FONTS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where systems keep fonts; folders that are not there hold none."""
_UNREACHABLE = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.ArgumentError, sa.exc.NoSuchModuleError)


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at; `remedy` says what to do. What is not `is_needed` would merely be better."""

    what: str
    remedy: str = ""
    is_needed: bool = True

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be done."""
        return not (self.remedy and self.is_needed)

    @property
    def told(self) -> str:
        """The line an operator reads."""
        if not self.remedy:
            return f"ok       {self.what}"
        return f"{'problem' if self.is_needed else 'advice '}  {self.what}: {self.remedy}"


def examine(settings: Settings, clock: Clock | None = None) -> Iterator[Symptom]:
    """Looks at everything in turn; what cannot be looked at without a database is left out when there is none."""
    yield _folder(settings)
    yield _secret(settings)
    yield _keys(settings)
    yield from _telegram(settings)
    yield _fonts(FONTS)
    yield from _own_model(settings.data / "nlu" / "model")
    yield from _rasa(settings)
    yield from _database(settings, clock)


def _folder(settings: Settings) -> Symptom:
    folder = settings.data
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent  # a folder that is still to be made is made in the next one that exists
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return Symptom(
            f"the folder {settings.data} cannot be written to", "give it to Meiyue's user, or set MEIYUE_DATA"
        )
    return Symptom(f"the folder {settings.data} can be written to")


def _secret(settings: Settings) -> Symptom:
    make = "put the output of `openssl rand -hex 32` into MEIYUE_SECRET"
    if settings.secret is not None:
        length, where = len(settings.secret.get_secret_value()), "MEIYUE_SECRET"
    else:
        path = settings.data / "secret.key"
        if not path.exists():
            return Symptom("there is no secret yet", f"{make}, or start `meiyue run` once: it makes one")
        if not os.access(path, os.R_OK):
            return Symptom(f"{path} cannot be read", "give it to Meiyue's user")
        length, where = len(path.read_text().strip()), str(path)
        if path.stat().st_mode & 0o077:
            return Symptom(f"others can read the secret in {path}", f"chmod 600 {path}")
    if length < _FAIR_SECRET:
        return Symptom(f"the secret in {where} is too short ({length} characters)", make)
    return Symptom(f"the secret in {where} is long enough")


def _keys(settings: Settings) -> Symptom:
    try:
        keyring = find_keyring(settings)
    except WrongKeys as wrong:
        return Symptom(str(wrong), "put your copy of the keys back")
    if settings.keys is not None:
        return Symptom(f"the keys for personal data are in MEIYUE_KEYS, key {keyring and keyring.current} seals")
    path = settings.key_path
    if keyring is None:
        return Symptom(
            f"there are no keys for personal data at {path}",
            "put your copy back; for a new salon start `meiyue run` once: it makes them",
        )
    if path.stat().st_mode & 0o077:
        return Symptom(f"others can read the keys in {path}", f"chmod 600 {path}")
    return Symptom(f"the keys for personal data are in {path}, key {keyring.current} seals; keep a copy elsewhere")


def _sealed(work: Work) -> Iterator[Symptom]:
    missing, other = keys.differences(work)
    for names, what in ((missing, "are missing"), (other, "are not those it was sealed with")):
        if names:
            yield Symptom(f"keys of this database {what}: {', '.join(names)}", "put your copy of the key file back")
    if missing or other:
        return
    counts = keys.in_use(work)
    told = ", ".join(f"key {key_id}: {count}" for key_id, count in sorted(counts.items()))
    if any(counts[key_id] for key_id in sorted(counts)[:-1]):
        yield Symptom(f"some values are sealed with an old key ({told})", "run `meiyue keys rotate` to the end")
    else:
        yield Symptom(f"all personal data is sealed with the current key ({told})")


def _telegram(settings: Settings) -> Iterator[Symptom]:
    if not settings.bots:
        return
    wrong = [place for place, entry in enumerate(settings.bots, 1) if not _TOKEN.fullmatch(entry.strip())]
    for place in wrong:
        # The entry itself is a secret, however it is misspelt.
        yield Symptom(
            f"entry {place} of MEIYUE_TELEGRAM_TOKENS is no token", "copy it again from @BotFather: 123456:ABC…"
        )
    if not wrong:
        yield Symptom(f"{len(settings.bots)} Telegram token(s) look right")
    if importlib.util.find_spec("aiogram") is None:
        yield Symptom("the package for Telegram is missing", "pip install aiogram")


def _fonts(folders: Sequence[Path]) -> Symptom:
    found = (path for folder in folders for path in sorted(folder.rglob("*.tt[fc]")) + sorted(folder.rglob("*.otf")))
    for path in found:
        if _draws_chinese(path):
            return Symptom(f"the font {path.name} draws Chinese")
    return Symptom(
        "no font here draws Chinese: pictures would show empty boxes",
        "apt install fonts-noto-cjk (Debian, Ubuntu), dnf install google-noto-sans-cjk-fonts (Fedora),"
        " apk add font-noto-cjk (Alpine)",
        is_needed=False,
    )


def _draws_chinese(path: Path) -> bool:
    """A character a font lacks is drawn as the box that stands for all that are missing."""
    try:
        font = ImageFont.truetype(str(path), 24)
        return bytes(font.getmask("美")) != bytes(font.getmask("\U0010ffff")) and any(font.getmask("约"))
    except OSError:
        return False


def _own_model(folder: Path) -> Iterator[Symptom]:
    """What the salon itself taught the reader, where it did."""
    if not (folder / "model.json").exists():
        return
    from nlu.embedded.model import Model, ModelUnfit  # noqa: PLC0415, numpy: no other command line waits for it

    try:
        Model.load(folder)
    except (ModelUnfit, FileNotFoundError):
        yield Symptom(f"your own model in {folder} is of an earlier form or damaged; ours reads", TRAIN_ANEW)
    else:
        yield Symptom(f"your own model in {folder} can be read")


def _rasa(settings: Settings) -> Iterator[Symptom]:
    if settings.reader != "rasa":
        return
    from nlu.embedded.reader import load_reader  # noqa: PLC0415, numpy: no other command line waits for it
    from nlu.rasa.client import NoAnswer, RasaClient  # noqa: PLC0415, the same

    try:
        RasaClient(settings.rasa_url).ask(["你好"], load_reader().taught)
    except ValueError:
        yield Symptom("MEIYUE_RASA_URL is no address", "write http://host:5005")
    except NoAnswer as why:
        yield Symptom(f"Rasa does not answer ({why}); the embedded engine reads", "start it: `make rasa`")
    else:
        yield Symptom("Rasa answers")


def _database(settings: Settings, clock: Clock | None) -> Iterator[Symptom]:
    try:
        database = Database(settings.url, clock=clock, keyring=_ring(settings), pool_size=1)
    except _UNREACHABLE:
        yield Symptom("MEIYUE_DATABASE_URL is no address of a database", "write postgresql://user:password@host/name")
        return
    # Merely connecting would make the file.
    if database.is_sqlite and not Path(str(database.url.database)).is_file():
        yield Symptom(f"there is no database at {database.url.database} yet", "`meiyue migrate` makes it")
        return
    try:
        yield from _inside(database)
    except _UNREACHABLE as wrong:
        where = database.url.render_as_string(hide_password=True)
        why = str(wrong.orig).splitlines()[0] if isinstance(wrong, sa.exc.DBAPIError) else type(wrong).__name__
        yield Symptom(f"the database {where} does not answer: {why}", "start it, and check MEIYUE_DATABASE_URL")
    finally:
        database.dispose()


def _ring(settings: Settings) -> Keyring | None:
    try:
        return find_keyring(settings)
    except WrongKeys:
        return None  # told already


def _inside(database: Database) -> Iterator[Symptom]:
    with database.reading() as work:
        there = _revision(work)
        yield Symptom("the database answers")
        newest = ScriptDirectory.from_config(config()).get_current_head()
        if there != newest:
            yield Symptom(f"the database is at migration {there}, this program needs {newest}", "run `meiyue migrate`")
            return
        yield Symptom(f"the database is at migration {there}, the newest")
        looks = (_clock, _alarm, _salon, _people, _waiting, _api_tokens)
        for look in looks if database.keyring is None else (_sealed, *looks):
            yield from look(work)


def _revision(work: Work) -> str | None:
    if not sa.inspect(work.session.connection()).has_table("alembic_version"):
        return None
    found: str | None = work.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def _clock(work: Work) -> Iterator[Symptom]:
    fix = "set this machine's clock by the network (NTP)"
    if work.session.get_bind().dialect.name == "postgresql":
        drift = work.session.scalars(sa.text("SELECT clock_timestamp()")).one() - work.now
        if abs(drift) > _DRIFT:
            yield Symptom(f"this machine's clock and the database's are {abs(drift).total_seconds():.0f} s apart", fix)
            return
    newest = checks.newest_moment(work)
    if newest is not None and newest > work.now + _DRIFT:
        yield Symptom(f"the clock says {work.now:%F %T} UTC, but a message of {newest:%F %T} UTC is stored", fix)
    else:
        yield Symptom(f"the clock says {work.now:%F %T} UTC")


def _alarm(work: Work) -> Iterator[Symptom]:
    """The clock that wakes reminders; one that ends in order gives its lease back, one that was killed cannot."""
    start = "start `meiyue run` or `meiyue scheduler`"
    until, late = outbox.lease_until(work, LEASE), due.count_late(work, DUE_LATE)
    if until is not None and until <= work.now:
        yield Symptom(f"the clock of reminders stopped without a word, last seen before {until:%F %T} UTC", start)
    elif late and until is None:
        yield Symptom(f"{late} reminder(s) and the like are late, and no clock runs", start)
    elif late:
        yield Symptom(f"{late} reminder(s) and the like are late although a clock runs", "read its log")
    else:
        yield Symptom(
            "no clock of reminders runs now; nothing is late" if until is None else "a clock of reminders runs"
        )


def _api_tokens(work: Work) -> Iterator[Symptom]:
    listed = [each for each in tokens.list_tokens(work) if each.revoked_at is None and each.expires_at > work.now]
    ending = [each for each in listed if each.expires_at <= work.now + _ENDING_SOON]
    for each in ending:
        yield Symptom(
            f"the API token {each.id} ends on {each.expires_at:%F}",
            "make another with `meiyue token create`",
            is_needed=False,
        )
    if not ending:
        yield Symptom(f"{len(listed)} API token(s) are in force, none ends within {_ENDING_SOON.days} days")


def _salon(work: Work) -> Iterator[Symptom]:
    guide = "as docs/howto/open-your-salon.md says"
    found: tuple[tuple[str, int, str], ...] = (
        ("store", len(stores.list_stores(work)), f"run `meiyue store import FILE`, {guide}"),
        ("treatment", len(catalog.list_treatments(work)), f"run `meiyue catalog import FILE`, {guide}"),
    )
    for what, count, remedy in found:
        yield Symptom(f"{count} {what}(s)") if count else Symptom(f"there is no {what}", remedy)


def _people(work: Work) -> Iterator[Symptom]:
    people = staff.list_staff(work)
    working = {
        person
        for store in stores.list_stores(work)
        for person, shifts in staff.list_shifts(work, store.id).items()
        if shifts
    }
    edit = "add it to the store's file and run `meiyue store import FILE`"
    if working:
        yield Symptom(f"{len(working)} colleague(s) have shifts")
    else:
        yield Symptom("nobody has a shift, so no time can be booked", edit)
    if any(person.role is StaffRole.owner for person in people):
        yield Symptom("there is an owner")
    else:
        yield Symptom("there is no owner, so nobody can invite colleagues", edit)


def _waiting(work: Work) -> Iterator[Symptom]:
    waiting = checks.backlog(work)
    if waiting.outbox_late:
        yield Symptom(
            f"{waiting.outbox_late} message(s) should have gone out over 10 minutes ago",
            "start `meiyue run` or `meiyue sender`, and read their logs",
        )
    else:
        yield Symptom(f"{waiting.outbox} message(s) wait to go out or to be fetched, none is late")
    if waiting.inbox_late:
        yield Symptom(
            f"{waiting.inbox_late} message(s) of members wait for over 5 minutes",
            "start `meiyue run` or `meiyue worker`, and read their logs",
        )
    else:
        yield Symptom(f"{waiting.inbox} message(s) wait to be done, none is late")
