"""我的优惠券: what a member holds, what it does, the best of it for the next visit, and codes of activities (H)."""

from __future__ import annotations

from bot import coupon_questions, coupon_words
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.texts import formats
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.checkout import service as checkout
from core.coupon import service
from core.coupon.enums import CouponState
from core.coupon.errors import CouponNotFound
from core.coupon.schemas import CouponFound, CouponOut
from core.kit.errors import BadInput
from core.kit.localized import pick
from core.points import service as points

MOST_SHOWN = 12
LONGEST_CODE = 40
_AHEAD = {BookingStatus.pending, BookingStatus.proposed, BookingStatus.confirmed, BookingStatus.checked_in}


@dialog(
    "coupons",
    intents=("list_coupons", "redeem_coupon"),
    hears=("coupon", "words", "code", "intent"),
    command="coupons",
    needs_member=True,
    in_menu=True,
    browses=True,
)
def coupons(chat: Chat) -> None:
    """The wallet; one tap shows a coupon with its terms, code and picture."""
    assert chat.person.member_id is not None
    if chat.speaks_of("best_coupons"):
        chat.go_on_with("best_coupons")
    code, intent = chat.frame.heard.pop("code", None), chat.frame.heard.pop("intent", "")
    if code is not None:
        chat.go_on_with("redeem_code", code=code)
    held = service.list_valid(chat.work, chat.person.member_id)
    if intent == "redeem_coupon" and not held:
        chat.go_on_with("redeem_code", typed="yes")
    if not chat.knows("coupon") and (named := coupon_questions.named(chat, held)) is not None:
        chat.frame.answers["coupon"] = str(named.id)
        chat.frame.noted.pop("words", None)
    if not chat.knows("coupon"):
        coupon_questions.answer(chat, held)
        _show_all(chat, held)
    chosen = chat.choose(
        "coupon",
        [
            *(
                Option(str(each.id), pick(each.name, chat.language), str(each.id), hint=_until(chat, each))
                for each in held[:MOST_SHOWN]
            ),
            *_besides(chat, held),
        ],
        ask="coupons.coupon.ask",
    )
    if chosen == "done":
        chat.leave()
    if chosen == "over":
        _show_over(chat)
        chat.retry("coupon")
    if not chosen.isdecimal():
        chat.go_on_with(chosen, typed="yes")
    coupon = service.get_coupon(chat.work, chat.person.member_id, int(chosen))
    chat.reply.cards.append(coupon_words.card(chat, coupon))
    chat.say("coupons.show")


def _show_all(chat: Chat, held: tuple[CouponOut, ...]) -> None:
    if not held:
        chat.say("coupons.none")
        return
    chat.reply.cards.append(Card(chat.text("coupons.title", count=len(held)), coupon_words.listed(chat, held)))


def _besides(chat: Chat, held: tuple[CouponOut, ...]) -> list[Option[str]]:
    assert chat.person.member_id is not None
    best = Option("best_coupons", chat.text("coupons.best"), "best_coupons", chat.texts.words("best_coupons"))
    return [
        *([best] if held else []),
        Option("enter_code", chat.text("coupons.enter"), "redeem_code"),
        *([Option("over", chat.text("coupons.over"), "over")] if _over(chat) else []),
        Option("done", chat.text("my_bookings.fine"), "done", chat.texts.words("no")),
    ]


def _over(chat: Chat) -> tuple[CouponOut, ...]:
    assert chat.person.member_id is not None
    return service.list_over(chat.work, chat.person.member_id)


def _show_over(chat: Chat) -> None:
    lines = tuple(
        chat.text(
            "coupons.over_line",
            name=pick(each.name, chat.language),
            state=chat.text(f"coupon.state.{each.state(chat.work.now).value}"),
            until=coupon_words.last_day(chat, each),
        )
        for each in _over(chat)
    )
    chat.reply.cards.append(Card(chat.text("coupons.over_title"), lines))


def _until(chat: Chat, coupon: CouponOut) -> str:
    return chat.text("coupon.until", until=coupon_words.last_day(chat, coupon))


