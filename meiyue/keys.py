"""Where a deployment keeps the keys for personal data: a file only its owner may read, or a setting."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from core.keys import service as keys
from core.keys.errors import WrongKeys
from core.kit.crypto import BadKeys, Keyring, dump_keys, load_keys, new_key
from core.kit.db import Database
from meiyue.settings import Settings


def find_keyring(settings: Settings) -> Keyring | None:
    """The keys of the setting or the file; None when there is neither. Raises WrongKeys when they cannot be used."""
    try:
        if settings.keys is not None:
            return Keyring(*load_keys(settings.keys.get_secret_value()))
        if not settings.key_path.exists():
            return None
        return _from_file(settings.key_path)
    except (BadKeys, OSError) as wrong:
        where = "MEIYUE_KEYS" if settings.keys is not None else settings.key_path
        raise WrongKeys(f"The keys in {where} cannot be used: {wrong}.") from wrong


def keyring_for(settings: Settings) -> Keyring:
    """The keys; a database that was never used gets a file of fresh ones.

    Raises WrongKeys when there are none for a database that was sealed: new ones would open nothing of it.
    """
    keyring = find_keyring(settings)
    if keyring is not None:
        return keyring
    needed = _needed(settings)
    if needed:
        raise WrongKeys(
            f"The database was sealed with keys ({', '.join(needed)}), but {settings.key_path} is not there."
            " Put your copy of that file back, or name its place with MEIYUE_KEY_FILE. Without it nobody can read"
            " the names, phones and chats in this database."
        )
    write_keys(settings.key_path, {1: new_key()}, new_key())
    return _from_file(settings.key_path)


def write_keys(path: Path, sealing: Mapping[int, bytes], index_key: bytes, *, instead: bool = False) -> None:
    """Writes a key file at once and whole; without `instead` one that is there already stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(dump_keys(sealing, index_key))
            file.flush()
            os.fsync(file.fileno())
        if instead:
            unfinished.replace(path)
        else:
            os.link(unfinished, path)
    except FileExistsError:
        return  # another process that started at the same time was first
    finally:
        unfinished.unlink(missing_ok=True)


def _from_file(path: Path) -> Keyring:
    return Keyring(*load_keys(path.read_text()), reload=lambda: _newer(path))


def _newer(path: Path) -> Mapping[int, bytes]:
    """What another process may have put into the file; nothing when it cannot be read at this moment."""
    try:
        return load_keys(path.read_text())[0]
    except (BadKeys, OSError):
        return {}


def add_key(settings: Settings, keyring: Keyring) -> None:
    """Puts a fresh key into the file, which seals from now on. Raises WrongKeys where the keys are a setting."""
    if settings.keys is not None:
        raise WrongKeys(
            f"The keys are in MEIYUE_KEYS: add {keyring.current + 1}= and the output of `openssl rand -hex 32` to it,"
            " start Meiyue's processes again, then say this once more."
        )
    sealing, index_key = load_keys(settings.key_path.read_text())
    write_keys(settings.key_path, {**sealing, max(sealing) + 1: new_key()}, index_key, instead=True)
    keyring.refresh()


def _needed(settings: Settings) -> tuple[str, ...]:
    database = Database(settings.url, pool_size=1)
    try:
        with database.reading() as work:
            return keys.recorded(work)
    finally:
        database.dispose()
