"""The front desk put together: every dialog there is, and the engine that runs them."""

from __future__ import annotations

from bot.benefit_notices import BenefitNotices
from bot.context import context_of
from bot.dialogs import (
    about,
    approval,
    book,
    calendar,
    cards,
    check_in,
    coming,
    coupons,
    daily_check_in,
    doubts,
    help,  # noqa: A004
    house,
    language,
    learning,
    meant,
    my_bookings,
    my_tier,
    my_visits,
    open,  # noqa: A004
    paying,
    person,
    phone,
    points,
    points_shop,
    privacy,
    profile,
    receipts,
    review,
    subscriptions,
    treatments,
    waitlist,
    wallet,
    welcome,
)
from bot.engine.actions import Signer
from bot.engine.dialog import Registry
from bot.engine.reading import Understanding
from bot.engine.turn import Engine
from bot.links import Links
from bot.notices import Notices
from bot.points_notices import PointsNotices
from bot.prepaid_notices import PrepaidNotices
from bot.review_notices import ReviewNotices
from bot.staff import (
    agenda,
    block,
    brief,
    group,
    join,
    lookup,
    member,
    merging,
    prepaid,
    reliability,
    requests,
    scan,
    takeover,
    visits,
)
from bot.staff import coupons as staff_coupons
from bot.staff import points as staff_points
from bot.staff import reviews as staff_reviews
from bot.staff.repair import off, repair, repaired
from bot.staff.till import dialog as till
from bot.staff.till import refund
from bot.staff.waitlist import staff_waitlist
from bot.texts.catalogue import Texts
from bot.till_notices import TillNotices
from bot.waiting_notices import WaitingNotices
from nlu.reading import Reader

DIALOGS = (
    # What members see, in the order of their menu.
    book.book,
    my_bookings.my_bookings,
    points.my_points,
    coupons.coupons,
    wallet.balance,
    profile.profile,
    privacy.privacy,
    about.prices,
    about.address,
    about.hours,
    about.promotions,
    house.house,
    treatments.service_info,
    treatments.recommend,
    coming.roster,
    coming.colleague,
    coming.late,
    my_bookings.reschedule,
    my_bookings.cancel_booking,
    my_bookings.answer_proposal,
    my_bookings.attend,
    my_visits.my_visits,
    receipts.receipts,
    review.review,
    approval.approve,
    approval.decline,
    doubts.doubt,
    doubts.money_back,
    paying.paying,
    waitlist.my_waitlist,
    waitlist.join_waitlist,
    waitlist.leave_waitlist,
    waitlist.stay_waitlist,
    waitlist.answer_offer,
    wallet.statement,
    wallet.top_up,
    wallet.accept_contract,
    wallet.refund_prepaid,
    cards.my_cards,
    cards.buy_card,
    coupons.best,
    coupons.redeem_code,
    coupons.answer,
    my_tier.my_tier,
    calendar.calendar,
    check_in.check_in_code,
    check_in.scan,
    points.entries,
    points.earn,
    points_shop.redeem_points,
    points_shop.my_redemptions,
    daily_check_in.daily_check_in,
    welcome.welcome,
    subscriptions.unsubscribe,
    subscriptions.subscribe,
    subscriptions.subscriptions,
    privacy.export_data,
    privacy.erase_me,
    privacy.keep_me,
    privacy.consent_record,
    learning.learning,
    open.open_link,
    help.member_help,
    person.person,
    person.complaint,
    person.feedback,
    person.later,
    phone.phone,
    # What staff see.
    agenda.today,
    agenda.pending,
    agenda.agenda,
    visits.check_in,
    scan.scan,
    scan.counter,
    visits.start,
    visits.done,
    till.till,
    refund.refund,
    visits.no_show,
    reliability.waive,
    reliability.keep,
    reliability.call_off,
    requests.answer,
    requests.confirm,
    requests.decline,
    requests.propose,
    requests.move,
    block.block,
    block.unblock,
    repair,
    repaired,
    off,
    lookup.find,
    member.member,
    member.correct,
    brief.brief,
    member.tier,
    merging.merge,
    merging.unmerge,
    staff_coupons.redeem,
    staff_coupons.force,
    staff_coupons.grant,
    staff_waitlist,
    prepaid.top_up,
    prepaid.card,
    prepaid.take_money,
    prepaid.refund,
    staff_points.adjust,
    staff_points.hand_over,
    staff_points.flags,
    staff_points.report,
    staff_reviews.reviews_of_store,
    staff_reviews.answer,
    takeover.take,
    takeover.release,
    join.invite,
    join.staff_help,
    # For both.
    meant.meant,
    join.join,
    language.language,
)


def build_engine(secret: bytes, reader: Reader, texts: Texts | None = None, public_url: str = "") -> Engine:
    """The engine of a deployment; `secret` signs long-lived buttons and links, which begin with `public_url`."""
    texts = texts or Texts()
    registry = Registry(DIALOGS)
    signer = Signer(secret)
    return Engine(
        registry=registry,
        understanding=Understanding(registry, texts, reader),
        texts=texts,
        signer=signer,
        notices={
            **Notices(signer).table(),
            **PointsNotices(signer).table(),
            **PrepaidNotices(signer).table(),
            **ReviewNotices(signer).table(),
            **TillNotices(signer).table(),
            **WaitingNotices(signer).table(),
            **BenefitNotices(signer).table(),
        },
        relay=lambda turn, event: group.handle(turn, event) or takeover.relay(turn, event),
        context_of=context_of,
        links=Links(secret, public_url),
    )
