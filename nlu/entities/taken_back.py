"""Values that are only named to be taken back: 不是周六是周日, not Lily but Jane."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlu.reading import Entity

_NOT_THAT = re.compile(
    r"(?:不是|唔系|不系|不要|唔要|别要|不想要|不找)\s*$"
    r"|(?<![a-z])(?:not|instead of|rather than|than|from)\s+(?:on |at )?$",
    re.IGNORECASE,
)


def still_meant(entities: Iterable[Entity], text: str) -> tuple[Entity, ...]:
    """Of several values of a kind those that nothing takes back, and strangers only where nobody known is among them.

    What stands alone stays: 不要周六 is about Saturday.
    """
    kept = list(entities)
    for kind in {each.name for each in kept}:
        alike = [each for each in kept if each.name == kind]
        wanted = [each for each in alike if not _NOT_THAT.search(text[: each.start])] or alike
        known = [each for each in wanted if each.is_known] or wanted
        kept = [each for each in kept if each.name != kind or each in known]
    return tuple(kept)
