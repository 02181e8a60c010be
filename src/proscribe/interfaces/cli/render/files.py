"""How a file that was written is announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from pathlib import Path


def show_written(what: str, path: Path) -> None:
    """Say on standard output what was written where."""
    page = Page()
    page.say(f"{what} written to {path}")
    page.write()
