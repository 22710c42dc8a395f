"""What Prometheus asks for: how many turns, how long they take, what waits."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from fastapi import FastAPI, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    start_http_server,
)
from prometheus_client.core import GaugeMetricFamily, Metric

from bot.gateway import Gateway
from core.check import service as checks
from core.due import service as due
from core.kit.db import Database
from core.outbox import service as outbox

DUE_LATE = dt.timedelta(minutes=10)
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one process; nothing of a person is in them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._registry = CollectorRegistry()
        self._turns = Counter("meiyue_turns", "Turns done.", ["outcome"], registry=self._registry)
        self._seconds = Histogram(
            "meiyue_turn_seconds", "Duration of a turn.", buckets=_SECONDS, registry=self._registry
        )
        self._refusals = Counter(
            "meiyue_refusals", "Refused with a kind word, by why.", ["code"], registry=self._registry
        )
        for outcome in ("done", "failed"):
            self._turns.labels(outcome)  # a counter that appears with its first failure cannot be alarmed upon
        self._registry.register(self)

    def turned(self, seconds: float, is_done: bool) -> None:
        """A turn was done, or failed, after some seconds."""
        self._turns.labels("done" if is_done else "failed").inc()
        self._seconds.observe(seconds)

    def refused(self, code: str) -> None:
        """Somebody was told why something cannot be done; codes are a fixed few (core.kit.errors.Refusal)."""
        self._refusals.labels(code).inc()

    def collect(self) -> Iterator[Metric]:
        """What waits in the database now, whichever process it waits for."""
        with self._database.reading() as work:
            waiting = checks.backlog(work)
            late = due.count_late(work, DUE_LATE)
            unsettled = outbox.count_unsettled(work)
        yield GaugeMetricFamily("meiyue_outbox_depth", "Messages that wait to go out.", waiting.outbox)
        stand = GaugeMetricFamily("meiyue_outbox", "Messages that did not go out, or may not have.", labels=["status"])
        for status, count in sorted(unsettled.items()):
            stand.add_metric([status.value], count)
        yield stand
        yield GaugeMetricFamily("meiyue_outbox_late", "Of these, due for over 10 minutes.", waiting.outbox_late)
        yield GaugeMetricFamily("meiyue_inbox_undone", "Messages that wait to be done.", waiting.inbox)
        yield GaugeMetricFamily("meiyue_inbox_late", "Of these, waiting for over 5 minutes.", waiting.inbox_late)

        yield GaugeMetricFamily("meiyue_due_late", "Due rows open for over 10 minutes: is a clock running?", late)

    def describe(self) -> list[Metric]:
        """Nothing: being registered must not ask the database."""
        return []

    @contextlib.contextmanager
    def served(self, host: str, port: int | None) -> Iterator[None]:
        """Serves the figures at a port of their own meanwhile; no port, no page. Raises OSError if it is taken."""
        if port is None:
            yield
            return
        server, thread = start_http_server(port, host, self._registry)
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def page(self) -> bytes:
        """All figures in Prometheus' text form. Raises one of `bot.gateway.AWAY` while the database is away."""
        return generate_latest(self._registry)


def add_metrics(app: FastAPI, metrics: Metrics) -> None:
    """Serves them at /metrics."""

    @app.get("/metrics", include_in_schema=False)
    def page() -> Response:
        return Response(metrics.page(), media_type=CONTENT_TYPE_LATEST)


def measured(gateway: Gateway) -> Metrics:
    """The figures of this process, told of everything that its door does."""
    metrics = Metrics(gateway.database)
    gateway.turned, gateway.refused = metrics.turned, metrics.refused
    return metrics
