"""What happened to a subject in three lanes, and how two moments differ."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError
from proscribe.workspace.pages.shelf import by_name, safe_name
from proscribe.workspace.questions import build_moment
from proscribe.workspace.results import to_json, verdict_json
from proscribe.workspace.subjects import TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.model.verdict import Verdict
    from proscribe.screening.told import ToldClaim
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.prices import Prices

Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """The close of one day."""

    day: date
    price: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLane:
    """The closes of one security.

    Attributes:
        title: What it is.
        currency: Of the closes.
        closes: Day by day.
    """

    title: str
    currency: str
    closes: tuple[Close, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the answer of one regime differs between two moments."""

    regime: str
    before: Verdict | None
    after: Verdict | None

    @property
    def is_change(self) -> bool:
        """Whether the verdict or its ground is another."""
        return _ground(self.before) != _ground(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two moments.

    Attributes:
        since: The earlier moment.
        until: The later one.
        changes: One for each regime that speaks at either.
        between: What became public in between.
    """

    since: str
    until: str
    changes: tuple[Change, ...]
    between: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to a subject.

    Attributes:
        subject_id: The subject.
        caption: Its name.
        facts: What official sources tell, oldest first.
        claims: What articles claim, with a day each.
        prices: Closes of its securities.
        difference: How two moments differ; None where none were named.
    """

    subject_id: str
    caption: str
    facts: tuple[TimelineEntry, ...]
    claims: tuple[ToldClaim, ...]
    prices: tuple[PriceLane, ...]
    difference: Difference | None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        found = self.difference
        return {
            "subject": self.subject_id,
            "caption": self.caption,
            "entries": to_json(self.facts),
            "claims": to_json(self.claims),
            "prices": to_json(self.prices),
            "difference": None
            if found is None
            else {
                "from": found.since,
                "to": found.until,
                "regimes": [
                    {
                        "regime": one.regime,
                        "before": None if one.before is None else verdict_json(one.before),
                        "after": None if one.after is None else verdict_json(one.after),
                    }
                    for one in found.changes
                ],
                "entries": to_json(found.between),
            },
        }


def read_history(
    workspace: Workspace,
    subject_id: str,
    *,
    known_at: str | None,
    prices: Files,
    claims: Files,
    moments: tuple[str | None, str | None],
    investor: str,
) -> History:
    """Return what happened to a subject.

    Args:
        workspace: Where it is on file.
        subject_id: The subject.
        known_at: Only what was public by then counts; None for now.
        prices: Price files, by name and content; none is kept.
        claims: Files of claims of articles, likewise.
        moments: Two moments to compare; None for none.
        investor: For whom they are compared.

    Raises:
        InputError: There is no such subject, or a file cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        told = _written(Path(folder), "claims", claims)
        found = workspace.timeline(subject_id, known_at=known_at, claims=told)
        drawn = _written(Path(folder), "prices", prices)
        try:
            lanes = _lanes(workspace.prices(subject_id, *drawn, known_at=known_at)) if drawn else ()
        except InputError as error:
            raise by_name(error) from error
    since, until = moments
    difference = None
    if since is not None or until is not None:
        difference = _difference(
            workspace, subject_id, (since, until), found.entries, investor, known_at
        )
    return History(
        subject_id=found.subject.id,
        caption=found.subject.caption,
        facts=found.entries,
        claims=() if found.told is None else found.told.dated,
        prices=lanes,
        difference=difference,
    )


def _difference(  # noqa: PLR0917 - one call
    workspace: Workspace,
    subject_id: str,
    moments: tuple[str | None, str | None],
    facts: Sequence[TimelineEntry],
    investor: str,
    known_at: str | None,
) -> Difference:
    first, last = sorted(map(build_moment, moments), key=lambda one: one.closes("UTC"))
    then, now = (
        _rulings(workspace, subject_id, investor=investor, moment=str(moment), known_at=known_at)
        for moment in (first, last)
    )
    days = (first.day, last.day)
    return Difference(
        since=str(first),
        until=str(last),
        changes=tuple(
            Change(regime=key, before=then.get(key), after=now.get(key))
            for key in dict.fromkeys((*then, *now))
        ),
        between=tuple(one for one in facts if days[0] < _public(one) <= days[1]),
    )


def _rulings(
    workspace: Workspace, subject_id: str, *, investor: str, moment: str, known_at: str | None
) -> dict[str, Verdict]:
    """Return what each regime says; nothing where the subject was on file of nobody by then."""
    known = known_at or moment
    try:
        workspace.timeline(subject_id, known_at=known)
    except InputError:
        return {}
    found = workspace.check(subject_id, investor=investor, as_of=moment, known_at=known)
    return {one.verdict.regime: one.verdict for one in found.rulings}


def _ground(verdict: Verdict | None) -> tuple[str, str] | None:
    return None if verdict is None else (verdict.outcome.value, verdict.reason.value)


def _public(entry: TimelineEntry) -> date:
    return entry.on.day if entry.published is None else entry.published.day


def _written(folder: Path, what: str, files: Files) -> list[Path]:
    paths = []
    for number, (name, content) in enumerate(files):
        place = folder / f"{what}-{number}"
        place.mkdir()
        paths.append(place / safe_name(name, "file.csv"))
        paths[-1].write_bytes(content)
    return paths


def _lanes(prices: Prices) -> tuple[PriceLane, ...]:
    from proscribe.workspace.price_words import title_of

    return tuple(
        PriceLane(
            title=title_of(one),
            currency=str(one.series.currency or ""),
            closes=tuple(
                Close(day=close.day, price=float(close.close)) for close in one.series.closes
            ),
        )
        for one in prices.series
    )
