"""The composition root: which parts a process is made of."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass

import structlog

from bot.desk import build_engine
from bot.engine.turn import Engine
from bot.gateway import Gateway
from bot.media import PhotoStore
from core.handlers import HANDLERS
from core.keys import service as keys
from core.kit.clock import Clock
from core.kit.db import Database
from core.migrations.migrate import upgrade
from meiyue.keys import keyring_for
from meiyue.photos import watch_erasures
from meiyue.reader import reader_for, with_model
from meiyue.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What every process of Meiyue shares."""

    settings: Settings
    database: Database
    engine: Engine
    gateway: Gateway


def open_database(settings: Settings, clock: Clock | None = None) -> Database:
    """The brand's database, brought to the present form. Raises WrongKeys."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url, handlers=HANDLERS, clock=clock, keyring=keyring_for(settings))
    upgrade(database)
    database.run(keys.require)
    watch_erasures(database, PhotoStore(settings.photos))
    return database


def build(settings: Settings, clock: Clock | None = None) -> Parts:
    """Database, engine and gateway of a process."""
    database = open_database(settings, clock)
    understood = reader_for(settings.reader, settings.rasa_url, settings.data / "nlu" / "model")
    reader = with_model(understood, settings)
    engine = build_engine(settings.secret_bytes(), reader, public_url=settings.public_address)
    return Parts(settings, database, engine, Gateway(database, engine))


def configure_logs(settings: Settings) -> None:
    """Structured lines on standard error; tracebacks without local variables, which hold personal data."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([structlog.processors.format_exc_info] if settings.log_json else []),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.log_level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
