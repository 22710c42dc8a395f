"""A store's settings: validated, exported and imported as a file, shown to other domains as values."""

from core.store.schemas.clock import Span, parse_span
from core.store.schemas.policies import BookingPolicy, PrivacyPolicy, RankingPolicy, WaitlistPolicy
from core.store.schemas.prices import Fen, PriceDay, PriceRule
from core.store.schemas.settings import Holiday, StoreSettings, Weekday
from core.store.schemas.store import StoreOut, StoreProfile, StoreValues
from core.store.schemas.strict import Strict

__all__ = [
    "BookingPolicy",
    "Fen",
    "Holiday",
    "PriceDay",
    "PriceRule",
    "PrivacyPolicy",
    "RankingPolicy",
    "Span",
    "StoreOut",
    "StoreProfile",
    "StoreSettings",
    "StoreValues",
    "Strict",
    "WaitlistPolicy",
    "Weekday",
    "parse_span",
]
