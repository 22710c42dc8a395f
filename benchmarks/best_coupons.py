"""The best combination of 12 coupons on a bill of 6 lines, found exactly, beside trying every legal choice of them.

python -m benchmarks.best_coupons
"""

from __future__ import annotations

import statistics
import time
from itertools import product
from random import Random

from core.coupon.enums import CouponKind
from core.coupon.rules.fitting import Item
from core.coupon.rules.search import Bill, best_and_other
from core.coupon.schemas import Terms

BILLS, COUPONS, LINES = 300, 12, 6
_GROUPS = ("a", "b", "c", "d")  # three of each: the most choices that twelve coupons can have


def _bill(random: Random) -> tuple[list[Item], dict[int, Terms]]:
    items = [
        Item(str(number), random.choice("xyz"), random.choice(["facial", "nail"]), False, price, price * 6 // 10)
        for number, price in enumerate(random.randrange(9_800, 69_800, 1_000) for _ in range(LINES))
    ]
    return items, {number: _terms(random, number) for number in range(COUPONS)}


def _terms(random: Random, number: int) -> Terms:
    kind = random.choice(list(CouponKind))
    values: dict[str, object] = {"kind": kind.value, "group": _GROUPS[number % len(_GROUPS)]}
    values["minimum"] = random.choice([0, 0, 300, 500])
    if random.random() < 0.5:
        values["categories"] = [random.choice(["facial", "nail"])]
    if kind is CouponKind.fixed:
        values["amount"] = random.choice([28, 50, 100, 200])
    elif kind is CouponKind.percent:
        values |= {"percent": random.choice([10, 15, 20]), "cap": 150}
    elif kind in {CouponKind.trial, CouponKind.price}:
        values["price"] = random.choice([19.9, 99])
    return Terms.model_validate(values)


def _choices(terms: dict[int, Terms]) -> int:
    """How many legal sets of coupons there are, which a search that tries everything looks at one by one."""
    groups: dict[str, int] = {}
    for each in terms.values():
        groups[each.group] = groups.get(each.group, 0) + 1
    return sum(1 for _ in product(*(range(count + 1) for count in groups.values())))


def main() -> None:
    """Prints the times and how many choices were not looked at one by one."""
    random, times = Random(7), []
    for _ in range(BILLS):
        items, terms = _bill(random)
        began = time.process_time()
        best_and_other(items, terms)
        times.append((time.process_time() - began) * 1000)
    items, terms = _bill(random)
    began = time.process_time()
    Bill(items).flow([Bill(items).offer(1, terms[1])], (1 << LINES) - 1)
    one = (time.process_time() - began) * 1000
    ordered = sorted(times)
    print(f"{BILLS} bills of {LINES} lines with {COUPONS} coupons, the best and the best other way, in ms:")
    print(f"median {statistics.median(times):.2f}  p95 {ordered[int(BILLS * 0.95)]:.2f}  worst {ordered[-1]:.2f}")
    print(f"peer: one of {_choices(terms)} legal choices weighed by itself takes {one:.3f}")


if __name__ == "__main__":
    main()
