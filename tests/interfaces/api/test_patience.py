"""Clients that are slow on purpose, over plain sockets, at a server with little patience."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from proscribe.interfaces.api.limits import Envelope
from proscribe.interfaces.api.patience import TooSlowError, patient
from proscribe.interfaces.api.protocol import Protocol
from tests.apart import run_apart
from tests.interfaces.api.running import serving

HEAD = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n"


class Hasty(Protocol):
    head_seconds = 0.3


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        body = await Request(scope, receive).body()
        await JSONResponse({"bytes": len(body)})(scope, receive, send)


@pytest.fixture(scope="module")
def hasty() -> Iterator[str]:
    with serving(Envelope(echo, lambda: "e"), Hasty) as url:
        yield url


def connect(url: str) -> socket.socket:
    address = urlsplit(url)
    assert address.hostname is not None
    assert address.port is not None
    connected = socket.create_connection((address.hostname, address.port), timeout=30)
    connected.settimeout(30)
    return connected


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nhost: x\r\nx: "])
def test_a_head_that_never_ends_is_hung_up_on(hasty: str, begun: bytes) -> None:
    with connect(hasty) as slow:
        slow.sendall(begun)

        assert slow.recv(100) == b""


def drip(slow: socket.socket) -> None:
    slow.sendall(b"GET / HTTP/1.1\r\n")
    for number in range(200):
        slow.sendall(b"x-%d: 1\r\n" % number)
        time.sleep(0.05)


def test_a_head_in_drops_is_hung_up_on(hasty: str) -> None:
    with connect(hasty) as slow, pytest.raises((BrokenPipeError, ConnectionResetError)):
        drip(slow)


def test_a_second_head_on_one_connection_is_not_waited_for_either(hasty: str) -> None:
    with connect(hasty) as slow:
        slow.sendall(HEAD + b"12345")
        assert b'{"bytes":5}' in slow.recv(1_000)
        slow.sendall(b"GET / HTTP/1.1\r\n")

        assert slow.recv(100) == b""


def test_who_is_quick_is_answered_on_one_connection_for_longer(hasty: str) -> None:
    with httpx.Client(base_url=hasty) as client:
        for _ in range(4):
            assert client.post("/", content=b"12345").json() == {"bytes": 5}
            time.sleep(0.15)


def test_a_body_whose_head_came_in_time_may_take_longer_than_a_head(hasty: str) -> None:
    with connect(hasty) as slow:
        slow.sendall(HEAD + b"1234")
        time.sleep(0.6)
        slow.sendall(b"5")

        assert b'{"bytes":5}' in slow.recv(1_000)


def body_of(*parts: tuple[float, bytes], pace: int) -> bytes:
    """Read a body whose parts come after some seconds each, with half a second of patience."""
    coming = iter(parts)

    async def receive() -> dict[str, Any]:
        seconds, body = next(coming, (0.0, b""))
        await asyncio.sleep(seconds)
        return {"type": "http.request", "body": body, "more_body": body != b""}

    async def read() -> bytes:
        receiving = patient(receive, seconds=0.5, bytes_a_second=pace)
        found: bytes = b""
        while True:
            message = await receiving()
            found += message["body"]
            if not message["more_body"]:
                return found

    return run_apart(read())


def test_a_body_at_a_pace_is_read_however_long_it_takes() -> None:
    assert body_of(*[(0.2, b"x" * 100)] * 6, pace=200) == b"x" * 600


def test_a_body_in_drops_is_not_waited_for() -> None:
    with pytest.raises(TooSlowError):
        body_of(*[(0.2, b"x")] * 6, pace=200)


def test_who_was_not_waited_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "proscribe.interfaces.api.limits.patient", lambda receive: patient(receive, seconds=0.1)
    )
    with serving(Envelope(echo, lambda: "e")) as url, connect(url) as slow:
        slow.sendall(HEAD)
        answer = slow.recv(1_000)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"too slowly" in answer
