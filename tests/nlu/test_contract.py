"""The same contract for every engine; Rasa's server stands in as a fake here, test_server.py asks a real one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nlu.embedded.reader import load_reader
from nlu.rasa.reader import RasaReader
from nlu.reading import Context, Reader
from nlu.rules.reader import RuleReader
from tests.fakes.rasa import FakeRasa, answers, serving
from tests.nlu import contract


@pytest.fixture(params=["rules", "embedded", "rasa", "rasa ill"])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Each engine there is."""
    if request.param == "rules":
        yield RuleReader()
    elif request.param == "embedded":
        yield load_reader()
    else:
        with serving(FakeRasa(ill=answers(b"{}") if request.param == "rasa ill" else None)) as fake:
            yield RasaReader(fake.url, load_reader())


def test_a_reading_is_a_reading_whichever_engine_read(reader: Reader, context: Context) -> None:
    contract.check(reader, context)
