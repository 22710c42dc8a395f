"""The way to a store, in the map its visitors have."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from core.store.rules import map_link
from core.store.schemas import StoreOut, StoreSettings

PLACE = {"latitude": 31.230416, "longitude": 121.473701}


def store(market: str = "cn", **settings: object) -> StoreOut:
    return StoreOut(
        id=1,
        code="jingan",
        name={"zh": "花见 静安店", "en": "Hanami"},
        aliases=(),
        address={"zh": "南京西路 1 号 & 2 楼", "en": "1 Nanjing Rd"},
        directions={"zh": "", "en": ""},
        phone="1",
        zone="Asia/Shanghai",
        market=market,
        settings=StoreSettings(hours={}, **settings),  # type: ignore[arg-type]
    )


def asked(link: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", {key: each[0] for key, each in parse_qs(parts.query).items()}


def test_china_has_amap() -> None:
    page, query = asked(map_link(store(**PLACE), "zh_CN"))
    assert page == "https://uri.amap.com/marker"
    assert (query["position"], query["name"]) == ("121.473701,31.230416", "花见 静安店")  # longitude first
    page, query = asked(map_link(store(), "zh_CN"))
    assert (page, query["keyword"]) == ("https://uri.amap.com/search", "花见 静安店 南京西路 1 号 & 2 楼")


def test_elsewhere_there_is_google() -> None:
    page, query = asked(map_link(store("us", **PLACE), "en"))
    assert (page, query["query"]) == ("https://www.google.com/maps/search/", "31.230416,121.473701")
    assert asked(map_link(store("us"), "en"))[1]["query"] == "Hanami 1 Nanjing Rd"


def test_a_link_of_ones_own_is_taken() -> None:
    assert map_link(store(map_url="https://maps.example/x", **PLACE), "en") == "https://maps.example/x"


@pytest.mark.parametrize(
    "wrong",
    [{"latitude": 1.0}, {"latitude": 91, "longitude": 0}, {"map_url": "javascript:alert(1)"}, {"map_url": "http://x"}],
)
def test_what_is_no_place_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        store(**wrong)
