"""Whether a person has decided that what was given is not the subject it met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING

from proscribe.model.clearance import (
    Clearance,
    Content,
    Given,
    Silenced,
    Standing,
    Woken,
    build_given,
    changes_between,
)
from proscribe.model.listing import EndKind, Name, NameKind

if TYPE_CHECKING:
    from datetime import date

    from proscribe.ledger.record import DesignationRecord, Subject

# Who says it, not what is said; and, of a designation, what depends on which editions are on file.
_CITED = frozenset({"cite"})
_OF_EDITIONS = _CITED | {"authority", "program", "published", "ended"}
# When a publisher last touched its record, whatever it changed there.
_OF_THE_RECORD = frozenset({"modifiedAt"})

_PROPERTIES = {"lei": "leiCode"}


class Clearances:
    """The decisions that count, found by what was given in a constant time.

    Args:
        made: Clearances of any state; of those on one pair the newest counts, and where that
            was taken back or waits for another person, none.
        today: The day it is, on which those that have ended do not count any more; where it is
            None, none that ends on any day does.
    """

    def __init__(self, made: Iterable[Clearance], today: date | None = None) -> None:
        self._today = today
        self._by_names: dict[tuple[str, ...], list[Clearance]] = defaultdict(list)
        for one in sorted(made, key=lambda one: one.id):
            self._by_names[one.pair.given.plain_names].append(one)

    def __len__(self) -> int:
        """Return of how many names something was decided."""
        return len(self._by_names)

    @property
    def most(self) -> int:
        """How many entries may be silent for some names: a search must reach that much further."""
        told = self._by_names.values()
        ids = ({each for one in made for each in one.pair.referents} for made in told)
        return max(map(len, ids), default=0)

    def about(self, given: Given) -> Decided:
        """Return what was decided of those names; ask it about each candidate."""
        made = self._by_names.get(given.plain_names, ()) if self._by_names else ()
        if not made:
            return _NOTHING
        digest = given.digest
        newest: dict[tuple[str, str], Clearance] = {}
        for one in made:
            of = one.pair.given.digest
            newest.update(((of, referent), one) for referent in one.pair.referents)
        exact = {referent: one for (of, referent), one in newest.items() if of == digest}
        near = {
            referent: one
            for (_, referent), one in sorted(newest.items(), key=lambda item: item[1].id)
            if one.clears and referent not in exact
        }
        return Decided(given=given, exact=exact, near=near, today=self._today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided of some names.

    Attributes:
        given: What was given.
        exact: The newest word on exactly that content, by entry of the subject, withdrawn or not.
        near: Elsewhere, the newest that stands on these names with other attributes.
        today: The day it is; None where that is not known.
    """

    given: Given
    exact: Mapping[str, Clearance]
    near: Mapping[str, Clearance]
    today: date | None = None

    @property
    def words(self) -> bool:
        """True where something was decided of those names."""
        return bool(self.exact or self.near)

    def concerns(self, entity_id: str) -> bool:
        """Return whether an entry was decided on, so that its subject is worth looking at."""
        return entity_id in self.exact or entity_id in self.near

    def standing(self, subject: Subject) -> Standing:
        """Return how the decisions bear on a subject as known."""
        word = _newest(self.exact, subject)
        if word is not None:
            return self._weighed(word, subject) if word.clears else None
        word = _newest(self.near, subject)
        return None if word is None else self._weighed(word, subject)

    def settled(self, subject: Subject) -> Silenced | Woken | None:
        """Return how a word that a subject is meant bears on it: it counts, it woke, or None."""
        word = _newest(self.exact, subject)
        return None if word is None or not word.settles else self._weighed(word, subject)

    def _weighed(self, word: Clearance, subject: Subject) -> Silenced | Woken:
        changes = (
            *changes_between("given", word.pair.given.fields, self.given.fields),
            *changes_between("subject", word.pair.content, subject_content(subject)),
        )
        expired = word.has_expired(self.today)
        if not changes and not expired:
            return Silenced(clearance=word)
        return Woken(clearance=word, changes=changes, has_expired=expired)


