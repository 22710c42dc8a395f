"""When a server that does not answer is asked again."""

from __future__ import annotations

from nlu.breaker import Breaker


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_opens_after_failures_in_a_row_only() -> None:
    breaker = Breaker(Seconds(), failures=3)
    for outcome in (breaker.failed, breaker.failed, breaker.answered, breaker.failed, breaker.failed):
        outcome()
        assert not breaker.is_open
        assert breaker.lets_through()
    breaker.failed()
    assert breaker.is_open
    assert not breaker.lets_through()


def test_one_call_a_pause_tries_again() -> None:
    seconds = Seconds()
    breaker = Breaker(seconds, failures=1, pause=15)
    breaker.failed()
    seconds.now += 14.9
    assert not breaker.lets_through()
    seconds.now += 0.1
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.failed()
    seconds.now += 14.9
    assert not breaker.lets_through()
    seconds.now += 0.1
    assert breaker.lets_through()
    breaker.answered()
    assert not breaker.is_open
    assert [breaker.lets_through() for _ in range(3)] == [True, True, True]
