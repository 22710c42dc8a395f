"""The demo's reviews: what members said of their latest visits, most of them kindly."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from core.booking.enums import BookingStatus
from core.kit.work import Work
from core.review import repository, rules
from core.review.schemas import Part, Visit
from core.review.service import reading
from core.store import service as stores
from meiyue.demo.visits import DemoVisit

_REVIEWS = 60
_SCORES = (5, 5, 5, 5, 4, 4, 4, 5, 3, 2)
_WORDS = {
    5: ("手法特别舒服，做完皮肤亮了一个度。", "小姐姐很温柔，下次还找她。", "环境安静，一点推销都没有。"),
    4: ("整体不错，就是停车有点难找。", "效果挺好，时间再长一点就完美了。"),
    3: ("还可以，没有特别惊喜。",),
    2: ("等了快半小时才开始，有点失望。",),
}


def add_reviews(
    work: Work, random: Random, visits: Sequence[tuple[int, DemoVisit]], variations: dict[int, int], silent: int
) -> None:
    """Lets members of the newest completed visits have reviewed them; `variations` leads to treatments.

    The member `silent` has said nothing yet of her last one, so that it can be tried as her. Written without events:
    nobody is to be told now of what was said weeks ago.
    """
    done = sorted(
        (each for each in visits if each[1].status is BookingStatus.completed), key=lambda each: each[1].changed_at
    )
    theirs = [each for each in done[-_REVIEWS:] if each[0] != silent]
    for number, (member_id, visit) in enumerate([*[each for each in done if each[0] == silent][-1:], *theirs]):
        row, at = visit.row, visit.changed_at
        part = Part(row["staff_id"], variations[row["variation_id"]])
        review_id = repository.add(work.session, Visit(f"demo:{number}", member_id, row["store_id"], at, (part,)))
        assert review_id is not None, "an empty database"
        if member_id == silent:
            continue
        score = random.choice(_SCORES)
        repository.set_score(work.session, review_id, score, [], at)
        found = reading.get(work, review_id)
        policy = stores.get(work, found.store_id).settings.reviews
        fitting = [tag.code for tag in rules.fitting(policy, score, reading.categories_of(work, found))]
        tags = random.sample(fitting, min(len(fitting), random.randint(0, 2)))
        words = random.choice(_WORDS[score]) if random.random() < 0.5 else None
        repository.set_details(work.session, review_id, sorted(tags), words, None)
        repository.close(work.session, review_id, at)
