"""How a name that is wanted is borne by a subject: equal, in part, cut off, or with more words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.matching.bonds import is_bond
from proscribe.matching.keys import (
    NameKeys,
    is_truncation,
    name_keys,
    names_nobody,
    person_key,
    security_name,
    tail_key,
)
from proscribe.matching.paper_words import RAISERS, VENUES
from proscribe.model.listing import NameKind
from proscribe.screening.candidates import (
    ABROAD,
    ALSO,
    AS_GOOD,
    CORE,
    CUT_OFF,
    DOUBT,
    FULL,
    HOLDS,
    NAME,
    PAPER_OF,
    PART,
    SIMILAR,
    Candidate,
    Wanted,
)

if TYPE_CHECKING:
    from proscribe.ledger.history import Subject
    from proscribe.matching.within import Held
    from proscribe.screening.directory import Directory

_SURE = (NameKind.PRIMARY, NameKind.ALIAS, NameKind.FORMER, NameKind.MISSPELT, NameKind.ISSUER)
_PLACES = ("country", "mainCountry", "jurisdiction", "nationality")
# Companies of other countries are incorporated there, so the place says little.
_DOMICILES = frozenset({"KY", "VG", "BM", "LU", "JE", "GG", "IM", "CY", "MU"})
_GROUPS = {"HK": "CN", "MO": "CN"}
# Chinese companies are called by any of these, whatever their charter says.
_PLAIN = frozenset({"company", "limited", "corporation"})
_FORM = (
    "The legal form given is none of those on file of whom this short name is: another company "
    "may bear it."
)
_BOND = (
    "A bond that gives no legal form with its issuer may be of a company of the same group, "
    "whom a list reaches only where it names it or has a rule on ownership."
)
_NOTES = {
    HOLDS: "What is left over tells of no other company.",
    PAPER_OF: (
        "A bond, warrant or the like that bears this name may be its own, or put out by a company "
        "of its group or by a bank: a list reaches those only where it names them, has a rule on "
        "ownership, or bars what gives exposure."
    ),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is wanted, with the keys of its name.

    Attributes:
        wanted: What is wanted.
        given: The issuer's part of the name.
        keys: Its keys.
        whole: Keys of the whole name, where that is more than the issuer's part: what ends like
            a share class may be a name (``KAVE COFFEE S A``, ``PRODUCTOS PLAN B``).
        longer: Listed core keys of which it may be the cut-off or first part.
        held: Listed names that it holds beside other words.
        bond: Whether what is named is a bond, by its coupon or maturity.
        lookups: The keys it is looked up by, as (kind, value).
    """

    wanted: Wanted
    given: str
    keys: NameKeys
    whole: NameKeys | None
    longer: tuple[str, ...]
    held: tuple[Held, ...]
    bond: bool
    lookups: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, wanted: Wanted, directory: Directory) -> Sought:
        """Return what is wanted with its keys.

        Args:
            wanted: What is wanted.
            directory: The names on file.
        """
        given = security_name(wanted.name)
        keys, all_of_it = name_keys(given), name_keys(wanted.name)
        whole = None if all_of_it.core == keys.core else all_of_it
        if names_nobody(given):
            return cls(wanted, given, keys, None, (), (), bond=False, lookups=())
        longer = directory.completions(keys.core)
        held = () if wanted.exact else directory.held(wanted.name, paper=wanted.paper)
        named = [keys.core, *longer, *(() if whole is None else (whole.core,))]
        named += (one.core for one in held)
        lookups = [("tail", keys.core), *(("core", core) for core in named)]
        if wanted.people:
            lookups.append(("person", person_key(wanted.name)))
        return cls(
            wanted,
            given,
            keys,
            whole,
            longer,
            held,
            bond=is_bond(wanted.name),
            lookups=tuple(dict.fromkeys(lookups)),
        )


def placed(country: str | None, candidate: Candidate) -> Candidate | None:
    """A name met in another country is a doubt, and a doubtful one there is no candidate.

    A long name cut off stays a doubt: few of them begin alike. So does a paper on somebody's
    shares: banks of any country put them out.
    """
    if not elsewhere(country, candidate.subject):
        return candidate
    if not candidate.certain:
        return candidate if candidate.matched_by in (CUT_OFF, PAPER_OF) else None
    return replace(candidate, certain=False, score=DOUBT, matched_by=ABROAD)


