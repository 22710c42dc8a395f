"""How well an engine understands a file of sentences: `python -m nlu.evaluate FILE.jsonl [--engine rasa|rules]`.

A line is {"text", "intent", "entities": [{"entity", "value", "start", "end"}]}; "A+B" are two wishes, A to be served
first. Printed: accuracy (two wishes count only when both are found, in either order), macro F1, top-3, the accuracy on
the surest half, F1 of entity spans by kind, the commonest confusions, and what a parse costs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.embedded.reader import load_reader
from nlu.rasa.reader import RasaReader
from nlu.reading import Context, Named, Names, Reader, Reading
from nlu.rules.reader import RuleReader
from nlu.salon import names_of

NOW = dt.datetime(2026, 9, 16, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))
ENGINES: dict[str, Callable[[], Reader]] = {"embedded": load_reader, "rules": RuleReader}
RASA = "http://localhost:5005"
_PATIENCE = 60.0
"""Seconds for Rasa: what is measured is Rasa, not what answers in its place."""
PART_OF = {
    "privacy": "delete_data",
    "export_data": "delete_data",
    "keep_data": "delete_data",
    "join_waitlist": "query_availability",
    "query_waitlist": "query_appointment",
    "leave_waitlist": "cancel_appointment",
    "query_visits": "query_appointment",
    "subscribe": "unsubscribe",
}
"""Wishes that the rules tell apart more finely than the intents sentences are marked with (nlu/data/README.md)."""

ENTITY_OF = {"birthday": "date"}
"""Entities that the rules tell apart more finely than sentences are marked."""
_UNMARKED = frozenset(["allergy", "avoid", "like"])
"""What the reader finds besides, and nobody marks."""

_CJK = ("\u4e00", "\u9fff")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it means; spans as (entity, start, end)."""

    text: str
    wishes: tuple[str, ...]
    spans: frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Result:
    """What the engine made of an example, in how many milliseconds."""

    example: Example
    reading: Reading
    took: float

    @property
    def said(self) -> tuple[str, ...]:
        """The wishes found, by the names people mark them with; whoever finds none says it is out of scope."""
        named = (PART_OF.get(intent.name, intent.name) for intent in self.reading.intents)
        return tuple(dict.fromkeys(named)) or ("out_of_scope",)

    @property
    def is_right(self) -> bool:
        return set(self.said) == set(self.example.wishes)

    @property
    def is_in_three(self) -> bool:
        """Whether a question back would have offered it."""
        offered = {intent.name for intent in self.reading.guesses[:3]} | set(self.said)
        return set(self.example.wishes) <= offered

    @property
    def confidence(self) -> float:
        return self.reading.intents[0].confidence if self.reading.intents else 0.0


def examples(path: Path) -> list[Example]:
    """The examples of a file; raises ValueError naming the line that is not one."""
    return [
        _example(json.loads(line), f"{path.name}:{number}")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip()
    ]


def _example(line: dict[str, Any], where: str) -> Example:
    if not isinstance(line.get("text"), str) or not isinstance(line.get("intent"), str):
        raise ValueError(f"{where}: text and intent are needed")
    spans = frozenset((item["entity"], item["start"], item["end"]) for item in line.get("entities", ()))
    return Example(line["text"], tuple(line["intent"].split("+")), spans)


def read_names(path: Path) -> Names:
    """A salon's names from JSON: {"treatments"|"staff"|"stores": {key: [name, …]}}."""
    listed = json.loads(path.read_text(encoding="utf-8"))
    kinds = {
        kind: tuple(Named(key, tuple(called)) for key, called in listed.get(kind, {}).items())
        for kind in ("treatments", "staff", "stores")
    }
    return Names(**kinds)


