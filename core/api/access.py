"""Who may call what, read off the router itself: a route that has no rule shows up as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from starlette.routing import BaseRoute, Route

from core.api.routes import GuardedRoute
from core.operation.access import ANYONE, Access

OPEN = {"/docs": ANYONE, "/docs.css": ANYONE, "/openapi.json": ANYONE}
"""What is no operation: the documentation."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One route; `access` is empty for one that nobody gave a rule."""

    method: str
    path: str
    access: Access | None


def rules_of(routes: Iterable[BaseRoute]) -> Iterator[Rule]:
    """The rule of every route of the API."""
    for route in routes:
        path = str(getattr(route, "path", route))
        methods = sorted(route.methods or ()) if isinstance(route, Route) else [type(route).__name__]
        for method in methods:
            access = route.operation.access if isinstance(route, GuardedRoute) else OPEN.get(path)
            yield Rule(method, path, access)
