"""The one core of all interfaces: what can be done with Proscribe."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.opening import open_workspace
    from proscribe.workspace.surveying import LineTerms

__all__ = ["LineTerms", "Workspace", "open_workspace"]

_HOMES = {"LineTerms": "surveying", "Workspace": "facade", "open_workspace": "opening"}


def __getattr__(name: str) -> object:
    """Import what is asked for only then: what needs no ledger starts without its libraries."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
