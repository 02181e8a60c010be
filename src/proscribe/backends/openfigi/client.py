"""Asks OpenFIGI's mapping interface in batches, no faster than it allows.

How many may be asked at once and how often differs with and without a key. What the server says in
its headers counts before what is set here: ``ratelimit-remaining`` and ``ratelimit-reset`` of an
answer, ``retry-after`` of a refusal.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import orjson
import stamina

from proscribe.backends.fetch.addresses import parse_address, place
from proscribe.backends.fetch.patience import (
    PassingError,
    Patience,
    backoff,
    explain,
    retry_after,
)
from proscribe.backends.openfigi.question import Answer, Question, is_whole
from proscribe.model.errors import SourceError
from proscribe.version import VERSION

ADDRESS = "https://api.openfigi.com/v3/mapping"
_OK, _TOO_MANY = 200, 429
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_TURNED_AWAY = {401, 403}
_LARGEST_ANSWER = 1 << 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be asked.

    Attributes:
        jobs: Questions in one request.
        requests: Requests in one window.
        window_seconds: How long that is.
    """

    jobs: int
    requests: int
    window_seconds: float

    @classmethod
    def of(cls, key: str) -> Limits:
        """Return what OpenFIGI allows with a key, or without one where it is empty."""
        if key:
            return cls(jobs=100, requests=25, window_seconds=6.0)
        return cls(jobs=10, requests=25, window_seconds=60.0)


class FigiClient(AbstractContextManager["FigiClient"]):
    """Asks questions. Close it, or use it in a ``with`` statement.

    Args:
        key: Key of the interface; empty for none.
        address: Where it is.
        patience: How long to wait for the server and how often to ask.
        limits: How much may be asked; by default what OpenFIGI allows.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        key: str = "",
        *,
        address: str = ADDRESS,
        patience: Patience | None = None,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = parse_address(address)
        self._patience = patience or Patience()
        self.limits = limits or Limits.of(key)
        self._sleep = sleep
        self._sent: list[float] = []
        self._not_before = 0.0
        held = {"X-OPENFIGI-APIKEY": key} if key else {}
        self._client = httpx.Client(
            timeout=self._patience.timeout_seconds,
            headers={"User-Agent": f"proscribe/{VERSION}", "Accept": "application/json", **held},
        )
        # Its notices would go to standard output, which belongs to the answer.
        stamina.instrumentation.set_on_retry_hooks(())

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[Question, Answer]]:
        """Yield each question with its answer, batch by batch, in the order given.

        Raises:
            SourceError: The server cannot be reached, refuses, or answers something else. What
                was yielded before is good.
        """
        for start in range(0, len(questions), self.limits.jobs):
            batch = questions[start : start + self.limits.jobs]
            yield from zip(batch, self._persistently(batch), strict=True)

    def _persistently(self, batch: Sequence[Question]) -> list[Answer]:
        patience = self._patience
        try:
            for each in stamina.retry_context(
                on=lambda error: backoff(error, patience),
                attempts=patience.attempts,
                timeout=patience.total_seconds,
                wait_initial=patience.first_wait,
                wait_max=patience.longest_wait,
                wait_jitter=patience.jitter,
            ):
                with each:
                    return self._post(batch)
        except PassingError as passing:
            raise passing.error from passing
        except httpx.TransportError as error:
            raise explain(error, place(self._url)) from error
        raise SourceError("nothing was asked.", where=place(self._url))

    def _post(self, batch: Sequence[Question]) -> list[Answer]:
        self._wait_for_turn()
        response = self._client.post(self._url, json=[question.job for question in batch])
        self._heed(response)
        if response.status_code != _OK:
            raise self._refusal(response)
        return self._answers(response, len(batch))

    def _wait_for_turn(self) -> None:
        """Wait until another request may be sent."""
        now = time.monotonic()
        window = self.limits.window_seconds
        self._sent = [sent for sent in self._sent if now - sent < window]
        wait = self._not_before - now
        if len(self._sent) >= self.limits.requests:
            wait = max(wait, self._sent[-self.limits.requests] + window - now)
        if wait > 0:
            self._sleep(wait)
        self._sent.append(time.monotonic())

    def _heed(self, response: httpx.Response) -> None:
        """Remember what the server says of how many requests are left."""
        left = response.headers.get("ratelimit-remaining", "")
        reset = response.headers.get("ratelimit-reset", "")
        if left.strip() == "0" and reset.strip().isdecimal():
            self._not_before = time.monotonic() + float(reset)

    def _refusal(self, response: httpx.Response) -> SourceError | PassingError:
        status, where = response.status_code, place(self._url)
        told = f"{status} {response.reason_phrase}".strip()
        if status in _PASSING:
            wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
            reset = response.headers.get("ratelimit-reset", "").strip()
            if wait is None and status == _TOO_MANY and reset.isdecimal():
                wait = float(reset)
            error = SourceError(
                f"OpenFIGI cannot answer now ({told}).",
                where=where,
                remedy="Try again later: what it has answered is kept and not asked again.",
            )
            return PassingError(error, wait_seconds=wait)
        if status in _TURNED_AWAY:
            return SourceError(
                f"OpenFIGI turns us away ({told}): its key may be wrong.",
                where=where,
                remedy="Correct openfigi_key, or leave it empty to ask without one.",
            )
        return SourceError(
            f"OpenFIGI refuses the questions ({told}): {response.text[:200]}",
            where=where,
            remedy="Where nothing looks wrong with the identifiers, its interface has changed.",
        )

    def _answers(self, response: httpx.Response, count: int) -> list[Answer]:
        if len(response.content) > _LARGEST_ANSWER:
            raise SourceError("the answer is larger than any should be.", where=place(self._url))
        try:
            held: object = orjson.loads(response.content)
        except orjson.JSONDecodeError:
            held = None
        items = held if isinstance(held, list) else []
        # One that is malformed is asked again another time, and spoils none of the others.
        malformed: Answer = {"error": "the answer is malformed"}
        answers = [
            each if is_whole(each) else malformed for each in items if isinstance(each, dict)
        ]
        if len(answers) != count:
            raise SourceError(
                f"the answer is not one of OpenFIGI to {count} questions.",
                where=place(self._url),
                remedy="Try again; a proxy may have answered in its place.",
            )
        return answers
