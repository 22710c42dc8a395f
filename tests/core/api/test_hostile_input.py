"""What no honest program sends: refused as a problem, never a fault of ours, never said back."""

from __future__ import annotations

import http.client
from contextlib import closing
from typing import Any

from tests.core.api.client import HOST, Got
from tests.core.api.conftest import Cast

MARK = "13911112222"
BODIES: dict[str, tuple[bytes, int, str]] = {
    "not json": (b"{", 400, "api.unreadable"),
    "deep": (b"[" * 30_000, 400, "api.unreadable"),
    "half a sign": (b'{"name": "\xff"}', 400, "api.unreadable"),
    "endless number": (b'{"name": ' + b"9" * 6000 + b"}", 400, "api.unreadable"),
    "no object": (b"[]", 422, "api.invalid"),
    "null": (b"null", 422, "api.invalid"),
    "NUL": (b'{"name": "a\\u0000b"}', 422, "api.invalid"),
    "half a character": (b'{"name": "\\ud800"}', 422, "api.invalid"),
    "unknown field": (b'{"name": "a", "13911112222": 1}', 422, "api.invalid"),
    "another type": (b'{"name": {"13911112222": "13911112222"}}', 422, "api.invalid"),
    "too long": (b'{"name": "' + b"1391111222" * 20 + b'2"}', 422, "api.invalid"),
    "bad phone": (b'{"name": "a", "phone": "139 1111 22222222"}', 422, "member.bad_phone"),
    "only signs nobody sees": ('{"name": "\u200b"}'.encode(), 422, "member.bad_name"),
    "too large": (b'{"name": "' + b"a" * 70_000 + b'"}', 413, "api.too_large"),
}
PATHS = [
    "/v1/bookings/0",
    "/v1/bookings/9007199254740992",
    "/v1/bookings/1_0",
    "/v1/bookings/%20 1".replace(" ", "+"),
    "/v1/bookings/1.0",
    "/v1/bookings/%D9%A1",
    "/v1/bookings/by-code/%00",
    "/v1/members?text=%00",
    "/v1/members?text=%ED%A0%80%00",
    "/v1/stores/1/agenda?on=9999-12-31",
    "/v1/stores/1/agenda?on=1757000000",
    "/v1/stores/1/agenda?on=2026-09-17&days=32",
    "/v1/stores/1/agenda?on=2026-09-17&cursor=AAAA",
    "/v1/stores/1/agenda?on=2026-09-17&cursor=OTk5OTk5OTk5OTk5OTk5OQ",
    "/v1/availability/check?store_id=1&variation_id=1&starts_at=2026-09-17T14:00:00",
    "/v1/availability/check?store_id=1&variation_id=1&starts_at=9999-12-31T23:59:59-12:00",
    "/v1/availability/check?store_id=1&variation_id=1&starts_at=0001-01-01T00:00:00%2B23:59",
]


def test_a_body_that_cannot_be_meant(cast: Cast) -> None:
    for what, (raw, status, code) in BODIES.items():
        got = cast.as_("zhou").call("POST", "/v1/members", raw=raw)
        assert (got.status, got.code) == (status, code), what
        assert MARK not in got.text, what


def test_what_is_sent_in_a_wrong_way(cast: Cast) -> None:
    desk = cast.as_("zhou")
    assert desk.call("POST", "/v1/members", {"name": "a"}, content_type="text/plain").code == "api.bad_media"
    assert desk.call("POST", "/v1/members").code == "api.invalid"
    assert desk.call("DELETE", "/v1/members").headers["allow"] == "GET, POST"
    assert desk.call("DELETE", "/v1/members").code == "api.bad_method"
    assert desk.get("/v1/nowhere").code == "api.no_route"
    assert desk.get("/v1/stores/%0A/staff").code == "api.no_route", "a line break reaches no route of ours"
    assert desk.call("POST", "/v1/members", {"name": "a"}, key="short").code == "api.invalid"


def test_a_path_or_query_that_cannot_be_meant(cast: Cast) -> None:
    desk = cast.as_("zhou")
    assert {path: desk.get(path).status for path in PATHS} == dict.fromkeys(PATHS, 422)


def test_a_token_that_does_not_hold(cast: Cast) -> None:
    for header in ("Bearer", "Bearer ", "Basic eDp5", "Bearer mey_" + "a" * 43, "Bearer \xe9", ""):
        got = cast.as_("guest").get("/v1/stores", authorization=header)
        assert (got.status, got.code) == (401, "token.unknown"), header
        assert got.headers["www-authenticate"].startswith("Bearer")


def test_more_than_announced_is_not_read(cast: Cast) -> None:
    """Chunks without an announced length: refused as soon as it is too much."""
    with closing(http.client.HTTPConnection(HOST, cast.port, timeout=30)) as connection:
        headers = {"authorization": f"Bearer {cast.tokens['zhou']}", "content-type": "application/json"}
        chunks: Any = iter([b"a" * 60_000] * 3)
        connection.request("PUT", "/api/v1/holds/choosing-1", chunks, headers, encode_chunked=False)
        answer = connection.getresponse()
        got = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode())
    assert (got.status, got.code) == (413, "api.too_large")
