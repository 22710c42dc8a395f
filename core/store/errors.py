"""What can go wrong with stores."""

from core.kit.errors import NotFound


class StoreNotFound(NotFound):
    """No such store, or it is closed for good. Field: `store` (id or code as it was given)."""

    code = "store.not_found"
