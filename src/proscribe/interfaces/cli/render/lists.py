"""How lists and their editions read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from proscribe.model.source import Edition
    from proscribe.workspace.lists import Imported
    from proscribe.workspace.results import SourceStatus
    from proscribe.workspace.updating import Updated

_STATES = {
    "fresh": "green",
    "stale": "bold yellow",
    "quarantined": "bold red",
    "empty": "dim",
    "recorded": "green",
    "unchanged": "",
    "not_modified": "",
    "failed": "bold red",
}


def show_imported(found: Iterable[Imported]) -> None:
    """Write what became of files handed in to standard output."""
    page = Page()
    for one in found:
        edition = one.edition
        page.say(
            f"{one.source} edition {edition.id} of {words.moment(edition.published)}: ",
            (one.state, _STATES[one.state]),
            f", {words.counted(edition.records, 'record')}, ",
            words.counted(edition.entities, "entity"),
        )
        if one.overtaken is not None:
            page.say("    ", ("Note: ", "bold yellow"), one.overtaken)
        if not edition.complete and edition.note is not None:
            page.say("    ", ("Incomplete: ", "bold yellow"), edition.note)
        for warning in edition.warnings:
            page.say("    ", ("Warning: ", "bold yellow"), warning)
    page.write()


def show_updated(found: Sequence[Updated]) -> None:
    """Write a table of what came of each list to standard output."""
    page = Page()
    page.table(
        ("Source", "Outcome", "Edition>", "Published", "Records>", "Entities>"),
        [_updated_row(one) for one in found],
    )
    for one in found:
        if one.outcome.value == "recorded" and one.edition is not None:
            for warning in one.edition.warnings:
                page.say((one.source, "bold"), ": ", ("Warning: ", "bold yellow"), warning)
    page.write()


def _updated_row(one: Updated) -> tuple[str | Text, ...]:
    outcome = one.outcome.value
    state = styled((outcome.replace("_", " "), _STATES[outcome]))
    edition = one.edition
    if edition is None:
        return (one.source, state, "", "", "", "")
    return (
        one.source,
        state,
        str(edition.id),
        _published(edition),
        f"{edition.records:,}",
        f"{edition.entities:,}",
    )


def show_sources(found: Sequence[SourceStatus]) -> None:
    """Write a table of lists, and below it what each warns of, to standard output."""
    page = Page()
    page.table(
        ("Source", "State", "Edition>", "Published", "Fetched", "Checked", "Records>",
         "Entities>", "Age>", "Authority", "Title"),
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
        blank = ("", "", "")
        return (
            *(status.key, state, *blank, _checked(status), *blank),
            *(status.authority, status.title),
        )
    return (
        status.key,
        state,
        str(edition.id),
        _published(edition),
        edition.fetched_at.date().isoformat(),
        _checked(status),
        f"{edition.records:,}",
        f"{edition.entities:,}",
        f"{status.age_days:,} d",
        status.authority,
        status.title,
    )


def _published(edition: Edition) -> str:
    published = words.moment(edition.published)
    return published if edition.published_is_stated else f"{published} (not stated)"


def _checked(status: SourceStatus) -> str | Text:
    """Return when the publisher was last asked, and, where that led to nothing, so."""
    if status.checked is None:
        return ""
    day = status.checked.date().isoformat()
    if status.check not in {"failed", "quarantined"}:
        return day
    return styled(f"{day} ", (status.check, _STATES[status.check]))


def _incomplete(status: SourceStatus) -> list[str]:
    edition = status.edition
    if edition is None or edition.complete or edition.note is None:
        return []
    return [f"incomplete: {edition.note}"]
