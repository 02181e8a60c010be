"""Spans of requests, for an OpenTelemetry collector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from proscribe.interfaces.api.telling import route_of
from proscribe.model.errors import InputError
from proscribe.version import VERSION

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATH = "/v1/traces"
_FAILURES = 500


def tracer_to(url: str) -> Tracer:
    """Return what sends spans to a collector, in the background and in batches.

    Args:
        url: Address of the collector, which takes OTLP over HTTP, without the path.

    Raises:
        InputError: The packages that it takes are not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise InputError(
            "telemetry_url is set, and the packages that send spans are not installed.",
            remedy="Install them (`pip install 'proscribe[telemetry]'`), or leave it empty.",
        ) from error
    resource = Resource.create({"service.name": "proscribe", "service.version": VERSION})
    provider = TracerProvider(resource=resource)
    exporter = OTLPSpanExporter(endpoint=f"{url.rstrip('/')}{_PATH}")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider.get_tracer("proscribe", VERSION)


class Traced:
    """Middleware that makes a span of each request, as part of the trace its caller names.

    A span tells the template of the address, never the address, a query, a body or a key.

    Args:
        app: What answers.
        tracer: Where spans are begun.
    """

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, within a span."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind

        given = Headers(scope=scope)
        parent = extract({key: given[key] for key in ("traceparent", "tracestate") if key in given})
        status = _FAILURES

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._tracer.start_as_current_span(
            scope["method"],
            context=parent,
            kind=SpanKind.SERVER,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                await self._app(scope, receive, sending)
            finally:
                _tell(span, scope, status)


def _tell(span: Span, scope: Scope, status: int) -> None:
    from opentelemetry.trace import StatusCode

    route = route_of(scope)
    span.update_name(f"{scope['method']} {route}")
    span.set_attributes(
        {
            "http.request.method": scope["method"],
            "http.route": route,
            "http.response.status_code": status,
        }
    )
    if status >= _FAILURES:
        span.set_status(StatusCode.ERROR)
