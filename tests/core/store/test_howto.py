"""What the guide to prices and rules shows is what the settings know, with the values they have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from core.store.schemas import StoreSettings
from core.store.schemas.policies import BookingPolicy, RankingPolicy

GUIDE = Path(__file__).parents[3] / "docs" / "howto" / "prices-and-policy.md"


def shown() -> dict[str, Any]:
    """All settings of the guide's examples."""
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    settings: dict[str, Any] = {}
    for block in blocks:
        settings |= yaml.safe_load(block)
    return settings


def test_the_guide_names_every_rule_with_its_default() -> None:
    settings = StoreSettings.model_validate({**shown(), "hours": {"mon": ["10:00-21:00"]}})
    assert settings.booking == BookingPolicy()
    assert settings.ranking == RankingPolicy()
    assert shown()["booking"].keys() == BookingPolicy.model_fields.keys()
    assert shown()["ranking"].keys() == RankingPolicy.model_fields.keys()
    assert len(settings.prices) == 2
