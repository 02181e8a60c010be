"""One subject, found and followed through time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.ledger.timeline import TimelineEntry, build_timeline
from proscribe.model.errors import InputError
from proscribe.screening.candidates import Candidate
from proscribe.screening.resolve import resolve
from proscribe.workspace.answers import wanted_of
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.screening.directory import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The dated facts of one subject, oldest first."""

    subject: Subject
    entries: tuple[TimelineEntry, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "subject": self.subject.id,
            "caption": self.subject.names[0].text,
            "entries": to_json(self.entries),
        }


def find_subject(query: str, directory: Directory, known: datetime) -> Candidate:
    """Return the one subject a query means.

    Raises:
        InputError: Nothing fits for certain, or several subjects do.
    """
    found = resolve(wanted_of(query), directory, known).fitted().candidates
    if not found:
        raise InputError(
            f"nothing on file is called {query!r}.",
            remedy="Ask by another name or identifier; `proscribe sources` shows what is on file.",
        )
    if not any(one.certain for one in found):
        near = "; ".join(f"{one.found} ({one.subject.id})" for one in found)
        raise InputError(
            f"nothing on file is surely called {query!r}; near it comes {near}.",
            remedy="Ask by id if that is meant.",
        )
    if len(found) > 1:
        names = "; ".join(f"{one.subject.id} ({one.subject.names[0].text})" for one in found)
        raise InputError(f"{query!r} fits several subjects: {names}.", remedy="Ask by id.")
    return found[0]


def read_timeline(subject: Subject) -> Timeline:
    """Return the dated facts of a subject."""
    return Timeline(subject=subject, entries=tuple(build_timeline(subject)))
