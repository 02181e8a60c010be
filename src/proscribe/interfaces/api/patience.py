"""How long a client may take to ask: one that is slow on purpose must not hold what others need."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from starlette.types import Message, Receive

HEAD_SECONDS = 20.0
BODY_SECONDS = 20.0
BODY_BYTES_A_SECOND = 16_384


class TooSlowError(Exception):
    """The body of a request comes too slowly to be waited for."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1, which closes a connection whose next head is not whole after some time.

    Attributes:
        head_seconds: How long the head of a request may take, from the connection or its first
            byte to its last.
    """

    head_seconds = HEAD_SECONDS
    _head: asyncio.TimerHandle | None = None

    def connection_made(  # type: ignore[override]  # as the class it is made from has it
        self, transport: asyncio.Transport
    ) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; bytes after an answered request begin a new head."""
        if self._head is None and self.cycle.response_complete:
            self._wait()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Wait no more: the head is whole."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more: nobody is there."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head = self.loop.call_later(self.head_seconds, self.timeout_keep_alive_handler)

    def _stop(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None


def patient(
    receive: Receive, seconds: float = BODY_SECONDS, bytes_a_second: int = BODY_BYTES_A_SECOND
) -> Receive:
    """Return what reads a body as long as it comes at some pace.

    Args:
        receive: Reads the next part.
        seconds: How long it may take besides.
        bytes_a_second: The pace, in bytes a second.

    Raises:
        TooSlowError: On reading, where the body comes too slowly.
    """
    until = asyncio.get_running_loop().time() + seconds
    whole = False

    async def receiving() -> Message:
        nonlocal until, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise TooSlowError from None
        until += len(message.get("body", b"")) / bytes_a_second
        whole = not message.get("more_body", False)
        return message

    return receiving
