"""Answers packed with gzip, for whoever takes them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_WANTED = b"accept-encoding"


class Packed(GZipMiddleware):
    """Packs an answer, unless the request says that it takes none so (``gzip;q=0``)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; whoever takes nothing packed counts as having asked for nothing."""
        if scope["type"] == "http" and not takes_gzip(
            ",".join(Headers(scope=scope).getlist("accept-encoding"))
        ):
            kept = [pair for pair in scope["headers"] if pair[0].lower() != _WANTED]
            scope = {**scope, "headers": kept}
        await super().__call__(scope, receive, send)


def takes_gzip(wanted: str) -> bool:
    """Tell whether a header ``Accept-Encoding`` names gzip, and not with the weight 0."""
    for one in wanted.lower().split(","):
        name, _, rest = one.partition(";")
        if name.strip() in {"gzip", "x-gzip"}:
            return _weight(rest) > 0
    return False


def _weight(given: str) -> float:
    name, _, value = given.replace(" ", "").partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 1.0
