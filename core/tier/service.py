"""Levels: what counts is written down, an upgrade follows at once, and once a year the level is looked at again.

`members.tier` stays where every other domain reads it; only this service changes it, so that what was decided and why
stands beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.conversation import service as conversations
from core.due import service as due
from core.due.schemas import Due, Plan
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.member.enums import Tier
from core.member.schemas import MemberOut
from core.store import service as stores
from core.store.schemas import StoreOut, TierPolicy
from core.tier import repository, rules
from core.tier.enums import ChangeWhy
from core.tier.errors import BadSpend, SpendKeyReused
from core.tier.events import TierLowered, TierRaised
from core.tier.schemas import ChangeOut, Counted, SpendOut, TierStanding, TierStep

FAMILY = "tier"
_NEVER_TOO_LATE = dt.timedelta(days=3650)
_SWEEP = 500


@dataclass(frozen=True, slots=True)
class _Judge:
    """What a brand's first store says of levels, applied to one member."""

    work: Work
    member_id: int
    store: StoreOut

    @property
    def policy(self) -> TierPolicy:
        return self.store.settings.tiers

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.store.zone)

    def counted(self, until: dt.datetime) -> Counted:
        start = rules.window_start(until, self.policy.months, self.zone)
        return repository.counted(self.work.session, self.member_id, start, until)

    def earned(self, until: dt.datetime) -> Tier:
        return rules.earned(self.counted(until), self.policy)

    def kept_from(self, moment: dt.datetime) -> dt.datetime:
        return rules.kept_until(moment, self.policy.months, self.zone)


def _judge(work: Work, member_id: int) -> _Judge:
    return _Judge(work, member_id, stores.list_stores(work)[0])


def standing(work: Work, member_id: int) -> TierStanding:
    """Where a member stands, what the level gives, and how far it is to the next (G5). Raises MemberNotFound."""
    tier, judge = members.get(work, member_id).tier, _judge(work, member_id)
    counted, last = judge.counted(work.now), repository.last_change(work.session, member_id)
    higher = rules.next_tier(tier, judge.policy)
    gap = Counted() if higher is None else rules.missing(counted, higher, judge.policy)
    by, settings = judge.policy.counts, judge.store.settings
    return TierStanding(
        tier=tier,
        spend_fen=counted.fen,
        points=counted.points,
        visits=counted.visits,
        next_tier=higher,
        missing_fen=gap.fen if higher and by != "points" else None,
        missing_points=gap.points if higher and by == "points" else None,
        missing_visits=gap.visits if higher and by == "spend_and_visits" else None,
        perks=rules.perks(tier, settings),
        next_perks=None if higher is None else rules.perks(higher, settings),
        kept_until=None if last is None or last.after is not tier else last.kept_until,
        is_grace=last is not None and last.why is ChangeWhy.grace,
    )


def ladder(work: Work, member_id: int) -> tuple[TierStep, ...]:
    """Every level of the store, from the lowest, with what a member lacks for it (G5). Raises MemberNotFound."""
    own, judge = members.get(work, member_id).tier, _judge(work, member_id)
    counted = judge.counted(work.now)
    return tuple(
        TierStep(
            each,
            Counted() if each.rank <= own.rank else rules.missing(counted, each, judge.policy),
            rules.perks(each, judge.store.settings),
        )
        for each in rules.ladder(judge.policy)
    )


def discount_percent(work: Work, member_id: int, store_id: int) -> int:
    """Percent off that a member has in a store by their level (G4: gold 10, diamond 15)."""
    return rules.perks(members.tier_of(work, member_id), stores.get(work, store_id).settings).discount_percent


def missing_to_keep(work: Work, member_id: int, until: dt.datetime) -> Counted | None:
    """What is wanting to keep the level beyond a moment; None when it is earned, or no longer looked at then."""
    last, judge = repository.last_change(work.session, member_id), _judge(work, member_id)
    if last is None or last.kept_until != until or judge.earned(until).rank >= last.after.rank:
        return None
    return rules.missing(judge.counted(until), last.after, judge.policy)


def discounted_fen(work: Work, member_id: int, store_id: int, fen: int) -> int:
    """A price after the level's discount, half a fen in the member's favour."""
    return fen - (fen * discount_percent(work, member_id, store_id) + 50) // 100


def changes_of(work: Work, member_id: int) -> tuple[ChangeOut, ...]:
    """All that was ever decided about a member's level, oldest first."""
    return repository.changes_of(work.session, member_id)


