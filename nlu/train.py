"""Trains the embedded classifier on `nlu/data` and writes it where it is served from: `python -m nlu.train`."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from nlu.embedded.model import Model, ModelUnfit
from nlu.embedded.reader import MODEL
from nlu.embedded.split_trainer import learn_splitter
from nlu.embedded.trainer import train
from nlu.training import DATA, doubles, lessons, sentences


def main() -> None:
    """Train on all sentences; say how many and how long."""
    parser = argparse.ArgumentParser(prog="python -m nlu.train", description="Train the embedded classifier.")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=MODEL)
    given = parser.parse_args()
    started = time.perf_counter()
    learnt, two = lessons(given.data), doubles(given.data)
    known = _known(given.to)
    model = train(learnt, known=known)
    if two:
        model = replace(model, splitter=learn_splitter(sentences(given.data), two, model))
    model.save(given.to)
    print(f"{len(learnt)} sentences in {time.perf_counter() - started:.0f} s → {given.to}")


def _known(folder: Path) -> Model | None:
    """The model that is to be replaced, whose meanings need not be worked out again; None where there is none."""
    try:
        return Model.load(folder)
    except (FileNotFoundError, ModelUnfit):
        return None


if __name__ == "__main__":
    main()
