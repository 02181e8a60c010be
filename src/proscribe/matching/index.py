"""An index of names: built once, searched in batches, kept as one run of bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from proscribe.matching.catalogue import (
    Catalogue,
    Progress,
    build_catalogue,
    from_image,
    to_image,
)
from proscribe.matching.given import Entry, check_bounds, named_of
from proscribe.matching.named import Match, Named
from proscribe.matching.overlong import LEAST_DOUBT, best_of_each, cut_up, doubt, in_piece
from proscribe.matching.search import Search

DEFAULT_LIMIT = 10
DEFAULT_THRESHOLD = 0.7
_BATCH = 4_096


class Index:
    """Names that can be found again however they are written.

    Example:
        >>> index = Index.build([("e1", "Company", "Xiaomi Corporation")])
        >>> [(query, entry) for query, entry, _ in index.match([("q1", "Company", "XIAOMI CORP")])]
        [('q1', 'e1')]
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._search = Search(catalogue)

    @classmethod
    def build(cls, entries: Iterable[Entry], progress: Progress | None = None) -> Index:
        """Build an index.

        Args:
            entries: What can be found. Several entries of one id are one with several names.
            progress: Told now and then how many entries were read.

        Raises:
            InputError: An entry is none, or its schema does not exist.
        """
        return cls(build_catalogue(map(named_of, entries), progress))

    @classmethod
    def from_buffers(cls, image: bytes | bytearray | memoryview) -> Index:
        """Return the index whose image this is; a writeable one (a private memory map) is shared.

        Raises:
            InputError: The bytes are no index, are cut off, or of another version.
        """
        return cls(from_image(image))

    def buffers(self) -> bytes:
        """Return the index as one run of bytes, the same for the same entries."""
        return to_image(self._catalogue)

    def __len__(self) -> int:
        """Return how many entries can be found."""
        return len(self._catalogue.ids)

    @property
    def names(self) -> int:
        """How many names they have."""
        return len(self._catalogue.texts)

    def updated(self, removed: Collection[str], added: Iterable[Entry]) -> Index:
        """Return an index without some entries and with others; this one stays as it is.

        Args:
            removed: Ids of entries to leave out; one that is not there is passed over.
            added: Entries to put in; one whose id is there takes the place of the old one.

        Raises:
            InputError: An entry is none, or its schema does not exist.
        """
        new = [named_of(entry) for entry in added]
        gone = {*removed, *(entry.id for entry in new)}
        kept = (entry for entry in self._catalogue.named() if entry.id not in gone)
        return Index(build_catalogue([*kept, *new]))

    def match(
        self,
        queries: Iterable[Entry],
        *,
        limit: int = DEFAULT_LIMIT,
        threshold: float = DEFAULT_THRESHOLD,
    ) -> list[tuple[str, str, float]]:
        """Return who may be meant, as (query id, entry id, score), best first for each query.

        Args:
            queries: What to look for.
            limit: Most entries for each query.
            threshold: Least score, 0 to 1.

        Raises:
            InputError: A query is none, its schema does not exist, or a bound is none.
        """
        check_bounds(limit, threshold)
        found: list[tuple[str, str, float]] = []
        asked = [named_of(query) for query in queries]
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            found += self._scored(batch, limit, threshold)
        return found

    def _scored(
        self, batch: Sequence[Named], limit: int, threshold: float
    ) -> Iterator[tuple[str, str, float]]:
        answer = partial(self._search.scored, limit=limit, threshold=threshold)
        hits = answer(batch)
        for cut in cut_up(batch):
            more = [
                (cut.owners[piece], entry, doubt(score))
                for piece, entry, score in answer(cut.pieces)
                if doubt(score) >= max(threshold, LEAST_DOUBT)
            ]
            hits = best_of_each(hits + more, limit)
        return ((batch[place].id, entry, score) for place, entry, score in hits)

    def search(
        self,
        queries: Sequence[Entry],
        *,
        limit: int = DEFAULT_LIMIT,
        threshold: float = DEFAULT_THRESHOLD,
    ) -> Iterator[Match]:
        """Return who may be meant, with the names that met and why, best first for each query.

        Args:
            queries: What to look for.
            limit: Most entries for each query.
            threshold: Least score, 0 to 1.

        Raises:
            InputError: A query is none, its schema does not exist, or a bound is none.
        """
        check_bounds(limit, threshold)
        asked = [named_of(query) for query in queries]
        batches = (asked[start : start + _BATCH] for start in range(0, len(asked), _BATCH))
        return (match for batch in batches for match in self._explained(batch, limit, threshold))

    def _explained(self, batch: Sequence[Named], limit: int, threshold: float) -> Iterator[Match]:
        answer = partial(self._search.explained, limit=limit, threshold=threshold)
        cuts = cut_up(batch)
        first = next(cuts, None)
        if first is None:
            return (match for _, match in answer(batch))
        found = [(place, match.entity_id, match.score, match) for place, match in answer(batch)]
        for cut in chain((first,), cuts):
            more = [
                (cut.owners[piece], told.entity_id, told.score, told)
                for piece, match in answer(cut.pieces)
                if (told := in_piece(match, cut.names[piece])).score >= max(threshold, LEAST_DOUBT)
            ]
            found = best_of_each(found + more, limit)
        return (match for *_, match in found)
