"""Wakes the pages that are connected when their chat has something new."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable


class Hub:
    """Connected pages by conversation. Commits happen in worker threads, pages live in the event loop."""

    def __init__(self) -> None:
        self._pages: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Remembers the loop the pages live in."""
        self._loop = asyncio.get_running_loop()

    def stop(self) -> None:
        """No page is woken any more."""
        self._loop = None

    def join(self, conversation_id: int, page: asyncio.Event) -> None:
        """A page wants to be woken for this conversation."""
        self._pages[conversation_id].add(page)

    def leave(self, conversation_id: int, page: asyncio.Event) -> None:
        """A page is gone."""
        self._pages[conversation_id].discard(page)
        if not self._pages[conversation_id]:
            del self._pages[conversation_id]

    def wake(self, conversation_ids: Iterable[int]) -> None:
        """Something was queued for these conversations; called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, tuple(conversation_ids))

    def _wake(self, conversation_ids: tuple[int, ...]) -> None:
        for conversation_id in conversation_ids:
            for page in self._pages.get(conversation_id, ()):
                page.set()
