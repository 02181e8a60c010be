"""How it reads whether lists are what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from proscribe.workspace.verified import EditionStanding, ListVerification

_MOST = 20
_COLOURS = {"sound": "green", "unproven": "yellow"}


def show_verified(found: ListVerification) -> None:
    """Write what came of going through the lists to standard output."""
    page = Page()
    for edition in found.editions:
        if edition.why:
            _say(page, edition)
    for one in found.derived:
        page.say(("Index: ", "red"), one)
    for one in found.guards:
        page.say(("Database: ", "red"), one)
    told = [words.counted(len(found.editions), "edition")]
    late = sum(one.is_late for one in found.editions)
    unproven = sum(one.standing.value == "unproven" for one in found.editions)
    if late:
        told.append(f"{late:,} sealed later than recorded")
    if unproven:
        told.append(f"{unproven:,} not fully proven")
    page.say(f"{', '.join(told)}.")
    if not found.receipts.holds:
        page.say(
            ("The chain of receipts, which seals them, does not hold", "bold red"),
            "; `proscribe receipts verify` says where.",
        )
    if found.holds and unproven:
        page.say(("Nothing speaks against the lists, but not all of it is proven.", "yellow"))
    elif found.holds:
        page.say(("The lists are what was recorded.", "green"))
    else:
        page.say(("The lists are not what was recorded.", "bold red"))
    page.write()


def _say(page: Page, edition: EditionStanding) -> None:
    standing = edition.standing.value
    source = f" of {edition.source}" if edition.source else ""
    published = f", published {edition.published}" if edition.published else ""
    page.say(
        f"Edition {edition.id}{source}{published}: ",
        (standing, _COLOURS.get(standing, "red")),
        f": {' '.join(edition.why)}",
    )
    for one in edition.entries[:_MOST]:
        why = f": {one.why}" if one.why else ""
        page.say(f"    {one.entity}, {one.locator}: {one.standing.value}{why}")
    if len(edition.entries) > _MOST:
        page.say(f"    … and {len(edition.entries) - _MOST:,} more; --json names a thousand.")
