"""What every part of a settings file has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Files people edit: an unknown field is a typing error, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
