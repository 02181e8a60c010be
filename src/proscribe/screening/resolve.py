"""From what a user or a portfolio line gives to the subject that is meant, or to a doubt.

Identifiers are asked first, all of them: those that lead to two subjects, or to
another one than the name, leave the identity uncertain. A name counts as certain
only where its key equals that of one subject and the legal forms do not
contradict. A name that is only alike is a doubt where nothing else leads to
somebody. What is uncertain makes the verdict a REVIEW.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.matching.apart import parted_otherwise
from proscribe.matching.keys import names_nobody
from proscribe.matching.linking import MARK
from proscribe.screening.bearing import Sought, elsewhere, named_by, placed
from proscribe.screening.candidates import (
    FULL,
    SIMILAR,
    Candidate,
    Resolution,
    Wanted,
    is_of_house,
    ordered,
)
from proscribe.screening.house import with_house_lists
from proscribe.screening.mastering import names_agree, weigh
from proscribe.screening.parted import with_parts
from proscribe.screening.recalling import recall
from proscribe.screening.similar import MOST_ALIKE, Similar, similar_candidate
from proscribe.securities.identifiers import normalise_identifier
from proscribe.securities.keys import security_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.screening.directory import Directory

_NUMBERS = ("isin", "cusip", "sedol", "figi")
_NO_ISSUERS = ("Person", "Vessel", "Airplane")


def resolve_all(
    wanted: Sequence[Wanted], directory: Directory, known: datetime
) -> tuple[Resolution, ...]:
    """Resolve many things at once, with one look-up per kind of key and one search of names.

    Where only reference data knows an identifier, the name it gives there is resolved as well.
    """

    def resolved(those: Sequence[Wanted]) -> tuple[Resolution, ...]:
        found = _resolve_all(those, directory, known)
        return weigh(those, found, lambda names: _resolve_all(names, directory, known))

    apart = _with_words_apart(wanted, resolved(wanted), directory, known)
    parted = with_parts(wanted, apart, resolved, directory.beside)
    noted = map(_with_other_names, wanted, parted)
    return with_house_lists(tuple(noted), directory, known)


def _with_words_apart(
    wanted: Sequence[Wanted], found: Iterable[Resolution], directory: Directory, known: datetime
) -> tuple[Resolution, ...]:
    """Add as doubts who is meant if words of a name are run together, where nobody is for sure."""
    resolved = [*found]
    places, others = [], []
    for place, (one, so_far) in enumerate(zip(wanted, resolved, strict=True)):
        name = None if one.exact else parted_otherwise(one.name)
        if name is not None and not any(each.certain for each in so_far.candidates):
            places.append(place)
            others.append(replace(one, name=name, keys=()))
    for place, other in zip(places, _resolve_all(others, directory, known), strict=True):
        so_far = resolved[place]
        told = {each.subject.id for each in so_far.candidates}
        doubts = (
            _run_together(each, wanted[place].name)
            for each in other.candidates
            if each.subject.id not in told and (each.subject.records or wanted[place].people)
        )
        resolved[place] = replace(so_far, candidates=ordered((*so_far.candidates, *doubts)))
    return tuple(resolved)


def _run_together(one: Candidate, name: str) -> Candidate:
    how = f"with its words apart, “{one.given}”"
    return replace(
        one,
        given=name,
        certain=False,
        score=min(one.score, MOST_ALIKE),
        matched_by=SIMILAR,
        explanation=f"{how}: {one.explanation}" if one.explanation else how,
    )


def _with_other_names(wanted: Wanted, found: Resolution) -> Resolution:
    """Note where a number is that of a listed subject and the name given is none of its own."""
    if not wanted.name or names_nobody(wanted.name):
        return found
    noted = tuple(_noted(one, wanted.name) for one in found.candidates)
    return found if noted == found.candidates else replace(found, candidates=noted)


def _noted(one: Candidate, name: str) -> Candidate:
    if one.matched_by not in _NUMBERS or not one.subject.records:
        return one
    if any(names_agree(name, other.text) for other in one.subject.names):
        return one
    says = (
        f"The name given, “{name}”, is none on file of {one.subject.caption}, whose "
        f"{one.matched_by.upper()} {one.given} is: the number or the name is wrong, or another "
        "source calls it so."
    )
    return replace(one, note=f"{one.note} {says}".strip())


def _resolve_all(
    wanted: Sequence[Wanted], directory: Directory, known: datetime
) -> tuple[Resolution, ...]:
    sought = [Sought.of(one, directory) for one in wanted]
    ids = _look_up(sought, directory)
    everyone = frozenset().union(*ids.values()) if ids else frozenset()
    subjects = _by_id(directory.subjects(everyone, known))
    found = _Found(ids=ids, subjects=subjects)
    identified = [_identified(one, found) for one in wanted]
    similar = _search(sought, identified, directory)
    others = {one.entity_id for hits in similar.values() for one in hits} - subjects.keys()
    subjects |= _by_id(directory.subjects(others, known))
    return tuple(
        recall(
            ordered(_candidates(one, by_identifier, similar.get(_asked(one.wanted), ()), found)),
            one.wanted.decided,
        )
        for one, by_identifier in zip(sought, identified, strict=True)
    )


def _by_id(subjects: Iterable[Subject]) -> dict[str, Subject]:
    """Return subjects by each of their ids."""
    return {each: subject for subject in subjects for each in (subject.id, *subject.referents)}


def _asked(wanted: Wanted) -> tuple[str, bool]:
    """Return what is searched for similar names: the name, and whether people may be meant."""
    return wanted.name, wanted.people


def _search(
    sought: Iterable[Sought],
    identified: Iterable[tuple[Candidate, ...]],
    directory: Directory,
) -> dict[tuple[str, bool], tuple[Similar, ...]]:
    """Return the similar names of what no identifier leads to, by name and whether of people."""
    asked: dict[bool, dict[str, None]] = {}
    for one, by_identifier in zip(sought, identified, strict=True):
        if one.lookups and not one.wanted.exact and not _listed(by_identifier):
            name, people = _asked(one.wanted)
            asked.setdefault(people, {})[name] = None
    return {
        (name, people): hits
        for people, names in asked.items()
        for name, hits in directory.similar(tuple(names), people=people).items()
    }


def resolve(wanted: Wanted, directory: Directory, known: datetime) -> Resolution:
    """Resolve one thing."""
    return resolve_all((wanted,), directory, known)[0]


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
    sought: Iterable[Sought], directory: Directory
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


def _candidates(
    sought: Sought,
    identified: tuple[Candidate, ...],
    similar: tuple[Similar, ...],
    found: _Found,
) -> Iterator[Candidate]:
    """Yield everybody who may be meant."""
    judged = _by_name(sought, found)
    country = sought.wanted.country
    there = (placed(country, one) for one in judged)
    named = tuple(one for one in there if one is not None)
    if not _listed(identified):
        known = {one.subject.id for one in identified}
        within = tuple(one for one in named if one.alike)
        yield from identified
        yield from (one for one in named if not one.alike and one.subject.id not in known)
        known |= {one.subject.id for one in judged if not one.alike}
        yield from _alike(sought, similar, known, found)
        yield from (one for one in within if one.subject.id not in known)
        return
    borne = {one.subject.id for one in named if one.certain}
    for one in identified:
        yield replace(one, programs=None) if one.subject.id in borne else one
    yield from _contradicting(identified, named)


def _alike(
    sought: Sought,
    similar: Iterable[Similar],
    judged: set[str],
    found: _Found,
) -> Iterator[Candidate]:
    """Yield whom only a similar name leads to, each once, by the name that is most alike.

    Whom a key of the name leads to is judged by that, for or against; whoever is told is added.
    """
    for one in sorted(similar, key=lambda each: (-each.score, each.entity_id)):
        subject = found.subjects.get(one.entity_id)
        if subject is None or subject.id in judged or not _may_be(sought.wanted, subject):
            continue
        if not (subject.records or sought.wanted.people):
            continue
        abroad = elsewhere(sought.wanted.country, subject)
        candidate = similar_candidate(one, subject, abroad=abroad)
        if candidate is not None:
            judged.add(subject.id)
            yield candidate


def _listed(identified: Iterable[Candidate]) -> bool:
    """Return whether an identifier leads to somebody who is or was on a list.

    Reference data may be wrong, or know an issuer by another name: it takes no doubt away.
    """
    return any(one.subject.records for one in identified)


def _may_be(wanted: Wanted, subject: Subject) -> bool:
    """Return whether a subject is of a kind that can be meant: no person issues securities."""
    return wanted.people or subject.schema not in _NO_ISSUERS


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
    """An equal name of another subject only throws doubt on the identifier.

    An entry of a user's own list is no other subject: it counts beside whom it names.
    """
    ids = {candidate.subject.id for candidate in identified}
    sure = tuple(one for one in named if one.certain)
    if not any(one.subject.id in ids for one in sure):
        return sure
    return tuple(one for one in sure if one.subject.id not in ids and is_of_house(one.subject))


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
        score=FULL,
        certain=True,
        programs=None if None in scopes else programs,
    )


def _scopes(kind: str, value: str, subject: Subject) -> set[str | None]:
    """Where a subject bears an identifier: everywhere (None), or under some programmes."""
    if kind in ("id", "entity", MARK):
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


def _by_name(sought: Sought, found: _Found) -> tuple[Candidate, ...]:
    """Whom a key of the name leads to, for certain or not, wherever they are."""
    candidates = (
        named_by(sought, subject)
        for subject in found.bearers(sought.lookups)
        if _may_be(sought.wanted, subject)
    )
    return tuple(candidate for candidate in candidates if candidate is not None)
