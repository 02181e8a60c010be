"""The files that pages ask for: a style sheet and small scripts, all our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from proscribe.interfaces.web.rendering import asset

if TYPE_CHECKING:
    from starlette.requests import Request

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_YEAR = "public, max-age=31536000, immutable"


def show(request: Request) -> Response:
    """Send a file; its address changes with its content, so it may be kept."""
    name: str = request.path_params["name"]
    kind = _TYPES.get(name.rpartition(".")[2])
    if kind is None or "/" in name or name.startswith("."):
        raise HTTPException(404)
    try:
        content = asset(name)
    except FileNotFoundError as error:
        raise HTTPException(404) from error
    return Response(content, media_type=kind, headers={"cache-control": _YEAR})
