"""Judges whether two entries of different lists are one subject.

Identifiers come first: an LEI or a ship's IMO number decides alone; a UN reference, an IMO
company number or a number of a register, which lists also print of others, where names or
birth dates agree too. Then names: an equal name
links where a second thing agrees, a full birth date of persons, the country of others.
What contradicts (two birth dates, two LEIs, two countries) forbids a link by name.

The confidences are estimates of how many such pairs are one subject, made on the lists at
hand and on the safe side: a wrong link puts one subject's ban on another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from proscribe.matching.identifiers import INSTITUTION
from proscribe.matching.keys import NameKeys, name_keys, names_nobody, number_key, person_key
from proscribe.model.identity import Evidence, TieKind
from proscribe.model.listing import Listing, NameKind

MARK = "mark"
"""The kind of the keys under which entries of one subject are found."""
BIC = "BIC:"
"""What the keys of banks begin with."""
LEAST_KEPT = 0.5

# Identifiers given out once in the world, and those of which each register has its own.
_WORLDWIDE = {"leiCode": "LEI", "imoNumber": "IMO number", "unscId": "UN reference"}
_BIC = "swiftBic"
_REGISTERS = (
    *("registrationNumber", "taxNumber", "vatCode", "uscCode", "innCode", "ogrnCode"),
    "okpoCode",
)
_PAPERS = ("passportNumber", "idNumber", "socialSecurityNumber")
# Where both entries have a number of one of these and no number is shared, they are two.
_ONE_EACH = ("uscCode", "innCode", "ogrnCode", "registrationNumber", "taxNumber")
_TWO_NUMBERS = 0.85
_LEAST_NUMBER = 6
_PLACES = ("country", "mainCountry", "jurisdiction", "nationality", "citizenship")
_STRONG = (NameKind.PRIMARY, NameKind.ALIAS, NameKind.FORMER, NameKind.MISSPELT)
_FAMILIES = {"Person": "person", "Vessel": "vessel", "Airplane": "aircraft"}
_ANY = "LegalEntity"
# China and its special regions print each other's companies; the Soviet past its successors'.
_SAME_PLACE = {"hk": "cn", "mo": "cn", "suhh": "ru"}
# A user's own list is another person's word, and is weighed by itself.
OWN_WORD = ("list-", "given-")
# A number of one's own may stand beside a name spelt otherwise; a reference may be another's.
_ALIKE, _MUCH_ALIKE = 70, 88
_LEAST_CORE = 8
_MOST_NAMES = 30
_DAY_LENGTH = len("1962-03-09")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of an entry is compared."""

    family: str
    worldwide: dict[str, frozenset[str]]
    numbers: frozenset[str]
    own: dict[str, frozenset[str]]
    names: dict[str, tuple[NameKeys, bool]]
    people: dict[str, bool]
    births: frozenset[str]
    places: frozenset[str]


def marks(listing: Listing) -> tuple[str, ...]:
    """Return the identifiers of an entry under which others of the same subject are found."""
    traits = _traits(listing)
    found = [f"{prop}:{value}" for prop, held in traits.worldwide.items() for value in held]
    return tuple(sorted((*found, *traits.numbers)))


def judge(one: Listing, other: Listing) -> Evidence | None:
    """Return what speaks for two entries being one subject; None where too little does.

    Args:
        one: An entry.
        other: An entry of another list.
    """
    if one.id.startswith(OWN_WORD) or other.id.startswith(OWN_WORD):
        return None
    a, b = _traits(one), _traits(other)
    if not _may_be_one(a.family, b.family):
        return None
    against = _contradiction(a, b)
    evidence = _by_identifier(a, b, against) or (None if against else _by_name(a, b))
    return evidence if evidence is not None and evidence.confidence >= LEAST_KEPT else None


def _may_be_one(family: str, other: str) -> bool:
    if family == other:
        return True
    return _ANY in {family, other} and not {"vessel", "aircraft"} & {family, other}


def _contradiction(a: _Traits, b: _Traits) -> str | None:
    for prop, label in _WORLDWIDE.items():
        one, other = a.worldwide[prop], b.worldwide[prop]
        if one and other and not one & other:
            return f"different {label}"
    if a.births and b.births and not _births_agree(a.births, b.births):
        return "different birth dates"
    return None


def _by_identifier(a: _Traits, b: _Traits, against: str | None) -> Evidence | None:
    for prop, label in _WORLDWIDE.items():
        shared = sorted(a.worldwide[prop] & b.worldwide[prop])
        if shared:
            basis = f"same {label} {shared[0]}"
            sure = prop == "leiCode" or a.family == "vessel"
            if sure or _alike(a, b, _MUCH_ALIKE) or _born_alike(a, b):
                return _identifier(0.99, basis, against)
            return _identifier(0.8, f"{basis}, other names", against)
    numbers = sorted(a.numbers & b.numbers)
    if not numbers:
        return None
    basis = f"same number {numbers[0].partition(':')[2]}"
    abroad = bool(a.places and b.places) and not a.places & b.places
    if _alike(a, b, _ALIKE) and not abroad:
        return _identifier(0.98, f"{basis}, similar names", against)
    if a.places & b.places:
        return _identifier(0.8, f"{basis}, same country", against)
    return _identifier(0.6, basis, against)


