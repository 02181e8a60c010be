"""How lists and their editions read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from proscribe.workspace.lists import Imported
    from proscribe.workspace.results import SourceStatus

_STATES = {
    "fresh": "green",
    "stale": "bold yellow",
    "quarantined": "bold red",
    "empty": "dim",
    "recorded": "green",
    "unchanged": "",
}


def show_imported(found: Iterable[Imported]) -> None:
    """Write what became of files handed in to standard output."""
    page = Page()
    for one in found:
        edition = one.edition
        page.say(
            f"{one.source} edition {edition.id} of {words.moment(edition.published)}: ",
            (one.state, _STATES[one.state]),
            f", {words.counted(edition.records, 'record')}, {edition.entities:,} entities",
        )
        for warning in edition.warnings:
            page.say("    ", ("Warning: ", "bold yellow"), warning)
    page.write()


def show_sources(found: Sequence[SourceStatus]) -> None:
    """Write a table of lists, and below it what each warns of, to standard output."""
    page = Page()
    page.table(
        ("Source", "State", "Edition>", "Published", "Fetched", "Records>", "Entities>", "Age>",
         "Authority", "Title"),
        [_row(status) for status in found],
    )  # fmt: skip
    remarks = [
        (status.key, remark)
        for status in found
        for remark in (*_incomplete(status), *status.warnings)
    ]
    if remarks:
        page.gap()
    for key, remark in remarks:
        page.say((key, "bold"), f": {remark}")
    page.write()


def _row(status: SourceStatus) -> tuple[str | Text, ...]:
    state = styled((status.state, _STATES[status.state]))
    edition = status.edition
    if edition is None:
        return (status.key, state, "", "", "", "", "", "", status.authority, status.title)
    published = words.moment(edition.published)
    return (
        status.key,
        state,
        str(edition.id),
        published if edition.published_is_stated else f"{published} (fetch time)",
        edition.fetched_at.date().isoformat(),
        f"{edition.records:,}",
        f"{edition.entities:,}",
        f"{status.age_days:,} d",
        status.authority,
        status.title,
    )


def _incomplete(status: SourceStatus) -> list[str]:
    edition = status.edition
    if edition is None or edition.complete or edition.note is None:
        return []
    return [f"incomplete: {edition.note}"]
