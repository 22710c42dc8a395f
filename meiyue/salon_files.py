"""`meiyue store|catalog|coupon|card export|import`: what a salon is and offers, as files that people edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.card import files as card_file
from core.catalog import files as catalog_file
from core.coupon import files as coupon_file
from core.kit.work import Work
from core.salon_file import service as salon_file
from meiyue.terminal import tell

store_cli = typer.Typer(help="A store's file: settings, beds, devices, staff and shifts.", no_args_is_help=True)
catalog_cli = typer.Typer(help="The brand's treatments as a file.", no_args_is_help=True)
coupon_cli = typer.Typer(help="The brand's coupons and packs as a file.", no_args_is_help=True)
card_cli = typer.Typer(help="The session cards of a store as a file.", no_args_is_help=True)


@store_cli.command("export")
def export_store(code: str) -> None:
    """Writes a store's file to standard output."""
    tell(lambda work: salon_file.export_store(work, code))


@store_cli.command("import")
def import_store(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads a store's file; a broken one is explained line by line and changes nothing."""

    def take_over(work: Work) -> str:
        imported = salon_file.import_store(work, file.read_text(encoding="utf-8"))
        for warning in imported.warnings:
            typer.echo(f"{file}:{warning.line}: {warning.path}: {warning.message}", err=True)
        return f"{imported.store.code} is up to date.\n"

    tell(take_over, file)


@catalog_cli.command("export")
def export_catalog() -> None:
    """Writes the treatments to standard output."""
    tell(catalog_file.export_catalog)


@catalog_cli.command("import")
def import_catalog(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads the treatments; a broken file is explained line by line and changes nothing."""
    tell(
        lambda work: f"{len(catalog_file.import_catalog(work, file.read_text('utf-8')))} treatments are on offer.\n",
        file,
    )


@coupon_cli.command("export")
def export_coupons() -> None:
    """Writes the coupons and packs to standard output."""
    tell(coupon_file.export_coupons)


@coupon_cli.command("import")
def import_coupons(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads the coupons and packs; what members hold stays as it is."""
    tell(lambda work: f"{len(coupon_file.import_coupons(work, file.read_text('utf-8')))} coupons are given.\n", file)


@card_cli.command("export")
def export_cards(store: str) -> None:
    """Writes the session cards of a store to standard output."""
    tell(lambda work: card_file.export_cards(work, store))


@card_cli.command("import")
def import_cards(store: str, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Reads the session cards a store sells; cards that members have stay as they were sold."""
    tell(lambda work: f"{len(card_file.import_cards(work, store, file.read_text('utf-8')))} cards are sold.\n", file)
