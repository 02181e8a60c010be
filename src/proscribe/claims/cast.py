"""Who a text speaks of, and where: names joined to entities, roles and pronouns to names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from re import Pattern

from proscribe.claims.coref import Coreference
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.groups import (
    find_documents,
    find_groups,
    find_missions,
    find_officials,
    find_securities,
)
from proscribe.claims.members import Members, Placed
from proscribe.claims.names import Name, find_people, find_sequences
from proscribe.claims.natures import settle_natures
from proscribe.model.claim import TextEntity

__all__ = ["Cast", "Placed", "build_cast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody a text speaks of.

    Attributes:
        entities: By id.
        placed: Mentions in order; none overlap.
        counts: How many a group holds, by the id of the group.
        parts: Who ``they`` are that two names stand for, by the id of both together.
        starts: Where the mentions begin.
    """

    entities: dict[str, TextEntity]
    placed: tuple[Placed, ...]
    counts: dict[str, int]
    parts: dict[str, tuple[str, ...]]
    starts: tuple[int, ...] = field(repr=False)

    def within(self, start: int, end: int) -> tuple[Placed, ...]:
        """Return the mentions in a part of the text."""
        part = self.placed[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return tuple(one for one in part if one.end <= end)


def build_cast(
    text: str,
    gazetteer: Gazetteer,
    *,
    skipped: Iterable[tuple[int, int]] = (),
    starts: Iterable[int] = (0,),
    finder: Callable[[str], Iterator[Name]] | None = None,
    roles: Pattern[str] | None = None,
) -> Cast:
    """Return everybody a text speaks of.

    Args:
        text: The text.
        gazetteer: The names that are known.
        skipped: Parts that are no part of the article, in order.
        starts: Where its sentences begin, in order.
        finder: Finds the names of another language than English.
        roles: The words of it that stand for somebody.
    """
    parts = tuple(skipped)
    begins = [begin for begin, _ in parts]

    def counts(start: int) -> bool:
        near = bisect_right(begins, start) - 1
        return near < 0 or start >= parts[near][1]

    names = [
        one
        for find in (_ENGLISH if finder is None else (finder,))
        for one in find(text)
        if counts(one.start)
    ]
    names.sort(key=lambda one: (one.start, -one.end))
    members = Members(text)
    members.add_known([one for one in gazetteer.find(text) if counts(one.start)], names)
    members.add_names(names)
    settle_natures(members)
    Coreference(members, tuple(starts), roles).refer()
    placed = tuple(members.in_order())
    return Cast(
        entities={key: member.sealed() for key, member in members.members.items()},
        placed=placed,
        counts={k: m.count for k, m in members.members.items() if m.count is not None},
        parts={k: m.parts for k, m in members.members.items() if m.parts},
        starts=tuple(one.start for one in placed),
    )


_ENGLISH: tuple[Callable[[str], Iterator[Name]], ...] = (
    *(find_people, find_missions, find_officials, find_groups, find_securities),
    *(find_documents, find_sequences),
)
