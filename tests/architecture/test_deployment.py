"""What the files around the code promise is there: commands, settings, packed files, targets, links."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from meiyue.cli import cli
from meiyue.settings import Settings
from tests.architecture.sources import PRODUCT, ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PACKED = (*PRODUCT, "web")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)")
_COMMAND = re.compile(r"\bmeiyue ([a-z][a-z-]*(?: (?:export|import))?)")


def _commands() -> set[str]:
    group = get_command(cli)
    assert hasattr(group, "commands")
    nested = {
        f"{name} {inner}" for name, command in group.commands.items() for inner in getattr(command, "commands", {})
    }
    return set(group.commands) | nested


@pytest.mark.parametrize("name", sorted(COMPOSE["services"]))
def test_service_starts_a_command_that_exists(name: str) -> None:
    service = COMPOSE["services"][name]
    if service["image"] != "meiyue":
        assert ":" in service["image"], "a foreign image is named with its version"
        return
    program, *command = service["command"]
    assert (program, " ".join(command) in _commands()) == ("meiyue", True)


def test_services_set_settings_that_exist() -> None:
    known = {f"MEIYUE_{name.upper()}" for name in Settings.model_fields}
    in_image = set(re.findall(r"\bMEIYUE_[A-Z_]+(?==)", (ROOT / "Dockerfile").read_text()))
    in_compose = {key for service in COMPOSE["services"].values() for key in service.get("environment", {})}
    used = in_image | {key for key in in_compose if key.startswith("MEIYUE_")}
    assert used
    assert used <= known


def test_all_processes_share_the_keys_of_personal_data() -> None:
    """A process with keys of its own would seal what the others cannot read."""
    ours = [service for service in COMPOSE["services"].values() if service["image"] == "meiyue"]
    places = {service["environment"]["MEIYUE_KEY_FILE"] for service in ours}
    assert len(places) == 1
    folder = str(Path(places.pop()).parent)
    assert all(f"data:{folder}" in service["volumes"] for service in ours)
    first = COMPOSE["services"]["migrate"]["depends_on"]
    assert set(first) == {"postgres"}, "the first process makes the keys, alone; everybody else waits for it"
    assert all("migrate" in service["depends_on"] for service in ours if service["command"] != ["meiyue", "migrate"])


def test_nothing_waits_for_a_service_that_is_missing() -> None:
    services = COMPOSE["services"]
    waited_for = {other for service in services.values() for other in service.get("depends_on", {})}
    assert waited_for <= set(services)
    mounted = {mount.partition(":")[0] for service in services.values() for mount in service.get("volumes", [])}
    assert mounted <= set(COMPOSE["volumes"])


def test_an_installed_meiyue_has_all_its_files(tmp_path: Path) -> None:
    """Texts, pages and migrations are not Python; a wheel without them would start and then fail."""
    source, wheels = tmp_path / "source", tmp_path / "wheels"
    source.mkdir()
    for name in PACKED:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    files = {path.relative_to(source).as_posix() for name in PACKED for path in (source / name).rglob("*.*")}
    build = (sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", str(wheels), ".")
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    packed = set(zipfile.ZipFile(next(wheels.glob("*.whl"))).namelist())
    assert sorted(name for name in files - packed if (source / name).is_file()) == []


@pytest.mark.parametrize("name", [".ci/run", "tools/environment", "tools/browser", "tools/lock", "tools/rasa"])
def test_script_can_be_run_and_parsed(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    shell = (ROOT / name).read_text().partition("\n")[0].split("/")[-1].split()[-1]
    subprocess.run((shell, "-n", str(ROOT / name)), check=True)


@pytest.mark.parametrize("name", ["run", "dev", "rasa"])
def test_lock_pins_with_hashes_and_names_no_registry(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 30
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_tests_run_the_versions_that_are_deployed() -> None:
    run, dev = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / f"{name}.lock").read_text(), re.MULTILINE))
        for name in ("run", "dev")
    )
    assert run <= dev


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_document_points_at_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []
    named = set(re.findall(r"`((?:bot|core|meiyue|nlu|scheduler|tests|web|docs|tools)/[\w./-]+)`", text))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
    commands = {found for block in re.findall(r"`[^`]+`", text) for found in _COMMAND.findall(block)}
    assert sorted(commands - _commands()) == []
