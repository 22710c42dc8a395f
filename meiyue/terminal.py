"""What commands do alike: read the settings, run one job in one transaction, tell what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

from bot.texts.catalogue import Texts
from core.kit.documents import BrokenFile
from core.kit.errors import Refusal
from core.kit.work import Work
from meiyue.settings import Settings
from meiyue.wiring import configure_logs, open_database


def configured() -> Settings:
    """The settings of this deployment; from here on the process logs as they want it."""
    settings = Settings()
    configure_logs(settings)
    return settings


def tell(job: Callable[[Work], str], file: Path | None = None) -> None:
    """Runs a job in one transaction and prints what it says. A refusal ends with its reason and exit code 1, a broken
    `file` with every line that is wrong."""
    database = open_database(configured())
    try:
        typer.echo(database.run(job), nl=False)
    except BrokenFile as broken:
        for problem in broken.fields["problems"]:
            typer.echo(f"{file}:{problem.line}: {problem.path}: {problem.message}", err=True)
        raise typer.Exit(1) from broken
    except Refusal as refusal:
        typer.echo(Texts().explain("en", refusal), err=True)
        raise typer.Exit(1) from refusal
    finally:
        database.dispose()
