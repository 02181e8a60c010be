"""A directory with suppositions laid over it; what it looks up in stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.screening.index import KeyIndex
from proscribe.screening.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from proscribe.ledger.record import DesignationRecord, Subject
    from proscribe.ledger.tied import StatedTie
    from proscribe.matching.within import Held
    from proscribe.model.listing import Ending
    from proscribe.screening.directory import Coverage, Directory
    from proscribe.screening.similar import Similar


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is supposed of the designations of one subject.

    Attributes:
        ids: Ids of the subject.
        added: Designations that are supposed.
        ended: Which of its designations are supposed to end: entity id, programme, first day.
        ending: How they end.
    """

    ids: frozenset[str]
    added: tuple[DesignationRecord, ...] = ()
    ended: frozenset[tuple[str, str, str]] = frozenset()
    ending: Ending | None = None

    def of(self, subject: Subject) -> Subject:
        """Return a subject with the change, or as it is where it is another one."""
        if not self.ids & {subject.id, *subject.referents}:
            return subject
        kept = (
            replace(record, ended=self.ending) if key_of(record) in self.ended else record
            for record in subject.records
        )
        records = sorted((*kept, *self.added), key=lambda record: record.begins)
        return replace(subject, records=tuple(records))


def key_of(record: DesignationRecord) -> tuple[str, str, str]:
    """Return what tells a designation from others of its subject."""
    return record.entity_id, record.designation.program, record.begins.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A subject that is only supposed.

    Attributes:
        subject: The subject.
        keys: Under what it is found, as (kind, key).
    """

    subject: Subject
    keys: tuple[tuple[str, str], ...]


class SupposedDirectory:
    """Looks up what is on file, and what is supposed beside it.

    Args:
        base: What is on file.
        changes: What is supposed of subjects, in the order in which it happens.
        made: Subjects that are only supposed.
        similar: What is like names among those.
    """

    def __init__(
        self,
        base: Directory,
        changes: Sequence[Change] = (),
        made: Sequence[Made] = (),
        similar: Callable[[Sequence[str], bool], Mapping[str, tuple[Similar, ...]]] | None = None,
    ) -> None:
        self._base = base
        self._changes = tuple(changes)
        self._made = {one.subject.id: one.subject for one in made}
        self._alike = similar
        self._owners: dict[datetime, Owners] = {}
        self.keys = tuple((*key, one.subject.id) for one in made for key in one.keys)
        self._index = KeyIndex(self.keys)

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return the entity ids that ever bore each key of that kind."""
        found = self._base.find(kind, values)
        if kind == "entity":
            own = {value: frozenset({value}) for value in values if value in self._made}
        else:
            own = self._index.find(kind, values)
        none: frozenset[str] = frozenset()
        return {
            value: found.get(value, none) | own.get(value, none) for value in found.keys() | own
        }

    def completions(self, core: str) -> tuple[str, ...]:
        """Return the longer core keys of which this one may be the cut-off beginning."""
        return (*self._base.completions(core), *self._index.completions(core))

    def held(self, name: str, *, paper: bool) -> tuple[Held, ...]:
        """Return the names that a name holds beside words that do not tell it apart."""
        found = (*self._base.held(name, paper=paper), *self._index.held(name, paper=paper))
        return tuple({one.core: one for one in found}.values())

    def beside(self, name: str) -> tuple[str, ...]:
        """Return the names that stand by themselves beside others, as the text has them."""
        return (*self._base.beside(name), *self._index.beside(name))

    def similar(self, names: Sequence[str], *, people: bool) -> Mapping[str, tuple[Similar, ...]]:
        """Return, for each name that anybody's is like, those names, best first."""
        found = self._base.similar(names, people=people)
        if self._alike is None or not self._made:
            return found
        own = self._alike(names, people)
        return {
            name: _best_first((*found.get(name, ()), *own.get(name, ())))
            for name in names
            if name in found or name in own
        }

    def subjects(self, ids: Collection[str], known: datetime) -> tuple[Subject, ...]:
        """Return the subjects of those ids, as known then, with what is supposed of them."""
        own = [self._made[one] for one in sorted(ids) if one in self._made]
        filed = self._base.subjects([one for one in ids if one not in self._made], known)
        return tuple(self._changed(subject) for subject in (*filed, *own))

    def ties(self, ids: Collection[str], known: datetime) -> tuple[StatedTie, ...]:
        """Return what those entries state of others; what is only supposed states nothing."""
        return self._base.ties([one for one in ids if one not in self._made], known)

    def owners(self, known: datetime) -> Owners:
        """Return who owns whom, with those that are supposed to be listed."""
        if known not in self._owners:
            self._owners[known] = Owners(self, known, None)
        return self._owners[known]

    def look_ahead(self) -> None:
        """Do nothing: whom ownership can reach is not known where listings are supposed."""

    def coverage(self, sources: tuple[str, ...], known: datetime) -> Coverage:
        """Return whether those sources are on file, as of what was public by then."""
        return self._base.coverage(sources, known)

    def shortcomings(self) -> dict[str, str]:
        """Return what is missing from each source that is a part of its list only."""
        return self._base.shortcomings()

    def _changed(self, subject: Subject) -> Subject:
        for change in self._changes:
            subject = change.of(subject)
        return subject


def _best_first(found: Iterable[Similar]) -> tuple[Similar, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.entity_id)))