@dialog("best_coupons", command="best", needs_member=True, at_once=True)
def best(chat: Chat) -> None:
    """Which coupons save most on the next visit, exactly, and the best other way (H5)."""
    assert chat.person.member_id is not None
    ahead = next((each for each in _visits(chat) if each.status in _AHEAD), None)
    if ahead is None:
        chat.say("coupons.no_booking")
        return
    parts = [each for each in bookings.visit_of(chat.work, ahead) if each.status in _AHEAD]
    advice = checkout.best_for_visit(chat.work, ahead.id, chat.person.member_id)
    names = [pick(part.treatment_name, chat.language) for part in parts]
    time = formats.moment(ahead.starts_at, ahead.zone, chat.language)
    chat.say("coupons.for_visit", treatment=chat.text("coupon.comma").join(names), time=time)
    if advice.found:
        chat.reply.say(coupon_words.best_told(chat, advice.found, advice.total_fen))
        chat.say("coupons.at_till")
        return
    chat.say("coupons.none_fits")
    for coupon, why in advice.unfit[:MOST_SHOWN]:
        chat.say("coupons.why_not", name=pick(coupon.name, chat.language), why=why.value)


def _visits(chat: Chat) -> list[BookingOut]:
    assert chat.person.member_id is not None
    return list(bookings.list_for_member(chat.work, chat.person.member_id, upcoming=True))


@dialog(
    "redeem_code",
    hears=("code", "words"),
    command="coupon",
    takes=("code",),
    needs_member=True,
)
def redeem_code(chat: Chat) -> None:
    """A code of an activity becomes a coupon; one's own code is told what it is; of others' nothing is told."""
    assert chat.person.member_id is not None
    wants_to_type = chat.noted("typed") or chat.knows("code")
    if not wants_to_type and chat.speaks_of("best_coupons"):
        chat.go_on_with("best_coupons")
    if not wants_to_type and service.list_valid(chat.work, chat.person.member_id):
        chat.go_on_with("coupons")
    code = chat.ask("code", check=_tidy)
    looked = points.type_code(chat.work, code)
    chat.forget("code")
    if looked.redemption is not None:
        had = looked.redemption
        chat.say("code.exchanged", status=had.status.value, name=pick(had.item_name, chat.language), code=had.code)
        return
    found = looked.coupon
    state = found.state.value
    if found.coupon is not None and found.state is CouponState.valid:
        chat.say("code.got" if found.promotion else "code.own")
        chat.reply.cards.append(coupon_words.card(chat, found.coupon))
        return
    minutes = 0 if found.until is None else max(1, -(-int((found.until - chat.work.now).total_seconds()) // 60))
    chat.say(f"code.{state}", code=code, left=found.left or 0, minutes=minutes)
    _offer_valid(chat, found)


def _offer_valid(chat: Chat, found: CouponFound) -> None:
    """What they could use instead."""
    if found.valid:
        chat.say("code.instead")
        lines = coupon_words.listed(chat, found.valid[:MOST_SHOWN])
        chat.reply.cards.append(Card(chat.text("coupons.title", count=len(found.valid)), lines))


def _tidy(said: str) -> str:
    code = said.strip()
    if not 0 < len(code) <= LONGEST_CODE:
        raise BadInput(what="code")
    return code


@dialog("answer_coupon", hears=("request", "answer"), needs_member=True)
def answer(chat: Chat) -> None:
    """The member's word that a colleague may redeem their coupon now, or their no."""
    said = chat.noted("request") or ""
    if not said.isdecimal():
        raise CouponNotFound(what="request")
    asked = service.get_request(chat.work, int(said))
    (coupon,) = service.by_ids(chat.work, [asked.coupon_id])
    approves = chat.choose(
        "answer",
        [
            Option("yes", chat.text("coupon.approve"), True, chat.texts.words("yes"), style="primary"),
            Option("no", chat.text("coupon.decline"), False, chat.texts.words("no"), style="danger"),
        ],
        ask="answer_coupon.answer.ask",
        coupon=pick(coupon.name, chat.language),
    )
    done = service.answer_request(chat.work, asked.id, approves=approves)
    name = pick(coupon.name, chat.language)
    if done is None:
        chat.say("answer_coupon.declined", name=name)
    else:
        chat.say("answer_coupon.approved", name=name, saved=formats.money(done.saved_fen))
