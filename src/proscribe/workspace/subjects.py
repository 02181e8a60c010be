"""One subject, found and followed through time."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from proscribe.ledger.timeline import TimelineEntry, as_begun, build_timeline
from proscribe.model.errors import AbsentError, InputError
from proscribe.model.time import Moment
from proscribe.screening.candidates import Candidate
from proscribe.screening.resolve import resolve
from proscribe.screening.told import Told, ToldClaim
from proscribe.workspace.answers import wanted_of
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from proscribe.ledger.history import Subject
    from proscribe.screening.directory import Directory


__all__ = [
    "Candidate",
    "Later",
    "NotOnRecordError",
    "Timeline",
    "TimelineEntry",
    "Told",
    "ToldClaim",
    "find_later",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Whom a query means by what is on record now, where it meant nobody at a moment.

    It is no part of an answer as of that moment: it tells who and since when, and nothing else.

    Attributes:
        query: As asked.
        subject_id: An entity id of the subject; None where several are called so.
        since: The first day by whose end (UTC) anything of it was on record; None where that was
            so at the moment already, but not by what was asked for.
    """

    query: str
    subject_id: str | None
    since: date | None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {"subject": self.subject_id, "since": to_json(self.since)}


class NotOnRecordError(AbsentError):
    """Nothing was on record of a subject at the moment of knowledge asked about.

    Args:
        later: Who it is, and since when something is.
    """

    def __init__(self, later: Later) -> None:
        meant = later.query if later.subject_id is None else later.subject_id
        if later.since is None:
            what = f"whom {later.query!r} means now was on record by then, but by another name."
            remedy = f"Ask by id: {meant}." if later.subject_id else "Ask as of a later moment."
        else:
            what = (
                f"nothing was on record of {later.query!r} at the moment asked about; something is "
                f"since {later.since}."
            )
            remedy = f"Ask for {meant} as known on {later.since} or later."
        super().__init__(what, remedy=remedy)
        self.later = later


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
        NotOnRecordError: Nothing fitted by then, and something does now.
        AbsentError: Nothing fits for certain.
        InputError: Several subjects do.
    """
    found = resolve(wanted_of(query), directory, known).fitted().candidates
    if not any(one.certain for one in found):
        later = find_later(query, directory, known)
        if later is not None:
            raise NotOnRecordError(later)
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


def find_later(query: str, directory: Directory, known: datetime) -> Later | None:
    """Return whom a query means for certain by now; None where that is nobody.

    Args:
        query: What meant nobody at a moment.
        directory: Where subjects are found.
        known: That moment of knowledge (UTC).
    """
    now = datetime.now(UTC)
    if known >= now:
        return None
    found = resolve(wanted_of(query), directory, now).fitted().candidates
    meant = [one.subject for one in found if one.certain]
    if not meant:
        return None
    ids = {entity for one in meant for entity in one.referents}
    since = None if directory.subjects(ids, known) else _first_day(ids, directory, known, now)
    at = known if since is None else Moment(day=since).closes("UTC")
    only = directory.subjects(ids, at)[0].id if len(meant) == 1 else None
    return Later(query=query, subject_id=only, since=since)


def _first_day(ids: Collection[str], directory: Directory, known: datetime, now: datetime) -> date:
    """Return the first day by whose end anything of those entries was on record."""

    def is_on_record(day: int) -> bool:
        closing = Moment(day=date.fromordinal(day)).closes("UTC")
        return bool(directory.subjects(ids, closing))

    days = range(known.date().toordinal(), now.date().toordinal())
    return date.fromordinal(days.start + bisect_left(days, True, key=is_on_record))  # noqa: FBT003


def read_timeline(subject: Subject, told: Told | None = None) -> Timeline:
    """Return the dated facts of a subject, with what articles claim where given."""
    return Timeline(subject=subject, entries=tuple(build_timeline(subject)), told=told)
