"""A web server of the test's own on the loopback, which answers as it is told, however badly."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asked: the path, the headers, their names in lower case, and the body."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server answers.

    Attributes:
        cut: The connection is closed after so many bytes of the body.
        pause: Seconds before each byte of the body.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause: float = 0.0


Answer = Reply | Callable[[Request], Reply]


def held(body: bytes, etag: str = '"one"', **headers: str) -> Callable[[Request], Reply]:
    """Return an answer of a server that knows marks and ranges."""

    def answer(request: Request) -> Reply:
        told = {"ETag": etag} | {name.replace("_", "-"): value for name, value in headers.items()}
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers=told)
        asked = request.headers.get("range", "")
        if asked and request.headers.get("if-range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            told["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(body=body[start:], status=206, headers=told)
        return Reply(body=body, headers=told)

    return answer


@dataclass(slots=True)
class Web:
    """A running server.

    Attributes:
        url: Its address, without a path.
        answers: What it answers, by path; the last of several again and again.
        requests: What it was asked.
    """

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def put(self, path: str, *answers: Answer) -> str:
        """Set what is answered at a path, and return its address."""
        self.answers[path] = [*answers]
        return f"{self.url}{path}"

    def answer(self, request: Request) -> Reply:
        """Return the answer to a request, and remember that it was asked."""
        self.requests.append(request)
        answers = self.answers.get(request.path, [Reply(status=404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return answer if isinstance(answer, Reply) else answer(request)


@contextlib.contextmanager
def serve() -> Iterator[Web]:
    """Run a server until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            _write(self, web.answer(Request(path=self.path, headers=headers)))

        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            _write(self, web.answer(Request(path=self.path, headers=headers, body=body)))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web = Web(url=f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _write(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    headers = {"Content-Length": str(len(reply.body))} | dict(reply.headers)
    if reply.status == 304:
        del headers["Content-Length"]
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    body = reply.body if reply.cut is None else reply.body[: reply.cut]
    with contextlib.suppress(ConnectionError):
        if reply.pause:
            for byte in body:
                time.sleep(reply.pause)
                handler.wfile.write(bytes([byte]))
        else:
            handler.wfile.write(body)
    if reply.cut is not None:
        handler.close_connection = True
