"""Our training sentences with their entities marked, as Rasa reads them: `python -m nlu.rasa.annotate FILE.json`.

`nlu/data` stays as people write it. The marks are made by the finders that serve both engines, so that Rasa's extractor
learns from them what stands around a name, and can tell one that no salon has told us.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nlu.normalise import normalise
from nlu.reading import Context, Entity, Names
from nlu.rules.reader import find_entities
from nlu.salon import DEMO, names_of
from nlu.training import Sentence, lessons

_NOW = dt.datetime(2026, 9, 16, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))
_LANGUAGE = {"zh": "zh_CN", "en": "en"}


def annotated(of: Iterable[Sentence], names: Names, *, each: int | None = None) -> dict[str, Any]:
    """The sentences in Rasa's JSON form, spelled as the reader spells what it sends.

    `each` keeps only that many of an intent and language, the first ones, where minutes count more than accuracy.
    """
    counted: Counter[tuple[str, str]] = Counter()
    examples = []
    for item in of:
        counted[item.intent, item.language] += 1
        if each is not None and counted[item.intent, item.language] > each:
            continue
        plain = normalise(item.text).text.strip()
        found = find_entities(normalise(plain), Context(_LANGUAGE[item.language], _NOW, names))
        marks = [
            {"start": entity.start, "end": entity.end, "value": entity.text, "entity": entity.name}
            for entity in _apart(found)
        ]
        if plain:
            examples.append({"text": plain, "intent": item.intent, "entities": marks})
    return {"rasa_nlu_data": {"common_examples": examples}}


def _apart(entities: Iterable[Entity]) -> Iterator[Entity]:
    """One mark for a stretch of text: 「明天下午」 is a date and a range, and Rasa takes one."""
    done = 0
    for entity in entities:
        if entity.start >= done:
            done = entity.end
            yield entity


def main() -> None:
    """Write the file; say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m nlu.rasa.annotate", description="Sentences for Rasa to learn.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, help="at most so many of an intent and language")
    parser.add_argument("--salon", type=Path, default=DEMO, help="folder with catalog.yaml and stores/")
    given = parser.parse_args()
    made = annotated(lessons(), names_of(given.salon), each=given.each)
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    examples = made["rasa_nlu_data"]["common_examples"]
    print(f"{len(examples)} sentences, {sum(len(item['entities']) for item in examples)} marks → {given.file}")


if __name__ == "__main__":
    main()
