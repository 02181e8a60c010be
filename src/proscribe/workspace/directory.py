"""The ledger as screening looks it up."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from proscribe.ledger.tied import load_ties
from proscribe.ledger.view import load_subjects
from proscribe.model.source import EditionState
from proscribe.screening.directory import Coverage
from proscribe.screening.index import KeyIndex
from proscribe.screening.owners import Owners
from proscribe.securities.ownership.relations import owned_end
from proscribe.workspace.given import source_of
from proscribe.workspace.naming import find_similar, layers_of
from proscribe.workspace.ownership import reachable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.ledger.store import EditionInfo, LedgerStore
    from proscribe.ledger.tied import StatedTie
    from proscribe.matching.within import Held
    from proscribe.screening.similar import Similar
    from proscribe.workspace.naming import Searched

# A list of the user's own is as new as the user says.
_OWN = "user"
# One question is asked under every regime; a portfolio remembers for itself.
_MOST_REMEMBERED = 1_000


class LedgerDirectory:
    """Finds subjects in a ledger; knows which lists are on file.

    Args:
        store: The ledger.
        names: Its names, or those of the lower of two layers, where they are at hand.
        further: How many similar names more than else are found: as many as may be passed over.
        cores: Returns the core keys of the ledger where they are at hand; None to read them.
    """

    def __init__(
        self,
        store: LedgerStore,
        names: Searched | None = None,
        *,
        further: int = 0,
        cores: Callable[[], KeyIndex] | None = None,
    ) -> None:
        self._store = store
        self._cores = cores
        self._further = further
        self._layers = layers_of(store, names)
        self._similar: dict[tuple[str, bool], tuple[Similar, ...]] = {}
        self._owners: dict[datetime, Owners] = {}
        self._within: frozenset[str] | None = None
        self._subjects: dict[tuple[frozenset[str], datetime], tuple[Subject, ...]] = {}

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return the entity ids that ever bore each key of that kind."""
        if kind == "entity":
            held = {presence.entity_id for presence in self._store.presences(values)}
            return {entity: frozenset({entity}) for entity in held}
        return self._store.find(kind, values)

    def completions(self, core: str) -> tuple[str, ...]:
        """Return the longer core keys of which this one may be the cut-off or first part."""
        return self._names.completions(core)

    def held(self, name: str, *, paper: bool) -> tuple[Held, ...]:
        """Return the names on file that a name holds beside words that do not tell it apart."""
        return self._names.held(name, paper=paper)

    def beside(self, name: str) -> tuple[str, ...]:
        """Return the names on file that stand by themselves beside others, as the text has them."""
        return self._names.beside(name)

    def similar(self, names: Sequence[str], *, people: bool) -> Mapping[str, tuple[Similar, ...]]:
        """Return, for each name that anybody's is like, those names on file, best first."""
        asked = tuple(dict.fromkeys(names))
        if len(asked) > _MOST_REMEMBERED:
            return self._find_similar(asked, people=people)
        if len(self._similar) > _MOST_REMEMBERED:
            self._similar.clear()
        fresh = [name for name in asked if (name, people) not in self._similar]
        found = self._find_similar(fresh, people=people) if fresh else {}
        self._similar.update({(name, people): found.get(name, ()) for name in fresh})
        return {name: hits for name in asked if (hits := self._similar[name, people])}

    def _find_similar(
        self, names: Sequence[str], *, people: bool
    ) -> Mapping[str, tuple[Similar, ...]]:
        return find_similar(self._layers, names, people=people, further=self._further)

    def subjects(self, ids: Collection[str], known: datetime) -> tuple[Subject, ...]:
        """Return the subjects of those entity ids, as known at that instant (UTC)."""
        if not ids:
            return ()
        key = (frozenset(ids), known)
        if key not in self._subjects:
            self._subjects[key] = load_subjects(self._store, key[0], known)
        return self._subjects[key]

    def ties(self, ids: Collection[str], known: datetime) -> tuple[StatedTie, ...]:
        """Return what those entries state of others, as known at that instant (UTC)."""
        return load_ties(self._store, ids, known, told_with=owned_end)

    def owners(self, known: datetime) -> Owners:
        """Return who owns whom, as known at that instant (UTC)."""
        if known not in self._owners:
            self._owners[known] = Owners(self, known, self._within)
        return self._owners[known]

    def look_ahead(self) -> None:
        """Find out whom ownership by the listed can reach, before many subjects are asked."""
        self._within = reachable(self._store)
        self._owners.clear()

    def coverage(self, sources: tuple[str, ...], known: datetime) -> Coverage:
        """Return whether those sources are on file, as of what was public by then."""
        if not sources:
            return Coverage(complete=False, why="no complete list of this regime is on file.")
        for key in sources:
            newest = self.newest(key, known)
            if newest is None:
                return Coverage(
                    complete=False,
                    why=f"no edition of {key} is on file; run `proscribe update {key}` or "
                    f"`proscribe import {key} FILE…`.",
                )
            if not newest.complete:
                return Coverage(complete=False, why=f"{key} is incomplete: {newest.note or ''}")
        newest = self.newest(sources[0], known)
        if newest is None or newest.chronicle or newest.authority == _OWN:
            return Coverage(complete=True)
        return Coverage(complete=True, newest=(newest.source, newest.published.day))

    def shortcomings(self) -> dict[str, str]:
        """Return what is missing from each source that is a part of its list only."""
        return self._shortcomings

    def newest(self, source: str, known: datetime) -> EditionInfo | None:
        """Return the newest accepted edition of a source that was public by then.

        The facts of a chronicle carry their own moments, so its newest edition counts always.
        """
        found = [
            edition
            for edition in self._editions.get(source, ())
            if edition.chronicle or edition.published.starts(edition.zone) <= known
        ]
        return found[-1] if found else None

    @cached_property
    def _names(self) -> KeyIndex:
        if self._cores is not None:
            return self._cores()
        return KeyIndex(self._store.keys(("core",)))

    @cached_property
    def _editions(self) -> dict[str, list[EditionInfo]]:
        editions: dict[str, list[EditionInfo]] = {}
        for edition in self._store.editions():
            if edition.state is EditionState.ACCEPTED:
                editions.setdefault(source_of(edition.source).key, []).append(edition)
        return editions

    @cached_property
    def _shortcomings(self) -> dict[str, str]:
        newest = {key: found[-1] for key, found in self._editions.items()}
        return {
            key: f"{key} is incomplete: {edition.note or 'a part of the list only'}"
            for key, edition in newest.items()
            if not edition.complete
        }
