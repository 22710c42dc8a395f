"""What can go wrong in the resource domain."""

from core.kit.errors import NotFound


class ResourceNotFound(NotFound):
    """No such bed, device or person's time. Field: `id`."""

    code = "resource.not_found"


class Overlap(Exception):
    """The database refused to take time that is taken already. Never shown: the caller knows what was wished."""
