"""`meiyue nlu`: teaches the reader a salon's own sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from meiyue.settings import Settings
from nlu.training import sentences

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
    _folder().mkdir(parents=True, exist_ok=True)
    with (_folder() / "labelled.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": text.strip(), "intent": intent}, ensure_ascii=False) + "\n")
    typer.echo("Kept. `meiyue nlu train` learns it.")


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
    outcome = relearn(own, _folder() / "model", base=sentences(), test=test, names=names)
    typer.echo(
        f"{outcome.learnt} own sentences learnt. Read rightly of {outcome.of}: {outcome.before} before, ", nl=False
    )
    typer.echo(f"{outcome.after} after.")
    typer.echo(
        f"The new model serves from the next start ({_folder() / 'model'})."
        if outcome.is_swapped
        else "It understands no more than the one that serves, which stays."
    )
