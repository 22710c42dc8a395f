"""The check of the books finds nothing in what the till did, and every kind of breach that is put in."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.check import service as check
from core.checkout import service as checkout
from core.checkout.enums import RefundScope
from core.checkout.schemas import RefundWish
from core.conversation import service as conversations
from core.kit.work import SYSTEM, Work
from core.member import service as members
from tests.factories.salon import ALL_WEEK, employ
from tests.factories.till import Till

_INBOX = "nothing waits in the inbox for over 5 minutes"  # no chat is running here
BREACHES = {
    "a paid sale is what its lines come to": "UPDATE sales SET due_fen = due_fen + 1, gross_fen = gross_fen + 1",
    "the tenders of a paid sale are what it comes to": "UPDATE sales SET due_fen = due_fen + 1",
    "only a paid sale has lines and tenders": "UPDATE sales SET status = 'cancelled', completed_at = NULL",
    "every ledger holds just what sales and refunds moved in it": "UPDATE sales SET spend_fen = spend_fen + 1",
    "what left a balance for a sale belongs to one that was paid": "UPDATE sales SET code = 'OTHER'",
    "commission is split of what is left of each line, to the fen": """
        INSERT INTO sales_credits (line_id, refund_id, staff_id, kind, fen, at)
        SELECT line_id, NULL, staff_id, kind, 1, at FROM sales_credits LIMIT 1""",
    "a refund is what its lines and tenders say, and no more than was paid": """
        INSERT INTO refunds (code, key, asked, sale_id, scope, fen, spend_fen, points_taken_back, is_last, made_at)
        SELECT 'X', 'X', 'X', id, 'amount', 1, 0, 0, false, opened_at FROM sales LIMIT 1""",
}


def _broken(till: Till) -> set[str]:
    with till.database.reading() as work:
        return {each.rule for each in check.check(work) if each.is_broken} - {_INBOX}


def _busy(till: Till) -> None:
    """Sales of every kind, and refunds of them."""
    paid = till.paid_with_everything()
    half = RefundWish(RefundScope.amount, fen=45_000)
    till.do(checkout.refund, "half", paid.id, half, "not happy", by=till.salon.manager)
    card = till.card()
    sale = till.do(checkout.use_balance, till.bill().id, card_ids={"1": card})
    done = till.approved(sale)
    till.do(checkout.refund, "card", done.id, RefundWish(), "not happy", by=till.salon.manager)
    till.paid_with_everything(1)
    till.bill(2)


def test_what_the_till_does_is_sound(till: Till) -> None:
    _busy(till)
    assert _broken(till) == set()


@pytest.mark.parametrize("rule", BREACHES)
def test_a_breach_is_found_by_name(till: Till, rule: str) -> None:
    till.paid_with_everything()
    with till.database.transaction() as work:
        work.session.execute(sa.text(BREACHES[rule]))
    assert rule in _broken(till)


def test_owner_and_managers_hear_of_a_breach_at_night_and_once(till: Till) -> None:
    till.pay(till.bill())
    chat = till.do(_employ_a_manager, till, by=SYSTEM)
    with till.database.transaction() as work:
        work.session.execute(sa.text("UPDATE inbox SET done_at = received_at"))
    till.clock.set(dt.datetime(2026, 9, 16, 20, 30, tzinfo=dt.UTC))  # 4:30 in Shanghai
    assert till.do(check.check_nightly) == 1
    with till.database.transaction() as work:
        work.session.execute(sa.text("UPDATE sales SET due_fen = due_fen + 1"))
    till.clock.advance(dt.timedelta(days=1))
    assert [till.do(check.check_nightly), till.do(check.check_nightly)] == [1, 0]
    told = till.do(conversations.next_item, chat).event
    assert "check.differs" in told
    assert till.do(lambda work: checkout.list_receipts(work, till.salon.members[0])[0].code) in told


def _employ_a_manager(work: Work, till: Till) -> int:
    boss = employ(work, till.salon.store, "boss", (), ALL_WEEK, StaffRole.manager)
    chat = conversations.open_conversation(work, "fake", "salon", "boss", "boss", None, "zh_CN")
    conversation = conversations.get(work, chat)
    assert conversation is not None
    members.link_staff(work, conversation.contact_id, boss)
    return chat
