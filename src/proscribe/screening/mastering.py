"""The security master at work in resolution: whose word leads where, and who disagrees.

An identifier that only reference data knows leads to a name, and that name to whoever is listed
under it. A number that sources give to different things makes nobody certain by itself. A line that
has ended is still its issuer's, and says so; a ticker that has passed on is the new holder's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from proscribe.matching.keys import name_keys, security_name
from proscribe.model.listing import SecurityLine, SecurityType
from proscribe.screening.candidates import DOUBT, Candidate, Resolution, Wanted, ordered
from proscribe.securities.keys import security_keys
from proscribe.securities.master import (
    NUMBERS,
    TICKER,
    Conflict,
    Statement,
    conflicts_of,
    end_of,
)
from proscribe.securities.tickers import ticker_key

if TYPE_CHECKING:
    from proscribe.ledger.history import Subject

_KINDS = (*NUMBERS, TICKER)
_PLACES = ("country", "mainCountry", "jurisdiction")
_MOST_NAMES = 12
_LINE = "the line itself"
# From which likeness on a name may be that of the holder of a ticker, however it is written.
_ALIKE, _MUCH_ALIKE = 0.4, 0.6
_HOME = "US"

Resolver = Callable[[Sequence[Wanted]], tuple[Resolution, ...]]


def weigh(
    wanted: Sequence[Wanted], found: Sequence[Resolution], resolve: Resolver
) -> tuple[Resolution, ...]:
    """Return resolutions after the word of every source on the identifiers has been weighed.

    Args:
        wanted: What is resolved.
        found: Whom its identifiers and names lead to, in the same order.
        resolve: Resolves further names in the same way.
    """
    known = _Known()
    bridges = _bridges(found, resolve)
    return tuple(
        _weighed(one, resolution, bridges, known)
        for one, resolution in zip(wanted, found, strict=True)
    )


def statements_of(subject: Subject) -> tuple[Statement, ...]:
    """Return what each source says of each line of a subject."""
    return tuple(_statements(subject))


def is_reference(subject: Subject) -> bool:
    """Return whether only reference data knows a subject: no list has ever named it."""
    return not subject.records


def names_agree(one: str, other: str) -> bool:
    """Return whether two names may be of one issuer: but for endings, abbreviated, or much alike.

    Only what already shares a number or ticker is asked; no subject is found by this.
    """
    from proscribe.matching import compare

    first, second = (name_keys(security_name(each)).core.split() for each in (one, other))
    if not first or not second:
        return False
    if _abbreviates(first, second) or _abbreviates(second, first):
        return True
    return compare(security_name(one), security_name(other), "Company") >= _MUCH_ALIKE


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether each word is the beginning or the skeleton of one of the other, in order."""
    rest = iter(long)
    return all(any(_shortens(word, whole) for whole in rest) for word in short)


def _shortens(word: str, whole: str) -> bool:
    if whole.startswith(word):
        return True
    signs = iter(whole)
    return whole[:1] == word[:1] and whole[-1:] == word[-1:] and all(s in signs for s in word)


@dataclass(slots=True)
class _Known:
    """The statements of subjects, made once for each."""

    by_key: dict[str, dict[tuple[str, str], list[Statement]]] = field(default_factory=dict)

    def of(self, subject: Subject, keys: Iterable[tuple[str, str]]) -> list[Statement]:
        held = self.by_key.get(subject.id)
        if held is None:
            held = self.by_key[subject.id] = {}
            for statement in _statements(subject):
                for key in security_keys(statement.line):
                    held.setdefault(key, []).append(statement)
        return [statement for key in keys for statement in held.get(key, ())]


def _statements(subject: Subject) -> Iterator[Statement]:
    for known in subject.listings:
        listing, provenance = known.listing, known.provenance
        countries = frozenset(
            value.upper()
            for name, values in listing.properties
            if name in _PLACES
            for value in values
        )
        for line in listing.securities:
            yield Statement(
                issuer=subject.id,
                caption=listing.caption if is_reference(subject) else subject.caption,
                source=provenance.source,
                place=f"{provenance.locator}, edition of {provenance.published.day}",
                line=line,
                countries=countries,
                official=bool(listing.designations),
            )


def _is_identified(candidate: Candidate) -> bool:
    return candidate.matched_by in _KINDS


