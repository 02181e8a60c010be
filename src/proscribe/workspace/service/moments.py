"""Answers that need the ledger itself: of other moments, of deals, of names people cleared.

They are given from the ledger as it was when what is ready was made: what is recorded later is not
in the index yet, and an answer of both would be true of neither.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from proscribe.ledger.view import load_subjects
from proscribe.screening.resolve import resolve_all
from proscribe.workspace import answers
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.entities import drafts_of
from proscribe.workspace.finding import LedgerSearch
from proscribe.workspace.naming import IndexNames
from proscribe.workspace.questions import build_moment, build_question
from proscribe.workspace.results import verdict_json
from proscribe.workspace.service.sightings import printed_by, sightings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime

    from proscribe.backends.rosters import Draft, Entity
    from proscribe.ledger.record import Subject
    from proscribe.matching.named import Match
    from proscribe.model.time import Moment
    from proscribe.operations.receipts import Position
    from proscribe.screening.candidates import Resolution, Wanted
    from proscribe.screening.clearing import Clearances
    from proscribe.screening.index import KeyIndex
    from proscribe.workspace.service.asking import Asked, Query, Terms
    from proscribe.workspace.service.standing import Standing

# How long what was decided of names is believed: a batch must not wait for the store.
_BELIEVED_SECONDS = 0.5


class MomentDesk:
    """Looks into the ledger of a standing.

    Args:
        clearances: Returns what people decided of names.
        clock: Returns the instant (UTC) that is meant where none is named.
        position: Returns how far the ledger has been written.
        cores: Returns the core keys of the names of the ledger.
    """

    def __init__(
        self,
        clearances: Callable[[], Clearances],
        clock: Callable[[], datetime],
        position: Callable[[], Position],
        cores: Callable[[], KeyIndex],
    ) -> None:
        self._cores = cores
        self._read_clearances = clearances
        self.clock = clock
        self._read_position = position
        self._clearances: tuple[float, Clearances, Position] | None = None

    def clearances(self) -> Clearances:
        """Return what people decided of names, as it stood a moment ago at most.

        Raises:
            StoreError: The ledger cannot be read.
        """
        now, known = monotonic(), self._clearances
        if known is None or now >= known[0]:
            position = self._read_position()
            found = self._read_clearances()
            while position != (after := self._read_position()):
                position, found = after, self._read_clearances()
            known = self._clearances = (now + _BELIEVED_SECONDS, found, position)
        return known[1]

    @property
    def position(self) -> Position | None:
        """How far clearances had been written when they were last read; None before that."""
        return None if self._clearances is None else self._clearances[2]

    def matches(
        self, standing: Standing, asked: Asked, query: Query, reach: int
    ) -> Iterator[tuple[float, Entity, Match]]:
        """Yield who may be meant by a query, as known at the moment of its terms.

        Raises:
            InputError: A moment cannot be read.
        """
        if not query.named.names:
            return
        known = self.moment(asked.terms.known_at).closes("UTC")
        search = LedgerSearch(standing.store, standing.index, known, self.clearances())
        threshold = max(0.0, asked.cutoff)
        found = [*search.search([query.named], limit=reach, threshold=threshold)]
        entities = self.entities(standing, {match.entity_id for match in found}, asked.terms)
        for match in found:
            if match.entity_id in entities:
                yield match.score, entities[match.entity_id], match

    def subjects(
        self, standing: Standing, ids: Collection[str], terms: Terms
    ) -> tuple[Subject, ...]:
        """Return the subjects of those ids, as known at the moment of the terms."""
        return load_subjects(standing.store, ids, self.known(terms))

    def moment(self, text: str | None) -> Moment:
        """Return the moment that a text names; now where there is none.

        Raises:
            InputError: It cannot be read.
        """
        return build_moment(self.clock() if text is None else text)

    def known(self, terms: Terms) -> datetime:
        """Return the moment of knowledge (UTC) of the terms.

        Raises:
            InputError: It cannot be read.
        """
        return self.moment(terms.known_at).closes("UTC")

    def entities(self, standing: Standing, ids: Collection[str], terms: Terms) -> dict[str, Entity]:
        """Return subjects as they are answered at the moment of the terms, by id."""
        drafts = self.drafts(standing, ids, terms)
        return {draft.entity.id: draft.entity for draft in drafts}

    def drafts(self, standing: Standing, ids: Collection[str], terms: Terms) -> list[Draft]:
        """Return subjects as they are answered at the moment of the terms, with their traits."""
        as_of = self.moment(terms.as_of)
        if not ids:
            return []
        subjects = self.subjects(standing, ids, terms)
        known = self.known(terms)
        printed = printed_by(standing.store, known)
        seen = sightings(standing.store, subjects, printed, known)
        return [next(drafts_of(one, as_of, seen=seen[one.id])) for one in subjects]

    def resolve(
        self, standing: Standing, wanted: Sequence[Wanted], terms: Terms
    ) -> tuple[Resolution, ...]:
        """Return who is meant, as known at the moment of the terms, by every source on file."""
        names = IndexNames(standing.index)
        directory = LedgerDirectory(standing.store, names, cores=self._cores)
        return resolve_all(wanted, directory, self.known(terms))

    def verdict(self, standing: Standing, subject_id: str, terms: Terms) -> dict[str, object]:
        """Return the strictest verdict on a deal with a subject, and each regime's.

        Raises:
            InputError: The terms cannot be read.
        """
        question = build_question(
            action=terms.action, purpose=None, investor=terms.investor, location=None,
            instrument="equity", as_of=terms.as_of or self.clock(),
            known_at=terms.known_at or self.clock(), held_since=None, attributes={},
        )  # fmt: skip
        directory = LedgerDirectory(standing.store, IndexNames(standing.index))
        result = answers.check(subject_id, question, (), directory)
        found = verdict_json(result.verdict)
        found["regimes"] = [
            {
                "regime": one.verdict.regime,
                "verdict": one.verdict.outcome.value,
                "reason_code": one.verdict.reason.value,
                "citation": one.verdict.citation,
            }
            for one in result.rulings
        ]
        return found
