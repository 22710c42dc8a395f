"""Operations: plain functions over an open unit of work, listed with all that a caller has to know of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from core.kit.errors import Refusal
from core.operation.access import Access

F = TypeVar("F", bound=Callable[..., Any])
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Refusals = tuple[type[Refusal], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing others may ask of the core.

    `run` takes the unit of work as `work`, then parts of the path, the query and at most one body by their names; the
    first line of its docstring is the summary, the rest the description. It is one transaction: it returns, and all of
    it is kept, or it refuses, and nothing is. `refuses` are the refusals of its own; those that every operation shares
    are added when it is served.
    """

    method: Method
    path: str
    run: Callable[..., Any]
    access: Access
    tag: str
    status: int
    refuses: Refusals

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    @property
    def needs_key(self) -> bool:
        """Whether only an idempotency key makes asking twice harmless; the other methods are so by themselves."""
        return self.method == "POST"


@dataclass(frozen=True, slots=True)
class Operations:
    """The operations of one subject, in the order they are shown."""

    tag: str
    listed: list[Operation] = field(default_factory=list)

    def get(self, path: str, access: Access, *refuses: type[Refusal]) -> Callable[[F], F]:
        """An operation that reads."""
        return self._add("GET", path, access, 200, refuses)

    def post(self, path: str, access: Access, *refuses: type[Refusal], status: int = 200) -> Callable[[F], F]:
        """An operation that does something; `status` 201 for one that makes something."""
        return self._add("POST", path, access, status, refuses)

    def put(self, path: str, access: Access, *refuses: type[Refusal]) -> Callable[[F], F]:
        """An operation that brings something to a state, however often it is called."""
        return self._add("PUT", path, access, 200, refuses)

    def patch(self, path: str, access: Access, *refuses: type[Refusal]) -> Callable[[F], F]:
        """An operation that changes the named fields only."""
        return self._add("PATCH", path, access, 200, refuses)

    def delete(self, path: str, access: Access, *refuses: type[Refusal]) -> Callable[[F], F]:
        """An operation that takes something away and answers with nothing."""
        return self._add("DELETE", path, access, 204, refuses)

    def _add(self, method: Method, path: str, access: Access, status: int, refuses: Refusals) -> Callable[[F], F]:
        def wrap(run: F) -> F:
            self.listed.append(Operation(method, path, run, access, self.tag, status, refuses))
            return run

        return wrap