def _identifier(confidence: float, basis: str, against: str | None) -> Evidence:
    if against is None:
        return Evidence(kind=TieKind.IDENTIFIER, confidence=confidence, basis=basis)
    basis = f"{basis}, but {against}"
    return Evidence(kind=TieKind.IDENTIFIER, confidence=min(confidence, 0.6), basis=basis)


def _by_name(a: _Traits, b: _Traits) -> Evidence | None:
    if "person" in {a.family, b.family}:
        return _person(a, b)
    shared = _shared_name(a, b)
    if shared is None:
        return None
    key, confidence, how = shared
    if a.family == "vessel":
        return _name(0.7, f"{how} {key!r}, vessels without a common number")
    if not a.places or not b.places:
        return _name(confidence - 0.2, f"{how} {key!r}, country not known")
    both = a.places & b.places
    if _has_other_number(a, b):
        confidence, how = min(confidence, _TWO_NUMBERS), f"other numbers, {how}"
    return _name(confidence, f"{how} {key!r}, same country {min(both)}") if both else None


def _has_other_number(a: _Traits, b: _Traits) -> bool:
    """Return whether a register has given the two different numbers, as far as they are printed."""
    if a.numbers & b.numbers:
        return False
    return any(a.own[prop] and b.own[prop] for prop in _ONE_EACH)


def _shared_name(a: _Traits, b: _Traits) -> tuple[str, float, str] | None:
    """Return the best name both bear: its key, the confidence and what kind of name it is."""
    best: tuple[str, float, str] | None = None
    for core in sorted(a.names.keys() & b.names.keys()):
        (keys, first), (other, second) = a.names[core], b.names[core]
        if not keys.agrees(other):
            continue
        confidence = {2: 0.95, 1: 0.92, 0: 0.85}[first + second]
        if len(core) < _LEAST_CORE or " " not in core:
            confidence -= 0.04
        how = "same name" if keys.full == other.full else "same name but for the legal form"
        confidence -= 0.0 if keys.full == other.full else 0.02
        if best is None or confidence > best[1]:
            best = (core, round(confidence, 2), how)
    return best


def _person(a: _Traits, b: _Traits) -> Evidence | None:
    shared = sorted(key for key in a.people.keys() & b.people.keys() if " " in key)
    if not shared:
        return None
    key = max(shared, key=lambda each: (a.people[each] + b.people[each], len(each)))
    both = a.births & b.births
    if any(len(birth) == _DAY_LENGTH for birth in both):
        return _name(0.97, f"same name {key!r}, born {max(both, key=len)}")
    near = bool(a.places & b.places)
    if a.births and b.births:
        return _name(0.85 if near else 0.75, f"same name {key!r}, same year of birth")
    long = key.count(" ") > 1
    return _name(0.6 if near and long else 0.4, f"same name {key!r}, no birth date to compare")


def _name(confidence: float, basis: str) -> Evidence:
    return Evidence(kind=TieKind.NAME, confidence=round(confidence, 2), basis=basis)


def _born_alike(a: _Traits, b: _Traits) -> bool:
    return bool(a.births and b.births) and _births_agree(a.births, b.births)


def _births_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _alike(a: _Traits, b: _Traits, least: int) -> bool:
    if a.names.keys() & b.names.keys() or a.people.keys() & b.people.keys():
        return True
    one, other = [*a.names, *a.people][:_MOST_NAMES], [*b.names, *b.people][:_MOST_NAMES]
    return any(fuzz.token_sort_ratio(x, y) > least for x in one for y in other)


@lru_cache(maxsize=50_000)
def _traits(listing: Listing) -> _Traits:
    held = dict(listing.properties)
    family = _FAMILIES.get(listing.schema, listing.schema if listing.schema == _ANY else "body")
    names = [name for name in listing.names if name.kind in _STRONG]
    primary = listing.names[0].text
    bodies: dict[str, tuple[NameKeys, bool]] = {}
    people: dict[str, bool] = {}
    if family != "person":
        for name in names:
            keys = name_keys(name.text)
            if keys.core and not names_nobody(name.text):
                bodies.setdefault(keys.core, (keys, name.text == primary))
    if family in {"person", _ANY}:
        for name in names:
            people.setdefault(person_key(name.text), name.text == primary)
    return _Traits(
        family=family,
        worldwide={
            prop: frozenset(number_key(value) for value in held.get(prop, ()))
            for prop in _WORLDWIDE
        },
        numbers=frozenset(_numbers(held)),
        own={prop: frozenset(held.get(prop, ())) for prop in _ONE_EACH},
        names=bodies,
        people=people,
        births=frozenset(held.get("birthDate", ())),
        places=frozenset(
            _SAME_PLACE.get(place, place) for prop in _PLACES for place in held.get(prop, ())
        ),
    )


def _numbers(held: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the numbers of an entry, each with what kind it is."""
    for kind, props in (("register", _REGISTERS), ("paper", _PAPERS)):
        for number in (number_key(value) for prop in props for value in held.get(prop, ())):
            if len(number) >= _LEAST_NUMBER and any(each.isdigit() for each in number):
                yield f"{kind}:{number}"
    # The last three characters name a branch, where they are printed.
    yield from (f"{BIC}{number_key(value)[:INSTITUTION]}" for value in held.get(_BIC, ()))
