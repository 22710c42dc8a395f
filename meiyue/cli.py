"""The command line of Meiyue."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Annotated

import typer

from bot.channels.console.chat import run_console
from bot.workers import Workers
from core.auth.enums import StaffRole
from core.keys.errors import WrongKeys
from core.kit.bell import ringing
from core.staff import service as staff_service
from meiyue.app import build_app
from meiyue.bots import NoBots, Receiving, telegram_bots
from meiyue.demo.salon import load_demo
from meiyue.key_commands import key_commands
from meiyue.metrics import Metrics, measured
from meiyue.nlu_commands import nlu_commands
from meiyue.operations import operations
from meiyue.reader import warm
from meiyue.salon_files import card_cli, catalog_cli, coupon_cli, store_cli
from meiyue.serving import PortTaken, listen, serve
from meiyue.settings import Settings
from meiyue.terminal import configured
from meiyue.tokens import token_cli
from meiyue.wiring import Parts, build, open_database
from scheduler.clock import Clock

_ENDING = frozenset({signal.SIGINT, signal.SIGTERM})

cli = typer.Typer(help="Meiyue 美约: the conversational front desk of a beauty salon.", no_args_is_help=True)
bot_cli = typer.Typer(help="A messenger that this process asks for messages.", no_args_is_help=True)
cli.add_typer(operations)
cli.add_typer(key_commands, name="keys")
cli.add_typer(bot_cli, name="bot")
cli.add_typer(store_cli, name="store")
cli.add_typer(catalog_cli, name="catalog")
cli.add_typer(coupon_cli, name="coupon")
cli.add_typer(card_cli, name="card")
cli.add_typer(token_cli, name="token")
cli.add_typer(nlu_commands, name="nlu")


def main() -> None:
    """Entry point of the `meiyue` command."""
    try:
        cli()
    except WrongKeys as why:
        typer.echo(str(why), err=True)
        sys.exit(1)


@cli.command()
def run(
    demo: Annotated[bool, typer.Option(help="Open the demo salon and its staff pane.")] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on; the next free one if it is taken.")
    ] = None,
) -> None:
    """Everything in one process on one SQLite file: web chat, configured bots, worker, clock."""
    settings = configured()
    settings = settings.model_copy(update={"demo": demo or settings.demo, "port": port or settings.port})
    _serve(settings, all_in_one=True, or_next_port=True)


@cli.command()
def api() -> None:
    """The web server alone; run `meiyue scheduler` beside it."""
    _serve(configured(), all_in_one=False)


@cli.command()
def worker() -> None:
    """Does the turns that wait in the inbox; as many of these as wanted may run on one PostgreSQL."""
    _keep_signals()
    parts = build(configured())
    workers = Workers(parts.gateway)
    with _figures(parts.settings, measured(parts.gateway)), ringing(parts.database):
        warm(parts.engine.understanding.reader)
        workers.start()
        signal.sigwait(_ENDING)
        workers.stop()


@bot_cli.command("telegram")
def bot_telegram() -> None:
    """Long polling for the configured Telegram bots, their turns, and what goes out to them."""
    if configured().telegram_webhook:
        typer.echo("MEIYUE_TELEGRAM_WEBHOOK is set: `meiyue api` receives then, and `meiyue sender` sends.", err=True)
        raise typer.Exit(1)
    _run_bots(receiving="polling")


@cli.command()
def sender() -> None:
    """Sends what waits for the configured bots; several may run, one acts for each bot."""
    _run_bots(receiving="no")


@cli.command()
def scheduler() -> None:
    """The clock alone; several may run, one acts."""
    _keep_signals()
    settings = configured()
    database = open_database(settings)
    clock = Clock(database)
    with _figures(settings, Metrics(database)), ringing(database):
        clock.start()
        signal.sigwait(_ENDING)
        clock.stop()


@cli.command()
def migrate() -> None:
    """Brings the database to the present form."""
    open_database(configured())
    typer.echo("The database is up to date.")


@cli.command()
def demo() -> None:
    """Loads the demo salon into an empty database."""
    typer.echo(str(load_demo(open_database(configured()))))


@cli.command()
def chat(
    name: Annotated[str, typer.Option(help="Who is chatting: each name is a chat of its own.")] = "me",
    language: Annotated[str, typer.Option(help="zh_CN or en.")] = "zh_CN",
    with_demo: Annotated[bool, typer.Option("--demo", help="Load the demo salon first.")] = False,
) -> None:
    """Chat as a member in this terminal; files that are sent go into the folder `files` of the data."""
    parts = build(configured())
    if with_demo:
        load_demo(parts.database)
    threading.Thread(target=warm, args=[parts.engine.understanding.reader], daemon=True).start()
    asyncio.run(run_console(parts.gateway, name, language, parts.settings.files))


@cli.command("owner-code")
def owner_code() -> None:
    """A one-time code that makes whoever sends "/staff CODE" in a chat the owner."""
    database = open_database(configured())
    with database.transaction() as work:
        owners = [person for person in staff_service.list_staff(work) if person.role is StaffRole.owner]
        if not owners:
            raise typer.BadParameter("no owner yet: import a store file that has one")
        typer.echo(f"{owners[0].name['zh']}: /staff {staff_service.invite(work, owners[0].id)}")


def _serve(settings: Settings, *, all_in_one: bool, or_next_port: bool = False) -> None:
    try:
        listening = listen(settings.host, settings.port, or_next=or_next_port)
    except PortTaken as taken:
        typer.echo(f"Another program listens on {taken}. Choose another port with MEIYUE_PORT.", err=True)
        raise typer.Exit(1) from taken
    if (port := listening.getsockname()[1]) != settings.port:
        typer.echo(f"Port {settings.port} is taken by another program, so this one uses {port}.")
    parts: Parts = build(settings)
    if settings.demo:
        load_demo(parts.database)
    try:
        app = build_app(parts, all_in_one=all_in_one)
    except NoBots as why:
        typer.echo(str(why), err=True)
        raise typer.Exit(1) from why
    serve(app, listening)


def _run_bots(receiving: Receiving) -> None:
    """Runs the configured bots until a signal ends it; whoever receives also does the turns, at once."""
    parts = build(configured())
    try:
        bots = telegram_bots(parts)
    except NoBots as why:
        typer.echo(str(why), err=True)
        raise typer.Exit(1) from why

    async def serve_bots() -> None:
        ended = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
        with _figures(parts.settings, measured(parts.gateway)), ringing(parts.database):
            async with bots.running(receiving=receiving, sending=True):
                await ended.wait()

    workers = Workers(parts.gateway) if receiving == "polling" else None
    if workers is not None:
        warm(parts.engine.understanding.reader)
        workers.start()
    asyncio.run(serve_bots())
    if workers is not None:
        workers.stop()


@contextlib.contextmanager
def _figures(settings: Settings, metrics: Metrics) -> Iterator[None]:
    try:
        with metrics.served(settings.host, settings.metrics_port):
            yield
    except OSError as taken:
        if taken.errno != errno.EADDRINUSE:
            raise
        typer.echo(f"MEIYUE_METRICS_PORT: another program listens on port {settings.metrics_port}.", err=True)
        raise typer.Exit(1) from taken


def _keep_signals() -> None:
    """Makes a signal that asks the process to end wait until it is asked for; to be called before any thread starts.

    A Python handler runs only when the main thread takes its next step: one that came just before a lock was waited
    for was never heard (1 of 50 stops of a clock that was starting).
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
