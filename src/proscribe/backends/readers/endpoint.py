"""Asks an OpenAI-compatible endpoint one question, within bounds of size and time.

Neither the key nor the text nor what the server wrote goes into a message or the log: a server
that refuses a key likes to repeat it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import orjson
import stamina

from proscribe.backends.fetch.addresses import parse_address, place
from proscribe.backends.fetch.patience import PassingError, Patience, backoff, retry_after
from proscribe.claims.model_question import ModelQuestion
from proscribe.model.errors import InputError, SourceError
from proscribe.settings import Settings
from proscribe.version import VERSION

_OK = 200
_TURNED_AWAY, _NO_SUCH, _NOT_UNDERSTOOD = {401, 403}, 404, {400, 422}
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LARGEST = 1 << 23
_WITHOUT = "Read without a model, or try again later."


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model is asked.

    Attributes:
        url: Address of its chat completions.
        model: The model.
        key: Its key; empty for none.
        patience: How long to wait for it and how often to ask.
    """

    url: httpx.URL
    model: str
    key: str = field(default="", repr=False)
    patience: Patience

    @classmethod
    def of(cls, settings: Settings) -> Endpoint:
        """Return the endpoint that the settings name.

        Raises:
            InputError: They name none, or one that cannot be asked safely.
        """
        if not settings.reader_url or not settings.reader_model:
            raise InputError(
                "no model is set, so none can read the article.",
                remedy="Set PROSCRIBE_READER_URL and PROSCRIBE_READER_MODEL, or read without one.",
            )
        url = _parsed(settings.reader_url)
        key = settings.reader_key.strip()
        if not (key.isascii() and (key.isprintable() or not key)):
            raise InputError(
                "the key of the reader holds signs that no key has.",
                remedy="Correct PROSCRIBE_READER_KEY.",
            )
        if key and url.scheme == "http" and url.host not in _LOOPBACK:
            raise InputError(
                "the key of the reader would go over an open connection, where anyone could take "
                "it.",
                where=place(url),
                remedy="Give an address with https:// in PROSCRIBE_READER_URL.",
            )
        seconds = settings.reader_timeout_seconds
        patience = Patience(timeout_seconds=seconds, total_seconds=seconds, attempts=4)
        return cls(url=url, model=settings.reader_model, key=key, patience=patience)

    def ask(self, question: ModelQuestion) -> str:
        """Return what the model writes.

        Raises:
            SourceError: The endpoint cannot be reached, refuses, is too slow, or answers
                something else.
        """
        # Its notices would go to standard output, which belongs to the answer.
        stamina.instrumentation.set_on_retry_hooks(())
        with httpx.Client(timeout=self.patience.timeout_seconds, headers=self._headers()) as client:
            try:
                return _Asking(self, client).ask(question)
            except PassingError as passing:
                raise passing.error from None
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise self._unreachable(error) from error

    def _headers(self) -> dict[str, str]:
        held = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {
            "User-Agent": f"proscribe/{VERSION}",
            "Accept": "application/json",
            # What is not packed can be measured while it comes.
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            **held,
        }

    def too_slow(self) -> SourceError:
        """Return the error that the answer did not come in time."""
        return SourceError(
            f"the model did not answer within {self.patience.total_seconds:g} s.",
            where=place(self.url),
            remedy="Raise PROSCRIBE_READER_TIMEOUT_SECONDS, or read without a model.",
        )

    def _unreachable(self, error: httpx.TransportError | httpx.DecodingError) -> SourceError:
        if isinstance(error, httpx.TimeoutException):
            return self.too_slow()
        return SourceError(
            f"the endpoint of the model cannot be reached ({type(error).__name__}).",
            where=place(self.url),
            remedy="Check PROSCRIBE_READER_URL, the network, and HTTPS_PROXY if yours needs one.",
        )


