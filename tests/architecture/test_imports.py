"""The import contracts of `.importlinter` hold, each of them can fail, and domains meet only at their doors."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable
from typing import Any

import grimp
import pytest
from importlinter import api
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

from tests.architecture.sources import ROOT

KINDS: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
}
OPTIONS = api.read_configuration(str(ROOT / ".importlinter"))
CONTRACTS: dict[str, dict[str, Any]] = {each["id"]: each for each in OPTIONS["contracts_options"]}
BREACHES = {
    "programs": ("core.booking.service", "bot.engine.chat"),
    "core-knows-no-platform": ("core.booking.service", "fastapi"),
    "nlu-is-a-reader": ("nlu.reading", "sqlalchemy"),
    "core-through-its-doors": ("bot.dialogs.book", "core.booking.repository"),
    "dialogs-are-plain": ("bot.dialogs.book", "bot.channels.webchat.hub"),
    "aiogram-at-home": ("bot.sender", "aiogram"),
    "bot": ("bot.engine.turn", "bot.dialogs.book"),
    "dialogs-stand-alone": ("bot.dialogs.book", "bot.dialogs.welcome"),
    "staff-commands-stand-alone": ("bot.staff.agenda", "bot.staff.block"),
    "staff-use-no-member-dialog": ("bot.staff.agenda", "bot.dialogs.book"),
    "domains": ("core.resource.service", "core.booking.service"),
    "inside-a-domain": ("core.booking.models", "core.booking.service"),
    "rules-are-pure": ("core.resource.rules", "sqlalchemy"),
    "values-are-pure": ("core.booking.schemas", "core.booking.models"),
    "no-cycles": ("core.resource.service", "core.booking.service"),
}
"""For each contract an import that it exists to refuse."""

OTHERS = {"api", "migrations", "handlers", "kit", "operation"}
"""What lies beside the domains in core."""
DOORS = {"service", "schemas", "errors", "enums", "events", "rules"}
"""Through these a domain may be used by another; `rules` are pure (docs/decisions/0003)."""


@functools.cache
def _graph() -> grimp.ImportGraph:
    packages = OPTIONS["session_options"]["root_packages"]
    return grimp.build_graph(*packages, include_external_packages=True, cache_dir=None)


def _is_kept(name: str, graph: grimp.ImportGraph) -> bool:
    options = CONTRACTS[name]
    contract = KINDS[options["type"]](options["name"], OPTIONS["session_options"], options)
    return bool(contract.check(copy.deepcopy(graph), verbose=False).kept)


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_contract_is_kept(name: str) -> None:
    assert _is_kept(name, _graph()), "`make lint` shows the import and what the contract is for"


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_contract_refuses_what_it_exists_for(name: str) -> None:
    importer, imported = BREACHES[name]
    graph = copy.deepcopy(_graph())
    assert importer in graph.modules
    graph.add_import(importer=importer, imported=imported)
    assert not _is_kept(name, graph)


def test_every_domain_is_under_the_contract_of_domains() -> None:
    listed = set(CONTRACTS["inside-a-domain"]["containers"])
    assert listed == {module for module in _graph().find_children("core") if module.split(".")[1] not in OTHERS}


def _past_the_doors(imports: Iterable[tuple[str, str]]) -> list[str]:
    """Imports of one domain's inside by another. A repository may join the tables of a lower one (decision 0003)."""
    found = []
    for importer, imported in imports:
        one, other = importer.split("."), imported.split(".")
        if one[0] != "core" or other[0] != "core" or len(other) < 3:
            continue
        if one[1] in {*OTHERS, other[1]} or other[1] in OTHERS or other[2] in DOORS:
            continue
        if one[2] == "repository" and other[2] == "models":
            continue
        if one[2] == other[2] == "endpoints":  # an answer shows what a lower domain's answers show
            continue
        found.append(f"{importer} -> {imported}")
    return found


def _all_imports() -> list[tuple[str, str]]:
    graph = _graph()
    return [
        (module, imported)
        for module in graph.modules
        if module.startswith("core.")
        for imported in graph.find_modules_directly_imported_by(module)
    ]


def test_domains_meet_only_at_their_doors() -> None:
    assert _past_the_doors(_all_imports()) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("core.booking.service.placing", "core.resource.repository"),
        ("core.booking.service.placing", "core.resource.models"),
        ("core.booking.repository", "core.resource.repository"),
    ],
)
def test_a_look_past_a_door_is_seen(importer: str, imported: str) -> None:
    assert _past_the_doors([(importer, imported)]) == [f"{importer} -> {imported}"]
