"""A ledger with a second one laid over it, for lists that are asked but not recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.ledger.store import EditionInfo, HeldNames, LedgerStore, Presence
from proscribe.model.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from proscribe.ledger.store import EditionDraft, Entry, Linker, Recorded
    from proscribe.model.identity import Decision, Tie
    from proscribe.model.listing import Citation, Listing

_SHIFT = 1 << 40


class LayeredStore:
    """Reads two ledgers as one; numbers of the upper one are shifted out of the way.

    Args:
        lower: The ledger.
        upper: What is laid over it.
    """

    def __init__(self, lower: LedgerStore, upper: LedgerStore) -> None:
        self._lower = lower
        self._upper = upper

    @property
    def layers(self) -> tuple[LedgerStore, LedgerStore]:
        """The ledger, and what is laid over it."""
        return self._lower, self._upper

    def record(
        self, draft: EditionDraft, entries: Iterable[Entry], linker: Linker | None = None
    ) -> Recorded:
        """Refuse: two ledgers laid over each other are only read."""
        del entries, linker
        raise InternalError(f"edition {draft.digest[:12]} was to be recorded in a view.")

    def revision(self) -> int:
        """Return a number that grows with every edition of either ledger."""
        return self._lower.revision() + self._upper.revision()

    def editions(self, source: str | None = None) -> tuple[EditionInfo, ...]:
        """Return the editions of both ledgers."""
        upper = (replace(e, id=e.id + _SHIFT) for e in self._upper.editions(source))
        both = (*self._lower.editions(source), *upper)
        return tuple(sorted(both, key=lambda edition: edition.order))

    def listings(self, edition_id: int) -> Iterator[tuple[Listing, str]]:
        """Yield what an edition holds."""
        if edition_id >= _SHIFT:
            return self._upper.listings(edition_id - _SHIFT)
        return self._lower.listings(edition_id)

    def presences(self, entity_ids: Collection[str]) -> tuple[Presence, ...]:
        """Return where those entities occur."""
        upper = (
            one._replace(edition_id=one.edition_id + _SHIFT, content_id=one.content_id + _SHIFT)
            for one in self._upper.presences(entity_ids)
        )
        return (*self._lower.presences(entity_ids), *upper)

    def contents(self, content_ids: Collection[int]) -> dict[int, Listing]:
        """Return the listings of those contents."""
        lower = self._lower.contents([number for number in content_ids if number < _SHIFT])
        upper = self._upper.contents([n - _SHIFT for n in content_ids if n >= _SHIFT])
        return lower | {number + _SHIFT: listing for number, listing in upper.items()}

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return the entities of either ledger that ever had each key."""
        lower, upper = self._lower.find(kind, values), self._upper.find(kind, values)
        none: frozenset[str] = frozenset()
        return {value: lower.get(value, none) | upper.get(value, none) for value in lower | upper}

    def keys(self, kinds: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield every key of either ledger."""
        yield from self._lower.keys(kinds)
        yield from self._upper.keys(kinds)

    def names(self, *, after: int = 0) -> Iterator[HeldNames]:
        """Yield the names of the contents of either ledger, the lower one's first."""
        yield from self._lower.names(after=after)
        for held in self._upper.names(after=max(0, after - _SHIFT)):
            yield held._replace(content_id=held.content_id + _SHIFT)

    def names_of(self, entity_ids: Collection[str]) -> Iterator[HeldNames]:
        """Yield the names of those entities in either ledger."""
        yield from self._lower.names_of(entity_ids)
        for held in self._upper.names_of(entity_ids):
            yield held._replace(content_id=held.content_id + _SHIFT)

    def neighbours(self, entity_ids: Collection[str]) -> frozenset[str]:
        """Return the ids either ledger ties to those."""
        return self._lower.neighbours(entity_ids) | self._upper.neighbours(entity_ids)

    def ties(self, content_ids: Collection[int]) -> tuple[Tie, ...]:
        """Return the ties within either ledger; what was only given is tied to nothing."""
        lower = self._lower.ties([number for number in content_ids if number < _SHIFT])
        upper = self._upper.ties([n - _SHIFT for n in content_ids if n >= _SHIFT])
        return (*lower, *upper)

    def all_ties(self, entity_ids: Collection[str] | None = None) -> tuple[Tie, ...]:
        """Return the ties of either ledger."""
        return (*self._lower.all_ties(entity_ids), *self._upper.all_ties(entity_ids))

    def decide(self, decision: Decision) -> None:
        """Refuse: two ledgers laid over each other are only read."""
        raise InternalError(f"{decision.left} and {decision.right} were to be decided in a view.")

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions of both ledgers."""
        return (*self._lower.decisions(), *self._upper.decisions())

    def citations(self, source: str) -> dict[str, Citation]:
        """Return the citations of a source."""
        return self._lower.citations(source) | self._upper.citations(source)

    def entity_ids(self, source: str | None = None) -> Iterator[str]:
        """Yield the entities of either ledger."""
        yield from self._lower.entity_ids(source)
        yield from self._upper.entity_ids(source)