def elsewhere(country: str | None, subject: Subject) -> bool:
    """Return whether a subject is known to be in other countries than that one only."""
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


def named_by(sought: Sought, subject: Subject) -> Candidate | None:
    """Return how a subject bears the name wanted, by the best of its names; None where it does not.

    Args:
        sought: What is wanted.
        subject: Whom a key of it leads to.
    """
    best: Candidate | None = None
    for name in subject.names:
        likeness = _likeness(sought, name.text, person=subject.schema == "Person")
        if likeness is None:
            continue
        matched_by, score = likeness
        if matched_by in _NOTES and name.kind is NameKind.WEAK and not _raised(sought, name.text):
            continue
        if score == FULL and name.kind is not NameKind.PRIMARY:
            score = ALSO
        vague = sought.bond and not sought.keys.forms and matched_by == NAME
        formed = score == CORE and _is_formed_otherwise(sought, name.text, subject)
        sure = name.kind in _SURE and score > DOUBT and not vague and not formed
        if best is None or (sure, score) > (best.certain, best.score):
            best = Candidate(
                subject=subject,
                matched_by=matched_by,
                given=sought.wanted.name if matched_by in _NOTES else sought.given,
                found=name.text,
                score=score if sure else _doubtful(sought, name.text, matched_by),
                certain=sure,
                note=_FORM if formed else _BOND if vague else _NOTES.get(matched_by, ""),
                explanation=_left_over(sought, name.text) if matched_by in _NOTES else "",
            )
    return best


def _is_formed_otherwise(sought: Sought, name: str, subject: Subject) -> bool:
    """Return whether a name without a legal form is given with one its bearer has nowhere."""
    if name_keys(name).forms:
        return False
    known = frozenset().union(*(name_keys(one.text).forms for one in subject.names))
    return bool(known) and not sought.keys.forms <= known | _PLAIN


def _raised(sought: Sought, name: str) -> bool:
    """Return whether a paper is put out by a company that raises money for those of a name."""
    held = _held(sought, name)
    return held.paper and not RAISERS.isdisjoint(held.left)


def _doubtful(sought: Sought, name: str, matched_by: str) -> float:
    """Return the score of a doubt: an abbreviation before a market is as good as a name."""
    left = _held(sought, name).left if matched_by == HOLDS else ()
    return AS_GOOD if left and VENUES.issuperset(left) else DOUBT


def _held(sought: Sought, name: str) -> Held:
    core = name_keys(name).core
    return next(one for one in sought.held if one.core == core)


def _left_over(sought: Sought, name: str) -> str:
    """Say which words a name has besides a listed one."""
    left = _held(sought, name).left
    return f"the same beside {' '.join(left)}" if left else "the same, written apart"


def _likeness(sought: Sought, name: str, *, person: bool) -> tuple[str, float] | None:
    """Return how a name is like the one wanted, and how much; None where it is another."""
    if person:
        key = person_key(name)
        if key != person_key(sought.wanted.name):
            return None
        return (NAME, FULL) if " " in key else (PART, DOUBT)
    keys, other = sought.keys, name_keys(name)
    if sought.whole is not None and other.core == sought.whole.core:
        keys = sought.whole
    if other.core == keys.core:
        if other.full == keys.full:
            return NAME, FULL
        return (NAME, CORE) if keys.agrees(other) else (SIMILAR, DOUBT)
    doubt = _doubt(sought, keys.core, other.core)
    return None if doubt is None else (doubt, DOUBT)


def _doubt(sought: Sought, core: str, other: str) -> str | None:
    """Return how a name that is not equal may yet be meant."""
    if other in sought.longer:
        return CUT_OFF if is_truncation(core, other) else PART
    if tail_key(other) == core:
        return PART
    paper = next((one.paper for one in sought.held if one.core == other), None)
    return None if paper is None else (PAPER_OF if paper else HOLDS)
