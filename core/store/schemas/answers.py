"""What members ask of the house itself (WiFi, children, invoices), and what the salon says to it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.kit.localized import Localized
from core.store.schemas.strict import Strict

Ask = Annotated[str, Field(min_length=2, max_length=60)]


class Answer(Strict):
    """A question and the salon's own answer to it. A store that has none of a `code` says what the first store says.

    `asks` are ways of saying the question, in any language; of one with spaces every piece has to occur, in any order:
    "带 小孩" is heard in 「小孩子可以带过来吗」. The same `code` in several stores is one question, asked in all ways
    that any of them writes down.
    """

    code: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
    asks: Annotated[tuple[Ask, ...], Field(max_length=60)] = ()
    says: Localized
