"""What can go wrong with idempotency keys."""

from core.kit.errors import Refusal


class KeyReused(Refusal):
    """The key was used for another request: another path, query or body. Nothing was done."""

    code = "idempotency.key_reused"
