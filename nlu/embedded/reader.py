"""The embedded engine: entities by tables, intents by the trained classifier, both without a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from nlu.embedded.classifier import Classifier, Ranked, head_for_here
from nlu.embedded.model import Model
from nlu.embedded.wishes import Cut, Seen, best_cut, cuts
from nlu.normalise import LONGEST_TEXT, normalise
from nlu.reading import Context, Intent, Reading
from nlu.rules.plain import wants_a_visit
from nlu.rules.reader import SURE, RuleReader

Rank = Callable[[Sequence[str], Sequence[Reading]], list[Ranked]]
"""Ranks the intents of several texts, each with what the rules saw in it."""

MODEL = Path(__file__).parent.parent / "model"
LONGEST_CLASSIFIED = 300
"""Characters; what is longer is a pasted text, and its beginning says what it is about."""

_GUESSES = 5
_TWO = 0.6
"""How surely a message must be two wishes."""
_SURE_OF_SIGNS = 0.8
_ANSWERS = frozenset(["inform", "affirm", "deny", "correct_slot", "abort_flow", "repeat"])
_OF_A_VISIT = re.compile(r"预约|约的|约好|约了|订的|appointment|appt|booking|booked")
_HERE = {"cancel_appointment": "abort_flow", "reschedule_appointment": "correct_slot"}
_ANSWER_BONUS = 3.0
_VISIT = (Intent("book_appointment", SURE),)


class EmbeddedReader:
    """Reads a message in a few milliseconds; holds nothing but the model."""

    slow = False

    def __init__(self, model: Model) -> None:
        self._rules = RuleReader()
        self._model = model
        self.rank: Rank = Classifier(model).rank
        self.taught = frozenset(model.intents)
        """The intents the classifier knows; what the rules find besides them stands."""

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message; intents come with honest probabilities, the one to serve first in front.

        Never raises on any text.
        """
        seen = self._rules.parse(text, context)
        if wants_a_visit(text, seen.entities):
            return Reading(_VISIT, seen.entities, _VISIT)
        return self._read(self.rank, text, context, seen)

    def read_by(self, rank: Rank, text: str, context: Context) -> Reading:
        """The same with somebody else's ranking of the intents; raises what that raises.

        Whether there are two wishes is decided by our own classifier, whose doubts it was learnt from.
        """
        return self._read(rank, text, context, self._rules.parse(text, context))

    def _read(self, rank: Rank, text: str, context: Context, seen: Reading) -> Reading:
        shown = normalise(text[:LONGEST_TEXT]).text[:LONGEST_CLASSIFIED].strip()
        if not shown:
            return Reading((), seen.entities)
        own, found = self._look(shown, seen, context)
        is_two = found is not None and found[1] >= _TWO
        texts = [shown, *((found[0].cut.left, found[0].cut.right) if found is not None and is_two else ())]
        ranked = [own] if rank is self.rank else rank(texts, [seen, *self._seen(texts[1:], context)])
        whole = _in_context(ranked[0], shown, context)
        guesses = whole.intents[:_GUESSES]
        if whole.best.confidence < _SURE_OF_SIGNS and not any(sign.isalnum() for sign in shown):
            # 👍 and ❌ are a yes and a no; a row of pictures may be anything, and is no wish.
            plain = tuple(intent for intent in seen.intents if intent.name in {"affirm", "deny"})
            return Reading(plain, seen.entities)
        if beyond := self._beyond(seen):
            return Reading(tuple(beyond), seen.entities, guesses)
        if found is None:
            return Reading((whole.best,), seen.entities, guesses)
        cut, sure = found
        if not is_two:
            doubt = sure if rank is self.rank else 0.0
            one = replace(whole.best, confidence=whole.best.confidence * (1 - doubt))
            return Reading((one,), seen.entities, guesses)
        names = cut.pair if rank is self.rank else tuple(each.best.name for each in ranked[1:])
        return Reading(tuple(Intent(name, sure) for name in dict.fromkeys(names)), seen.entities, guesses)

    def _look(self, shown: str, seen: Reading, context: Context) -> tuple[Ranked, tuple[Seen, float] | None]:
        """The whole message ranked, and where it most likely falls into two wishes, with how likely that is."""
        splitter = self._model.splitter
        if splitter is None:
            return self.rank([shown], [seen])[0], None
        plain = cuts(shown, whole=1)
        texts = [shown, *_halves(plain)]
        whole, *ranked = self.rank(texts, [seen, *self._seen(texts[1:], context)])
        more = [cut for cut in cuts(shown, whole=whole.best.confidence) if cut not in plain]
        ranked += self.rank(_halves(more), self._seen(_halves(more), context))
        shares = [each.shares() for each in ranked]
        both = zip(shares[::2], shares[1::2], strict=True)
        looked = [Seen(cut, whole.shares(), *two) for cut, two in zip([*plain, *more], both, strict=True)]
        return whole, best_cut(looked, splitter)

    def _seen(self, texts: Sequence[str], context: Context) -> list[Reading]:
        return [self._rules.parse(text, context) for text in texts]

    def _beyond(self, seen: Reading) -> list[Intent]:
        """What the rules know and the classifier was never taught: it can only take it for something else."""
        return [intent for intent in seen.intents if intent.name not in self.taught]


def _halves(of: Sequence[Cut]) -> list[str]:
    return [half for cut in of for half in (cut.left, cut.right)]


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
    """The reader with the model that Meiyue ships, or one trained since. Raises FileNotFoundError, ModelUnfit."""
    return EmbeddedReader(Model.load(folder, heads={head_for_here()}))
