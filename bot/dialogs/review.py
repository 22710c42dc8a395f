"""How was it? Stars, then what explains them: tags, words, a photo (J1). A low score reaches the salon at once (J5)."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import JOINED, Option
from bot.review_words import visit_line
from core.kit.localized import pick
from core.review import service as reviews
from core.review.errors import BadWords
from core.review.schemas import LONGEST, ReviewOut
from core.store import service as stores

_STARS = (1, 2, 3, 4, 5)
_DONE = "done"


@dialog("review", hears=("review", "score", "words"), command="review", needs_member=True)
def review(chat: Chat) -> None:
    """A review of one visit, or a change of it. The score counts as soon as it is tapped, all else can be skipped."""
    assert chat.person.member_id is not None
    listed = reviews.list_open(chat.work, chat.person.member_id)
    if not listed:
        chat.say("review.none")
        chat.leave()
    chosen = _visit(chat, listed)
    question = "review.score.ask" if chosen.given_at is None else "review.score.again"
    options = [Option(str(each), chat.text(f"review.stars.{each}"), each, _names(chat, each)) for each in _STARS]
    score = chat.choose("score", options, ask=question, visit=visit_line(chat, chosen))
    chosen = reviews.score(chat.work, chosen.id, score)
    is_low = score <= stores.get(chat.work, chosen.store_id).settings.reviews.low_score
    if is_low and not chat.knows("tag") and "tags" not in chat.frame.answers:
        chat.say("review.sorry")
    tags = _tags(chat, chosen, score)
    skip = [Option("skip", chat.text("review.skip"), "", chat.texts.words("skip"))]
    words = chat.ask("words", ask="review.words.low" if is_low else "review.words.ask", check=_tidy, options=skip)
    if not chat.knows("photo"):  # kept before the photo is asked for, which many will never send
        reviews.describe(chat.work, chosen.id, tags=tags, words=words)
    photo = chat.ask("photo", kind="photo", options=skip)
    reviews.describe(chat.work, chosen.id, tags=tags, words=words, photo=photo or None)
    reviews.finish(chat.work, chosen.id)
    chat.say("review.thanks_low" if is_low else "review.thanks")


def _visit(chat: Chat, listed: tuple[ReviewOut, ...]) -> ReviewOut:
    """Which visit: the one asked about, else the only one nothing was said of."""
    new = [each for each in listed if each.score is None]
    if not chat.knows("review") and (len(listed) == 1 or len(new) == 1):
        chat.assume("review", str((new or listed)[0].id))
    options = [Option(str(each.id), visit_line(chat, each), each) for each in listed]
    return chat.choose("review", options, missing=lambda _heard: chat.say("review.not_found"))


def _tags(chat: Chat, chosen: ReviewOut, score: int) -> list[str]:
    """Several may be tapped, one after the other; another tap takes one back."""
    offered = reviews.tags_of(chat.work, chosen, score)
    said = chat.frame.answers.get("tags", "").split(JOINED)
    tapped = [tag.code for tag in offered if tag.code in said]
    if not offered:
        return []
    options = [
        Option(tag.code, f"{'✅ ' if tag.code in tapped else ''}{pick(tag.name.model_dump(), chat.language)}", tag.code)
        for tag in offered
    ]
    over = chat.text("review.tags.done" if tapped else "review.skip")
    last = Option(_DONE, over, _DONE, (*chat.texts.words("skip"), *chat.texts.words("enough")), style="primary")
    code = chat.choose("tag", [*options, last], ask="review.tag.ask" if not tapped else "review.tag.more")
    if code != _DONE:
        changed = [each for each in tapped if each != code] if code in tapped else [*tapped, code]
        chat.frame.answers["tags"] = JOINED.join(changed)
        chat.retry("tag")
    return tapped


def _names(chat: Chat, score: int) -> tuple[str, ...]:
    return chat.texts.words(f"stars_{score}")


def _tidy(said: str) -> str:
    words = said.strip()
    if not 0 < len(words) <= LONGEST:
        raise BadWords(longest=LONGEST)
    return words
