"""Asks an OpenAI-compatible chat endpoint for one JSON object, in a bounded time and trusting nothing it says."""

from __future__ import annotations

import json
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate

import httpx

_LONGEST_ANSWER = 100_000  # bytes
_AT_ONCE = 4


class NoAnswer(Exception):
    """The endpoint is away, late, or said something that is no JSON object; the text says which, never what."""


class ChatClient:
    """One endpoint and one model; several threads may use it at once."""

    def __init__(self, url: str, key: str, model: str, *, seconds: float) -> None:
        """`url` is the base, as in https://api.example.com/v1. Raises ValueError when it is no http address."""
        address = httpx.URL(url)
        if address.scheme not in {"http", "https"} or not address.host:
            raise ValueError("no http address of a chat endpoint")
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._seconds = seconds
        self._client = httpx.Client(
            timeout=seconds, headers={"Authorization": f"Bearer {key}"} if key else {}, follow_redirects=False
        )
        # Threads of its own: a server that sends a byte a second obeys no socket's timeout.
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="llm")

    def ask(self, system: str, user: str) -> dict[str, object]:
        """The object answered. Raises NoAnswer within the seconds given, whatever happens."""
        asked = self._threads.submit(self._post, system, user, time.monotonic() + self._seconds)
        try:
            return asked.result(timeout=self._seconds)
        except (TooLate, CancelledError):
            asked.cancel()
            raise NoAnswer("late") from None
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError, RecursionError) as why:
            raise NoAnswer(type(why).__name__) from None

    def _post(self, system: str, user: str, until: float) -> dict[str, object]:
        body = {
            "model": self._model,
            "temperature": 0,
            "max_tokens": 300,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        received = bytearray()
        with self._client.stream("POST", self._url, json=body) as response:
            if response.status_code != httpx.codes.OK:
                raise NoAnswer(f"status {response.status_code}")
            for piece in response.iter_bytes():
                received += piece
                if len(received) > _LONGEST_ANSWER or time.monotonic() > until:
                    raise NoAnswer("too long")
        said = json.loads(json.loads(received)["choices"][0]["message"]["content"])
        if not isinstance(said, dict):
            raise NoAnswer("no object")
        return said
