"""The combination of coupons that takes most off a bill, found exactly.

What coupons do together does not depend on any order:

* One that makes a line special (free, trial, price, bogo) claims that line (bogo: both), each line at most once.
* The others take their amount off the lines nobody claimed; their minimum and their percentage are counted over the
  prices of those, before any other coupon. How amounts spread over lines is a flow from coupons to lines that each line
  bounds by its floor price, so what they take together is its maximum, which is the minimum over all cuts.
* Of one group one coupon is used; one that is `alone` with no other.

A coupon more never takes less off, so only one choice for each group has to be looked at (81 for twelve coupons at the
most), best hopes first, until no hope is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from core.coupon.enums import LINE_KINDS, CouponKind
from core.coupon.rules.fitting import Item, eligible
from core.coupon.schemas import Terms

MOST_COUPONS = 12
"""So many are looked at together; of more, those that take most off by themselves."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A way to use a coupon on a line: the lines it claims as bits, the line it makes cheaper, fen off."""

    lines: int
    line: int
    fen: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A coupon on this bill: which lines it is for, and either its claims or what it takes off the sum."""

    number: int
    terms: Terms
    lines: int
    claims: tuple[Claim, ...]

    @property
    def is_claim(self) -> bool:
        """Whether it makes a line special."""
        return self.terms.kind in LINE_KINDS


@dataclass(frozen=True, slots=True)
class Found:
    """Coupons by number with fen off by line (its place in the bill)."""

    fen: int = 0
    cuts: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


class Bill:
    """The lines of a bill, with the sums that the search asks for again and again."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self.all = (1 << len(items)) - 1
        self._prices: dict[int, int] = {0: 0}
        self._rooms: dict[int, int] = {0: 0}
        self._amounts: dict[tuple[int, int], int] = {}
        self._hopes: dict[int, int] = {}
        self._flows: dict[tuple[int, ...], int] = {}
        self._claims_of: dict[tuple[int, ...], dict[int, int]] = {}

    def price(self, lines: int) -> int:
        """What some lines cost."""
        if lines not in self._prices:
            self._prices[lines] = sum(item.price_fen for item in self._those(lines))
        return self._prices[lines]

    def room(self, lines: int) -> int:
        """The most that may be taken off some lines."""
        if lines not in self._rooms:
            self._rooms[lines] = sum(item.room_fen for item in self._those(lines))
        return self._rooms[lines]

    def _those(self, lines: int) -> list[Item]:
        return [item for place, item in enumerate(self.items) if lines >> place & 1]

    def offer(self, number: int, terms: Terms) -> Offer:
        """A coupon on this bill."""
        lines = eligible(terms, self.items)
        claims = self._claims(terms, lines) if self.price(lines) >= terms.minimum_fen else ()
        return Offer(number, terms, lines, tuple(claim for claim in claims if claim.fen > 0))

    def _claims(self, terms: Terms, lines: int) -> tuple[Claim, ...]:
        places = [place for place in range(len(self.items)) if lines >> place & 1]
        if terms.kind is CouponKind.bogo:
            pairs = [(one, other) for one in places for other in places if one != other]
            return tuple(
                Claim(1 << paid | 1 << free, free, self.items[free].room_fen)
                for paid, free in pairs
                if self.items[paid].price_fen >= self.items[free].price_fen
            )
        if terms.kind not in LINE_KINDS:
            return ()
        target = terms.price_fen or 0
        return tuple(
            Claim(1 << place, place, min(self.items[place].price_fen - target, self.items[place].room_fen))
            for place in places
        )

    def amount(self, offer: Offer, pool: int) -> int:
        """What a coupon takes off the sum of the lines nobody claimed, if they leave room for it."""
        lines = offer.lines & pool
        key = (offer.number, lines)
        if key not in self._amounts:
            self._amounts[key] = self._amount(offer.terms, self.price(lines))
        return self._amounts[key]

    @staticmethod
    def _amount(terms: Terms, base: int) -> int:
        if base == 0 or base < terms.minimum_fen:
            return 0
        if terms.kind is CouponKind.fixed:
            return terms.amount_fen or 0
        share = (base * (terms.percent or 0) + 50) // 100
        return share if terms.cap_fen is None else min(share, terms.cap_fen)

    def hope(self, offer: Offer) -> int:
        """The most a coupon can take off, whatever else is used."""
        if offer.number not in self._hopes:
            by_claim = max((claim.fen for claim in offer.claims), default=0)
            by_sum = 0 if offer.is_claim else min(self.amount(offer, self.all), self.room(offer.lines))
            self._hopes[offer.number] = max(by_claim, by_sum)
        return self._hopes[offer.number]

    def flow(self, offers: Sequence[Offer], pool: int) -> int:
        """What coupons take together off the lines nobody claimed: the smallest cut, over whichever side is smaller."""
        key = (pool, *(offer.number for offer in offers))
        if key not in self._flows:
            self._flows[key] = self._flow(offers, pool)
        return self._flows[key]

    def _flow(self, offers: Sequence[Offer], pool: int) -> int:
        amounts = [self.amount(offer, pool) for offer in offers]
        total = sum(amounts)
        if len(offers) <= pool.bit_count():
            unions, rests = [0], [total]
            for offer, amount in zip(offers, amounts, strict=True):
                unions += [union | offer.lines & pool for union in unions]
                rests += [rest - amount for rest in rests]
            return min(rest + self.room(union) for union, rest in zip(unions, rests, strict=True))
        least, lines = total, pool
        while lines:
            outside = sum(amount for offer, amount in zip(offers, amounts, strict=True) if offer.lines & pool & ~lines)
            least = min(least, outside + self.room(lines))
            lines = (lines - 1) & pool
        return least

    def claimed(self, claims: tuple[Offer, ...]) -> dict[int, int]:
        """For each set of lines that coupons can claim the most that is taken off them; what begins alike is shared."""
        key = tuple(offer.number for offer in claims)
        if key not in self._claims_of:
            before = self.claimed(claims[:-1]) if claims else {}
            reached = dict(before) or {0: 0}
            for claim in claims[-1].claims if claims else ():
                for lines, fen in before.items():
                    if not lines & claim.lines and reached.get(lines | claim.lines, -1) < fen + claim.fen:
                        reached[lines | claim.lines] = fen + claim.fen
            self._claims_of[key] = reached
        return self._claims_of[key]


