"""What can go wrong with a profile."""

from core.kit.errors import BadInput


class BadBirthday(BadInput):
    """No day of the calendar it was given in, or one still to come."""

    code = "profile.bad_birthday"


class BadZone(BadInput):
    """Not a time zone like Asia/Shanghai. Field: `zone`."""

    code = "profile.bad_zone"
