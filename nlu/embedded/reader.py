"""The embedded engine: entities by tables, intents by the trained classifier, both without a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from nlu.embedded.classifier import Classifier, Ranked
from nlu.embedded.model import Model
from nlu.embedded.wishes import parts, several
from nlu.normalise import LONGEST_TEXT, normalise
from nlu.reading import Context, Intent, Reading
from nlu.rules.reader import RuleReader

Rank = Callable[[Sequence[str], Sequence[Reading]], list[Ranked]]
"""Ranks the intents of several texts, each with what the rules saw in it."""

MODEL = Path(__file__).parent.parent / "model"
LONGEST_CLASSIFIED = 300
"""Characters; what is longer is a pasted text, and its beginning says what it is about."""

_GUESSES = 5
_SURE_OF_SIGNS = 0.8
_ANSWERS = frozenset(["inform", "affirm", "deny", "correct_slot", "abort_flow", "repeat"])
_OF_A_VISIT = re.compile(r"预约|约的|约好|约了|订的|appointment|appt|booking|booked")
_HERE = {"cancel_appointment": "abort_flow", "reschedule_appointment": "correct_slot"}
_ANSWER_BONUS = 3.0


class EmbeddedReader:
    """Reads a message in a few milliseconds; holds nothing but the model."""

    slow = False

    def __init__(self, model: Model) -> None:
        self._rules = RuleReader()
        self.rank: Rank = Classifier(model).rank
        self.taught = frozenset(model.intents)
        """The intents the classifier knows; what the rules find besides them stands."""

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message; intents come with honest probabilities, the one to serve first in front.

        Never raises on any text.
        """
        return self.read_by(self.rank, text, context)

    def read_by(self, rank: Rank, text: str, context: Context) -> Reading:
        """The same with somebody else's ranking of the intents; raises what that raises."""
        seen = self._rules.parse(text, context)
        shown = normalise(text[:LONGEST_TEXT]).text[:LONGEST_CLASSIFIED].strip()
        if not shown:
            return Reading((), seen.entities)
        pieces, after_and = parts(shown)
        texts = [shown, *pieces]
        readings = [seen, *(self._rules.parse(piece, context) for piece in texts[1:])]
        whole, *rest = [
            _in_context(ranked, text, context) for ranked, text in zip(rank(texts, readings), texts, strict=True)
        ]
        if whole.best.confidence < _SURE_OF_SIGNS and not any(sign.isalnum() for sign in shown):
            return Reading((), seen.entities)  # 👍 is a yes; a row of pictures may be anything, and is no wish
        wishes = self._beyond(seen) or several(whole.best, [ranked.best for ranked in rest], after_and)
        return Reading(tuple(wishes), seen.entities, whole.intents[:_GUESSES])

    def _beyond(self, seen: Reading) -> list[Intent]:
        """What the rules know and the classifier was never taught: it can only take it for something else."""
        return [intent for intent in seen.intents if intent.name not in self.taught]


def _in_context(ranked: Ranked, text: str, context: Context) -> Ranked:
    """While a question is open an answer is likelier, 取消 means the dialog and 改到周六 the answer."""
    if context.question is None:
        return ranked
    of_a_visit = bool(_OF_A_VISIT.search(text))
    weights: dict[str, float] = {}
    for intent in ranked.intents:
        name = intent.name if of_a_visit else _HERE.get(intent.name, intent.name)
        bonus = _ANSWER_BONUS if intent.name in _ANSWERS else 1.0
        weights[name] = weights.get(name, 0.0) + intent.confidence * bonus
    total = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return Ranked(tuple(Intent(name, weight / total) for name, weight in ordered))


def load_reader(folder: Path = MODEL) -> EmbeddedReader:
    """The reader with the model that Meiyue ships, or one trained since. Raises FileNotFoundError without a model."""
    return EmbeddedReader(Model.load(folder))
