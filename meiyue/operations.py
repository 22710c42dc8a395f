"""Commands that keep a deployment well: check, doctor, backup, restore."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.gateway import AWAY
from core.check import service as checks
from core.check.schemas import Checked
from core.kit.db import Database
from meiyue.backup.errors import NoBackup
from meiyue.backup.files import back_up
from meiyue.backup.files import restore as restore_from
from meiyue.doctor import examine
from meiyue.terminal import configured
from meiyue.wiring import open_database

operations = typer.Typer()
_MOST_SHOWN = 20
_AWAY = "The database does not answer; `meiyue doctor` says more."


@operations.command()
def check() -> None:
    """Recomputes what must be true of the data, and tells each difference; exit code 1 if there is any."""
    try:
        is_sound = _report(open_database(configured()))
    except AWAY as away:
        raise _end(_AWAY) from away
    if not is_sound:
        raise typer.Exit(1)


@operations.command()
def doctor() -> None:
    """Looks at database, folder, secret, clock, salon and backlog; says what to do. Changes nothing."""
    is_well = True
    for symptom in examine(configured()):
        typer.echo(symptom.told)
        is_well = is_well and symptom.is_well
    if not is_well:
        raise typer.Exit(1)


@operations.command()
def backup(file: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Copies the database as it is at one moment, while Meiyue runs. It holds personal data: keep it safe."""
    settings = configured()
    database = Database(settings.url, pool_size=1)
    try:
        back_up(database, file)
    except NoBackup as why:
        raise _end(str(why)) from why
    except AWAY as away:
        raise _end(_AWAY) from away
    finally:
        database.dispose()
    typer.echo(f"{file} is complete. Photos and secret.key in {settings.data} are not in it: copy that folder too.")
    typer.echo(f"The keys that open it are not in it either: keep a copy of {settings.key_path} in another place.")


@operations.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `meiyue backup` wrote.")],
    force: Annotated[bool, typer.Option(help="Replace a database that holds data.")] = False,
) -> None:
    """Puts a backup in the place of the database, brings it to the present form and checks it."""
    settings = configured()
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        database = Database(settings.url, pool_size=1)
        restore_from(database, file, force=force)
        typer.echo(f"{file} is restored.")
        is_sound = _report(open_database(settings))
    except NoBackup as why:
        raise _end(str(why)) from why
    except AWAY as away:
        raise _end(_AWAY) from away
    if not is_sound:
        raise typer.Exit(1)


def _report(database: Database) -> bool:
    """Prints every rule with what breaks it; whether the data is sound."""
    with database.reading() as work:
        checked = checks.check(work)
    database.dispose()
    for line in _lines(checked):
        typer.echo(line)
    return not any(each.is_broken for each in checked)


def _lines(checked: Iterable[Checked]) -> Iterable[str]:
    for each in checked:
        if not each.found:
            yield f"ok       {each.rule}" if not each.is_note else f"ok       {each.rule}: none"
            continue
        yield f"{'problem' if each.is_broken else 'note   '}  {each.rule}"
        yield from (f"           {found}" for found in each.found[:_MOST_SHOWN])
        if len(each.found) > _MOST_SHOWN:
            yield f"           and {len(each.found) - _MOST_SHOWN} more"


def _end(why: str) -> typer.Exit:
    typer.echo(why, err=True)
    return typer.Exit(1)
