"""Matches of a batch of queries, less the pairs that people told apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.matching.identifiers import known_numbers
from proscribe.model.clearance import Silenced, Woken, build_given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proscribe.ledger.record import Subject
    from proscribe.matching.named import Match, Named
    from proscribe.screening.clearing import Clearances, Decided


class ClearedMatches:
    """Says of each match of a batch whether it is raised.

    Args:
        clearances: What people decided of names.
        queries: The batch. Where several have one id, only what was decided of each is silent.
    """

    def __init__(self, clearances: Clearances, queries: Iterable[Named]) -> None:
        self._clearances = clearances
        self._queries: dict[str, list[Named]] = defaultdict(list)
        for query in queries:
            self._queries[query.id].append(query)
        self._decided: dict[str, tuple[Decided, ...]] = {}
        self._silent: set[tuple[str, str]] = set()

    @property
    def silenced(self) -> int:
        """How many pairs of a query and a subject were silent until now."""
        return len(self._silent)

    def weigh(self, match: Match, subject: Subject) -> Match | None:
        """Return a match as it is raised, with what woke it; None where it is silent.

        Whom an identifier leads to is raised, whatever was said of the name.

        Args:
            match: The match.
            subject: Who was found, as known at the moment asked about.
        """
        if not self._clearances:
            return match
        standings = [each.standing(subject) for each in self._about(match.query_id)]
        for one in standings:
            if isinstance(one, Woken):
                return _told(match, one.why)
        first, *others = standings
        if not isinstance(first, Silenced) or None in others:
            return match
        if _share_identifier(self._queries[match.query_id], subject):
            return _told(match, f"{first.why}; raised, since an identifier is equal")
        self._silent.add((match.query_id, subject.id))
        return None

    def _about(self, query_id: str) -> tuple[Decided, ...]:
        if query_id not in self._decided:
            self._decided[query_id] = tuple(
                self._clearances.about(
                    build_given(query.names, schema=query.schema, properties=query.properties)
                )
                for query in self._queries[query_id]
            )
        return self._decided[query_id]


def _told(match: Match, why: str) -> Match:
    return replace(match, explanation=f"{match.explanation}; {why}")


def _share_identifier(queries: Iterable[Named], subject: Subject) -> bool:
    isins = tuple(line.isin for line in subject.securities if line.isin is not None)
    theirs = known_numbers(dict(subject.properties)) | known_numbers({"isin": isins})
    return any(theirs & known_numbers(query.properties) for query in queries)
