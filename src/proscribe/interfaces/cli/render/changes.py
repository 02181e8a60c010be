"""How the difference between two editions reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Postfix, Prefix

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from proscribe.model.listing import Listing
    from proscribe.workspace.lists import Changes

# Shorter texts are read as a whole.
_LONG, _AROUND = 160, 30
_BEGAN, _CHANGED, _ENDED = "green", "yellow", "red"


def show_changes(changes: Changes) -> None:
    """Write a difference to standard output: ``+`` began, ``~`` changed, ``-`` ended."""
    page = Page()
    difference, before, after = changes.difference, changes.before, changes.after
    page.say(
        (changes.source, "bold"),
        f" from edition {before.id} of {words.moment(before.published)}"
        f" to edition {after.id} of {words.moment(after.published)}: "
        f"{len(difference.began):,} began, {len(difference.changed):,} changed, "
        f"{len(difference.ended):,} ended",
    )
    for listing in difference.began:
        page.say((f"+ {_entry(listing)}", _BEGAN))
    for changed in difference.changed:
        page.say((f"~ {changed.id}  {changed.caption}", _CHANGED))
        for change in changed.changes:
            gone, come = _differing(change.before, change.after)
            for value in gone:
                page.say(f"    {change.field}: ", (f"- {value}", _ENDED))
            for value in come:
                page.say(f"    {change.field}: ", (f"+ {value}", _BEGAN))
    for listing in difference.ended:
        page.say((f"- {_entry(listing)}", _ENDED))
    page.write()


def _differing(
    before: tuple[str, ...], after: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leave out what one long text and the one that follows it have in common."""
    if len(before) != 1 or len(after) != 1 or min(len(before[0]), len(after[0])) < _LONG:
        return before, after
    old, new = before[0], after[0]
    start = Prefix.similarity(old, new)
    end = Postfix.similarity(old[start:], new[start:])
    return (_part(old, start, end),), (_part(new, start, end),)


def _part(text: str, start: int, end: int) -> str:
    """Return a text from a little before a place to a little after another."""
    first, last = max(0, start - _AROUND), len(text) - max(0, end - _AROUND)
    head = "…" if first else ""
    tail = "…" if last < len(text) else ""
    return f"{head}{text[first:last]}{tail}"


def _entry(listing: Listing) -> str:
    programs = ", ".join(dict.fromkeys(one.program for one in listing.designations))
    return f"{listing.id}  {listing.caption}" + (f"  [{programs}]" if programs else "")
