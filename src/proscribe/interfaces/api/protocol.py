"""HTTP as it comes off the wire; what cannot be read as a request is refused as JSON, too."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from proscribe.interfaces.api.limits import MOST_URL_BYTES, URL_TOO_LONG

HEAD_SECONDS = 20.0
MOST_HEAD_BYTES = 1 << 19
_BETWEEN, _AROUND = len(b": \r\n"), len(b"  HTTP/1.1\r\n\r\n")
_HEAD_TOO_LONG = f"The head of the request is longer than {MOST_HEAD_BYTES:,} bytes."


class _Quiet:
    """A transport that is silent once it is closed, as asyncio's own are and uvloop's are not.

    Who asks several things at once and goes away is still being answered the first of them.

    Args:
        transport: The transport.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write, unless nobody is there any more."""
        if not self._transport.is_closing():
            self._transport.write(data)


class Protocol(HttpToolsProtocol):
    """The server's protocol, with the refusals of the OpenAPI document.

    A connection whose next head is not whole after some time or so many bytes is closed: who is
    slow on purpose, or never ends, must not hold what others need.

    Attributes:
        head_seconds: How long the head of a request may take, from the connection or its first
            byte to its last.
    """

    head_seconds = HEAD_SECONDS
    _head: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _in_body = False

    def connection_made(  # type: ignore[override]  # as the class it is made from has it
        self, transport: asyncio.Transport
    ) -> None:
        """Begin to wait for the first head."""
        super().connection_made(_Quiet(transport))  # type: ignore[arg-type]  # but for writing it is one
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; bytes after an answered request begin a new head, once its body is through."""
        if self._head is None and self.cycle.response_complete:
            self._wait()
        if not self._in_body:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._head is not None and self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _HEAD_TOO_LONG)

    def on_headers_complete(self) -> None:
        """Wait no more: the head is whole; one too long may have come all at once.

        Raises:
            ValueError: It is too long, which ends the reading.
        """
        self._stop()
        told = sum(len(name) + len(value) + _BETWEEN for name, value in self.scope["headers"])
        line = len(self.parser.get_method()) + len(self.url) + _AROUND
        if line + told > MOST_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _HEAD_TOO_LONG)
            raise ValueError(_HEAD_TOO_LONG)
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Take what follows for the next head."""
        self._in_body = False
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more: nobody is there."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head_bytes = 0
        self._head = self.loop.call_later(self.head_seconds, self.timeout_keep_alive_handler)

    def _stop(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def send_400_response(self, msg: str) -> None:
        """Refuse what the application never gets to see, and hang up.

        Args:
            msg: Why.
        """
        # The parser gives up on the longest addresses before the application can measure them.
        is_long = len(getattr(self, "url", b"")) > MOST_URL_BYTES
        status = HTTPStatus.REQUEST_URI_TOO_LONG if is_long else HTTPStatus.BAD_REQUEST
        self._refuse(status, URL_TOO_LONG if is_long else msg)

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        if self.transport.is_closing():
            return
        content = orjson.dumps({"detail": why})
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(content)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + content)
        self.transport.close()
