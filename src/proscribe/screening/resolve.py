"""From what a user or a portfolio line gives to the subject that is meant, or to a doubt.

Identifiers are asked first, all of them: those that lead to two subjects, or to
another one than the name, leave the identity uncertain. A name counts as certain
only where its key equals that of one subject and the legal forms do not
contradict. What is uncertain makes the verdict a REVIEW.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.matching.keys import (
    NameKeys,
    name_keys,
    names_nobody,
    person_key,
    security_name,
    tail_key,
)
from proscribe.model.listing import NameKind
from proscribe.securities.identifiers import normalise_identifier
from proscribe.securities.keys import security_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.screening.directory import Directory

_SURE = (NameKind.PRIMARY, NameKind.ALIAS, NameKind.FORMER, NameKind.MISSPELT, NameKind.ISSUER)
# A name another subject bears first is another's; a second name is hardly less sure.
_FULL, _ALSO, _CORE, _DOUBT = 1.0, 0.99, 0.97, 0.75
_CUT_OFF, _PART = "cut-off name", "part of a name"
_ABROAD = "name in another country"
_BY_NAME = frozenset({"name", "similar name", _CUT_OFF, _PART, _ABROAD})
_NO_ISSUERS = ("Person", "Vessel", "Airplane")
_PLACES = ("country", "mainCountry", "jurisdiction", "nationality")
# Companies of other countries are incorporated there, so the place says little.
_DOMICILES = frozenset({"KY", "VG", "BM", "LU", "JE", "GG", "IM", "CY", "MU"})
_GROUPS = {"HK": "CN", "MO": "CN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A subject that may be meant.

    Attributes:
        subject: The subject as known.
        matched_by: What met: an identifier kind, ``name``, or ``similar name``.
        given: The string that was given.
        found: The string of the subject that met it.
        score: 1 for an identifier or an equal name, less for anything weaker.
        certain: False where a person must look.
        programs: Set where the identifier stands for some programmes only.
    """

    subject: Subject
    matched_by: str
    given: str
    found: str
    score: float
    certain: bool
    programs: frozenset[str] | None = None

    @property
    def by_name(self) -> bool:
        """True where a name met, no identifier."""
        return self.matched_by in _BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be resolved: identifier keys in order of weight, and a name.

    Attributes:
        keys: Pairs of kind and normalised value.
        name: The issuer's or security's name; empty where none is given.
        people: Whether persons and vessels may be meant; issuers of securities are neither.
        country: Where the issuer is, as ISO 3166 code; None where unknown.
    """

    keys: tuple[tuple[str, str], ...]
    name: str = ""
    people: bool = False
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The candidates found for one thing wanted, best first."""

    candidates: tuple[Candidate, ...]

    def among(self, counts: Callable[[Subject], bool]) -> Resolution:
        """Return who can be meant where only some subjects count.

        Where somebody counts for certain, whom only a name leads to and who does not count is
        left out: an entry of another list takes no doubt away, and adds none. Of those left,
        whoever bears the name best is meant.
        """
        count = tuple(one for one in self.candidates if counts(one.subject))
        if not count:
            return Resolution(candidates=_best(self.candidates))
        meant = _best(count)
        told = {one.subject.id for one in count}
        sure = any(one.certain for one in meant)
        beside = (
            one
            for one in self.candidates
            if one.subject.id not in told and (not one.by_name or (one.certain and not sure))
        )
        return Resolution(candidates=_ordered((*meant, *beside)))

    def fitted(self) -> Resolution:
        """Return who can be meant where every subject counts."""
        return self.among(lambda _: True)

    @property
    def certain(self) -> bool:
        """True where nothing was found, or one subject beyond doubt."""
        return not self.candidates or (len(self.candidates) == 1 and self.candidates[0].certain)

    @property
    def sure(self) -> Candidate | None:
        """The one subject that bears the very identifier or name, where only doubts stand by."""
        certain = [one for one in self.candidates if one.certain]
        return certain[0] if len(certain) == 1 and certain[0].score >= _ALSO else None


def resolve_all(
    wanted: Sequence[Wanted], directory: Directory, known: datetime
) -> tuple[Resolution, ...]:
    """Resolve many things at once, with one look-up per kind of key."""
    sought = [_Sought.of(one, directory) for one in wanted]
    ids = _look_up(sought, directory)
    everyone = frozenset().union(*ids.values()) if ids else frozenset()
    subjects: dict[str, Subject] = {}
    for subject in directory.subjects(everyone, known):
        for referent in (subject.id, *subject.referents):
            subjects[referent] = subject
    found = _Found(ids=ids, subjects=subjects)
    return tuple(_resolve(one, found) for one in sought)