def best(items: Sequence[Item], coupons: Mapping[int, Terms]) -> Found:
    """The coupons (by number, those to be used up first first) that take most off; none that adds nothing."""
    bill = Bill(items)
    return _best(bill, _worth_looking_at(bill, coupons))


def best_and_other(items: Sequence[Item], coupons: Mapping[int, Terms]) -> tuple[Found, Found]:
    """The best, and the best of what does without at least one of its coupons."""
    bill = Bill(items)
    offers = _worth_looking_at(bill, coupons)
    first, other = _best(bill, offers), Found()
    for number in first.cuts:
        without = [offer for offer in offers if offer.number != number]
        other = _best(bill, without, other)
    return first, other


def all_of(items: Sequence[Item], coupons: Mapping[int, Terms]) -> Found:
    """Just these coupons together, which may be told to go together; one that adds nothing is missing in it."""
    bill = Bill(items)
    offers = [bill.offer(number, terms) for number, terms in coupons.items()]
    return _minimal(bill, offers)


def apart(coupons: Mapping[int, Terms]) -> tuple[int, int] | None:
    """Two coupons that do not go together; None when all do."""
    numbers = list(coupons)
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            first, second = coupons[one], coupons[other]
            if first.alone or second.alone or first.group == second.group:
                return one, other
    return None


def _worth_looking_at(bill: Bill, coupons: Mapping[int, Terms]) -> list[Offer]:
    offers = [bill.offer(number, terms) for number, terms in coupons.items()]
    useful = [offer for offer in offers if bill.hope(offer) > 0]
    if len(useful) > MOST_COUPONS:
        dearest = sorted(useful, key=bill.hope, reverse=True)[:MOST_COUPONS]
        useful = [offer for offer in useful if offer in dearest]
    return useful


def _best(bill: Bill, offers: Sequence[Offer], at_least: Found | None = None) -> Found:
    found = at_least or Found()
    limit, chosen = found.fen, None
    hopes = {offer.number: bill.hope(offer) for offer in offers}
    most = bill.room(bill.all)
    ways = [(min(sum(hopes[offer.number] for offer in way), most), way) for way in _ways(offers)]
    for hope, way in sorted(ways, key=lambda each: -each[0]):
        if hope <= limit:
            break
        fen = _value(bill, way, limit)
        if fen > limit:
            limit, chosen = fen, way
    return found if chosen is None else _minimal(bill, chosen)


def _ways(offers: Sequence[Offer]) -> Iterable[tuple[Offer, ...]]:
    """One choice of each group; each that is alone by itself."""
    groups: dict[str, list[Offer]] = {}
    for offer in offers:
        if offer.terms.alone:
            yield (offer,)
        else:
            groups.setdefault(offer.terms.group, []).append(offer)
    if groups:
        yield from product(*groups.values())


def _claimed(way: Sequence[Offer]) -> dict[int, tuple[int, tuple[tuple[int, Claim], ...]]]:
    """For each set of claimed lines the most that is taken off them, and how."""
    reached: dict[int, tuple[int, tuple[tuple[int, Claim], ...]]] = {0: (0, ())}
    for offer in way:
        if not offer.is_claim:
            continue
        for lines, (fen, how) in list(reached.items()):
            for claim in offer.claims:
                if lines & claim.lines:
                    continue
                both, more = lines | claim.lines, fen + claim.fen
                if both not in reached or reached[both][0] < more:
                    reached[both] = (more, (*how, (offer.number, claim)))
    return reached


def _value(bill: Bill, way: Sequence[Offer], more_than: int) -> int:
    """What a choice takes off, as far as it is more than what is known already."""
    sums = [offer for offer in way if not offer.is_claim]
    most = sum(bill.hope(offer) for offer in sums)
    best_fen = more_than
    for claimed, fen in bill.claimed(tuple(offer for offer in way if offer.is_claim)).items():
        pool = bill.all & ~claimed
        if fen + min(bill.room(pool), most) > best_fen:
            best_fen = max(best_fen, fen + bill.flow(sums, pool))
    return best_fen