def record_spend(
    work: Work, key: str, member_id: int, store_id: int, fen: int, *, of_key: str | None = None
) -> SpendOut:
    """Writes down what a member spent, negative for what was given back, and raises (or takes back) the level at once.

    `of_key`: the key of the sale that a refund belongs to; the latest sale when it is not said. The same key again
    changes nothing. Raises BadSpend, SpendKeyReused, MemberNotFound, StoreNotFound.
    """
    if fen == 0 or abs(fen) > rules.MOST_FEN:
        raise BadSpend(what="fen")
    return _record(work, key, member_id, store_id, fen=fen, points=0, of_key=of_key)


def record_points(
    work: Work, key: str, member_id: int, store_id: int, points: int, *, of_key: str | None = None
) -> SpendOut:
    """As `record_spend` for points earned, which count where a salon's levels go by points.

    Raises BadSpend, SpendKeyReused, MemberNotFound, StoreNotFound.
    """
    if points == 0 or abs(points) > rules.MOST_POINTS:
        raise BadSpend(what="points")
    return _record(work, key, member_id, store_id, fen=0, points=points, of_key=of_key)


def _record(
    work: Work, key: str, member_id: int, store_id: int, *, fen: int, points: int, of_key: str | None
) -> SpendOut:
    stores.get(work, store_id)
    repository.lock_member(work.session, member_id)
    member = members.get(work, member_id)
    known = repository.find_spend(work.session, key)
    if known is not None:
        if (known.member_id, known.store_id, known.fen, known.points) != (member_id, store_id, fen, points):
            raise SpendKeyReused
        return known
    sale = _sale(work, member_id, of_key) if fen + points < 0 else None
    values = {"member_id": member_id, "store_id": store_id, "key": key, "fen": fen, "points": points, "at": work.now}
    counting = {"sale": sale.key if sale else key, "counts_at": sale.counts_at if sale else work.now}
    row = repository.add_spend(work.session, **values, **counting)
    if fen + points > 0:
        _raise_if_earned(work, member)
    else:
        _take_back(work, member)
    return row


def _sale(work: Work, member_id: int, of_key: str | None) -> SpendOut | None:
    """What a refund belongs to; one without a sale stands for itself."""
    if of_key is None:
        return repository.latest_sale(work.session, member_id)
    found = repository.find_spend(work.session, of_key)
    if found is not None and found.member_id != member_id:
        raise SpendKeyReused
    return found


def _raise_if_earned(work: Work, member: MemberOut) -> None:
    judge = _judge(work, member.id)
    earned = judge.earned(work.now)
    if earned.rank > member.tier.rank:
        _decide(work, member, earned, ChangeWhy.spend, judge.kept_from(work.now))


def _take_back(work: Work, member: MemberOut) -> None:
    """A level that only the refunded money had reached goes with it; what was held before comes back."""
    remains = rules.without_refunded(changes_of(work, member.id), _judge(work, member.id).earned, work.now)
    if remains is not None and remains[0].rank < member.tier.rank:
        _decide(work, member, remains[0], ChangeWhy.refund, remains[1])


def set_by_hand(work: Work, member_id: int, tier: Tier) -> MemberOut:
    """Puts a member into a level by hand (G1): it holds until it is looked at in a year, whatever is spent until then
    that reaches less (docs/decisions: a level by hand). Raises NotAllowed, MemberNotFound."""
    repository.lock_member(work.session, member_id)
    before = members.get(work, member_id)
    members.set_tier(work, member_id, tier)
    until = None if tier is Tier.member else _judge(work, member_id).kept_from(work.now)
    _decide(work, before, tier, ChangeWhy.hand, until)
    return members.get(work, member_id)


def adopt(work: Work) -> int:
    """Takes over levels that were set before there were decisions: by hand, to be looked at in a year; how many.

    To be called until it says 0.
    """
    found = repository.undecided(work.session, _SWEEP)
    for member_id, tier in found:
        until = _judge(work, member_id).kept_from(work.now)
        change = repository.add_change(
            work.session,
            member_id=member_id,
            before=tier,
            after=tier,
            why=ChangeWhy.hand,
            at=work.now,
            kept_until=until,
        )
        _plan(work, change)
    return len(found)


