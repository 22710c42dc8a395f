"""Stores and their settings."""

from __future__ import annotations

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.reference import kept, renewed
from core.kit.work import Work
from core.store import repository, rules
from core.store.errors import StoreNotFound
from core.store.schemas import StoreOut, StoreValues

_NO_STORE_YET = 0
"""No store has this id: only who acts in every store of the brand may open another one."""


def get(work: Work, store_id: int) -> StoreOut:
    """A store in business. Raises StoreNotFound."""
    found = next((each for each in list_stores(work) if each.id == store_id), None)
    if found is None:
        raise StoreNotFound(store=store_id)
    return found


def get_by_code(work: Work, code: str) -> StoreOut:
    """A store in business, by the code of its file. Raises StoreNotFound."""
    found = next((each for each in list_stores(work) if each.code == code), None)
    if found is None:
        raise StoreNotFound(store=code)
    return found


def list_stores(work: Work) -> tuple[StoreOut, ...]:
    """The brand's stores in business, oldest first."""
    return kept(work, "stores", lambda: repository.list_all(work.session))


def map_link(store: StoreOut, language: str) -> str:
    """An https link that opens the store in a phone's map."""
    return rules.map_link(store, language)


def put(work: Work, code: str, values: StoreValues) -> StoreOut:
    """Opens a store or changes all that is known of it. Raises NotAllowed."""
    known = repository.find_by_code(work.session, code)
    auth.require(work.actor, Permission.change_settings, known.id if known else _NO_STORE_YET)
    renewed(work)
    store_id = repository.put(work.session, code, **values.model_dump(mode="json", by_alias=True), is_active=True)
    audit.record(work, "store.put", "store", store_id)
    return get(work, store_id)
