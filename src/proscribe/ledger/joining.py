"""One designation told by a list and by packaged facts is one record with both provenances.

Packaged facts know what a list's editions cannot show: what was announced before the first
edition on file, when exactly, how it ended, and that one presence was two designations. The
list knows the newest dates, and what it no longer holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from proscribe.ledger.known import KnownSource
from proscribe.ledger.period import Period, prevailing
from proscribe.ledger.record import DesignationRecord
from proscribe.ledger.store import EditionInfo
from proscribe.ledger.union import distinct, union_lines
from proscribe.model.listing import Designation, Ending, EndKind, Measure
from proscribe.model.time import Moment

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A period of packaged facts and one of a list that overlap.

    Attributes:
        fact: The period of the packaged facts.
        entry: The period of the list.
        first_of_fact: True where no earlier pair has that fact.
        first_of_entry: True where no earlier pair has that entry.
        last_of_entry: True where no later pair has that entry.
    """

    fact: Period
    entry: Period
    first_of_fact: bool
    first_of_entry: bool
    last_of_entry: bool


def join_periods(
    facts: Sequence[Period], entries: Sequence[Period], lists: Sequence[KnownSource]
) -> tuple[DesignationRecord, ...]:
    """Return the records of one subject, by first day.

    Args:
        facts: Its periods in packaged facts.
        entries: Its periods in lists.
        lists: The lists themselves, which may end what packaged facts leave open.
    """
    entries = without_copies(entries, lists)
    pairs = _pairs(sorted(facts, key=_first_day), sorted(entries, key=_first_day))
    paired = {id(period) for pair in pairs for period in (pair.fact, pair.entry)}
    records = [_joined(pair) for pair in pairs]
    records += [record for pair in pairs if (record := _remainder(pair)) is not None]
    records += [entry.record for entry in entries if id(entry) not in paired]
    for fact in facts:
        if id(fact) not in paired:
            keys = {e.record.source for e in entries if e.record.entity_id == fact.record.entity_id}
            records.append(_checked(fact, [s for s in lists if _speaks_of(s, fact, keys)]))
    return tuple(sorted(records, key=record_order))


def without_copies(entries: Sequence[Period], lists: Sequence[KnownSource]) -> list[Period]:
    """Return the periods of lists, where a copy only adds its provenance to the original.

    A list that repeats another authority's designations says less of them, and later: where
    that authority's own list is on file, its word counts on dates and ends. A copy that holds
    a designation when the original does not stands for itself: before the original's first
    edition, where that prints no day, and after its end, once the copy is the newer.

    Args:
        entries: Periods of lists.
        lists: The lists themselves, which tell how new their originals are.
    """
    newest = {source.key: source.editions[-1].edition for source in lists}
    originals = {id(entry): entry for entry in entries if not _is_copy(entry)}
    alone: list[Period] = []
    for copy in (entry for entry in entries if _is_copy(entry)):
        told = [each for each in originals.values() if _repeats(copy.record, each.record)]
        for original in told:
            originals[_key_of(originals, original)] = _attested(original, copy)
        rest = _outliving(copy, told, newest) if told else copy
        if rest is not None:
            alone.append(rest)
    return [*originals.values(), *alone]


def _key_of(periods: dict[int, Period], wanted: Period) -> int:
    return next(key for key, period in periods.items() if period is wanted)


def _outliving(
    copy: Period, told: Sequence[Period], newest: Mapping[str, EditionInfo]
) -> Period | None:
    """Return what a copy goes on holding after every original has ended; None where nothing."""
    ends = [each.record.ended for each in told]
    if any(ended is None for ended in ends) or copy.record.ended is not None:
        return None
    over = max(ended.on.ends(copy.zone) for ended in ends if ended is not None)
    known = [newest[each.record.source] for each in told if each.record.source in newest]
    over = max([over, *(edition.published.ends(edition.zone) for edition in known)])
    later = next((h for h in copy.holders if h.published.starts(h.zone) >= over), None)
    if later is None:
        return None
    record = copy.record
    designation = replace(record.designation, published=later.published, listed_on=None)
    rest = replace(record, designation=designation, begins=later.published.day)
    return replace(copy, record=rest)


