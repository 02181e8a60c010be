"""What began, changed field by field, and ended between two states of a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proscribe.model.listing import (
    Designation,
    Ending,
    Event,
    Link,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    StatedReason,
)

# The first of these that a line has is what people call it by.
_IDENTIFIERS = ("isin", "cusip", "sedol", "figi", "ticker", "name")
_LINE_FIELDS = (*_IDENTIFIERS, "program", "since", "until", "ratio")
_DESIGNATION_FIELDS = (
    *("authority_id", "listed_on", "published", "effective_on", "divest_on"),
    *("as_printed", "tranche", "ended"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that differs.

    Attributes:
        field: In words: ``names``, ``designation CMIC-EO13959 effective_on``,
            ``security ISIN KYG9830T1067 ticker``.
        before: Values that are gone.
        after: Values that are new.
    """

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An entry that both states hold, in different words."""

    id: str
    caption: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one state of a list holds that another does not, each part sorted by id.

    Attributes:
        began: Entries that only the later state holds.
        changed: Entries that differ in more than the order of their values.
        ended: Entries that only the earlier state holds.
    """

    began: tuple[Listing, ...]
    changed: tuple[Changed, ...]
    ended: tuple[Listing, ...]


def diff_listings(before: Iterable[Listing], after: Iterable[Listing]) -> Difference:
    """Compare two states of a list, entry by entry.

    Several entries of one id count as one.
    """
    old, new = _by_id(before), _by_id(after)
    changes = (
        (entity_id, new[entity_id][0].caption, _changes(old[entity_id], new[entity_id]))
        for entity_id in sorted(old.keys() & new.keys())
    )
    return Difference(
        began=tuple(new[entity_id][0] for entity_id in sorted(new.keys() - old.keys())),
        changed=tuple(
            Changed(id=entity_id, caption=caption, changes=found)
            for entity_id, caption, found in changes
            if found
        ),
        ended=tuple(old[entity_id][0] for entity_id in sorted(old.keys() - new.keys())),
    )


def _by_id(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        found[listing.id].append(listing)
    return found


def _changes(before: list[Listing], after: list[Listing]) -> tuple[FieldChange, ...]:
    if before == after:
        return ()
    old, new = _values(before), _values(after)
    fields = dict.fromkeys((*old, *new))
    changes = (
        FieldChange(
            field=field,
            before=tuple(value for value in old.get(field, ()) if value not in new.get(field, ())),
            after=tuple(value for value in new.get(field, ()) if value not in old.get(field, ())),
        )
        for field in fields
    )
    return tuple(change for change in changes if change.before or change.after)


def _values(listings: list[Listing]) -> dict[str, dict[str, None]]:
    """Return the distinct values of every field, in words."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for listing in listings:
        for field, value in _fields(listing):
            found[field][value] = None
    return found


def _fields(listing: Listing) -> Iterator[tuple[str, str]]:
    yield "schema", listing.schema
    yield from (("names", _name(name)) for name in listing.names)
    for name, values in listing.properties:
        yield from ((f"property {name}", value) for value in values)
    yield from _designations(listing.designations)
    yield from _securities(listing.securities)
    yield from ((f"link {link.relation}", _link(link)) for link in listing.links)
    yield from (("same_as", other) for other in listing.same_as)
    yield from (_event(event) for event in listing.events)
    if listing.remarks is not None:
        yield "remarks", listing.remarks
    yield from (("citations", key) for key in _citations(listing))


def _name(name: Name) -> str:
    kind = None if name.kind is NameKind.PRIMARY else name.kind.value
    notes = ", ".join(note for note in (kind, name.lang) if note is not None)
    return f"{name.text} ({notes})" if notes else name.text


def _designations(designations: Iterable[Designation]) -> Iterator[tuple[str, str]]:
    seen: Counter[str] = Counter()
    for designation in designations:
        directive = designation.directive
        label = f"designation {designation.program}"
        label = label if directive is None else f"{label} directive {directive}"
        label = _numbered(label, seen)
        yield label, designation.authority
        for field in _DESIGNATION_FIELDS:
            value = getattr(designation, field)
            if value is not None:
                words = _ending(value) if isinstance(value, Ending) else str(value)
                yield f"{label} {field}", words
        yield from ((f"{label} measure", each.value) for each in designation.measures)
        yield from ((f"{label} legal_basis", each) for each in designation.legal_basis)
        yield from ((f"{label} reason", _reason(reason)) for reason in designation.reasons)


def _ending(ended: Ending) -> str:
    return f"{ended.kind.value} on {ended.on}, published {ended.published}"


def _reason(reason: StatedReason) -> str:
    return reason.text if reason.said_by is None else f"{reason.text} ({reason.said_by})"


def _securities(lines: Iterable[SecurityLine]) -> Iterator[tuple[str, str]]:
    seen: Counter[str] = Counter()
    for line in lines:
        called = next((key for key in _IDENTIFIERS if getattr(line, key) is not None), None)
        label = "security"
        if called is not None:
            word = called if called in {"ticker", "name"} else called.upper()
            label = f"security {word} {getattr(line, called)}"
        label = _numbered(label, seen)
        yield label, line.type.value
        for field in _LINE_FIELDS:
            value = getattr(line, field)
            if value is not None and field != called:
                yield f"{label} {field}", str(value)


def _numbered(label: str, seen: Counter[str]) -> str:
    """Return the label, with a number where it has been used before."""
    seen[label] += 1
    return label if seen[label] == 1 else f"{label} ({seen[label]})"


def _link(link: Link) -> str:
    share = None if link.share is None else f"{link.share} %"
    since = None if link.since is None else f"from {link.since}"
    until = None if link.until is None else f"to {link.until}"
    parts = (link.id, link.name, link.role, share, since, until)
    return " ".join(part for part in parts if part is not None)


def _event(event: Event) -> tuple[str, str]:
    words = event.text if event.said_by is None else f"{event.text} ({event.said_by})"
    return f"event {event.kind} {event.on}", f"{words}, published {event.published}"


def _citations(listing: Listing) -> Iterator[str]:
    parts = (listing.names, listing.securities, listing.links, listing.events)
    for part in parts:
        for item in part:
            yield from item.cite
    for designation in listing.designations:
        yield from designation.cite
        yield from () if designation.ended is None else designation.ended.cite
        for reason in designation.reasons:
            yield from reason.cite
