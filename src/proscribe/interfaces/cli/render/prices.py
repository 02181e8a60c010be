"""How what prices did reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page
from proscribe.workspace.price_words import remarks_of, rows_of, title_of

if TYPE_CHECKING:
    from proscribe.workspace.prices import Prices


def show_prices(found: Prices) -> None:
    """Write what prices did to standard output."""
    page = Page()
    page.say((found.subject.caption, "bold"), f"  {found.subject.id}")
    for one in found.series:
        page.head(title_of(one))
        rows = rows_of(one)
        if rows:
            page.table(
                ("Event", "Change>", "From", "To", "First close, or why there is none"), rows
            )
        for heading, text in remarks_of(one):
            page.gap()
            page.say((heading, "bold"), f": {text}")
        if one.series.findings:
            page.gap()
            page.say(("What is odd about the files", "bold"))
            for finding in one.series.findings:
                page.say(f"- {finding}")
    page.write()
