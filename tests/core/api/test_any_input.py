"""Whatever is sent, by whomever: never a fault of ours, and never an answer that the documentation does not know.

`MEIYUE_API_CASES=20000 python -m pytest tests/core/api/test_any_input.py -s` runs as many cases on each database.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import checks
from schemathesis.generation import GenerationMode

from tests.core.api.client import HOST
from tests.core.api.conftest import Cast

CASES = int(os.environ.get("MEIYUE_API_CASES", "400"))
WHO = ("yue", "zhou", "gao", "wang", "lily", "li", "guest")
"""The first is whom a short run asks as: with the guest all would end at the door."""
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
LEARNT = {
    "/bookings": ("booking_id", "id"),
    "/sales": ("sale_id", "id"),
    "/contracts": ("contract_id", "id"),
    "/cards": ("card_id", "id"),
    "/card-plans": ("plan_code", "code"),
    "/wallet/entries": ("entry_id", "id"),
    "/points/items": ("item_code", "code"),
    "/points/redemptions": ("redemption_code", "code"),
    "/points/flags": ("flag_id", "id"),
    "/coupons": ("coupon_id", "id"),
    "/coupons/templates": ("template_code", "code"),
    "/blocks": ("block_id", "id"),
}
"""By the part of a path that ends it or comes before an action: how later calls name what was answered."""
_LAST_KNOWN = 20
_REAL_MOMENTS = [f"2026-09-{day}T{hour:02d}:00:00+08:00" for day in (16, 17, 18) for hour in (10, 14, 17)]


@dataclass
class Run:
    """A run of generated calls."""

    cast: Cast
    session: requests.Session = field(default_factory=requests.Session)
    statuses: Counter[int] = field(default_factory=Counter)
    real: dict[str, list[Any]] = field(default_factory=dict)

    def call(self, case: schemathesis.Case, who: str, draws: list[int]) -> None:
        """Makes one call as somebody; two of three values are ones that the salon knows, where it knows any."""
        self._ground(case, draws)
        headers = {"Authorization": f"Bearer {self.cast.tokens[who]}"} if who != "guest" else {}
        if case.headers:  # a made-up token would be refused at the door, and hide what lies behind it
            case.headers.pop("Authorization", None)
        if case.method == "POST" and draws[0] % 4 < 3:
            headers["Idempotency-Key"] = str(uuid4())
        url = f"http://{HOST}:{self.cast.port}/api"
        response = case.call(base_url=url, session=self.session, headers=headers, timeout=60)
        self.statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)
        if response.status_code < 300 and response.headers.get("content-type") == "application/json":
            self._learn(case.path, response.json())

    def _ground(self, case: schemathesis.Case, draws: list[int]) -> None:
        holders = [case.path_parameters, case.query, case.body]
        for holder in (each for each in holders if isinstance(each, dict)):
            for number, name in enumerate(holder):
                known = self.real.get(name)
                if known and draws[number % len(draws)] % 3 < 2:
                    holder[name] = known[draws[-1 - number % len(draws)] % len(known)]

    def _learn(self, path: str, answer: Any) -> None:
        """What there is now and can be named in later calls."""
        named = [(end, names) for end, names in LEARNT.items() if end in path]
        if not named:
            return
        name, key = max(named, key=lambda each: len(each[0]))[1]
        found = answer.get("items", [answer]) if isinstance(answer, dict) else answer
        for each in (each for each in found if isinstance(each, dict)):
            if key in each:
                self._remember(name, each[key])
            if name == "sale_id" and "lines" in each:
                for line in each["lines"]:
                    self._remember("line_id", line["id"])
                self._remember("seal", each.get("seal"))

    def _remember(self, name: str, value: Any) -> None:
        self.real[name] = [*self.real.get(name, [])[1 - _LAST_KNOWN :], value]


@pytest.fixture
def run(cast: Cast) -> Iterator[Run]:
    """Everybody, three requests that wait, and what can be named."""
    asked = [cast.book(who, f"2026-09-17T0{hour}:00:00+00:00", None).id for who, hour in (("wang", 4), ("li", 6))]
    made = Run(cast)
    made.real = {
        "store_id": list(cast.stores.values()),
        "member_id": list(cast.members.values()),
        "staff_id": list(cast.staff.values()),
        "variation_id": [1, 2, 3],
        "treatment_id": [1, 2],
        "product_id": [1, 2],
        "booking_id": asked,
        "starts_at": _REAL_MOMENTS,
        "ends_at": ["2026-09-18T20:00:00+08:00"],
        "on": ["2026-09-17", "2026-09-18"],
        "key": ["choosing-1", "choosing-2"],
        "token_id": [10**6],  # the callers' own shall last
    }
    yield made
    made.session.close()


def test_no_input_is_a_fault_of_ours(run: Run) -> None:
    schema = schemathesis.openapi.from_url(f"http://{HOST}:{run.cast.port}/api/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) > 40
    each = max(1, CASES // (2 * len(operations)))
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _try(run, operation, mode, each)
    told = f"{run.statuses.total()} cases over {len(operations)} operations: {dict(sorted(run.statuses.items()))}"
    sys.stdout.write(f"\n{told}\n")
    let_in = run.statuses.total() - run.statuses[401] - run.statuses[403] - run.statuses[429]
    assert let_in > run.statuses.total() / 5, "hardly anything got past the door"
    assert run.statuses[200] + run.statuses[201] > let_in / 10, "hardly anything was done"
    assert not [status for status in run.statuses if status >= 500]


def _try(run: Run, operation: Any, mode: GenerationMode, number: int) -> None:
    draws = st.lists(st.integers(0, 99), min_size=6, max_size=6)

    @hypothesis.settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=CASES < 5000,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(generation_mode=mode), st.sampled_from(WHO), draws)
    def calls(case: schemathesis.Case, who: str, drawn: list[int]) -> None:
        # Starlette's mounts take no line break in a path: that is no address of this operation.
        hypothesis.assume(not any("\n" in unquote(str(value)) for value in case.path_parameters.values()))
        run.call(case, who, drawn)

    with contextlib.suppress(Unsatisfiable):  # an operation that takes nothing cannot be asked wrongly
        calls()
