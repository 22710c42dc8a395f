"""`meiyue nlu`: teaches the reader a salon's own sentences."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.kit.work import Work
from core.unclear import service as unclear
from meiyue.settings import Settings
from meiyue.wiring import open_database
from nlu.reading import Context, Names
from nlu.training import lessons, sentences

_GUESSES = 3
_NOTHING = "-"
_ANYWHERE = Context("zh_CN", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), Names())

nlu_commands = typer.Typer(help="What the reader learns from this salon's own sentences.", no_args_is_help=True)


def _folder() -> Path:
    return Settings().data / "nlu"


@nlu_commands.command()
def label(text: str, intent: str) -> None:
    """Keep a sentence for the next training, with what was meant by it; leave out names and phones."""
    known = sorted({item.intent for item in sentences()})
    if intent not in known or not text.strip():
        typer.echo(f"An intent is one of: {', '.join(known)}", err=True)
        raise typer.Exit(1)
    _keep(text.strip(), intent)
    typer.echo("Kept. `meiyue nlu train` learns it.")


def _keep(text: str, intent: str) -> None:
    _folder().mkdir(parents=True, exist_ok=True)
    with (_folder() / "labelled.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": text, "intent": intent}, ensure_ascii=False) + "\n")


@nlu_commands.command()
def review(limit: int = 100) -> None:
    """Say what members meant by what was not understood, of those who agreed to that: a number, an intent, or nothing.

    Labelled sentences go to the next training, those with names or nothing to learn are dropped; both are forgotten
    here.
    """
    from nlu.embedded.reader import load_reader  # noqa: PLC0415 (numpy costs every command 0.3 s)

    database, reader = open_database(Settings()), load_reader()
    known = sorted({item.intent for item in sentences()})
    with database.reading() as work:
        waiting = unclear.list_waiting(work, limit)
    typer.echo(f"{len(waiting)} sentences. Enter: later; a number or an intent: that was meant; -: nothing to learn.")
    for each in waiting:
        guesses = [guess.name for guess in reader.parse(each.text, _ANYWHERE).guesses[:_GUESSES]]
        offered = list(dict.fromkeys([*([each.intent] if each.intent else []), *guesses]))
        chosen = " (chosen by the member)" if each.intent else ""
        typer.echo(f"\n「{each.text}」  " + "  ".join(f"{at}. {name}" for at, name in enumerate(offered, 1)) + chosen)
        said = _asked(offered, known)
        if said:
            if said != _NOTHING:
                _keep(each.text, said)
            database.run(partial(_settle, each.id, None if said == _NOTHING else said))


def _settle(sentence_id: int, intent: str | None, work: Work) -> None:
    unclear.settle(work, sentence_id, intent)


def _asked(offered: list[str], known: list[str]) -> str:
    """An intent, `_NOTHING`, or an empty text for later; asks again until it is one of them."""
    while True:
        said = str(typer.prompt("meant", default="", show_default=False)).strip()
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            return offered[int(said) - 1]
        if said in {"", _NOTHING, *known}:
            return said
        typer.echo(f"An intent is one of: {', '.join(known)}")


@nlu_commands.command("train")
def train_command(
    file: Annotated[Path | None, typer.Option(help="JSON lines of text and intent; else what was labelled.")] = None,
) -> None:
    """Train on our sentences and the salon's own; the new model serves from the next start if it understands more."""
    from nlu.relearn import labelled, relearn, validation  # noqa: PLC0415 (numpy costs every command 0.3 s)

    path = file or _folder() / "labelled.jsonl"
    try:
        own = labelled(path)
    except (OSError, ValueError) as why:
        typer.echo(f"Nothing was trained: {why}", err=True)
        raise typer.Exit(1) from None
    test, names = validation()
    outcome = relearn(own, _folder() / "model", base=lessons(), test=test, names=names)
    typer.echo(
        f"{outcome.learnt} own sentences learnt. Read rightly of {outcome.of}: {outcome.before} before, ", nl=False
    )
    typer.echo(f"{outcome.after} after.")
    typer.echo(
        f"The new model serves from the next start ({_folder() / 'model'})."
        if outcome.is_swapped
        else "It understands no more than the one that serves, which stays."
    )