def _is_copy(period: Period) -> bool:
    return period.holders[0].authority != period.record.designation.authority


def _repeats(copy: DesignationRecord, original: DesignationRecord) -> bool:
    """Return whether a copy tells of a designation; it may leave out the directive.

    One that blocks is not told of by one that does not: a programme may have both.
    """
    a, b = copy.designation, original.designation
    if Measure.ASSET_FREEZE in a.measures and Measure.ASSET_FREEZE not in b.measures:
        return False
    if (a.authority, a.program) != (b.authority, b.program) or not _overlap(copy, original):
        return False
    return a.directive in (None, b.directive) and (
        None in (a.authority_id, b.authority_id) or a.authority_id == b.authority_id
    )


def _attested(original: Period, copy: Period) -> Period:
    """Add a copy's provenance, and its earlier beginning where the original prints no day."""
    record, told = original.record, copy.record
    provenances = distinct((*record.provenances, *told.provenances))
    record = replace(record, provenances=provenances)
    if record.designation.listed_on is None and told.begins < record.begins:
        published = _published(copy)
        designation = replace(record.designation, published=published)
        record = replace(record, designation=designation, begins=told.begins)
    return replace(original, record=record)


def record_order(record: DesignationRecord) -> tuple[date, str, str, str, str, str]:
    """Sort key of records: first day, then what tells them apart."""
    designation = record.designation
    return (
        record.begins,
        designation.authority,
        designation.program,
        designation.directive or "",
        record.entity_id,
        record.source,
    )


def _first_day(period: Period) -> date:
    return period.record.begins


def _pairs(facts: Sequence[Period], entries: Sequence[Period]) -> list[_Pair]:
    found: list[tuple[Period, Period]] = []
    for fact in facts:
        for entry in entries:
            if not _same(fact.record, entry.record) or not _overlap(fact.record, entry.record):
                continue
            told_before = any(other is entry for _, other in found)
            if not told_before or _attests(entry, fact):
                found.append((fact, entry))
    return [
        _Pair(
            fact=fact,
            entry=entry,
            first_of_fact=all(other is not fact for other, _ in found[:number]),
            first_of_entry=all(other is not entry for _, other in found[:number]),
            last_of_entry=all(other is not entry for _, other in found[number + 1 :]),
        )
        for number, (fact, entry) in enumerate(found)
    ]


def _same(one: DesignationRecord, other: DesignationRecord) -> bool:
    """Return whether two records speak of the same designation, whatever its time."""
    a, b = one.designation, other.designation
    if (a.authority, a.program, a.directive) != (b.authority, b.program, b.directive):
        return False
    return one.entity_id == other.entity_id or (
        a.authority_id is not None and a.authority_id == b.authority_id
    )


def _overlap(one: DesignationRecord, other: DesignationRecord) -> bool:
    if one.begins == other.begins:
        return True
    earlier, later = sorted((one, other), key=lambda record: record.begins)
    return earlier.ended is None or later.begins < earlier.ended.on.day


def _attests(entry: Period, fact: Period) -> bool:
    """Return whether the list was printed, still holding it, since the fact was public."""
    newest = entry.holders[-1]
    return newest.published.ends(newest.zone) >= _published(fact).starts(fact.zone)


def _published(period: Period) -> Moment:
    """Return when a period became public; the fold fills it in where nothing is printed."""
    return period.record.designation.published or period.holders[0].published


def _joined(pair: _Pair) -> DesignationRecord:
    fact, entry = pair.fact.record, pair.entry.record
    if pair.first_of_fact and pair.first_of_entry:
        begins = min(fact.begins, entry.begins)
    else:
        begins = max(fact.begins, entry.begins)
    ended = _ending(pair)
    return replace(
        entry,
        designation=_word(pair, ended),
        begins=begins,
        ended=ended,
        securities=union_lines([entry.securities, fact.securities]),
        provenances=(*entry.provenances, *fact.provenances),
    )