def follow_merge(work: Work, member_id: int) -> None:
    """Writes down the level a member has after two records became one, or two again, where it is not what was decided.

    It is kept as long as any decision for such a level said, a year from now at the least where none did.
    """
    tier, changes = members.tier_of(work, member_id), changes_of(work, member_id)
    if not changes or changes[-1].after is tier:
        return
    known = [each.kept_until for each in changes if each.after is tier and each.kept_until is not None]
    until = None if tier is Tier.member else max(known, default=_judge(work, member_id).kept_from(work.now))
    values = {"before": changes[-1].after, "after": tier, "at": work.now, "kept_until": until}
    change = repository.add_change(work.session, member_id=member_id, why=ChangeWhy.hand, **values)
    due.drop(work, member_id, (FAMILY,))
    _plan(work, change)


def _decide(work: Work, member: MemberOut, after: Tier, why: ChangeWhy, until: dt.datetime | None) -> ChangeOut:
    """Writes a decision down, changes the member's record by it, plans when it is looked at again, and says so."""
    change = repository.add_change(
        work.session, member_id=member.id, before=member.tier, after=after, why=why, at=work.now, kept_until=until
    )
    if after is not members.tier_of(work, member.id):
        members.set_tier(work.acting_as(SYSTEM), member.id, after)
    due.drop(work, member.id, (FAMILY,))
    _plan(work, change)
    if after is not member.tier:
        event = TierRaised if after.rank > member.tier.rank else TierLowered
        work.emit(event(change.id, member.id, member.tier, after))
    return change


def _plan(work: Work, change: ChangeOut) -> None:
    if change.kept_until is None:
        return
    judge = _judge(work, change.member_id)
    until = change.kept_until
    plans = [Plan(rules.REVIEW, judge.store.id, change.member_id, until, until, until + _NEVER_TOO_LATE)]
    notice_at = until - dt.timedelta(days=judge.policy.notice_days)
    if judge.policy.notice_days and notice_at > work.now:
        daytime = judge.store.quiet.span_of(notice_at)
        plans.append(
            Plan(rules.NOTICE, judge.store.id, change.member_id, until, daytime[1] if daytime else notice_at, until)
        )
    due.plan(work, plans)


def review_due(work: Work, limit: int = due.SWEEP) -> int:
    """Tells members whose level ends soon, and looks at those whose year is over (G5); how many were dealt with."""
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, FAMILY)
    claimed = due.claim(work, FAMILY, but_stores=quiet, limit=limit)
    for row in claimed:
        repository.lock_member(work.session, row.subject_id)
        last = repository.last_change(work.session, row.subject_id)
        if last is not None and last.kept_until == row.occasion_at:
            (_warn if row.kind == rules.NOTICE else _review)(work, row, last)
    return len(missed) + len(claimed)


def _warn(work: Work, row: Due, last: ChangeOut) -> None:
    """Thirty days before: only who would lose the level hears of it, with what is missing."""
    if missing_to_keep(work, row.subject_id, row.occasion_at) is None:
        return
    told = conversations.notify_member(
        work,
        row.subject_id,
        "tier.ending",
        f"due:{row.id}",
        tier=last.after.value,
        until=row.occasion_at.isoformat(),
    )
    if not told:
        due.mark_unheard(work, [row.id])


def _review(work: Work, row: Due, last: ChangeOut) -> None:
    member, judge = members.get(work, row.subject_id), _judge(work, row.subject_id)
    earned = judge.earned(row.occasion_at)
    if earned.rank >= last.after.rank:
        _decide(work, member, earned, ChangeWhy.review, judge.kept_from(work.now))
    elif last.why is not ChangeWhy.grace and judge.policy.grace_days:
        until = row.occasion_at + dt.timedelta(days=judge.policy.grace_days)
        _decide(work, member, last.after, ChangeWhy.grace, until)
        said = {"tier": last.after.value, "until": until.isoformat()}
        conversations.notify_member(work, member.id, "tier.grace", f"due:{row.id}", **said)
    else:
        lower = rules.fallen(last.after, earned, judge.policy)
        until_then = None if lower is Tier.member else judge.kept_from(work.now)
        _decide(work, member, lower, ChangeWhy.lowered, until_then)


def differences(work: Work) -> tuple[str, ...]:
    """Members whose level is not what was last decided, or is less than what they have earned since: by name."""
    found = []
    for change, tier in repository.standing_rows(work.session):
        if change.after is not tier:
            found.append(f"member {change.member_id} is {tier.value}, decided was {change.after.value}")
    return tuple(found)
