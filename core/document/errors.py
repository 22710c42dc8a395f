"""What can go wrong with files for people."""

from core.kit.errors import BadInput, NotFound


class DocumentGone(NotFound):
    """The file has expired, or it was never this person's: both read alike, so nobody can probe."""

    code = "document.gone"
    status = 410


class DocumentTooLarge(BadInput):
    """More bytes than a file may have. Field: `limit` in MB."""

    code = "document.too_large"
