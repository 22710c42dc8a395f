"""How a member wants to pay, told to who stands at the till."""

from __future__ import annotations

import datetime as dt

from core.checkout import repository
from core.checkout.schemas import SaleOut
from core.checkout.service import access, showing
from core.conversation import service as conversations
from core.kit.work import Work

_TODAY = dt.timedelta(hours=12)


def find_open(work: Work, member_id: int) -> SaleOut | None:
    """The bill of a member that is being put together or waits for them; one of another day is forgotten."""
    found = repository.find_open_of_member(work.session, member_id, work.now - _TODAY)
    return None if found is None else showing.show(work, access.find_seen(work, found))


def tell_wish(work: Work, sale_id: int, words: str) -> None:
    """Tells the colleague who opened a bill, or else the desk, how its member wants to pay. Raises SaleNotFound."""
    sale = access.find_seen(work, sale_id)
    known = [sale.staff_id] if sale.staff_id is not None else []
    roles = () if known else conversations.DESK
    conversations.notify_staff(
        work, "sale.wish", store_id=sale.store_id, roles=roles, staff_ids=known, sale=sale.id, words=words
    )
