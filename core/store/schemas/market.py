"""What the law of a market forbids a store to set 【law】; each rule has a name that the refusal says."""

from __future__ import annotations

from enum import StrEnum

from core.store.schemas.settings import StoreSettings

CARD_LIMIT_CN_FEN = 500_000
REFUND_DAYS_CN = 7


class MarketRule(StrEnum):
    """Rules on what is paid in advance and what is rewarded, by market.

    `单用途商业预付卡管理办法(试行)`: a card in somebody's name holds 5,000 yuan at the most and has no term.
    `法释〔2025〕4号`: money paid in advance can be had back within seven days.
    `消费者权益保护法实施条例` art. 22: a written contract.
    `反不正当竞争法` art. 9: no reward for likes or praise, which would be bought reputation (F6).
    """

    prepaid_card_limit = "cn.prepaid_card_limit"
    prepaid_card_no_term = "cn.prepaid_card_no_term"
    prepaid_seven_days = "cn.prepaid_seven_days"
    no_reward_for_likes = "cn.no_reward_for_likes"


def is_mainland(market: str) -> bool:
    """Whether the law of mainland China holds for a store."""
    return market.casefold() == "cn"


def breaches(market: str, settings: StoreSettings) -> list[str]:
    """What of a store's settings its market does not allow, each with the rule's name and what would be right."""
    if not is_mainland(market):
        return []
    found = []
    for name, most_fen, days in (
        ("wallet", settings.wallet.most_fen, settings.wallet.refund_days),
        ("card", settings.card.most_fen, settings.card.refund_days),
    ):
        if most_fen > CARD_LIMIT_CN_FEN:
            found.append(f"{MarketRule.prepaid_card_limit}: {name}.most is at most 5000 yuan in market cn")
        if days < REFUND_DAYS_CN:
            found.append(f"{MarketRule.prepaid_seven_days}: {name}.refund_days is at least 7 in market cn")
    if settings.points.share.counts == "likes":
        found.append(f"{MarketRule.no_reward_for_likes}: points.share.counts is shares, never likes, in market cn (F6)")
    return found


def shares_count(market: str, settings: StoreSettings) -> bool:
    """Whether sharing earns points (F6): as the store set it; where it said nothing, not in mainland China, and there
    never for likes."""
    share = settings.points.share
    if is_mainland(market):
        return bool(share.is_on) and share.counts == "shares"
    return share.is_on is not False


def prepaid_limit(market: str, most_fen: int) -> int:
    """How much a card or a balance may hold, in fen: what the store set, and never more than the market allows."""
    return min(most_fen, CARD_LIMIT_CN_FEN) if is_mainland(market) else most_fen