def _minimal(bill: Bill, way: Sequence[Offer]) -> Found:
    """A choice without the coupons it takes as much off without; of equals the one to be used up last goes first."""
    fen = _value(bill, way, 0)
    kept = list(way)
    for _, offer in sorted(enumerate(way), key=lambda each: (bill.hope(each[1]), -each[0])):
        fewer = [each for each in kept if each is not offer]
        if _value(bill, fewer, 0) == fen:
            kept = fewer
    return _spread(bill, kept, fen)


def _spread(bill: Bill, way: Sequence[Offer], fen: int) -> Found:
    """Fen by coupon and line of a choice that takes off so much."""
    sums = [offer for offer in way if not offer.is_claim]
    for claimed, (claimed_fen, how) in _claimed(way).items():
        pool = bill.all & ~claimed
        if claimed_fen + bill.flow(sums, pool) == fen:
            cuts = {number: {claim.line: claim.fen} for number, claim in how} | _flowing(bill, sums, pool)
            ordered = {offer.number: cuts[offer.number] for offer in way if cuts.get(offer.number)}
            return Found(fen, ordered)
    return Found()


def _flowing(bill: Bill, sums: Sequence[Offer], pool: int) -> dict[int, dict[int, int]]:
    """How amounts spread over lines: in proportion to their prices where that takes off as much, else by moving."""
    even = _evenly(bill, sums, pool)
    most = bill.flow(sums, pool)
    if sum(sum(cuts.values()) for cuts in even.values()) < most:
        _augment(bill, sums, pool, even)
    return even


def _evenly(bill: Bill, sums: Sequence[Offer], pool: int) -> dict[int, dict[int, int]]:
    rooms = {place: item.room_fen for place, item in enumerate(bill.items) if pool >> place & 1}
    cuts: dict[int, dict[int, int]] = {}
    for offer in sorted(sums, key=lambda each: (each.lines & pool).bit_count()):
        left = bill.amount(offer, pool)
        own = cuts.setdefault(offer.number, {})
        places = [place for place in rooms if offer.lines >> place & 1]
        while left > 0 and (places := [place for place in places if rooms[place] > 0]):
            for place, share in _shares(left, [(place, bill.items[place].price_fen) for place in places]).items():
                fen = min(share, rooms[place])
                own[place] = own.get(place, 0) + fen
                rooms[place] -= fen
                left -= fen
    return {number: {place: fen for place, fen in own.items() if fen} for number, own in cuts.items()}


def _shares(fen: int, weights: Sequence[tuple[int, int]]) -> dict[int, int]:
    """An amount divided by weights, the last fen to those that lost most by rounding."""
    total = sum(weight for _, weight in weights)
    shares = {place: fen * weight // total for place, weight in weights}
    lost = sorted(weights, key=lambda each: (-(fen * each[1] % total), each[0]))
    for place, _ in lost[: fen - sum(shares.values())]:
        shares[place] += 1
    return shares


def _augment(bill: Bill, sums: Sequence[Offer], pool: int, cuts: dict[int, dict[int, int]]) -> None:
    """Makes a flow the largest: moves what one coupon takes off a line to another, to leave room for a third."""
    by_number = {offer.number: offer for offer in sums}
    while path := _path(bill, by_number, pool, cuts):
        first = path[0][0]
        fen = bill.amount(by_number[first], pool) - sum(cuts[first].values())
        for place, (number, _) in enumerate(path[1:], 1):
            fen = min(fen, cuts[number].get(path[place - 1][1], 0))
        taken = sum(own.get(path[-1][1], 0) for own in cuts.values())
        fen = min(fen, bill.items[path[-1][1]].room_fen - taken)
        for place, (number, line) in enumerate(path):
            if place:
                cuts[number][path[place - 1][1]] -= fen
            cuts[number][line] = cuts[number].get(line, 0) + fen
    for own in cuts.values():
        for line in [line for line, fen in own.items() if not fen]:
            del own[line]


def _path(
    bill: Bill, offers: Mapping[int, Offer], pool: int, cuts: Mapping[int, Mapping[int, int]]
) -> list[tuple[int, int]]:
    """Steps (coupon, line it puts something on) from one with something left to a line with room; none: []."""
    starts = [number for number, offer in offers.items() if bill.amount(offer, pool) > sum(cuts[number].values())]
    paths = [[(number, line)] for number in starts for line in _lines_of(offers[number], pool, bill)]
    seen: set[int] = set()
    for path in paths:
        line = path[-1][1]
        if line in seen:
            continue
        seen.add(line)
        if sum(own.get(line, 0) for own in cuts.values()) < bill.items[line].room_fen:
            return path
        for number, own in cuts.items():
            if own.get(line, 0) > 0:
                paths.extend([*path, (number, other)] for other in _lines_of(offers[number], pool, bill))
    return []


def _lines_of(offer: Offer, pool: int, bill: Bill) -> list[int]:
    return [place for place in range(len(bill.items)) if offer.lines & pool & (1 << place)]
