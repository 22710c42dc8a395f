"""Names and descriptions in the salon's languages."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Localized(BaseModel):
    """One text in Chinese and English, as written in the salon's files."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    zh: str = Field(min_length=1, max_length=2000)
    en: str = Field(min_length=1, max_length=2000)


def pick(texts: Mapping[str, str], language: str) -> str:
    """The text in a language such as "zh_CN" or "en"; Chinese when the language is missing."""
    return texts.get(language.partition("_")[0]) or texts["zh"]
