"""Ids that hold slashes: one that is escaped (``%2F``) parts no address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from fastapi.routing import APIRoute

if TYPE_CHECKING:
    from starlette.routing import Match
    from starlette.types import Scope

_ESCAPED = (b"%2F", b"%2f")
# No address holds it: as a control character it would have come escaped.
_MARK = "\x1f"


class WithIds(APIRoute):
    """A route whose ids may hold slashes: ``/entities/a%2Fadjacent`` asks for ``a/adjacent``."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match the address with its escaped slashes put aside, and put them back into the id."""
        raw: bytes = scope.get("raw_path") or b""
        if scope["type"] != "http" or not has_escaped_slash(raw):
            return super().matches(scope)
        for one in _ESCAPED:
            raw = raw.replace(one, _MARK.encode())
        path = unquote_to_bytes(raw).decode("utf-8", "replace")
        match, child = super().matches({**scope, "path": path})
        found = child.get("path_params", {})
        told = {
            name: value.replace(_MARK, "/") if isinstance(value, str) else value
            for name, value in found.items()
        }
        return match, {**child, "path_params": told}


def has_escaped_slash(raw_path: bytes) -> bool:
    """Tell whether an address as it was sent holds an escaped slash."""
    return any(one in raw_path for one in _ESCAPED)
