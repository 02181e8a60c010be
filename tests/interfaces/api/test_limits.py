from __future__ import annotations

import gzip
import json
import socket
import struct

import httpx
import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message
from structlog.testing import capture_logs

from proscribe.interfaces.api.limits import MOST_BODY_BYTES, MOST_URL_BYTES, Envelope
from proscribe.interfaces.api.protocol import MOST_HEAD_BYTES
from tests.apart import run_apart
from tests.interfaces.api.running import KEY, Document, Service


def sent_raw(service: Service, request: bytes) -> tuple[bytes, Document]:
    """Return the head of an answer, and its body: clients refuse to send what is wrong."""
    url = httpx.URL(service.url)
    with socket.create_connection((url.host, url.port or 80), timeout=10) as connection:
        connection.sendall(request)
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    return head.lower(), json.loads(body)


@pytest.mark.parametrize("length", [MOST_URL_BYTES, 70_000, 500_000])
def test_an_address_that_is_too_long_is_refused(service: Service, length: int) -> None:
    asked = b"GET /search/default?q=%b HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    head, told = sent_raw(service, asked % (b"x" * length))

    assert head.startswith(b"http/1.1 414 ")
    assert b"content-type: application/json" in head
    assert told == {"detail": "Request URI too long"}


def test_what_is_no_request_is_refused_as_json(service: Service) -> None:
    head, told = sent_raw(service, b"GET / HTTP/1.1\r\nhost nothing\r\n\r\n")

    assert head.startswith(b"http/1.1 400 ")
    assert b"content-type: application/json" in head
    assert [*told] == ["detail"]


@pytest.mark.parametrize("line", [b"a: b\r\n", b"x" * 6])
def test_a_head_without_end_is_refused_before_it_fills_the_memory(
    service: Service, line: bytes
) -> None:
    begun = b"GET /healthz HTTP/1.1\r\nx: "
    head, told = sent_raw(service, (begun + line * MOST_HEAD_BYTES)[: MOST_HEAD_BYTES + 1])

    assert head.startswith(b"http/1.1 431 ")
    assert told == {"detail": "The head of the request is longer than 524,288 bytes."}


def test_a_head_that_is_too_long_is_refused_though_its_end_comes_with_what_is_too_much(
    service: Service,
) -> None:
    begun, ended = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx: ", b"\r\n\r\n"
    filled = MOST_HEAD_BYTES - len(begun) - len(ended)

    assert sent_raw(service, begun + b"x" * filled + ended)[0].startswith(b"http/1.1 200 ")
    head, told = sent_raw(service, begun + b"x" * (filled + 1) + ended)
    assert head.startswith(b"http/1.1 431 ")
    assert told == {"detail": "The head of the request is longer than 524,288 bytes."}


def test_a_long_head_that_ends_is_read(service: Service) -> None:
    begun = b"GET /healthz HTTP/1.1\r\nconnection: close\r\nx: "
    head, told = sent_raw(service, begun + b"x" * (MOST_HEAD_BYTES - 100) + b"\r\n\r\n")

    assert head.startswith(b"http/1.1 200 ")
    assert told == {"status": "ok"}


@pytest.mark.parametrize(("fault", "sent"), [(ClientDisconnect, []), (ValueError, [500, None])])
def test_who_hangs_up_is_no_failure_of_ours(fault: type[Exception], sent: list[int | None]) -> None:
    statuses: list[int | None] = []

    async def app(*_: object) -> None:
        raise fault

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        statuses.append(message.get("status"))

    scope = {"type": "http", "method": "POST", "path": "/entities/Jane Roe", "headers": [],
             "query_string": b""}  # fmt: skip
    with capture_logs() as logs:
        run_apart(Envelope(app, lambda: "")(scope, receive, send))

    assert statuses == sent
    assert any(line["log_level"] == "error" for line in logs) == bool(sent)
    assert "Jane" not in str(logs)


def test_an_address_below_the_bound_is_read(service: Service) -> None:
    assert service.client.get("/algorithms?x=" + "x" * 50_000).status_code == 200


def test_a_body_that_states_too_large_a_size_is_refused(service: Service) -> None:
    answer = service.client.post("/match/default", content=b" " * (MOST_BODY_BYTES + 1))

    assert answer.status_code == 413
    assert "detail" in answer.json()


