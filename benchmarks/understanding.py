"""The reader's classifier on data that nobody here wrote: `make bench-nlu DATA=folder`.

Trains and tests the same code on BANKING77 and CLINC150 (accuracy, out-of-scope AUROC), counts how many turns of
CrossWOZ, which are about hotels, restaurants and sights, would start a dialog of the salon, and how many sentences of
NLU++ hotels are torn in two. The data is not shipped: a folder for each, with JSON lines of text and intent.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from nlu.embedded.classifier import Classifier, Ranked
from nlu.embedded.reader import load_reader
from nlu.embedded.trainer import train
from nlu.reading import Context, Names
from nlu.rules.reader import RuleReader
from nlu.training import Sentence

ORIGINS = """Put each into a folder of its own, as lines of {"text", "intent"}:
  banking77_en/{train,test}.jsonl            github.com/PolyAI-LDN/task-specific-datasets, banking_data (CC BY 4.0)
  clinc150small_en/{train,test,oos_test}.jsonl  github.com/clinc/oos-eval, data/data_small.json (CC BY 3.0)
  crosswoz_zh/test.jsonl                     github.com/thu-coai/CrossWOZ, data/crosswoz (Apache-2.0)
  nlupp_hotels_en/all.jsonl                  github.com/PolyAI-LDN/task-specific-datasets, nlupp/data/hotels (same)"""
SURE = 0.6
# Answered in one message, refused, or said for its own sake: nothing is begun by it.
SMALL_TALK = frozenset(
    ["affirm", "chitchat", "deny", "goodbye", "greet", "help", "inform", "out_of_scope", "repeat", "thanks"]
)
QUESTIONS = frozenset(["ask_address", "ask_hours", "ask_price", "ask_promotion", "ask_service_info", "bot_challenge"])
NOW = datetime(2026, 9, 16, 2, tzinfo=UTC)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def ranked(classifier: Classifier, texts: list[str]) -> list[Ranked]:
    rules, context = RuleReader(), Context("en", NOW, Names())
    return classifier.rank(texts, [rules.parse(text, context) for text in texts])


def auroc(inside: list[float], outside: list[float]) -> float:
    """How likely a sentence in scope is surer than one out of it."""
    order = np.argsort(np.argsort(np.array(inside + outside))) + 1
    return float((order[: len(inside)].sum() - len(inside) * (len(inside) + 1) / 2) / (len(inside) * len(outside)))


def learnt(folder: Path, measured: str) -> None:
    """Accuracy beside the best of what was measured with other tools on the same split (design, nlu.md)."""
    started = time.perf_counter()
    said = [Sentence(line["text"], line["intent"], "en") for line in lines(folder / "train.jsonl")]
    classifier = Classifier(train(said))
    took = time.perf_counter() - started
    asked = lines(folder / "test.jsonl")
    answers = ranked(classifier, [line["text"] for line in asked])
    right = sum(answer.best.name == line["intent"] for answer, line in zip(answers, asked, strict=True))
    print(
        f"{folder.name}: {len(said):,} sentences learnt in {took:.0f} s; accuracy {right / len(asked):.3f} {measured}"
    )
    if (folder / "oos_test.jsonl").exists():
        strange = ranked(classifier, [line["text"] for line in lines(folder / "oos_test.jsonl")])
        figure = auroc([each.best.confidence for each in answers], [each.best.confidence for each in strange])
        print(f"{folder.name}: out-of-scope AUROC {figure:.3f} (USE + LR .956)")


def strangers(folder: Path) -> None:
    """What the shipped model makes of people who talk of hotels."""
    reader, context = load_reader(), Context("zh_CN", NOW, Names())
    asked = lines(folder / "test.jsonl")
    begun: Counter[str] = Counter()
    answered = 0
    for line in asked:
        intents = reader.parse(line["text"], context).intents
        sure = [intent.name for intent in intents if intent.confidence >= SURE and intent.name not in SMALL_TALK]
        begun.update(name for name in sure[:1] if name not in QUESTIONS)
        answered += bool(sure) and sure[0] in QUESTIONS
    share = sum(begun.values()) / len(asked)
    print(f"{folder.name}: {len(asked):,} turns; {share:.1%} would start a dialog (aim ≤ 3 %): {begun.most_common(8)}")
    print(f"{folder.name}: {answered / len(asked):.1%} more are answered as if the salon had been asked (地址在哪)")


def torn(folder: Path) -> None:
    """NLU++ marks facets of one wish, not several wishes: what can be told is how often one is torn in two."""
    reader, context = load_reader(), Context("en", NOW, Names())
    asked = [line["text"] for line in lines(folder / "all.jsonl")]
    two = sum(len(reader.parse(text, context).intents) > 1 for text in asked)
    print(f"{folder.name}: {len(asked):,} sentences; {two / len(asked):.1%} read as two wishes")


def main() -> None:
    """Measure what is there, say where the rest is to be had."""
    parser = argparse.ArgumentParser(description="The reader on public data.")
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("MEIYUE_PUBLIC_DATA"))
    folder = parser.parse_args().folder
    if folder is None or not Path(folder).is_dir():
        raise SystemExit(f"Which folder holds the data? make bench-nlu DATA=folder\n{ORIGINS}")
    tasks = (
        ("crosswoz_zh", strangers),
        ("nlupp_hotels_en", torn),
        ("clinc150small_en", lambda at: learnt(at, "(USE .937, tf-idf + USE .943)")),
        ("banking77_en", lambda at: learnt(at, "(tf-idf + SVC .914, with USE .931)")),
    )
    for name, task in tasks:
        if (Path(folder) / name).is_dir():
            task(Path(folder) / name)
        else:
            print(f"{name} is not there.\n{ORIGINS}")


if __name__ == "__main__":
    main()