def silenced(clearances: Clearances, given: Given, subject: Subject) -> Standing:
    """Return how the decisions bear on one pair: silenced, woken with what differs, or None."""
    return clearances.about(given).standing(subject)


def given_query(text: str, *, country: str | None) -> Given:
    """Return what a query gives.

    Args:
        text: The query.
        country: Where the issuer is, as stated; None where it is not.
    """
    return build_given([text], properties={} if country is None else {"country": [country]})


def given_line(*names: str, keys: Iterable[tuple[str, str]], country: str | None) -> Given:
    """Return what a portfolio line gives.

    A query is another thing: the identifiers it may be are guesses, so only its text counts.

    Args:
        names: The names it prints: of the security, of its issuer.
        keys: Kind and value of each identifier it prints.
        country: ISO 3166 code of its country; None where it prints none.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for kind, value in keys:
        told[_PROPERTIES.get(kind, kind)].append(value)
    if country is not None:
        told["country"].append(country)
    return build_given(names, properties=told)


def subject_content(subject: Subject) -> Content:
    """Return what the ledger holds of a subject as known, field by field, in words.

    Neither who says it, nor in which edition, nor in which order is part of it: an edition
    that repeats what was known changes nothing.
    """
    told: dict[str, set[str]] = defaultdict(set)
    told["schema"].add(subject.schema)
    told["entries"].update(subject.referents)
    told["names"].update(map(_name, subject.names))
    for field, values in subject.properties:
        if field not in _OF_THE_RECORD:
            told[field].update(values)
    for field, record in _designations(subject.records):
        told[field].update(_facts(record.designation, _OF_EDITIONS))
        told[field].update(_ending(record))
    for field in ("securities", "links", "events"):
        told[field].update("; ".join(_facts(one, _CITED)) for one in getattr(subject, field))
    remarks = (known.listing.remarks for known in subject.listings)
    told["remarks"].update(text for text in remarks if text is not None)
    return tuple((field, tuple(sorted(told[field]))) for field in sorted(told) if told[field])


def _newest(words: Mapping[str, Clearance], subject: Subject) -> Clearance | None:
    found = (words[each] for each in subject.referents if each in words)
    return max(found, key=lambda one: one.id, default=None)


def _name(name: Name) -> str:
    return name.text if name.kind is NameKind.PRIMARY else f"{name.text} ({name.kind.value})"


def _designations(
    records: Iterable[DesignationRecord],
) -> Iterator[tuple[str, DesignationRecord]]:
    """Yield each designation with its field; several of one programme are numbered."""
    by_program: dict[str, list[DesignationRecord]] = defaultdict(list)
    for record in records:
        made = record.designation
        by_program[f"designation {made.authority} {made.program}"].append(record)
    for field, several in by_program.items():
        ordered = sorted(
            several, key=lambda one: (*_facts(one.designation, _OF_EDITIONS), *_ending(one))
        )
        for place, record in enumerate(ordered, 1):
            yield (field if place == 1 else f"{field} ({place})"), record


def _ending(record: DesignationRecord) -> Iterator[str]:
    """Yield how a designation stands; the day of one that was inferred depends on the editions."""
    ended = record.ended
    if ended is None:
        yield "in force"
    elif ended.kind is EndKind.ABSENT:
        yield "ended"
    else:
        yield f"ended {ended.on} ({ended.kind.value})"


def _facts(value: object, less: frozenset[str]) -> Iterator[str]:
    """Yield each field of a value that is filled, in words."""
    for field in fields(value):  # type: ignore[arg-type]
        item = getattr(value, field.name)
        if field.name in less or item is None or item == ():
            continue
        items = item if isinstance(item, tuple) else (item,)
        yield f"{field.name} {', '.join(map(_text, items))}"


def _text(item: object) -> str:
    if isinstance(item, Enum):
        return str(item.value)
    said = getattr(item, "text", None)
    return said if isinstance(said, str) else str(item)


_NOTHING = Decided(given=build_given(["nobody"]), exact={}, near={})
