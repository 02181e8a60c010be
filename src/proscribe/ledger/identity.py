"""Which entity ids are one subject: the transitive closure of ``same_as``."""

from __future__ import annotations

from collections.abc import Iterable


class Identity:
    """Entity ids joined pairwise into groups.

    Args:
        links: Pairs of ids of one subject, in any order.
    """

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        self._groups: dict[str, list[str]] = {}
        for one, other in links:
            self._join(one, other)

    def _join(self, one: str, other: str) -> None:
        kept = self._groups.setdefault(one, [one])
        added = self._groups.setdefault(other, [other])
        if kept is added:
            return
        if len(kept) < len(added):
            kept, added = added, kept
        kept.extend(added)
        for entity_id in added:
            self._groups[entity_id] = kept

    def group(self, entity_id: str) -> tuple[str, ...]:
        """Return every id of the same subject, that one included, sorted."""
        return tuple(sorted(self._groups.get(entity_id, (entity_id,))))

    def closure(self, entity_ids: Iterable[str]) -> frozenset[str]:
        """Return those ids and every id of the same subjects."""
        return frozenset(
            member
            for entity_id in entity_ids
            for member in self._groups.get(entity_id, (entity_id,))
        )

    def groups(self, entity_ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Return the distinct groups of those ids, sorted."""
        return tuple(sorted({self.group(entity_id) for entity_id in entity_ids}))
