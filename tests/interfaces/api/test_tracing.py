"""Spans, received by a collector of our own on the loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from opentelemetry.trace import Tracer

from proscribe.interfaces.api.access import OneKey
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.api.tracing import tracer_to
from proscribe.model.errors import InputError
from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from tests.interfaces.api.running import serving

KEY = "psk_a_key"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@dataclass(slots=True)
class Collector:
    """What was sent to it, as it came."""

    url: str
    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Span]:
        requests = (ExportTraceServiceRequest.FromString(body) for body in self.bodies)
        return [
            span
            for request in requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
def collector() -> Iterator[Collector]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.path == "/v1/traces":
                found.bodies.append(body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Collector(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def flush(tracer: Tracer) -> None:
    provider = getattr(tracer, "_tracer_provider", None) or getattr(tracer, "span_processor", None)
    assert provider is not None
    provider.force_flush()


def test_a_request_is_a_span_of_its_callers_trace_and_tells_nothing_that_was_asked(
    collector: Collector, tmp_path: Path
) -> None:
    tracer = tracer_to(collector.url + "/")
    settings = Settings(db=f"sqlite:///{tmp_path / 'l.db'}", data=tmp_path)
    with open_workspace(settings=settings) as workspace:
        desk = workspace.service()
        desk.follow()
        shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=3_600, tracer=tracer)
        with serving(create_app(shelf, OneKey.of(KEY))) as url:
            headers = {"authorization": f"ApiKey {KEY}", "traceparent": PARENT}
            httpx.get(f"{url}/entities/Secretname", headers=headers)
            httpx.get(f"{url}/search/default?q=Secretname&api_key={KEY}")
            httpx.get(f"{url}/Secretname")
    flush(tracer)

    entity, search, nowhere = collector.spans()
    assert [one.name for one in (entity, search, nowhere)] == [
        "GET /entities/{entity_id}",
        "GET /search/{dataset}",
        "GET none",
    ]
    assert entity.trace_id.hex() == PARENT.split("-")[1]
    assert entity.parent_span_id.hex() == PARENT.split("-")[2]
    assert entity.kind == Span.SPAN_KIND_SERVER
    told = {one.key: one.value for one in entity.attributes}
    assert told["http.response.status_code"].int_value == 404
    assert search.trace_id != entity.trace_id
    assert [
        body for body in collector.bodies if b"Secretname" in body or KEY.encode() in body
    ] == []


def test_without_the_packages_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry.sdk.trace.export", None)

    with pytest.raises(InputError, match="not installed") as caught:
        tracer_to("http://127.0.0.1:4318")

    assert "proscribe[telemetry]" in (caught.value.remedy or "")