def run(reader: Reader, of: Iterable[Example], names: Names) -> list[Result]:
    """Every example read once, as the first message of a conversation."""
    results = []
    for example in of:
        is_chinese = any(_CJK[0] <= sign <= _CJK[1] for sign in example.text)
        context = Context("zh_CN" if is_chinese else "en", NOW, names)
        started = time.perf_counter()
        reading = reader.parse(example.text, context)
        results.append(Result(example, reading, (time.perf_counter() - started) * 1000))
    return results


def report(results: list[Result]) -> str:
    """The figures as a text."""
    half = sorted(results, key=lambda result: -result.confidence)[: (len(results) + 1) // 2]
    took = sorted(result.took for result in results)
    wrong = Counter(
        ("+".join(result.example.wishes), "+".join(result.said)) for result in results if not result.is_right
    )
    lines = [
        f"sentences       {len(results)}",
        f"accuracy        {_share(result.is_right for result in results):.3f}",
        f"macro F1        {_macro_f1(results):.3f}",
        f"top-3           {_share(result.is_in_three for result in results):.3f}",
        f"surest half     {_share(result.is_right for result in half):.3f}",
        f"parse p50/p95   {statistics.median(took):.1f} / {took[int(len(took) * 0.95)]:.1f} ms",
        *_entity_lines(results),
        *(f"{count:4d} × {gold} read as {said}" for (gold, said), count in wrong.most_common(25)),
    ]
    return "\n".join(lines)


def _share(of: Iterable[bool]) -> float:
    listed = list(of)
    return sum(listed) / len(listed) if listed else 0.0


def _macro_f1(results: list[Result]) -> float:
    names = {name for result in results for name in result.example.wishes}
    scores = []
    for name in names:
        said = [result for result in results if name in result.said]
        meant = [result for result in results if name in result.example.wishes]
        both = sum(name in result.example.wishes for result in said)
        scores.append(2 * both / (len(said) + len(meant)))
    return statistics.fmean(scores)


def _entity_lines(results: list[Result]) -> list[str]:
    marked = [result for result in results if result.example.spans]
    gold = Counter(span[0] for result in marked for span in result.example.spans)
    found = Counter(span[0] for result in marked for span in _spans(result))
    hits = Counter(entity[0] for result in marked for entity in _spans(result) & result.example.spans)
    total = _f1(sum(hits.values()), sum(found.values()), sum(gold.values()))
    by_kind = [
        f"  {kind:13s} {_f1(hits[kind], found[kind], gold[kind]):.3f} ({hits[kind]}/{gold[kind]})" for kind in gold
    ]
    return [f"entity F1       {total:.3f}", *by_kind] if gold else []


def _spans(result: Result) -> frozenset[tuple[str, int, int]]:
    """One of each: the owners of a tied name count once."""
    return frozenset(
        (ENTITY_OF.get(entity.name, entity.name), entity.start, entity.end)
        for entity in result.reading.entities
        if entity.name not in _UNMARKED
    )


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate", description="How well sentences are understood.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", choices=sorted({*ENGINES, "rasa"}), default="embedded")
    parser.add_argument("--url", default=RASA, help="where `make rasa` or another Rasa server listens")
    parser.add_argument("--names", type=Path, help="the salon's names as JSON; without, those of the demo salon")
    parser.add_argument("--wrong", action="store_true", help="list every sentence read wrongly")
    given = parser.parse_args()
    names = read_names(given.names) if given.names else names_of()
    reader = (
        RasaReader(given.url, load_reader(), seconds=_PATIENCE) if given.engine == "rasa" else ENGINES[given.engine]()
    )
    results = run(reader, examples(given.file), names)
    if isinstance(reader, RasaReader) and reader.missed:
        parser.exit(1, f"{given.url} left {reader.missed} of {len(results)} sentences to the embedded engine\n")
    for result in results if given.wrong else ():
        if not result.is_right:
            wishes = "+".join(result.example.wishes)
            print(f"{wishes} read as {'+'.join(result.said)} ({result.confidence:.2f}): {result.example.text}")
    print(report(results))


if __name__ == "__main__":
    main()
