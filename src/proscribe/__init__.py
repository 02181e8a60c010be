"""Proscribe: is it blacklisted, what does that forbid me, from when, until when, on whose word.

::

    import proscribe

    with proscribe.open() as ws:
        ws.check("Xiaomi", action="buy", as_of="2021-03-16", known_at="2021-03-06")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.version import VERSION

if TYPE_CHECKING:
    from proscribe.workspace import Workspace

__all__ = ["__version__", "open"]

__version__ = VERSION


def open(url: str | None = None) -> Workspace:  # noqa: A001
    """Open a workspace; see :func:`proscribe.workspace.open_workspace`."""
    from proscribe.workspace import open_workspace

    return open_workspace(url)
