"""One subject, found and followed through time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.ledger.timeline import TimelineEntry, as_begun, build_timeline
from proscribe.model.errors import AbsentError, InputError
from proscribe.screening.candidates import Candidate
from proscribe.screening.resolve import resolve
from proscribe.screening.told import Told, ToldClaim
from proscribe.workspace.answers import wanted_of
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.screening.directory import Directory


__all__ = [
    "Candidate",
    "Timeline",
    "TimelineEntry",
    "Told",
    "ToldClaim",
    "find_subject",
    "known_subject",
    "read_timeline",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The dated facts of one subject, oldest first.

    Attributes:
        subject: The subject.
        entries: The facts, as official sources tell them.
        told: What articles claim; None where none were given.
    """

    subject: Subject
    entries: tuple[TimelineEntry, ...]
    told: Told | None = None

    @property
    def rows(self) -> tuple[TimelineEntry | ToldClaim, ...]:
        """The facts and those claims that have a date, oldest first; facts first on a day."""
        dated = () if self.told is None else self.told.dated
        return tuple(sorted((*self.entries, *dated), key=_day))

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "subject": self.subject.id,
            "caption": self.subject.names[0].text,
            "entries": to_json(self.entries),
            **({} if self.told is None else self.told.to_json()),
        }


def _day(row: TimelineEntry | ToldClaim) -> tuple[str, bool]:
    if isinstance(row, TimelineEntry):
        return (row.on.day.isoformat(), False)
    return (row.on or "", True)


def known_subject(query: str, directory: Directory, known: datetime) -> Subject:
    """Return the one subject a query means, with the lines that had begun by then.

    Raises:
        AbsentError: Nothing fits for certain.
        InputError: Several subjects do.
    """
    return as_begun(find_subject(query, directory, known).subject, known.date())


def find_subject(query: str, directory: Directory, known: datetime) -> Candidate:
    """Return the one subject a query means.

    Raises:
        AbsentError: Nothing fits for certain.
        InputError: Several subjects do.
    """
    found = resolve(wanted_of(query), directory, known).fitted().candidates
    if not found:
        raise AbsentError(
            f"nothing on file is called {query!r}.",
            remedy="Ask by another name or identifier; `proscribe sources` shows what is on file.",
        )
    if not any(one.certain for one in found):
        near = "; ".join(f"{one.found} ({one.subject.id})" for one in found)
        raise AbsentError(
            f"nothing on file is surely called {query!r}; near it comes {near}.",
            remedy="Ask by id if that is meant.",
        )
    if len(found) > 1:
        names = "; ".join(f"{one.subject.id} ({one.subject.names[0].text})" for one in found)
        raise InputError(f"{query!r} fits several subjects: {names}.", remedy="Ask by id.")
    return found[0]


def read_timeline(subject: Subject, told: Told | None = None) -> Timeline:
    """Return the dated facts of a subject, with what articles claim where given."""
    return Timeline(subject=subject, entries=tuple(build_timeline(subject)), told=told)
