"""What of each source's editions is known at a moment.

An edition published on a bare day shows what it adds from the start of that day in its
authority's zone; that something is missing from it is known only from the day's end. So a
restriction counts from its start, a permission from its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from proscribe.ledger.store import EditionInfo
from proscribe.model.source import EditionState


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEdition:
    """An edition some of which is known.

    Attributes:
        edition: The edition.
        shows_from: Since when what it holds is known (UTC).
        settled: True where what it no longer holds, or ends in words, is known too.
        covers: The (authority, programme) pairs of which it is the whole list.
    """

    edition: EditionInfo
    shows_from: datetime
    settled: bool
    covers: frozenset[tuple[str, str]]

    def ends(self, authority: str, program: str) -> bool:
        """Return whether a designation that is missing from this edition has ended."""
        return self.settled and self.edition.complete and (authority, program) in self.covers


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A source and those of its accepted editions that count at a moment.

    Attributes:
        key: Key of the source.
        chronicle: True where each fact carries its own publication moment and end. Such a
            source is read in its newest edition alone, whatever the moment.
        editions: In order of publication; never empty.
    """

    key: str
    chronicle: bool
    editions: tuple[KnownEdition, ...]


def known_sources(
    editions: Iterable[EditionInfo], *, known_at: datetime
) -> tuple[KnownSource, ...]:
    """Return every source with the editions that count at that moment, sorted by key.

    Args:
        editions: Editions of any source, state and order.
        known_at: The moment of knowledge, an aware UTC datetime.
    """
    by_source: dict[str, list[EditionInfo]] = defaultdict(list)
    for edition in editions:
        if edition.state is EditionState.ACCEPTED:
            by_source[edition.source].append(edition)
    found = (_known_source(by_source[key], known_at) for key in sorted(by_source))
    return tuple(source for source in found if source is not None)


def _known_source(editions: list[EditionInfo], known_at: datetime) -> KnownSource | None:
    ordered = sorted(editions, key=lambda edition: edition.order)
    newest = ordered[-1]
    counting = [newest] if newest.chronicle else ordered
    known: list[KnownEdition] = []
    named: frozenset[tuple[str, str]] = frozenset()
    for edition in counting:
        shows_from = edition.published.starts(edition.zone)
        if shows_from > known_at and not newest.chronicle:
            break
        named = named if named.issuperset(edition.named) else named.union(edition.named)
        known.append(
            KnownEdition(
                edition=edition,
                shows_from=shows_from,
                settled=edition.published.ends(edition.zone) <= known_at,
                covers=_covered(edition, named),
            )
        )
    if not known:
        return None
    return KnownSource(key=newest.source, chronicle=newest.chronicle, editions=tuple(known))


def _covered(edition: EditionInfo, named: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return the pairs an edition is the whole list of.

    These are what it or an earlier edition names; where the source declares its programmes,
    those and no others.
    """
    if not edition.programs:
        return named
    declared = {(edition.authority, program) for program in edition.programs}
    return frozenset(declared | {pair for pair in named if pair[1] in edition.programs})