def _bridges(found: Iterable[Resolution], resolve: Resolver) -> dict[str, tuple[Candidate, ...]]:
    """Return, for each subject of reference data met, the listed ones that bear its names."""
    met = {
        one.subject.id: one.subject
        for resolution in found
        for one in resolution.candidates
        if _is_identified(one) and is_reference(one.subject)
    }
    asked = [
        (subject_id, wanted) for subject_id, subject in met.items() for wanted in _named(subject)
    ]
    if not asked:
        return {}
    bridges: dict[str, dict[str, Candidate]] = {}
    for (subject_id, _), resolution in zip(asked, resolve([one for _, one in asked]), strict=True):
        listed = resolution.among(lambda subject: bool(subject.records)).candidates
        for one in listed:
            held = bridges.setdefault(subject_id, {})
            if one.subject.records and one.certain >= (one.subject.id in held):
                held[one.subject.id] = one
    return {key: tuple(held.values()) for key, held in bridges.items()}


def _named(subject: Subject) -> Iterator[Wanted]:
    countries = sorted(
        {
            value.upper()
            for name, values in subject.properties
            if name in _PLACES
            for value in values
        }
    )
    country = countries[0] if len(countries) == 1 else None
    for name in subject.names[:_MOST_NAMES]:
        yield Wanted(keys=(), name=name.text, country=country, exact=True)


def _weighed(
    wanted: Wanted,
    found: Resolution,
    bridges: dict[str, tuple[Candidate, ...]],
    known: _Known,
) -> Resolution:
    identified = [one for one in found.candidates if _is_identified(one)]
    if not identified:
        return found
    conflicts = _conflicts(wanted, identified, bridges, known)
    candidates: dict[str, Candidate] = {}
    for one in _without_echoes(found.candidates, known):
        judged = _with_dispute(_with_end(one, wanted, known), wanted, conflicts, known)
        for each in _bridged(judged, bridges, known):
            kept = candidates.get(each.subject.id)
            if kept is None or (each.certain, each.score) > (kept.certain, kept.score):
                candidates[each.subject.id] = each
    if any(_is_identified(one) and is_reference(one.subject) for one in candidates.values()):
        candidates = {
            key: one
            for key, one in candidates.items()
            if not (one.by_name and is_reference(one.subject))
        }
    kept_ones = _without_past_holders([*candidates.values()], wanted)
    if any(one.alike for one in kept_ones):
        kept_ones = [replace(one, hearsay=_is_hearsay(one, wanted)) for one in kept_ones]
    return replace(found, candidates=ordered(kept_ones), conflicts=conflicts)


def _is_hearsay(one: Candidate, wanted: Wanted) -> bool:
    """Return whether reference data alone leads to a subject, under another name than was given."""
    if not (_is_identified(one) and is_reference(one.subject)):
        return False
    return not any(names_agree(wanted.name, name.text) for name in one.subject.names)


def _without_echoes(candidates: Iterable[Candidate], known: _Known) -> list[Candidate]:
    """Leave out who bears, by reference data alone, the number that a list prints for another.

    A number has one issuer, and the list says who: that is that issuer under another name. Where
    the names contradict each other too, the conflict is told all the same.
    """
    every = [*candidates]
    printed = {
        (one.matched_by, one.given): one.subject.caption
        for one in every
        if _is_identified(one)
        and any(each.official for each in known.of(one.subject, [(one.matched_by, one.given)]))
    }

    def echoes(one: Candidate) -> bool:
        caption = printed.get((one.matched_by, one.given))
        if caption is None or not is_reference(one.subject):
            return False
        return one.matched_by != TICKER or names_agree(caption, one.subject.caption)

    return [one for one in every if not echoes(one)]


def _bridged(
    one: Candidate, bridges: dict[str, tuple[Candidate, ...]], known: _Known
) -> Iterator[Candidate]:
    """Yield whom the word of reference data leads to; without one, the subject itself."""
    told = known.of(one.subject, [(one.matched_by, one.given)]) if _is_identified(one) else []
    if not told or any(statement.official for statement in told):
        yield one
        return
    first = told[0]
    says = f"{one.matched_by} {one.given} is {first.caption} by {first.told_by}. {one.note}"
    says = says.rstrip()
    listed = bridges.get(one.subject.id, ())
    if not listed:
        yield replace(one, note=says)
    for other in listed:
        certain = other.certain and one.certain
        score = min(other.score, one.score)
        yield replace(other, certain=certain, score=score, note=says)


