"""What screening needs to look up, whoever provides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.ledger.tied import StatedTie
    from proscribe.matching.within import Held
    from proscribe.model.verdict import Question
    from proscribe.screening.owners import Owners
    from proscribe.screening.similar import Similar


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether the lists a regime stands on are on file.

    Attributes:
        complete: True where a name that is not found is surely not listed.
        why: What is missing otherwise, and what to do.
        newest: Source and publication day of the newest edition; None for packaged facts.
    """

    complete: bool
    why: str = ""
    newest: tuple[str, date] | None = None


class Directory(Protocol):
    """Subjects of the ledger, found by the keys of the search index."""

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return the entity ids that ever bore each key of that kind."""
        ...

    def completions(self, core: str) -> tuple[str, ...]:
        """Return the longer core keys of which this one may be the cut-off beginning."""
        ...

    def held(self, name: str, *, paper: bool) -> tuple[Held, ...]:
        """Return the names on file that a name holds beside words that do not tell it apart.

        Args:
            name: The name as given.
            paper: Whether it is that of a bond, a warrant or a derivative.
        """
        ...

    def beside(self, name: str) -> tuple[str, ...]:
        """Return the names on file that stand by themselves beside others, as the text has them.

        Args:
            name: The name as given.
        """
        ...

    def similar(self, names: Sequence[str], *, people: bool) -> Mapping[str, tuple[Similar, ...]]:
        """Return, for each name that anybody's is like, those names on file, best first.

        Whoever ever bore such a name is told, from
        :data:`~proscribe.screening.similar.DOUBT_FROM` on, where people may be meant from
        :data:`~proscribe.screening.similar.ASKED_FROM` on.

        Args:
            names: The names as given.
            people: Whether persons and vessels may be meant, or issuers of securities only.
        """
        ...

    def subjects(self, ids: Collection[str], known: datetime) -> tuple[Subject, ...]:
        """Return the subjects of those entity ids, as known at that instant (UTC)."""
        ...

    def ties(self, ids: Collection[str], known: datetime) -> tuple[StatedTie, ...]:
        """Return what those entries state of others, as known at that instant (UTC)."""
        ...

    def owners(self, known: datetime) -> Owners:
        """Return who owns whom, as known at that instant (UTC)."""
        ...

    def coverage(self, sources: tuple[str, ...], known: datetime) -> Coverage:
        """Return whether those sources are on file, as of what was public by then."""
        ...

    def shortcomings(self) -> dict[str, str]:
        """Return what is missing from each source that is a part of its list only."""
        ...


FRESH_DAYS = 60


def coverage_for(
    question: Question, sources: tuple[str, ...], zone: str, directory: Directory
) -> Coverage:
    """Return whether "not listed" can be said on those lists for the day asked about.

    An edition much older than that day is no ground: who was listed since is not in it.

    Args:
        question: The question.
        sources: Keys of the lists.
        zone: The regime's zone, in which a bare day of knowledge is read.
        directory: Where the lists are on file.
    """
    found = directory.coverage(sources, question.known_at.closes(zone))
    if not found.complete or found.newest is None:
        return found
    source, day = found.newest
    late = (min(question.as_of.day, question.known_at.day) - day).days
    if late <= FRESH_DAYS:
        return found
    why = (
        f"the newest edition of {source} on file is of {day}, {late} days before the day asked "
        f"about; run `proscribe update {source}` or import a newer one."
    )
    return Coverage(complete=False, why=why, newest=found.newest)
