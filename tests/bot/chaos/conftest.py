"""What all tests under fire share."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Writes a measured figure past pytest's capture: it is a report, not something to pass or fail."""

    def write(figure: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  {figure}\n")

    return write