class _Asking:
    """One question to an endpoint, asked until it is answered or time is over."""

    def __init__(self, endpoint: Endpoint, client: httpx.Client) -> None:
        self._endpoint = endpoint
        self._client = client
        self._until = time.monotonic() + endpoint.patience.total_seconds

    def ask(self, question: ModelQuestion) -> str:
        """Ask as strictly as the server understands: with a schema, for JSON, or plainly."""
        forms = _forms(question)
        for form in forms[:-1]:
            answer = self._persistently(self._body(question, form))
            if answer is not None:
                return answer
        last = self._persistently(self._body(question, forms[-1]))
        if last is None:
            raise SourceError(
                "the endpoint does not understand the question; the model may not exist, or the "
                "article be too long for it.",
                where=place(self._endpoint.url),
                remedy="Check PROSCRIBE_READER_MODEL, or read without a model.",
            )
        return last

    def _body(self, question: ModelQuestion, form: Mapping[str, object]) -> bytes:
        messages = [
            {"role": "system", "content": question.rules},
            {"role": "user", "content": question.article},
        ]
        body = {"model": self._endpoint.model, "messages": messages, "stream": False, **form}
        return json.dumps(body).encode("ascii")

    def _persistently(self, body: bytes) -> str | None:
        patience = self._endpoint.patience
        for each in stamina.retry_context(
            on=self._again,
            attempts=patience.attempts,
            timeout=max(0.1, self._until - time.monotonic()),
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.jitter,
        ):
            with each:
                return self._post(body)
        raise self._endpoint.too_slow()

    def _again(self, error: Exception) -> bool | float:
        """Ask again after what may pass, if there is time; a slow answer costs as much again."""
        wait = (
            False
            if isinstance(error, httpx.ReadTimeout)
            else backoff(error, self._endpoint.patience)
        )
        seconds = wait if isinstance(wait, float) else 0.0
        return wait if time.monotonic() + seconds < self._until else False

    def _post(self, body: bytes) -> str | None:
        """Ask once; None where the server does not understand the form of the question."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise self._endpoint.too_slow()
        with self._client.stream(
            "POST", self._endpoint.url, content=body, timeout=left
        ) as response:
            if response.status_code in _NOT_UNDERSTOOD:
                return None
            if response.status_code != _OK:
                raise self._refusal(response)
            return self._content(self._received(response))

    def _received(self, response: httpx.Response) -> bytes:
        where = place(self._endpoint.url)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise SourceError(
                "the endpoint packed its answer, which it was not asked for.",
                where=where,
                remedy=_WITHOUT,
            )
        received = bytearray()
        for piece in response.iter_raw():
            received += piece
            if len(received) > _LARGEST:
                raise SourceError(
                    f"the answer of the model is larger than {_LARGEST:,} bytes.",
                    where=where,
                    remedy=_WITHOUT,
                )
            if time.monotonic() > self._until:
                raise self._endpoint.too_slow()
        return bytes(received)

    def _content(self, received: bytes) -> str:
        """Return what the model wrote in an answer of the endpoint."""
        where = place(self._endpoint.url)
        try:
            held: object = orjson.loads(received)
        except orjson.JSONDecodeError:
            held = None
        choices = held.get("choices") if isinstance(held, dict) else None
        first = choices[0] if isinstance(choices, list) and choices else None
        message = first.get("message") if isinstance(first, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        if isinstance(first, dict) and first.get("finish_reason") == "length":
            raise SourceError(
                "the model's answer was cut off before its end, so nothing of it was read.",
                where=where,
                remedy="Let the model write longer answers, or give it a shorter article.",
            )
        if not isinstance(content, str):
            raise SourceError(
                "the answer is not one of chat completions.",
                where=where,
                remedy="Check PROSCRIBE_READER_URL: it mostly ends with /v1.",
            )
        return content

    def _refusal(self, response: httpx.Response) -> SourceError | PassingError:
        status, where = response.status_code, place(self._endpoint.url)
        if status in _PASSING:
            error = SourceError(
                f"the endpoint of the model cannot answer now ({status}).",
                where=where,
                remedy=_WITHOUT,
            )
            wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
            return PassingError(error, wait_seconds=wait)
        if status in _TURNED_AWAY:
            return SourceError(
                f"the endpoint of the model turns us away ({status}).",
                where=where,
                remedy="Check PROSCRIBE_READER_KEY.",
            )
        if status == _NO_SUCH:
            what = f"there are no chat completions, or no such model ({status})."
        else:
            what = f"the endpoint of the model refuses the question ({status})."
        return SourceError(
            what,
            where=where,
            remedy="Check PROSCRIBE_READER_URL, which mostly ends with /v1, and "
            "PROSCRIBE_READER_MODEL.",
        )


def _forms(question: ModelQuestion) -> tuple[Mapping[str, object], ...]:
    schema = {"name": "claims", "strict": True, "schema": question.schema}
    return (
        {"temperature": 0, "response_format": {"type": "json_schema", "json_schema": schema}},
        {"temperature": 0, "response_format": {"type": "json_object"}},
        {},
    )


def _parsed(address: str) -> httpx.URL:
    try:
        url = parse_address(f"{address.strip().rstrip('/')}/chat/completions")
    except SourceError:
        url = None
    if url is None or url.userinfo or url.query or url.fragment:
        raise InputError(
            "the address of the reader is not one of an endpoint, such as "
            "https://models.example.org/v1.",
            remedy="Correct PROSCRIBE_READER_URL; a key goes into PROSCRIBE_READER_KEY.",
        )
    return url
