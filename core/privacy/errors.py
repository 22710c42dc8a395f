"""What the privacy desk refuses."""

from core.kit.errors import NotFound, Refusal


class ExportedJustNow(Refusal):
    """One file a day is enough. Field: `hours`, how long until the next."""

    code = "privacy.exported_just_now"
    status = 429


class NoErasure(NotFound):
    """There is no wish to be erased that could be taken back."""

    code = "privacy.no_erasure"
