"""The names of a salon from its own files: the catalogue and the stores as Meiyue imports them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from nlu.reading import Named, Names

DEMO = Path(__file__).parent.parent / "meiyue" / "demo"


def names_of(folder: Path = DEMO) -> Names:
    """What `catalog.yaml` and `stores/*.yaml` of a folder call their treatments, staff and stores.

    Raises FileNotFoundError without a catalogue.
    """
    stores = [_load(path) for path in sorted((folder / "stores").glob("*.yaml"))]
    return Names(
        treatments=tuple(_named(each) for each in _load(folder / "catalog.yaml")["treatments"]),
        staff=tuple(_named(each) for store in stores for each in store.get("staff", ())),
        stores=tuple(_named(store["store"]) for store in stores),
    )


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _named(of: dict[str, Any]) -> Named:
    return Named(of["code"], (*of["name"].values(), *map(str, of.get("aliases", ()))))
