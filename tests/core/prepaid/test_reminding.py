"""Prompts come before money, uses or a term run out: once, outside quiet hours, offers only to who agreed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from core.card import service as cards
from core.consent import service as consents
from core.consent.enums import ConsentKind, Topic
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.prepaid import service as prepaid_service
from core.store.schemas import CardPolicy, WalletPolicy
from core.wallet import service as wallet
from tests.factories import prepaid
from tests.factories.chats import give_chats
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]


@pytest.fixture
def member(salon: Salon, act: Act) -> int:
    """Somebody with a chat who agreed to marketing."""
    act(give_chats, salon.members)
    act(consents.grant, salon.members[0], ConsentKind.marketing, text_version="t", channel="test")
    return salon.members[0]


def told(database: Database) -> list[str]:
    """The kinds of prompts that reached anybody so far."""
    with database.reading() as work:
        noticed = [json.loads(each) for each in events(work.session)]
    kinds = [each["kind"] for each in noticed if each["is"] == "noticed"]
    return [kind for kind in kinds if kind in PROMPTS]


PROMPTS = {"prepaid.wallet_low", "prepaid.offer", "prepaid.card_low", "prepaid.card_term", "prepaid.gift_ends"}


def test_a_low_balance_is_told_the_next_morning_once(
    salon: Salon, act: Act, database: Database, clock: ManualClock, member: int
) -> None:
    act(prepaid.paid_in, member, salon.store, 20_000)
    act(wallet.charge, "s1", member, 12_000, {})
    act(wallet.charge, "s2", member, 1_000, {})
    act(prepaid_service.remind_due)
    assert told(database) == []
    clock.advance(dt.timedelta(days=1))
    assert act(prepaid_service.remind_due) == 1
    assert told(database) == ["prepaid.wallet_low"]
    act(wallet.charge, "s3", member, 1_000, {})
    clock.advance(dt.timedelta(days=1))
    act(prepaid_service.remind_due)
    assert told(database) == ["prepaid.wallet_low"]


@pytest.mark.parametrize("why", ["topped up", "offers stopped", "never agreed"])
def test_who_topped_up_or_wants_no_offers_hears_nothing(
    salon: Salon, act: Act, database: Database, clock: ManualClock, member: int, why: str
) -> None:
    buyer = salon.members[1] if why == "never agreed" else member
    act(prepaid.paid_in, buyer, salon.store, 20_000)
    act(wallet.charge, "s1", buyer, 12_000, {})
    if why == "topped up":
        act(prepaid.paid_in, buyer, salon.store, 20_000)
    if why == "offers stopped":
        act(consents.opt_out, buyer, Topic.offers, channel="test")
    clock.advance(dt.timedelta(days=1))
    act(prepaid_service.remind_due)
    assert told(database) == []


def test_nothing_goes_out_in_quiet_hours(
    salon: Salon, act: Act, database: Database, clock: ManualClock, member: int
) -> None:
    act(prepaid.paid_in, member, salon.store, 20_000)
    act(wallet.charge, "s1", member, 12_000, {})
    clock.advance(dt.timedelta(days=1, hours=13))  # 23:00 in Shanghai
    assert act(prepaid_service.remind_due) == 0
    clock.advance(dt.timedelta(hours=11))
    assert act(prepaid_service.remind_due) == 1


def test_a_cards_last_use_and_its_term_are_told(
    salon: Salon, act: Act, database: Database, clock: ManualClock, member: int, settings: Act
) -> None:
    settings("sg", card=CardPolicy())
    card = act(prepaid.card, member, act(prepaid.plan, salon.store, term_days=60))
    clock.advance(dt.timedelta(days=31))
    act(prepaid_service.remind_due)
    assert told(database) == ["prepaid.card_term"]
    act(cards.use, "u", card.id, 9, {})
    clock.advance(dt.timedelta(days=1))
    act(prepaid_service.remind_due)
    assert told(database) == ["prepaid.card_term", "prepaid.card_low"]
    act(cards.refund, "r", card.id)
    clock.advance(dt.timedelta(days=25))
    act(prepaid_service.remind_due)
    assert told(database) == ["prepaid.card_term", "prepaid.card_low"], "a card that is gone is not spoken of"


def test_gift_money_about_to_end_is_told_to_everybody(
    salon: Salon, act: Act, database: Database, clock: ManualClock, member: int, settings: Act
) -> None:
    settings(wallet=WalletPolicy(gift_months=2))
    act(prepaid.paid_in, salon.members[1], salon.store, 20_000, 2_000)
    clock.advance(dt.timedelta(days=33))
    act(prepaid_service.remind_due)
    assert told(database) == ["prepaid.gift_ends"]