def resolve(wanted: Wanted, directory: Directory, known: datetime) -> Resolution:
    """Resolve one thing."""
    return resolve_all((wanted,), directory, known)[0]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is wanted, with the keys of its name.

    Attributes:
        wanted: What is wanted.
        given: The issuer's part of the name.
        keys: Its keys.
        whole: Keys of the whole name, where that is more than the issuer's part: what ends like
            a share class may be a name (``KAVE COFFEE S A``, ``PRODUCTOS PLAN B``).
        longer: Listed core keys of which it may be the cut-off beginning.
        lookups: The keys it is looked up by, as (kind, value).
    """

    wanted: Wanted
    given: str
    keys: NameKeys
    whole: NameKeys | None
    longer: tuple[str, ...]
    lookups: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, wanted: Wanted, directory: Directory) -> _Sought:
        given = security_name(wanted.name)
        keys, all_of_it = name_keys(given), name_keys(wanted.name)
        whole = None if all_of_it.core == keys.core else all_of_it
        if names_nobody(given):
            return cls(wanted, given, keys, None, (), ())
        longer = directory.completions(keys.core)
        named = [keys.core, *longer, *(() if whole is None else (whole.core,))]
        lookups = [("tail", keys.core), *(("core", core) for core in named)]
        if wanted.people:
            lookups.append(("person", person_key(wanted.name)))
        return cls(wanted, given, keys, whole, longer, tuple(lookups))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the look-ups brought.

    Attributes:
        ids: Entity ids by kind and key.
        subjects: Subjects by each of their ids, as known.
    """

    ids: dict[tuple[str, str], frozenset[str]]
    subjects: dict[str, Subject]

    def bearers(self, lookups: Iterable[tuple[str, str]]) -> tuple[Subject, ...]:
        """Return the subjects that bear one of those keys, each once."""
        entities = sorted({entity for pair in lookups for entity in self.ids.get(pair, ())})
        found = (self.subjects[entity] for entity in entities if entity in self.subjects)
        return tuple({subject.id: subject for subject in found}.values())


def _look_up(
    sought: Iterable[_Sought], directory: Directory
) -> dict[tuple[str, str], frozenset[str]]:
    values: dict[str, set[str]] = {}
    for one in sought:
        for kind, value in (*one.wanted.keys, *one.lookups):
            values.setdefault(kind, set()).add(value)
    return {
        (kind, value): ids
        for kind, asked in values.items()
        for value, ids in directory.find(kind, asked).items()
    }


def _resolve(sought: _Sought, found: _Found) -> Resolution:
    named = _by_name(sought, found)
    identified = _identified(sought.wanted, found)
    if not identified:
        return Resolution(candidates=_ordered(named))
    borne = {one.subject.id for one in named if one.certain}
    known = [replace(one, programs=None) if one.subject.id in borne else one for one in identified]
    return Resolution(candidates=_ordered([*known, *_contradicting(identified, named)]))


def _identified(wanted: Wanted, found: _Found) -> tuple[Candidate, ...]:
    """Whom the identifiers lead to, one candidate a subject, by the weightiest identifier."""
    candidates: dict[str, Candidate] = {}
    for kind, value in wanted.keys:
        for subject in found.bearers([(kind, value)]):
            candidate = _by_identifier(kind, value, subject)
            if candidate is None:
                continue
            known = candidates.setdefault(subject.id, candidate)
            if known.programs is not None:
                more = candidate.programs
                wider = None if more is None else known.programs | more
                candidates[subject.id] = replace(known, programs=wider)
    return tuple(candidates.values())


