"""How each source stands: its newest edition, its age, what was refused since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from proscribe.model.source import EditionState, Source
from proscribe.registry import load_source, source_keys
from proscribe.workspace.results import SourceStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proscribe.ledger.fetches import Checks
    from proscribe.ledger.store import EditionInfo


def status(
    editions: Sequence[EditionInfo],
    checks: Mapping[str, Checks],
    *,
    every: bool,
    today: date,
) -> tuple[SourceStatus, ...]:
    """Return how fresh each source is: its newest edition, or each of them.

    Args:
        editions: Those on file, in order of publication.
        checks: How the last checks of each source went.
        every: True for all editions of a source.
        today: Today.
    """
    found: list[SourceStatus] = []
    sets = {edition.source for edition in editions if ":" in edition.source}
    for key in sorted({*source_keys(), *sets}):
        source = load_source(key)
        own = [edition for edition in editions if edition.source == key]
        chosen: Sequence[EditionInfo | None] = own if every else _newest(own)
        checked = checks.get(key)
        later = () if every else (*_bad_checks(checked), *_refused_since(own, chosen))
        shown = [_status(source, edition, today, later) for edition in chosen or [None]]
        found += (_with_check(status, checked) for status in shown)
    return tuple(found)


def _newest(editions: Sequence[EditionInfo]) -> list[EditionInfo]:
    accepted = [edition for edition in editions if edition.state is EditionState.ACCEPTED]
    return (accepted or list(editions))[-1:]


def _refused_since(
    editions: Sequence[EditionInfo], shown: Sequence[EditionInfo | None]
) -> Iterator[str]:
    """Say which later editions were refused, so that the one shown is not the newest."""
    newest = next((edition for edition in shown if edition is not None), None)
    if newest is None or newest.state is EditionState.QUARANTINED:
        return
    taken = {one.digest for one in editions if one.state is EditionState.ACCEPTED}
    for edition in editions:
        if edition.order > newest.order and edition.digest not in taken:
            yield f"the edition of {edition.published} was refused: {edition.why or ''}"


def _bad_checks(checks: Checks | None) -> Iterator[str]:
    """Say how long a source has not been had: what is on file may have been overtaken."""
    if checks is None or not checks.bad or checks.bad_since is None:
        return
    times = "the last check" if checks.bad == 1 else f"the last {checks.bad} checks"
    told = checks.last.message or checks.last.outcome.value
    yield f"{times} led to nothing, since {checks.bad_since.date()}: {told}"


def _with_check(status: SourceStatus, checks: Checks | None) -> SourceStatus:
    if checks is None:
        return status
    return replace(status, checked=checks.last.at, check=checks.last.outcome.value)


def _status(
    source: Source, edition: EditionInfo | None, today: date, later: tuple[str, ...]
) -> SourceStatus:
    state, age = "empty", None
    warnings = later
    if edition is not None:
        age = (today - edition.published.day).days
        refused = edition.state is EditionState.QUARANTINED
        old = age > source.habit_days and not edition.chronicle
        state = "quarantined" if refused else "stale" if old else "fresh"
        warnings = edition.warnings if edition.why is None else (edition.why,)
        warnings = (*later, *warnings)
    return SourceStatus(
        key=source.key,
        title=source.title,
        authority=source.authority,
        edition=edition,
        state=state,
        age_days=age,
        warnings=warnings,
    )
