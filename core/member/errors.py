"""What can go wrong with members and contacts."""

from core.kit.errors import BadInput, NotFound


class MemberNotFound(NotFound):
    """No such member. Field: `id`."""

    code = "member.not_found"


class ContactNotFound(NotFound):
    """No such chat contact. Field: `id`."""

    code = "member.contact_not_found"


class BadPhone(BadInput):
    """Neither a Chinese mobile number nor an international one with its country code. Field: none: it is personal."""

    code = "member.bad_phone"


class BadName(BadInput):
    """Empty, or longer than a name is. Field: `longest`."""

    code = "member.bad_name"


class BadNote(BadInput):
    """A note is longer than its field. Field: `longest`."""

    code = "member.bad_note"


class BadLanguage(BadInput):
    """Not a language code such as zh_CN or en. Field: `language`."""

    code = "member.bad_language"


class BadCode(BadInput):
    """An invitation code that cannot be one."""

    code = "member.bad_code"
