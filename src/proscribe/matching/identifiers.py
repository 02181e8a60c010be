"""Identifiers of people, companies and ships, and what equal and different ones say.

An identifier given out once in the world weighs +9: with it, names that have nothing in common
(0.01, -4.6) still give 0.988, for a company or ship under another name is the same one. A number
of a register or a paper weighs +6: with names of 0.3 that is 0.994, with unlike ones (0.05) 0.95
and with hopeless ones (0.01) 0.8, for lists also print numbers of others, and each register has
its own 1234567. In the lists such numbers were equal in 816 of 839 pairs of one person and in
none of 220 pairs of two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from proscribe.matching.evidence import MOST_VALUES, Evidence, shown

Properties = Mapping[str, tuple[str, ...]]
# Normalised numbers, each with how it was written.
Numbers = dict[str, str]

WORLDWIDE = 9.0
REGISTERED = 6.0
# A register's number where the countries differ or the number is short: by chance as well.
_DOUBTFUL = 2.0
_MISTYPED = -1.0
_LONGEST = 64
_LEAST_NUMBER = 6
_LEAST_WEAK = 4
_LEAST_DIGITS = 4
_NOTHING = frozenset({"NONE", "NULL", "UNKNOWN", "NOTAVAILABLE", "NOTAPPLICABLE"})
_COUNTING = "01234567890123456789"
# What people write before an identifier: a word of its own, or run together with what is plainly
# the identifier itself.
_CALLED = (
    r"ID|IMO|MMSI|LEI|ISIN|FIGI|INN|OGRN|OGRNIP|OKPO|KPP|SWIFT|BIC|CIK|D-?U-?N-?S|UEI|USCC|VAT|TIN|TAX"
    r"|PASSPORT|CALL SIGN|COMPANY|REG|REGISTRATION|SERIAL|SSN|ИНН|ОГРН|ОГРНИП|ОКПО|КПП"
)
_LABEL = re.compile(
    rf"^\s*(?:(?:{_CALLED})\b(?:[\s._-]*(?:CODE|NUMBER|ID|NO|NR|N)\b)?[\s:./#=°_-]*)+"
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_ATTACHED = re.compile(
    r"^(?:(?:IMO(?:NUMBER|NO)?|MMSI|INN|OGRN|OGRNIP|CIK|ИНН|ОГРН)(?=[0-9]{6,}$)"
    r"|LEI(?=[A-Z0-9]{18}[0-9]{2}$)|ISIN(?=[A-Z]{2}[A-Z0-9]{9}[0-9]$))"
)
INSTITUTION = 8
"""Characters of a BIC that name the institution; those behind them name a branch (ISO 9362)."""
_HEAD_OFFICE = re.compile(r"(?<=^[A-Z]{6}[A-Z0-9]{2})XXX$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sole:
    """An identifier of which a subject has one.

    Attributes:
        feature: What it is called.
        form: What a whole one looks like, normalised.
        different: Log-odds where both have one and none is shared.
        schemata: Schemata whose own it is; of others, lists print the owner's or issuer's: an
            equal one weighs as a register's number, a different one nothing. Empty for all.
    """

    feature: str
    form: re.Pattern[str]
    different: float
    schemata: frozenset[str] = frozenset()


_SOLE = {
    "leiCode": _Sole(feature="LEI", form=re.compile(r"[A-Z0-9]{18}[0-9]{2}"), different=-6.0),
    "imoNumber": _Sole(
        feature="IMO number",
        form=re.compile(r"[0-9]{7}"),
        different=-6.0,
        schemata=frozenset({"Vessel"}),
    ),
    "isin": _Sole(
        feature="ISIN",
        form=re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]"),
        different=-6.0,
        schemata=frozenset({"Security"}),  # an issuer has many
    ),
    # Mergers and moves of seat bring new ones, more seldom for the tax number.
    "innCode": _Sole(feature="INN", form=re.compile(r"[0-9]{10}|[0-9]{12}"), different=-6.0),
    "ogrnCode": _Sole(feature="OGRN", form=re.compile(r"[0-9]{13}|[0-9]{15}"), different=-5.0),
    "uscCode": _Sole(feature="USCC", form=re.compile(r"[0-9A-Z]{18}"), different=-5.0),
}

# Numbers of registers and papers: users put one and the same into now this column, now that.
_NUMBERS = frozenset(
    [
        *("registrationNumber", "taxNumber", "vatCode", "idNumber", "passportNumber"),
        *("socialSecurityNumber", "innCode", "ogrnCode", "uscCode", "okpoCode", "dunsCode"),
        *("uniqueEntityId", "cikCode", "permId", "wikidataId", "licenseNumber"),
    ]
)
# Different ones say little: passports are renewed, companies are in several registers.
_DIFFERENT = {
    "registrationNumber": ("registration number", -0.8),
    "taxNumber": ("tax number", -0.8),
    "idNumber": ("ID number", -0.8),
    "socialSecurityNumber": ("social security number", -1.5),
    "passportNumber": ("passport number", -0.4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weak:
    """A mark that others may share or that changes: equal ones speak for, different ones little."""

    feature: str
    equal: float
    different: float = 0.0
    digits: int = 0  # how many of the last characters are compared; 0 for all


_WEAK = {
    "callSign": _Weak(feature="call sign", equal=2.5),  # changes with the flag
    "mmsi": _Weak(feature="MMSI", equal=4.0),  # changes with the flag, but is not given out twice
    "serialNumber": _Weak(feature="serial number", equal=2.5, different=-2.0),
    "swiftBic": _Weak(feature="BIC", equal=4.0, different=-0.5),
    # Groups share offices, families share homes.
    "email": _Weak(feature="email", equal=2.5),
    "phone": _Weak(feature="phone", equal=2.0, digits=9),
    "website": _Weak(feature="website", equal=1.5),
}
IDENTIFIERS = frozenset({*_SOLE, "isinCode", *_NUMBERS, *_WEAK})


def weigh_identifiers(
    schema: str, given: Properties, found: Properties, *, abroad: bool
) -> list[Evidence]:
    """Return what the identifiers of a query and an entry say.

    Args:
        schema: FollowTheMoney schema of both.
        given: Properties of the query.
        found: Properties of the entry.
        abroad: Whether both name countries and none in common: a register's number then may be
            that of another register.
    """
    ours, theirs = _normalised(given), _normalised(found)
    evidence: list[Evidence] = []
    if not ours or not theirs:
        return evidence
    for prop, held in ours.items():
        if prop in theirs:
            if prop in _SOLE:
                evidence += _weigh_sole(schema, prop, held, theirs[prop])
            elif prop in _WEAK:
                evidence += _weigh_weak(_WEAK[prop], held, theirs[prop])
    if not any(each.decides and each.log_odds > 0 for each in evidence):
        evidence += _weigh_numbers(schema, ours, theirs, abroad=abroad)
    return evidence


def known_numbers(held: Properties) -> set[str]:
    """Return the numbers of worldwide, register and paper identifiers, normalised, to look up."""
    return {
        number
        for prop, numbers in _normalised(held).items()
        if prop in _SOLE or prop in _NUMBERS
        for number in numbers
        if len(number) >= _LEAST_NUMBER
    }


def _normalised(held: Properties) -> dict[str, Numbers]:
    """Return the identifiers of one side that say something, by property."""
    read: dict[str, Numbers] = {}
    for prop, values in held.items():
        if prop in IDENTIFIERS:
            numbers: Numbers = {}
            for value in values[:MOST_VALUES]:
                key = normalise_number(value) if len(value) <= _LONGEST else ""
                if prop == "swiftBic":
                    key = key[:INSTITUTION]
                if key:
                    numbers[key] = value
            if numbers:
                read["isin" if prop == "isinCode" else prop] = numbers
    return read


def _weigh_sole(schema: str, prop: str, ours: Numbers, theirs: Numbers) -> list[Evidence]:
    kind = _SOLE[prop]
    own = not kind.schemata or schema in kind.schemata
    for number in ours:
        if number in theirs and kind.form.fullmatch(number):
            weight = WORLDWIDE if own and _is_valid(prop, number) else REGISTERED
            return [_evidence(kind.feature, weight, ours[number], theirs[number], decides=True)]
    one, other = _first_whole(kind.form, ours), _first_whole(kind.form, theirs)
    if not own or one is None or other is None:
        return []
    # One whose check digit is wrong was mistyped: it may stand for the other.
    sure = _is_valid(prop, one) and _is_valid(prop, other)
    weight = kind.different if sure else _MISTYPED
    return [_evidence(kind.feature, weight, ours[one], theirs[other], decides=sure)]


def _first_whole(form: re.Pattern[str], numbers: Numbers) -> str | None:
    return next((number for number in numbers if form.fullmatch(number)), None)


def _weigh_weak(kind: _Weak, ours: Numbers, theirs: Numbers) -> list[Evidence]:
    ends = {number[-kind.digits :]: text for number, text in theirs.items()}
    for number, text in ours.items():
        end = number[-kind.digits :]
        if end in ends:
            return [_evidence(kind.feature, kind.equal, text, ends[end])]
    if not kind.different:
        return []
    one, other = next(iter(ours.values())), next(iter(theirs.values()))
    return [_evidence(kind.feature, kind.different, one, other)]


def _weigh_numbers(
    schema: str, ours: dict[str, Numbers], theirs: dict[str, Numbers], *, abroad: bool
) -> list[Evidence]:
    known = {
        number: text
        for prop, held in theirs.items()
        if prop in _NUMBERS
        for number, text in held.items()
    }
    for prop, held in ours.items():
        if prop in _NUMBERS:
            for number, text in held.items():
                if number in known:
                    sure = not abroad and _is_telling(schema, number)
                    weight = REGISTERED if sure else _DOUBTFUL
                    feature = _DIFFERENT[prop][0] if prop in _DIFFERENT else "number"
                    return [_evidence(feature, weight, text, known[number], decides=sure)]
    return [
        _evidence(*_DIFFERENT[prop], next(iter(held.values())), next(iter(theirs[prop].values())))
        for prop, held in ours.items()
        if prop in _DIFFERENT and prop in theirs
    ]


def _is_telling(schema: str, number: str) -> bool:
    """Return whether two subjects would hardly bear this number by chance."""
    if schema == "Airplane":  # tail numbers are short, and some are letters only
        return True
    return len(number) >= _LEAST_NUMBER and sum(map(str.isdigit, number)) >= _LEAST_DIGITS


def _evidence(
    feature: str, weight: float, given: str, found: str, *, decides: bool = False
) -> Evidence:
    return Evidence(
        feature=feature, log_odds=weight, given=shown(given), found=shown(found), decides=decides
    )


@lru_cache(maxsize=50_000)
def normalise_number(text: str) -> str:
    """Return the letters and digits of an identifier in capitals; empty where it says nothing.

    What it is called goes (``IMO 9187629``, ``INN: 7707083893``, ``passport no. A123456``), as do
    a remark in brackets behind it and the ``XXX`` of a bank's head office. ``N/A``, ``000000``,
    ``123456`` and the like say nothing.

    Args:
        text: The identifier as written, not long.
    """
    written = normalize("NFKC", text.replace("№", "#")).upper()
    for aside in (_LABEL, _REMARK):
        bare = aside.sub("", written)
        written = bare if len(_letters(bare)) >= _LEAST_WEAK else written
    key = _HEAD_OFFICE.sub("", _ATTACHED.sub("", _letters(written)))
    if len(key) < _LEAST_WEAK or key in _NOTHING or key in _COUNTING or len(set(key)) == 1:
        return ""
    return key


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@lru_cache(maxsize=20_000)
def _is_valid(prop: str, number: str) -> bool:
    """Return whether an identifier of the right form has the check digit it should have."""
    if prop == "imoNumber":
        total = sum(int(digit) * (7 - place) for place, digit in enumerate(number[:6]))
        return total % 10 == int(number[6])
    if prop == "leiCode":
        from stdnum.iso7064 import mod_97_10

        return bool(mod_97_10.is_valid(number))
    if prop == "innCode":
        from stdnum.ru import inn

        return bool(inn.is_valid(number))
    if prop == "ogrnCode":
        from stdnum.ru import ogrn

        return bool(ogrn.is_valid(number))
    if prop == "isin":
        from stdnum import isin

        return bool(isin.is_valid(number))
    from stdnum.cn import uscc

    return bool(uscc.is_valid(number))