def _ending(pair: _Pair) -> Ending | None:
    said, shown = pair.fact.record.ended, pair.entry.record.ended
    if not pair.last_of_entry:
        return shown if said is None else said
    if shown is not None and shown.kind is not EndKind.ABSENT:
        return shown
    return prevailing(said, shown)


def _word(pair: _Pair, ended: Ending | None) -> Designation:
    """Return what is printed: the list's newest word, completed from the packaged facts."""
    fact, entry = pair.fact.record.designation, pair.entry.record.designation
    if pair.last_of_entry and _attests(pair.entry, pair.fact):
        word, other = entry, fact if pair.first_of_fact else entry
    else:
        word, other = fact, entry if pair.last_of_entry else fact
    return replace(
        word,
        authority_id=_first(word.authority_id, other.authority_id),
        listed_on=_first(word.listed_on, other.listed_on),
        published=_made_public(pair),
        effective_on=_first(word.effective_on, other.effective_on),
        divest_on=_first(word.divest_on, other.divest_on),
        as_printed=_first(word.as_printed, other.as_printed),
        tranche=_first(word.tranche, other.tranche),
        reasons=distinct((*entry.reasons, *fact.reasons)),
        ended=ended,
        cite=distinct((*entry.cite, *fact.cite)),
    )


def _first(value: _Value | None, other: _Value | None) -> _Value | None:
    return other if value is None else value


def _made_public(pair: _Pair) -> Moment:
    """Return the earlier publication; of a day and an instant within it, the instant."""
    fact, entry = _published(pair.fact), _published(pair.entry)
    if not pair.first_of_entry:
        return fact
    if not pair.first_of_fact:
        return entry
    for exact, day in ((fact, entry), (entry, fact)):
        zone = pair.entry.zone
        if exact.instant is not None and day.starts(zone) <= exact.instant <= day.ends(zone):
            return exact
    return min(fact, entry, key=lambda moment: moment.starts(pair.entry.zone))


def _remainder(pair: _Pair) -> DesignationRecord | None:
    """Return what a list goes on holding after the end that packaged facts tell of.

    The official list is the authority's later word: the subject is on it again.
    """
    said, entry = pair.fact.record.ended, pair.entry.record
    if said is None or entry.ended is not None or not pair.last_of_entry:
        return None
    over = said.on.ends(pair.fact.zone)
    later = next((h for h in pair.entry.holders if h.published.starts(h.zone) >= over), None)
    if later is None:
        return None
    return replace(
        entry,
        designation=replace(entry.designation, published=later.published),
        begins=later.published.day,
    )


def _speaks_of(source: KnownSource, fact: Period, holding: set[str]) -> bool:
    """Return whether a list is one the entity would stand on: ids begin with its key."""
    return source.key in holding or fact.record.entity_id.startswith(f"{source.key}-")


def _checked(fact: Period, lists: Sequence[KnownSource]) -> DesignationRecord:
    """Return a record told by packaged facts alone, ended where a later list lacks it."""
    record = fact.record
    if record.ended is not None:
        return record
    found = (_first_without(source, fact) for source in lists)
    absences = [edition for edition in found if edition is not None]
    if not absences:
        return record
    first = min(absences, key=lambda edition: edition.order)
    ended = Ending(on=first.published, published=first.published, kind=EndKind.ABSENT)
    return replace(record, designation=replace(record.designation, ended=ended), ended=ended)


def _first_without(source: KnownSource, fact: Period) -> EditionInfo | None:
    """Return the first edition that should hold what packaged facts tell of, none does.

    It is published after the designation and covers its programme.
    """
    designation = fact.record.designation
    public = _published(fact).ends(fact.zone)
    for known in source.editions:
        covers = known.ends(designation.authority, designation.program)
        if covers and known.shows_from >= public:
            return known.edition
    return None
