"""A store's settings: validated, exported and imported as a file, shown to other domains as values."""

from core.store.schemas.checkout import CheckoutPolicy
from core.store.schemas.clock import Span, parse_span
from core.store.schemas.coupons import CouponPolicy, GrantLimit
from core.store.schemas.market import MarketRule, is_mainland, prepaid_limit
from core.store.schemas.points import DoublePointsDay, PointsPolicy, PointsPreset
from core.store.schemas.policies import BookingPolicy, PrivacyPolicy, RankingPolicy, WaitlistPolicy
from core.store.schemas.prepaid import CardPolicy, TopUpStep, WalletPolicy
from core.store.schemas.prices import Fen, PriceDay, PriceRule
from core.store.schemas.settings import Holiday, StoreSettings, Weekday
from core.store.schemas.store import StoreOut, StoreProfile, StoreValues
from core.store.schemas.strict import Strict
from core.store.schemas.tiers import TierPolicy

__all__ = [
    "BookingPolicy",
    "CardPolicy",
    "CheckoutPolicy",
    "CouponPolicy",
    "DoublePointsDay",
    "Fen",
    "GrantLimit",
    "Holiday",
    "MarketRule",
    "PointsPolicy",
    "PointsPreset",
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
    "TierPolicy",
    "TopUpStep",
    "WaitlistPolicy",
    "WalletPolicy",
    "Weekday",
    "is_mainland",
    "parse_span",
    "prepaid_limit",
]