def _contradicting(
    identified: tuple[Candidate, ...], named: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """An equal name of another subject only throws doubt on the identifier."""
    ids = {candidate.subject.id for candidate in identified}
    sure = tuple(one for one in named if one.certain)
    return () if any(one.subject.id in ids for one in sure) else sure


def _by_identifier(kind: str, value: str, subject: Subject) -> Candidate | None:
    scopes = _scopes(kind, value, subject)
    if not scopes:
        return None
    programs = frozenset(scope for scope in scopes if scope is not None)
    return Candidate(
        subject=subject,
        matched_by=kind,
        given=value,
        found=value,
        score=_FULL,
        certain=True,
        programs=None if None in scopes else programs,
    )


def _scopes(kind: str, value: str, subject: Subject) -> set[str | None]:
    """Where a subject bears an identifier: everywhere (None), or under some programmes."""
    if kind in ("id", "entity"):
        return {None}
    if kind == "lei" and any(
        value == normalise_identifier(held)
        for name, values in subject.properties
        if name == "leiCode"
        for held in values
    ):
        return {None}
    own = {line.program for line in subject.securities if (kind, value) in security_keys(line)}
    return own or {
        record.designation.program
        for record in subject.records
        if any((kind, value) in security_keys(line) for line in record.securities)
    }


def _by_name(sought: _Sought, found: _Found) -> tuple[Candidate, ...]:
    """Whom the name leads to, for certain or not."""
    candidates = (
        _placed(sought.wanted.country, _named(sought, subject), subject)
        for subject in found.bearers(sought.lookups)
        if sought.wanted.people or subject.schema not in _NO_ISSUERS
    )
    return tuple(candidate for candidate in candidates if candidate is not None)


def _best(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave the names that fit best, where nobody is found by an identifier."""
    return _fitting(candidates) if all(one.by_name for one in candidates) else candidates


def _fitting(named: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Beside an equal name, one that differs in its legal form is a doubt, a part of one none.

    Beside an equal primary name, only a subject that the facts call related throws doubt.
    """
    best = max((candidate.score for candidate in named if candidate.certain), default=0.0)
    equal = [candidate for candidate in named if candidate.score == best]
    related = {link.id for one in equal for link in one.subject.links if link.relation == "related"}

    def doubts(candidate: Candidate) -> bool:
        if candidate.matched_by in (_CUT_OFF, _PART):
            return False
        return best < _FULL or not related.isdisjoint(
            (candidate.subject.id, *candidate.subject.referents)
        )

    return _ordered(
        candidate if candidate.score == best else replace(candidate, certain=False)
        for candidate in named
        if best in (0.0, candidate.score) or doubts(candidate)
    )


def _placed(country: str | None, candidate: Candidate | None, subject: Subject) -> Candidate | None:
    """A name met in another country is a doubt, and a doubtful one there is no candidate.

    A long name cut off stays a doubt: few of them begin alike.
    """
    if candidate is None or not _elsewhere(country, subject):
        return candidate
    if not candidate.certain:
        return candidate if candidate.matched_by == _CUT_OFF else None
    return replace(candidate, certain=False, score=_DOUBT, matched_by=_ABROAD)


def _elsewhere(country: str | None, subject: Subject) -> bool:
    if country is None or country.upper() in _DOMICILES:
        return False
    theirs = {
        _GROUPS.get(value.upper(), value.upper())
        for name, values in subject.properties
        if name in _PLACES
        for value in values
    }
    ours = _GROUPS.get(country.upper(), country.upper())
    return bool(theirs - _DOMICILES) and ours not in theirs


def _named(sought: _Sought, subject: Subject) -> Candidate | None:
    best: Candidate | None = None
    for name in subject.names:
        likeness = _likeness(sought, name.text, person=subject.schema == "Person")
        if likeness is None:
            continue
        matched_by, score = likeness
        if score == _FULL and name.kind is not NameKind.PRIMARY:
            score = _ALSO
        sure = name.kind in _SURE and score > _DOUBT
        if best is None or (sure, score) > (best.certain, best.score):
            best = Candidate(
                subject=subject,
                matched_by=matched_by,
                given=sought.given,
                found=name.text,
                score=score if sure else _DOUBT,
                certain=sure,
            )
    return best


def _likeness(sought: _Sought, name: str, *, person: bool) -> tuple[str, float] | None:
    """Return how a name is like the one wanted, and how much; None where it is another."""
    if person:
        key = person_key(name)
        if key != person_key(sought.wanted.name):
            return None
        return ("name", _FULL) if " " in key else (_PART, _DOUBT)
    keys, other = sought.keys, name_keys(name)
    if sought.whole is not None and other.core == sought.whole.core:
        keys = sought.whole
    if other.core == keys.core:
        if other.full == keys.full:
            return "name", _FULL
        return ("name", _CORE) if keys.agrees(other) else ("similar name", _DOUBT)
    if other.core in sought.longer:
        return _CUT_OFF, _DOUBT
    return (_PART, _DOUBT) if tail_key(other.core) == keys.core else None


def _ordered(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda one: (-one.score, one.subject.id)))
