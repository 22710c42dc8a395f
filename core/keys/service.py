"""The keys personal data is sealed with (R1): whether they are the right ones, and a new one taking over."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from core.keys import repository
from core.keys.errors import WrongKeys
from core.kit.db import Database
from core.kit.sealing import ring
from core.kit.work import Work


def recorded(work: Work) -> tuple[str, ...]:
    """Names of the keys this database was used with; none while nothing was ever sealed in it."""
    return tuple(sorted(repository.fingerprints(work.session))) if repository.is_there(work.session) else ()


def differences(work: Work) -> tuple[list[str], list[str]]:
    """Names of recorded keys that are missing from the ring, and of those that are other keys there."""
    stored, here = repository.fingerprints(work.session), ring(work.session).fingerprints()
    missing = sorted(stored.keys() - here.keys())
    return missing, sorted(name for name in stored.keys() & here.keys() if stored[name] != here[name])


def require(work: Work) -> None:
    """Compares the ring with the keys on record and notes new ones. Raises WrongKeys before anything can be spoilt."""
    missing, other = differences(work)
    if missing or other:
        parts = [f"missing: {', '.join(missing)}"] * bool(missing) + [f"not the same: {', '.join(other)}"] * bool(other)
        raise WrongKeys(
            f"The keys for personal data are not those this database was sealed with ({'; '.join(parts)})."
            " Put your copy of the key file back in its place, or set MEIYUE_KEYS; nothing was changed."
        )
    stored = repository.fingerprints(work.session)
    for name, fingerprint in ring(work.session).fingerprints().items():
        if name not in stored:
            repository.add(work.session, name, fingerprint, work.now)


def in_use(work: Work) -> dict[int, int]:
    """How many values each key of the ring has sealed."""
    columns = repository.sealed_columns()
    return {
        key_id: sum(repository.count_under(work.session, each, key_id) for each in columns)
        for key_id in ring(work.session).ids
    }


def reseal(database: Database, batch: int = 100) -> Iterator[int]:
    """Seals everything with the current key while others work, in transactions of their own; yields how many each did.

    Stopped at any moment and begun again it goes on: what is done is not done twice. Raises Unreadable.
    """
    for each in repository.sealed_columns():
        after = 0
        while True:
            done, after = database.run(functools.partial(_reseal, each=each, after=after, limit=batch))
            if not done:
                break
            yield done


def _reseal(work: Work, each: repository.SealedColumn, after: int, limit: int) -> tuple[int, int]:
    return repository.reseal(work.session, each, after, limit)
