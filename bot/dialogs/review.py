"""How was it? Stars, then what explains them: tags, words, a photo (J1). A low score reaches the salon at once (J5)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import MARKS, Option
from bot.review_words import contact_name, visit_line
from core.kit.localized import pick
from core.review import service as reviews
from core.review.errors import BadWords
from core.review.schemas import LONGEST, ReviewOut
from core.store import service as stores

_STARS = (1, 2, 3, 4, 5)
_DONE, _SKIP, _KEEP = "done", "skip", "keep"


@dialog(
    "review",
    hears=("review", "score", "words", "photo"),
    listens=("give_review", "chitchat", "inform"),
    command="review",
    takes=("score",),
    needs_member=True,
)
def review(chat: Chat) -> None:
    """A review of one visit, or a change of it. The score counts as soon as it is tapped, all else can be skipped."""
    assert chat.person.member_id is not None
    listed = reviews.list_open(chat.work, chat.person.member_id)
    if not listed:
        chat.say("review.none")
        chat.leave()
    chosen = _visit(chat, listed)
    score = _score(chat, chosen)
    chosen = reviews.score(chat.work, chosen.id, score)
    is_low = score <= stores.get(chat.work, chosen.store_id).settings.reviews.low_score
    if is_low and "sorry" not in chat.frame.noted:
        chat.frame.noted["sorry"] = "said"
        chat.say("review.sorry")
    if "photo" in chat.frame.heard:
        chat.frame.answers["photo"] = chat.frame.heard.pop("photo")
        chat.say("review.photo.kept")
    tags = _tags(chat, chosen, score, is_low=is_low)
    words = _words(chat, is_low=is_low)
    words = words or chosen.words or ""  # who changes their mind about the stars takes nothing else back
    if not chat.knows("photo"):  # kept before the photo is asked for, which many will never send
        reviews.describe(chat.work, chosen.id, tags=tags, words=words, photo=chosen.photo)
    photo = chat.ask("photo", kind="photo", options=[_skip(chat)])
    reviews.describe(chat.work, chosen.id, tags=tags, words=words, photo=photo or chosen.photo)
    reviews.finish(chat.work, chosen.id)
    if is_low:
        chat.say("review.thanks_low", contact=contact_name(chat, chosen.store_id))
    else:
        chat.say("review.thanks")


def _visit(chat: Chat, listed: tuple[ReviewOut, ...]) -> ReviewOut:
    """Which visit: the one asked about, else the only one nothing was said of."""
    new = [each for each in listed if each.score is None]
    if not chat.knows("review") and (len(listed) == 1 or len(new) == 1):
        chat.assume("review", str((new or listed)[0].id))
    options = [Option(str(each.id), visit_line(chat, each), each) for each in listed]
    return chat.choose("review", options, missing=lambda _heard: chat.say("review.not_found"))


def _score(chat: Chat, chosen: ReviewOut) -> int:
    """A score by a tap, a number or in words; of one that was given the way out is to leave it."""
    is_again = chosen.given_at is not None
    options = [Option(str(each), chat.text(f"review.stars.{each}"), each, _names(chat, each)) for each in _STARS]
    leave = Option(_KEEP, chat.text("review.leave_it"), 0, chat.texts.words("no"))
    score = chat.choose(
        "score",
        [*options, leave] if is_again else options,
        ask="review.score.again" if is_again else "review.score.ask",
        missing=lambda _heard: chat.say("review.bad_score"),
        visit=visit_line(chat, chosen),
    )
    if not score:
        chat.say("review.left")
        chat.leave()
    return score


def _tags(chat: Chat, chosen: ReviewOut, score: int, *, is_low: bool) -> list[str]:
    """Several may be tapped, one after the other; each is kept, and another tap takes it back. Words typed end it."""
    offered = reviews.tags_of(chat.work, chosen, score)
    tapped = [tag.code for tag in offered if tag.code in chosen.tags]
    if not offered:
        return []
    if "words" in chat.frame.heard and "asked" in chat.frame.noted:
        chat.assume("tag", _DONE)
    _gather(chat)
    options = [
        Option(tag.code, f"{'✅ ' if tag.code in tapped else ''}{pick(tag.name.model_dump(), chat.language)}", tag.code)
        for tag in offered
    ]
    over = chat.text("review.tags.done" if tapped else "review.skip")
    last = Option(_DONE, over, _DONE, (*chat.texts.words("skip"), *chat.texts.words("enough")), style="primary")
    chat.frame.noted["asked"] = "tags"
    code = chat.choose(
        "tag",
        [*options, last],
        ask="review.tag.more" if tapped else "review.tag.low" if is_low else "review.tag.ask",
        also=lambda _is_empty: chat.changes(["score"]),
    )
    if code != _DONE:
        changed = [each for each in tapped if each != code] if code in tapped else [*tapped, code]
        reviews.tag(chat.work, chosen.id, changed)
        chat.retry("tag")
    return tapped


def _words(chat: Chat, *, is_low: bool) -> str:
    """All that was said, before it was asked for, when it was, and after; a question of theirs is no answer to it."""
    _gather(chat)
    if not (said := chat.frame.noted.get("said", "")):
        ask = "review.words.low" if is_low else "review.words.ask"
        typed = chat.ask("words", kind="choice", ask=ask, check=_tidy, options=[_skip(chat)])
        if typed:
            chat.frame.answers["words"] = _SKIP
            chat.frame.noted["said"] = said = typed
    return said


def _gather(chat: Chat) -> None:
    """Adds what was said without being asked for to what was said already."""
    new = chat.frame.heard.pop("words", "").strip()
    if new.strip(MARKS).casefold() in chat.texts.words("review"):
        return  # they only say what they are doing already
    said = chat.frame.noted.get("said", "")
    joined = f"{said}\n{new}" if said and new else said or new
    if len(joined) > LONGEST:
        chat.explain(BadWords(longest=LONGEST))
    elif joined != said:
        chat.frame.noted["said"] = joined
        if "asked" in chat.frame.noted:
            chat.say("review.noted")


def _skip(chat: Chat) -> Option[str]:
    return Option(_SKIP, chat.text("review.skip"), "", (*chat.texts.words("skip"), *chat.texts.words("no")))


def _names(chat: Chat, score: int) -> tuple[str, ...]:
    return chat.texts.words(f"stars_{score}")


def _tidy(said: str) -> str:
    words = said.strip()
    if not 0 < len(words) <= LONGEST:
        raise BadWords(longest=LONGEST)
    return words
