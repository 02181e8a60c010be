"""Names to candidates to scored, explained matches; index and blocking."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proscribe.matching.comparing import compare, compare_pairs
    from proscribe.matching.index import Index
    from proscribe.matching.named import Match, Named

__all__ = ["Index", "Match", "Named", "compare", "compare_pairs"]

_HOMES = {
    "Index": "index",
    "Match": "named",
    "Named": "named",
    "compare": "comparing",
    "compare_pairs": "comparing",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, and the libraries of arrays with it, only then."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
