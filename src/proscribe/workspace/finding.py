"""Names found in the ledger: whose they are, and who bore them as known at a moment.

The index of a ledger holds every name that was ever recorded, by entry of a list. Here the entries
become subjects, and what was not known yet falls away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.ledger.view import load_subjects
from proscribe.model.errors import InternalError
from proscribe.screening.clearing import Clearances
from proscribe.workspace.cleared import ClearedMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from proscribe.ledger.record import Subject
    from proscribe.ledger.store import LedgerStore
    from proscribe.matching.index import Index
    from proscribe.matching.named import Match, Named
    from proscribe.workspace.matching import Matching
    from proscribe.workspace.naming import LedgerNames

# Entries of several lists may be one subject, and each of them is found.
_ENTRIES_OF_ONE = 4


def match_ledger(
    files: Iterable[Path | str],
    ledger: tuple[LedgerStore, LedgerNames, Callable[[], Clearances]],
    *,
    known: datetime,
    limit: int,
    threshold: float,
) -> Matching:
    """Look for the names of files among all subjects of a ledger.

    Args:
        files: Files of names.
        ledger: The ledger, its names, and what reads the clearances.
        known: The moment of knowledge (UTC).
        limit: Most matches for each query.
        threshold: Least score, 0 to 1.

    Raises:
        InputError: A file cannot be read, or the limit or the threshold is out of bounds.
    """
    from proscribe.workspace.matching import Matching

    store, names, read_clearances = ledger

    def make(progress: Callable[[int], None]) -> LedgerSearch:
        return LedgerSearch(store, names.index(progress), known, read_clearances())

    return Matching(files, make, limit=limit, threshold=threshold)


class LedgerSearch:
    """Finds names in a ledger, as known at a moment.

    Args:
        store: The ledger.
        index: Every name it ever held, by entry.
        known: The moment of knowledge (UTC).
        clearances: What people decided of names; None where that does not count.

    Attributes:
        silenced: How many pairs of a query and a subject were silent until now, since a person
            told them apart.
    """

    def __init__(
        self,
        store: LedgerStore,
        index: Index,
        known: datetime,
        clearances: Clearances | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._known = known
        self._clearances = Clearances(()) if clearances is None else clearances
        self._bearers: dict[str, Subject | None] = {}
        self.silenced = 0

    def search(self, queries: Sequence[Named], *, limit: int, threshold: float) -> Iterator[Match]:
        """Yield the subjects whose names are like those asked for, best first for each query.

        Raises:
            StoreError: The ledger cannot be read.
        """
        made = self._clearances
        most = limit * _ENTRIES_OF_ONE + made.most
        cleared = ClearedMatches(made, queries)
        found = [*self._index.search(queries, limit=most, threshold=threshold)]
        self._learn({match.entity_id for match in found})
        kept: dict[str, Match] = {}
        asked = ""
        for match in found:
            if match.query_id != asked:
                yield from _best(kept.values(), limit)
                asked, kept = match.query_id, {}
            known = self._as_known(match, threshold, cleared)
            if known is not None and _is_better(known, kept.get(known.entity_id)):
                kept[known.entity_id] = known
        yield from _best(kept.values(), limit)
        self.silenced += cleared.silenced

    def _learn(self, ids: set[str]) -> None:
        fresh = ids - self._bearers.keys()
        if not fresh:
            return
        self._bearers.update(dict.fromkeys(fresh))
        for subject in load_subjects(self._store, fresh, self._known):
            self._bearers.update(dict.fromkeys(fresh.intersection(subject.referents), subject))

    def _as_known(self, match: Match, threshold: float, cleared: ClearedMatches) -> Match | None:
        """Return a match with the subject that bore the name then; None where nobody is raised."""
        subject = self._bearers[match.entity_id]
        if subject is None:
            return None
        found = replace(match, entity_id=subject.id)
        names = [name.text for name in subject.names]
        if match.matched_name in names:
            return cleared.weigh(found, subject)
        score, name = _most_alike(match.name, names, subject.schema)
        told = f"of the names known then; {match.matched_name} was not"
        known = replace(found, score=score, matched_name=name, explanation=told)
        return cleared.weigh(known, subject) if score >= threshold else None


def _most_alike(given: str, names: Sequence[str], schema: str) -> tuple[float, str]:
    from proscribe.matching import compare_pairs

    if not names:
        raise InternalError("a subject of the ledger has no name.")
    scores = compare_pairs([(schema, given, name) for name in names])
    return max(zip(scores, names, strict=True))


def _is_better(match: Match, other: Match | None) -> bool:
    return other is None or match.score > other.score


def _best(matches: Iterable[Match], limit: int) -> list[Match]:
    return sorted(matches, key=lambda match: -match.score)[:limit]
