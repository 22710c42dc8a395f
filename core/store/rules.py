"""Where a store is on the map its visitors have on their phones."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from core.kit.localized import pick
from core.store.schemas import StoreOut


def map_link(store: StoreOut, language: str) -> str:
    """An https link that phones open in their map: the store's own, else Amap 高德 in market cn and Google elsewhere.

    Without coordinates the address is searched for.
    """
    settings, name = store.settings, pick(store.name, language)
    if settings.map_url is not None:
        return settings.map_url
    address = f"{name} {pick(store.address, language)}"
    if settings.place is None:
        if store.market == "cn":
            return f"https://uri.amap.com/search?{_query(keyword=address, callnative='1')}"
        return f"https://www.google.com/maps/search/?{_query(api='1', query=address)}"
    latitude, longitude = settings.place
    if store.market == "cn":
        position = f"{longitude:.6f},{latitude:.6f}"
        return f"https://uri.amap.com/marker?{_query(position=position, name=name, coordinate='gaode', callnative='1')}"
    return f"https://www.google.com/maps/search/?{_query(api='1', query=f'{latitude:.6f},{longitude:.6f}')}"


def _query(**fields: str) -> str:
    return urlencode(fields, quote_via=quote)
