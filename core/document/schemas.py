"""Files as others see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentOut:
    """A file with its bytes. `disposition` is the header that makes a browser save it under its name."""

    ref: str
    name: str
    mime: str
    content: bytes
    expires_at: dt.datetime
    disposition: str