def test_a_body_that_does_not_state_its_size_is_refused_too(service: Service) -> None:
    chunks = (b" " * 100_000 for _ in range(MOST_BODY_BYTES // 100_000 + 2))

    assert service.client.post("/match/default", content=chunks).status_code == 413


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"queries":' * 50_000, b'{"a":[' * 5_000])
def test_a_deep_body_is_refused(service: Service, body: bytes) -> None:
    answer = service.client.post("/match/default", content=body)

    assert answer.status_code == 422


def test_long_answers_are_packed_for_who_takes_that(service: Service) -> None:
    with service.client.stream("GET", "/catalog", headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert b'"default"' in gzip.decompress(packed)


@pytest.mark.parametrize(
    ("wanted", "packed"),
    [
        ("gzip;q=0", False),
        ("br, gzip; q=0.0", False),
        ("gzip;q=0.5", True),
        ("br;q=0, gzip", True),
        ("gzipped", False),
        ("identity", False),
    ],
)
def test_nothing_is_packed_for_who_does_not_take_it(
    service: Service, wanted: str, *, packed: bool
) -> None:
    answer = service.client.get("/catalog", headers={"accept-encoding": wanted})

    assert ("content-encoding" in answer.headers) == packed
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert answer.json()["datasets"]


def test_who_goes_away_before_all_was_read_is_no_failure_of_ours(
    service: Service,
) -> None:
    """Several things are asked at once, and the connection is reset during the first of them."""
    url = httpx.URL(service.url)
    head = f"Host: x\r\nAuthorization: ApiKey {KEY}\r\n\r\n"
    ask = f"GET /search/default?limit=500 HTTP/1.1\r\n{head}"
    with capture_logs() as logs:
        for _ in range(3):
            with socket.create_connection((url.host, url.port)) as hasty:
                hasty.sendall(ask.encode() * 20)
                hasty.recv(1)
                hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            before = len(service.written.answers)
            assert service.client.get("/search/default?limit=500").status_code == 200
            assert len(service.written.answers) > before

    assert [line for line in logs if line["log_level"] == "error"] == []


def test_short_answers_are_not_packed(service: Service) -> None:
    answer = httpx.get(f"{service.url}/healthz", headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in answer.headers


def test_every_answer_names_its_edition(service: Service) -> None:
    edition = service.client.get("/catalog").headers["x-proscribe-edition"]

    assert len(edition.partition("-")[0]) == 14
    for path in ("/healthz", "/nowhere", "/entities/nobody", "/search/default?limit=-1"):
        assert service.client.get(path).headers["x-proscribe-edition"] == edition


def test_every_answer_is_recorded_before_it_is_sent(service: Service) -> None:
    answer = service.client.get("/search/default", params={"q": "nobody of that name"})
    who, kind, question, sent = service.written.answers[-1]

    assert answer.headers["x-proscribe-receipt"] == f"r-{len(service.written.answers)}"
    assert (who, kind, question["path"]) == ("key", "search", "/search/default")
    assert question["query"] == [("q", "nobody of that name")]
    assert question["edition"] == answer.headers["x-proscribe-edition"]
    assert sent == answer.content


def test_an_unknown_path_and_method_are_told_as_json(service: Service) -> None:
    assert service.client.get("/nowhere").json() == {"detail": "Not Found"}
    assert service.client.get("/updatez").status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/algorithms", "/entities/nobody", "/nowhere"])
def test_head_is_answered_as_get_is_without_the_body(service: Service, path: str) -> None:
    whole, head = service.client.get(path), service.client.head(path)

    assert (head.status_code, head.content) == (whole.status_code, b"")
    for name in ("content-type", "x-proscribe-edition"):
        assert head.headers[name] == whole.headers[name]


def test_a_slash_too_many_leads_nowhere_that_the_request_names(service: Service) -> None:
    answer = httpx.get(f"{service.url}/algorithms/?api_key={KEY}", headers={"host": "evil.example"})

    assert (answer.status_code, answer.headers.get("location")) == (404, None)


def test_a_body_that_nobody_waited_for_is_no_head_of_the_next_request(service: Service) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    fields = b"a=1&" * (MOST_HEAD_BYTES // 2)
    assert (
        service.client.post("/reconcile/default", content=fields, headers=form).status_code == 400
    )
    for _ in range(3):
        assert service.client.get("/algorithms").status_code == 200


def test_a_key_is_not_echoed_in_an_error(service: Service) -> None:
    answer = httpx.get(f"{service.url}/search/default?limit=x&api_key={KEY}")

    assert answer.status_code == 422
    assert KEY not in answer.text
