"""What can go wrong with consents."""

from core.kit.errors import NotAllowed


class ConsentMissing(NotAllowed):
    """The member has not agreed to this. Field: `kind`."""

    code = "consent.missing"
