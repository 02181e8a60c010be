"""How the time line of a subject reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from proscribe.workspace.subjects import Timeline


def show_timeline(found: Timeline) -> None:
    """Write a time line to standard output."""
    page = Page()
    page.say((found.subject.caption, "bold"), f"  {found.subject.id}")
    page.gap()
    add_timeline(page, found)
    page.write()


def add_timeline(page: Page, found: Timeline) -> None:
    """Add dated facts to a page."""
    page.table(
        ("On", "Public", "Source", "What"),
        [
            (
                words.moment(entry.on),
                "" if entry.published is None else words.moment(entry.published),
                entry.source,
                entry.what,
            )
            for entry in found.entries
        ],
    )
