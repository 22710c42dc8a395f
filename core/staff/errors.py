"""What can go wrong with colleagues and their invitations."""

from core.kit.errors import NotFound, Refusal


class StaffNotFound(NotFound):
    """No such colleague, or they have left. Field: `id`."""

    code = "staff.not_found"


class InvitationUnknown(Refusal):
    """No invitation has this code. Field: `left`, how many more wrong codes are taken before a pause."""

    code = "staff.invitation_unknown"
    status = 404


class InvitationUsed(Refusal):
    """The code was used: each serves once."""

    code = "staff.invitation_used"


class InvitationExpired(Refusal):
    """The code is older than its 48 hours, or a newer one was made for the same person."""

    code = "staff.invitation_expired"
    status = 410


class TooManyAttempts(Refusal):
    """Ten wrong codes: none is taken from this contact for an hour. Field: `until` (aware UTC)."""

    code = "staff.too_many_attempts"
    status = 429
