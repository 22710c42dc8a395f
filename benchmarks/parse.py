"""What reading a message costs beside the encoding of its meaning by the encoder's own package, a raw limit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from nlu.embedded.encoder import _encoder, has_encoder, one_thread
from nlu.embedded.reader import load_reader
from nlu.reading import Context, Names
from nlu.rules.reader import RuleReader
from nlu.training import sentences

NOW = datetime(2026, 9, 16, 2, tzinfo=UTC)
EVERY = 40  # of the training sentences


def spent(work: Callable[[str], object], texts: list[str]) -> tuple[float, float]:
    """Median wall and mean processor milliseconds of a text."""
    work(texts[0])
    walls: list[float] = []
    processor = time.process_time()
    for text in texts:
        started = time.perf_counter()
        work(text)
        walls.append((time.perf_counter() - started) * 1000)
    return statistics.median(walls), (time.process_time() - processor) * 1000 / len(texts)


def main() -> None:
    """One line each."""
    texts = [item.text for item in sentences()][::EVERY]
    context, rules, reader = Context("zh_CN", NOW, Names()), RuleReader(), load_reader()
    parse = spent(lambda text: reader.parse(text, context), texts)
    tables = spent(lambda text: rules.parse(text, context), texts)
    print(f"parse            {parse[0]:6.2f} ms wall, {parse[1]:6.2f} ms CPU")
    print(f"tables alone     {tables[0]:6.2f} ms wall, {tables[1]:6.2f} ms CPU")
    if has_encoder():
        with one_thread():
            meaning = spent(lambda text: _encoder().encode([text]), texts)
        print(f"encode alone     {meaning[0]:6.2f} ms wall, {meaning[1]:6.2f} ms CPU")
        print(f"parse / encode   {parse[0] / meaning[0]:6.2f} wall, {parse[1] / meaning[1]:6.2f} CPU (aim ≤ 2.5)")


if __name__ == "__main__":
    main()
