"""The command line of Meiyue."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.channels.console.chat import run_console
from bot.texts.catalogue import Texts
from bot.workers import Workers
from core.auth.enums import StaffRole
from core.card import files as card_file
from core.catalog import files as catalog_file
from core.coupon import files as coupon_file
from core.keys.errors import WrongKeys
from core.kit.bell import ringing
from core.kit.documents import BrokenFile
from core.kit.errors import Refusal
from core.kit.work import Work
from core.salon_file import service as salon_file
from core.staff import service as staff_service
from meiyue.app import build_app
from meiyue.bots import NoBots, Receiving, telegram_bots
from meiyue.demo.salon import load_demo
from meiyue.key_commands import key_commands
from meiyue.metrics import Metrics, measured
from meiyue.nlu_commands import nlu_commands
from meiyue.operations import operations
from meiyue.reader import warm
from meiyue.serving import PortTaken, listen, serve
from meiyue.settings import Settings
from meiyue.tokens import token_cli
from meiyue.wiring import Parts, build, configure_logs, open_database
from scheduler.clock import Clock

_ENDING = frozenset({signal.SIGINT, signal.SIGTERM})

cli = typer.Typer(help="Meiyue 美约: the conversational front desk of a beauty salon.", no_args_is_help=True)
store_cli = typer.Typer(help="A store's file: settings, beds, devices, staff and shifts.", no_args_is_help=True)
bot_cli = typer.Typer(help="A messenger that this process asks for messages.", no_args_is_help=True)
catalog_cli = typer.Typer(help="The brand's treatments as a file.", no_args_is_help=True)
coupon_cli = typer.Typer(help="The brand's coupons and packs as a file.", no_args_is_help=True)
card_cli = typer.Typer(help="The session cards of a store as a file.", no_args_is_help=True)
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
    settings = _settings()
    settings = settings.model_copy(update={"demo": demo or settings.demo, "port": port or settings.port})
    _serve(settings, all_in_one=True, or_next_port=True)


@cli.command()
def api() -> None:
    """The web server alone; run `meiyue scheduler` beside it."""
    _serve(_settings(), all_in_one=False)


@cli.command()
def worker() -> None:
    """Does the turns that wait in the inbox; as many of these as wanted may run on one PostgreSQL."""
    _keep_signals()
    parts = build(_settings())
    workers = Workers(parts.gateway)
    with _figures(parts.settings, measured(parts.gateway)), ringing(parts.database):
        warm(parts.engine.understanding.reader)
        workers.start()
        signal.sigwait(_ENDING)
        workers.stop()


@bot_cli.command("telegram")
def bot_telegram() -> None:
    """Long polling for the configured Telegram bots, their turns, and what goes out to them."""
    if _settings().telegram_webhook:
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
    settings = _settings()
    database = open_database(settings)
    clock = Clock(database)
    with _figures(settings, Metrics(database)), ringing(database):
        clock.start()
        signal.sigwait(_ENDING)
        clock.stop()


@cli.command()
def migrate() -> None:
    """Brings the database to the present form."""
    open_database(_settings())
    typer.echo("The database is up to date.")


@cli.command()
def demo() -> None:
    """Loads the demo salon into an empty database."""
    typer.echo(str(load_demo(open_database(_settings()))))


@cli.command()
def chat(
    name: Annotated[str, typer.Option(help="Who is chatting: each name is a chat of its own.")] = "me",
    language: Annotated[str, typer.Option(help="zh_CN or en.")] = "zh_CN",
    with_demo: Annotated[bool, typer.Option("--demo", help="Load the demo salon first.")] = False,
) -> None:
    """Chat as a member in this terminal; files that are sent go into the folder `files` of the data."""
    parts = build(_settings())
    if with_demo:
        load_demo(parts.database)
    threading.Thread(target=warm, args=[parts.engine.understanding.reader], daemon=True).start()
    asyncio.run(run_console(parts.gateway, name, language, parts.settings.files))


@cli.command("owner-code")
def owner_code() -> None:
    """A one-time code that makes whoever sends "/staff CODE" in a chat the owner."""
    database = open_database(_settings())
    with database.transaction() as work:
        owners = [person for person in staff_service.list_staff(work) if person.role is StaffRole.owner]
        if not owners:
            raise typer.BadParameter("no owner yet: import a store file that has one")
        typer.echo(f"{owners[0].name['zh']}: /staff {staff_service.invite(work, owners[0].id)}")


@store_cli.command("export")
def export_store(code: str) -> None:
    """Writes a store's file to standard output."""
    _tell(lambda work: salon_file.export_store(work, code))


@store_cli.command("import")
def import_store(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads a store's file; a broken one is explained line by line and changes nothing."""

    def take_over(work: Work) -> str:
        imported = salon_file.import_store(work, file.read_text(encoding="utf-8"))
        for warning in imported.warnings:
            typer.echo(f"{file}:{warning.line}: {warning.path}: {warning.message}", err=True)
        return f"{imported.store.code} is up to date.\n"

    _tell(take_over, file)


@catalog_cli.command("export")
def export_catalog() -> None:
    """Writes the treatments to standard output."""
    _tell(catalog_file.export_catalog)


@catalog_cli.command("import")
def import_catalog(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads the treatments; a broken file is explained line by line and changes nothing."""

    def take_over(work: Work) -> str:
        offered = catalog_file.import_catalog(work, file.read_text(encoding="utf-8"))
        return f"{len(offered)} treatments are on offer.\n"

    _tell(take_over, file)


@coupon_cli.command("export")
def export_coupons() -> None:
    """Writes the coupons and packs to standard output."""
    _tell(coupon_file.export_coupons)


@coupon_cli.command("import")
def import_coupons(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads the coupons and packs; what members hold stays as it is."""
    _tell(lambda work: f"{len(coupon_file.import_coupons(work, file.read_text('utf-8')))} coupons are given.\n", file)


@card_cli.command("export")
def export_cards(store: str) -> None:
    """Writes the session cards of a store to standard output."""
    _tell(lambda work: card_file.export_cards(work, store))


@card_cli.command("import")
def import_cards(store: str, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads the session cards a store sells; cards that members have stay as they were sold."""
    _tell(lambda work: f"{len(card_file.import_cards(work, store, file.read_text('utf-8')))} cards are sold.\n", file)


def _tell(job: Callable[[Work], str], file: Path | None = None) -> None:
    """Runs a job in one transaction and prints what it says; a refusal ends with its reason and exit code 1."""
    try:
        typer.echo(open_database(_settings()).run(job), nl=False)
    except BrokenFile as broken:
        for problem in broken.fields["problems"]:
            typer.echo(f"{file}:{problem.line}: {problem.path}: {problem.message}", err=True)
        raise typer.Exit(1) from broken
    except Refusal as refusal:
        typer.echo(Texts().explain("en", refusal), err=True)
        raise typer.Exit(1) from refusal


def _settings() -> Settings:
    settings = Settings()
    configure_logs(settings)
    return settings


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
    parts = build(_settings())
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
