"""How the time line of a subject reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page
from proscribe.workspace.subjects import ToldClaim

if TYPE_CHECKING:
    from proscribe.workspace.subjects import Timeline, TimelineEntry, Told

_COLUMNS = ("On", "Public", "Source", "What")


def show_timeline(found: Timeline) -> None:
    """Write a time line to standard output."""
    page = Page()
    page.say((found.subject.caption, "bold"), f"  {found.subject.id}")
    page.gap()
    add_timeline(page, found)
    if found.told is not None:
        add_undated(page, found.told)
    page.write()


def add_timeline(page: Page, found: Timeline) -> None:
    """Add dated facts to a page, and claims of articles in a column that tells them apart."""
    if found.told is None:
        page.table(_COLUMNS, [_fact(entry) for entry in found.entries])
        return
    columns = ("Kind", *_COLUMNS)
    page.table(
        columns,
        [
            ("claim", *_claim(row)) if isinstance(row, ToldClaim) else ("fact", *_fact(row))
            for row in found.rows
        ],
    )


def add_undated(page: Page, told: Told) -> None:
    """Say how many claims have no date of their own, and what was left out."""
    undated = len(told.claims) - len(told.dated)
    if undated:
        page.gap()
        page.say(
            f"{words.counted(undated, 'claim')} without a date: see `proscribe dossier --claims`."
        )
    add_left_out(page, told)


def add_left_out(page: Page, told: Told) -> None:
    """Say what claims were left out, and why; or that no article speaks of the subject."""
    for each in told.left_out:
        page.say(("Left out: ", "bold yellow"), each)
    if not told.claims and not told.left_out:
        page.say("The articles given claim nothing of this subject.")


def _fact(entry: TimelineEntry) -> tuple[str, ...]:
    public = "" if entry.published is None else words.moment(entry.published)
    return (words.moment(entry.on), public, entry.source, entry.what)


def _claim(claim: ToldClaim) -> tuple[str, ...]:
    standing = f" [{claim.standing}]" if claim.standing else ""
    said = f"; on the word of {', '.join(claim.card.sources)}" if claim.card.sources else ""
    what = words.cut(f"{claim.words}{said}")
    return (claim.on or "", claim.published or "", claim.called, f"{what}{standing}")
