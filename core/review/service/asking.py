"""After a visit the member is asked once how it was (J1)."""

from __future__ import annotations

from collections.abc import Sequence

from core.consent import service as consents
from core.consent.enums import Topic
from core.conversation import service as conversations
from core.conversation.service import ToTell
from core.due import service as due
from core.due.schemas import Plan
from core.kit.work import Work
from core.review import repository, rules
from core.review.schemas import ReviewOut, Visit
from core.review.service import giving
from core.store import service as stores


def visited(work: Work, visit: Visit) -> int | None:
    """A visit is over: it may be reviewed, and its member will be asked. Told of the same visit again changes nothing.

    What was done on the same day belongs to the visit that is still to be asked about: a bill beside the booking, a
    second booking. Returns the review's number, None where there is nothing to review or it was known.
    """
    store = stores.get(work, visit.store_id)
    policy = store.settings.reviews
    if not policy.is_on or not visit.parts:
        return None
    known = repository.find_unscored(work.session, visit.member_id, store.id, rules.same_visit(visit.at))
    if known is not None:
        repository.add_parts(work.session, known, visit.parts)
        return None
    review_id = repository.add(work.session, visit)
    if review_id is not None:
        due_at, expires_at = rules.ask_span(policy, visit)
        due.plan(work, [Plan(rules.ASK, store.id, review_id, visit.at, due_at, expires_at)])
    return review_id


def undone(work: Work, visit: Visit, others: Sequence[Visit]) -> None:
    """A visit did not take place after all, `others` of the member did: nobody is asked about what came to nothing.

    Who was asked already, or said how it was, may still say it.
    """
    span = rules.same_visit(visit.at)
    known = repository.find_unscored(work.session, visit.member_id, visit.store_id, span)
    if known is None:
        return
    same_day = [each for each in others if each.store_id == visit.store_id and span[0] <= each.at <= span[1]]
    gone = set(visit.parts).difference(*(each.parts for each in same_day))
    if repository.has_other_parts(work.session, known, gone):
        repository.drop_parts(work.session, known, gone)
    elif due.drop(work, known, [rules.FAMILY]):
        repository.remove(work.session, known)


def send_due(work: Work, limit: int = due.SWEEP) -> int:
    """Asks members about visits, and lets reviews that stopped at their score count as they are; how many rows.

    In a store's quiet hours nothing is claimed: who left in the evening is asked in the morning. Who reviewed by
    themselves meanwhile, or wants nothing more of care, is not asked.
    """
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, rules.FAMILY, but_stores=quiet)
    claimed = due.claim(work, rules.FAMILY, but_stores=quiet, limit=limit)
    for row in claimed:
        if row.kind == rules.CLOSE:
            giving.close(work, row.subject_id)
    asked = {row.subject_id: row for row in claimed if row.kind == rules.ASK}
    wanted = [each for each in repository.find_all(work.session, list(asked)) if _is_wanted(work, each)]
    notices = [ToTell(each.member_id, f"review:{each.id}", {"review": each.id}) for each in wanted]
    told = conversations.notify_members(work, "review.ask", notices)
    due.mark_unheard(work, [asked[each.id].id for each in wanted if f"review:{each.id}" not in told])
    return len(claimed) + len(missed)


def hush(work: Work, member_id: int) -> None:
    """The member is not asked about visits so far: they have just said, or complained of, how it was."""
    for review_id in repository.ids_unscored(work.session, member_id):
        due.drop(work, review_id, [rules.FAMILY])


def _is_wanted(work: Work, review: ReviewOut) -> bool:
    return review.score is None and Topic.care not in consents.muted(work, review.member_id)
