"""A Rasa server well and ill, over real HTTP: who waits for it, and who answers in its place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from socket import socket

import pytest

from nlu.embedded.reader import EmbeddedReader, load_reader
from nlu.rasa.reader import RasaReader
from nlu.reading import Context, Reader
from tests.fakes import rasa
from tests.fakes.rasa import FakeRasa, answers, reading, serving

ONE_MIND = "明天下午三点想做个脸 找小美"
PATIENCE = 2.0
"""Seconds that a member may wait for an answer, whatever Rasa does."""


@pytest.fixture(scope="module")
def embedded() -> EmbeddedReader:
    return load_reader()


@pytest.fixture
def fake() -> Iterator[FakeRasa]:
    with serving(FakeRasa()) as served:
        yield served


@pytest.fixture
def reader(fake: FakeRasa, embedded: EmbeddedReader) -> RasaReader:
    return RasaReader(fake.url, embedded)


def test_rasa_ranks_and_our_own_finders_find(
    fake: FakeRasa, reader: RasaReader, embedded: EmbeddedReader, context: Context
) -> None:
    date = {"entity": "date", "value": "明", "start": 0, "end": 1}
    fake.says = lambda _text: reading("complaint", 0.6, chitchat=0.3, entities=(date,))
    read = reader.parse(ONE_MIND, context)
    assert [(intent.name, intent.confidence) for intent in read.intents] == [("complaint", 0.6)]
    assert [intent.name for intent in read.guesses] == ["complaint", "chitchat"]
    assert read.entities == embedded.parse(ONE_MIND, context).entities
    assert {entity.name for entity in read.entities} >= {"date", "time", "service", "staff"}
    assert reader.missed == 0


def test_it_is_sent_the_spelling_it_learnt(fake: FakeRasa, reader: RasaReader, context: Context) -> None:
    reader.parse("聽日下晝Book個Facial", context)
    assert fake.asked == ["明天下午book个facial"]


def test_nobody_orders_rasa_to_read_an_intent(fake: FakeRasa, reader: RasaReader, context: Context) -> None:
    reader.parse("//complaint", context)
    assert fake.asked == ["complaint"]


def test_each_wish_of_a_message_is_asked_for(fake: FakeRasa, reader: RasaReader, context: Context) -> None:
    fake.says = lambda text: reading("check_points" if text.endswith("积分") else "book_appointment")
    read = reader.parse("我要约做脸 顺便看看我有多少积分", context)
    assert [intent.name for intent in read.intents] == ["book_appointment", "check_points"]


def test_a_paste_of_many_parts_does_not_keep_the_server_busy(
    fake: FakeRasa, reader: RasaReader, context: Context
) -> None:
    reader.parse("，".join(f"第{number}件事要做脸" for number in range(60)), context)
    assert 1 <= len(fake.asked) <= 3, "the whole and, of two wishes, both halves"


def test_what_rasa_is_unsure_of_is_its_next_guess(fake: FakeRasa, reader: RasaReader, context: Context) -> None:
    fake.says = lambda _text: reading("nlu_fallback", 0.3, recharge=0.2, query_balance=0.1)
    read = reader.parse("那个卡里的", context)
    assert [intent.name for intent in read.guesses] == ["recharge", "query_balance"]
    assert read.intents[0].confidence == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("said", "word", "keys"),
    [("book me a manicurre", "manicurre", ["nails"]), ("想试试火星漫步", "火星漫步", [])],
)
def test_a_treatment_only_rasa_saw_counts_when_it_looks_like_one(
    fake: FakeRasa, reader: RasaReader, context: Context, said: str, word: str, keys: list[str]
) -> None:
    start = said.index(word)
    mark = {"entity": "service", "value": word, "start": start, "end": start + len(word)}
    fake.says = lambda _text: reading("book_appointment", entities=(mark,))
    found = [entity for entity in reader.parse(said, context).entities if entity.name == "service"]
    assert [(entity.value, entity.text) for entity in found] == [(key, word) for key in keys]


# -- an ill server -----------------------------------------------------------------------------------------------------

ENDLESS = {"hangs", "drips", "drips its head"}
ILL: dict[str, Callable[[FakeRasa], Callable[[socket], None]]] = {
    "hangs": lambda fake: fake.hangs,
    "drips": lambda fake: fake.drips,
    "drips its head": lambda fake: fake.drips_its_head,
    "dies": lambda _fake: rasa.dies,
    "500": lambda _fake: answers(b'{"reason": "boom"}', "500 Internal Server Error"),
    "404": lambda _fake: answers(b"", "404 Not Found"),
    "elsewhere": lambda _fake: answers(b"", "302 Found"),
    "no HTTP": lambda _fake: lambda connection: connection.sendall(b"\x00\xff\x16garbage\r\n\r\n"),
    "no JSON": lambda _fake: answers(b"<html>It works!</html>"),
    "no UTF-8": lambda _fake: answers(b'{"intent_ranking": "\xff\xfe"}'),
    "a list": lambda _fake: answers(b"[1, 2]"),
    "nothing": lambda _fake: answers(b"null"),
    "brackets": lambda _fake: answers(b"[" * 200_000),
    "too much": lambda _fake: answers(b" " * 3_000_000),
    "no ranking": lambda _fake: answers(b'{"intent": {"name": "greet", "confidence": 1.0}}'),
    "ranking of words": lambda _fake: answers(b'{"intent_ranking": ["greet", null]}'),
    "no number": lambda _fake: answers(b'{"intent_ranking": [{"name": "greet", "confidence": NaN}]}'),
    "no share": lambda _fake: answers(b'{"intent_ranking": [{"name": "greet", "confidence": 17}]}'),
    "all nought": lambda _fake: answers(b'{"intent_ranking": [{"name": "greet", "confidence": 0}]}'),
    "another's model": lambda _fake: answers(b'{"intent_ranking": [{"name": "order_pizza", "confidence": 1}]}'),
}


@pytest.mark.parametrize("illness", ILL)
def test_whatever_ails_it_the_embedded_engine_answers_in_time(
    fake: FakeRasa, embedded: EmbeddedReader, context: Context, illness: str
) -> None:
    reader = RasaReader(fake.url, embedded, seconds=0.2 if illness in ENDLESS else 5)
    fake.ill = ILL[illness](fake)
    assert reader.parse(ONE_MIND, context) == embedded.parse(ONE_MIND, context)
    assert (reader.missed, len(fake.asked)) == (1, 1)


@pytest.mark.parametrize("illness", sorted(ENDLESS))
def test_nobody_waits_long_for_a_server_that_does_not_come_to_an_end(
    fake: FakeRasa, reader: RasaReader, embedded: EmbeddedReader, context: Context, illness: str
) -> None:
    fake.ill = ILL[illness](fake)
    assert _quickest(reader, context) < PATIENCE + _quickest(embedded, context)


def _quickest(reader: Reader, context: Context) -> float:
    """Seconds of the quicker of two readings: a machine that is busy with others is not what is measured."""
    took = []
    for _ in range(2):
        started = time.perf_counter()
        reader.parse(ONE_MIND, context)
        took.append(time.perf_counter() - started)
    return min(took)


def test_marks_that_make_no_sense_are_left_out(
    fake: FakeRasa, reader: RasaReader, embedded: EmbeddedReader, context: Context
) -> None:
    senseless = ({}, {"entity": "service", "start": -4, "end": 900}, {"entity": 7, "start": "a", "end": None})
    fake.says = lambda _text: {**reading("greet"), "entities": [*senseless, None, "service"]}
    assert [intent.name for intent in reader.parse(ONE_MIND, context).intents] == ["greet"]
    assert reader.parse(ONE_MIND, context).entities == embedded.parse(ONE_MIND, context).entities


def test_nobody_waits_for_a_server_that_is_known_to_hang(
    fake: FakeRasa, embedded: EmbeddedReader, context: Context
) -> None:
    now = [0.0]
    reader = RasaReader(fake.url, embedded, seconds=0.2, monotonic=lambda: now[0])
    fake.ill = fake.hangs
    for _ in range(6):
        assert reader.parse(ONE_MIND, context) == embedded.parse(ONE_MIND, context)
    assert (len(fake.asked), reader.missed) == (3, 6)
    now[0] += 60
    reader.parse(ONE_MIND, context)
    reader.parse(ONE_MIND, context)
    assert len(fake.asked) == 4, "one tries, and nobody after it"
    fake.ill, fake.says = None, lambda _text: reading("complaint")
    now[0] += 60
    assert reader.parse(ONE_MIND, context).intents[0].name == "complaint"
    assert reader.parse(ONE_MIND, context).intents[0].name == "complaint"


def test_no_thread_stays_with_a_server_that_drips(fake: FakeRasa, embedded: EmbeddedReader, context: Context) -> None:
    reader = RasaReader(fake.url, embedded, seconds=0.2)
    fake.ill = fake.drips_its_head
    before = {thread for thread in threading.enumerate() if "_asking" in thread.name}
    reader.parse(ONE_MIND, context)
    for thread in threading.enumerate():
        if "_asking" in thread.name and thread not in before:
            thread.join(5)
            assert not thread.is_alive()


def test_a_server_that_is_not_there_costs_nothing(embedded: EmbeddedReader, context: Context) -> None:
    with serving(FakeRasa()) as gone:
        pass
    reader = RasaReader(gone.url, embedded)
    assert reader.parse(ONE_MIND, context) == embedded.parse(ONE_MIND, context)
    assert _quickest(reader, context) < PATIENCE + _quickest(embedded, context)


@pytest.mark.parametrize("url", ["", "localhost:5005", "ftp://rasa", "http://", "rasa"])
def test_what_is_no_address_is_refused_at_the_start(embedded: EmbeddedReader, url: str) -> None:
    with pytest.raises(ValueError, match="no http address"):
        RasaReader(url, embedded)


def test_its_token_goes_along(fake: FakeRasa, embedded: EmbeddedReader, context: Context) -> None:
    fake.says = lambda _text: reading("complaint")
    reader = RasaReader(f"{fake.url}/?token=secret", embedded)
    assert reader.parse(ONE_MIND, context).intents[0].name == "complaint"
    assert reader.missed == 0