def _conflicts(
    wanted: Wanted,
    identified: Sequence[Candidate],
    bridges: dict[str, tuple[Candidate, ...]],
    known: _Known,
) -> tuple[Conflict, ...]:
    """Return what sources say of the identifiers given that cannot all be true."""
    keys = [key for key in wanted.keys if key[0] in _KINDS]
    told: list[Statement] = []
    issuers: dict[str, str] = {}
    for one in identified:
        listed = bridges.get(one.subject.id, ())
        issuer = listed[0].subject.id if listed else one.subject.id
        for other, caption in issuers.items():
            if names_agree(caption, one.subject.caption):
                issuer = other
        issuers.setdefault(issuer, one.subject.caption)
        told += (replace(each, issuer=issuer) for each in _holding(one, keys, wanted, known))
    if not told:
        return ()
    own = _own_statement(wanted)
    every = [*told, *(() if own is None else (own,))]
    return tuple(one for one in conflicts_of(every) if one.key in keys)


def _holding(
    one: Candidate, keys: Sequence[tuple[str, str]], wanted: Wanted, known: _Known
) -> Iterator[Statement]:
    """Yield the statements of an issuer, less those on tickers that were its own once."""
    for key in keys:
        told = known.of(one.subject, [key])
        lines = [statement.line for statement in told]
        gone = key[0] == TICKER and wanted.day and end_of(key, lines, wanted.day)
        yield from () if gone else told


def _own_statement(wanted: Wanted) -> Statement | None:
    """Return what the line itself says of its numbers; None where it says less than two."""
    held = {kind: value for kind, value in wanted.keys if kind in _KINDS}
    if len(held) < 2 or "isin" not in held:  # noqa: PLR2004
        return None
    line = SecurityLine(
        type=SecurityType.OTHER,
        isin=held.get("isin"),
        sedol=held.get("sedol"),
        ticker=held.get(TICKER),
        since=wanted.day,
        until=wanted.day,
    )
    return Statement(issuer="", caption=wanted.name, source=_LINE, place="", line=line)


def _with_end(one: Candidate, wanted: Wanted, known: _Known) -> Candidate:
    """Say that the line has ended by the day asked about; a ticker may have passed on since."""
    if wanted.day is None or not _is_identified(one):
        return one
    key = (one.matched_by, one.given)
    lines = [statement.line for statement in known.of(one.subject, [key])]
    end = end_of(key, lines, wanted.day)
    if end is None:
        return one
    caption = one.subject.caption
    note = f"{one.matched_by} {one.given} ended on {end}; it is still a security of {caption}."
    if one.matched_by != TICKER or _may_be_called(wanted.name, one):
        return replace(one, note=note)
    note = (
        f"{one.matched_by} {one.given} was that of {caption} until {end}, and may have passed to "
        f"another since: the line calls itself “{wanted.name}”."
    )
    return replace(one, certain=False, score=DOUBT, note=note)


def _may_be_called(name: str, one: Candidate) -> bool:
    """Return whether a name may be that of the holder of a ticker, or is that ticker itself."""
    from proscribe.matching import compare_pairs

    given, subject = security_name(name), one.subject
    if not name or ticker_key(name, home=_HOME) == one.given:
        return True
    if any(names_agree(given, each.text) for each in subject.names):
        return True
    pairs = [(subject.schema, given, each.text) for each in subject.names]
    return max(compare_pairs(pairs), default=0.0) >= _ALIKE


def _with_dispute(
    one: Candidate, wanted: Wanted, conflicts: Sequence[Conflict], known: _Known
) -> Candidate:
    """Take certainty from whom disputed identifiers alone lead to, on no list's word."""
    disputed = {conflict.key for conflict in conflicts}
    if not disputed or not one.certain or one.by_name:
        return one
    keys = [key for key in wanted.keys if key[0] in _KINDS]
    told = known.of(one.subject, keys)
    if any(statement.official for statement in told):
        return one
    undisputed = {key for s in told for key in security_keys(s.line)} & {*keys} - disputed
    named = wanted.name and any(names_agree(wanted.name, n.text) for n in one.subject.names)
    if undisputed or named:
        return one
    return replace(one, certain=False, score=DOUBT)


def _without_past_holders(candidates: Sequence[Candidate], wanted: Wanted) -> list[Candidate]:
    """Leave out whom a ticker alone leads to, where another holder of it bears the name given.

    Tickers pass from one issuer to another. Whom a list names, and whose line has not ended, stays.
    """
    named = {
        one.subject.id
        for one in candidates
        if one.certain
        and _is_identified(one)
        and any(names_agree(wanted.name, name.text) for name in one.subject.names)
    }

    def passed(one: Candidate) -> bool:
        gone = not one.certain or is_reference(one.subject)
        return one.matched_by == TICKER and gone and one.subject.id not in named

    return [one for one in candidates if not (named and passed(one))]
