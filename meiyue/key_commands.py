"""Commands on the keys of personal data."""

from __future__ import annotations

import time

import typer

from core.keys import service as keys
from core.keys.errors import WrongKeys
from core.kit.crypto import LOOK_EVERY, Unreadable
from core.kit.db import Database
from meiyue.keys import add_key
from meiyue.settings import Settings
from meiyue.terminal import configured
from meiyue.wiring import open_database

key_commands = typer.Typer(help="The keys that names, phones and chats are sealed with.", no_args_is_help=True)
_PASSES = 5
"""A turn that began before the key was there may end after its row was passed."""


@key_commands.command("list")
def list_keys() -> None:
    """Which keys there are, and how many values each has sealed."""
    for line in _lines(open_database(configured())):
        typer.echo(line)


@key_commands.command()
def rotate() -> None:
    """Seals everything with a fresh key while Meiyue runs; a rotation that was interrupted is finished."""
    settings = configured()
    database = open_database(settings)
    try:
        sealed = rotate_keys(settings, database)
    except (WrongKeys, Unreadable) as why:
        typer.echo(str(why), err=True)
        raise typer.Exit(1) from why
    typer.echo(f"{sealed} values are sealed anew.")
    for line in _lines(database):
        typer.echo(line)
    typer.echo("Old keys stay: backups from before need them. Copy the key file to its safe place again now.")


def rotate_keys(settings: Settings, database: Database) -> int:
    """Makes a key unless a rotation was left half done, and has it take over; how many values were sealed with it.

    Raises WrongKeys, Unreadable.
    """
    keyring = database.keyring
    assert keyring is not None, "opened by open_database"
    if not _old(database):
        add_key(settings, keyring)
        database.run(keys.require)
        time.sleep(2 * LOOK_EVERY)  # until whatever runs seals with it
    sealed = 0
    for _ in range(_PASSES):
        sealed += sum(keys.reseal(database))
        if not _old(database):
            break
    return sealed


def _old(database: Database) -> int:
    """How many values an older key has sealed."""
    with database.reading() as work:
        counts = keys.in_use(work)
    return sum(counts[key_id] for key_id in sorted(counts)[:-1])


def _lines(database: Database) -> list[str]:
    with database.reading() as work:
        counts = keys.in_use(work)
    return [
        f"key {key_id}: {count} values{', seals now' if key_id == max(counts) else ''}"
        for key_id, count in sorted(counts.items())
    ]
