"""Identifiers of securities and issuers: their plain form, and whether they can be right.

ISIN (ISO 6166), CUSIP, SEDOL, FIGI and LEI (ISO 17442) all end in a check digit
that gives away a wrong or swapped sign. Whole columns are checked in
``columns``, by the same rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from stdnum import cusip, figi, isin
from stdnum.gb import sedol
from stdnum.iso7064 import mod_97_10

from proscribe.model.errors import InternalError
from proscribe.securities.countries import COUNTRIES

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ"

# ISO 6166 prefixes that are no country: the European Union, international securities (XS),
# substitute agencies, internal numbers, and a former country whose securities live on.
ISIN_PREFIXES = frozenset(COUNTRIES) | {
    *("CS", "EU", "QS", "QT", "XA", "XB", "XC", "XD", "XF", "XS"),
}
# Prefixes a FIGI may not have, so that none can be taken for an ISIN of these countries.
FIGI_BARRED = frozenset({"BS", "BM", "GG", "GB", "GH", "KY", "VG"})
# ISINs of these countries contain the SEDOL, of those the CUSIP.
SEDOL_COUNTRIES = frozenset({"GB", "GG", "IE", "IM", "JE"})
CUSIP_COUNTRIES = ("US", "CA")

_SEPARATORS = re.compile(r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff]+")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How the identifiers of one kind are built.

    Attributes:
        title: What people call it.
        length: Signs it has.
        alphabet: Signs that may stand in it.
        check: Computes the check digits of what stands before them.
        check_length: How many check digits there are.
    """

    title: str
    length: int
    alphabet: str
    check: Callable[[str], str]
    check_length: int = 1


SCHEMES = {
    "isin": Scheme(title="ISIN", length=12, alphabet=DIGITS + LETTERS, check=isin.calc_check_digit),
    "cusip": Scheme(
        title="CUSIP", length=9, alphabet=DIGITS + LETTERS + "*@#", check=cusip.calc_check_digit
    ),
    "sedol": Scheme(
        title="SEDOL", length=7, alphabet=DIGITS + CONSONANTS, check=sedol.calc_check_digit
    ),
    "figi": Scheme(
        title="FIGI", length=12, alphabet=DIGITS + CONSONANTS, check=figi.calc_check_digit
    ),
    "lei": Scheme(
        title="LEI",
        length=20,
        alphabet=DIGITS + LETTERS,
        check=mod_97_10.calc_check_digits,
        check_length=2,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An identifier after its check.

    Attributes:
        kind: ``isin``, ``cusip``, ``sedol``, ``figi`` or ``lei``.
        value: Its plain form; None where something is wrong with it.
        problem: What is wrong, in words; None where nothing is.
    """

    kind: str
    value: str | None
    problem: str | None


def scheme(kind: str) -> Scheme:
    """Return how the identifiers of a kind are built.

    Raises:
        InternalError: There is no such kind.
    """
    if kind not in SCHEMES:
        raise InternalError(f"there is no identifier of the kind {kind!r}.")
    return SCHEMES[kind]


def normalise_identifier(text: str) -> str:
    """Return an identifier in capitals, without spaces and hyphens."""
    if text.isascii():
        return _SEPARATORS.sub("", text).upper()
    plain = unicodedata.normalize("NFKC", text).upper()
    marks = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", marks))


def check_identifier(kind: str, text: str) -> Checked:
    """Check one identifier.

    Args:
        kind: ``isin``, ``cusip``, ``sedol``, ``figi`` or ``lei``.
        text: As given; small letters, spaces and hyphens do no harm.
    """
    value = normalise_identifier(text)
    problem = _problem(kind, value)
    return Checked(kind=kind, value=value if problem is None else None, problem=problem)


def _problem(kind: str, value: str) -> str | None:
    rules = scheme(kind)
    title = f"{rules.title} {value}"
    if len(value) != rules.length:
        return (
            f"{title} has {len(value)} characters where {rules.length} are needed"
            f"{_spreadsheet_damage(kind, value)}."
        )
    for place, sign in enumerate(value, start=1):
        if sign not in rules.alphabet:
            return f"{title} has {sign!r} as its character {place}, which cannot stand there."
    built_wrong = _BUILDS[kind](value)
    if built_wrong is not None:
        return f"{title} {built_wrong}."
    body, digits = value[: -rules.check_length], value[-rules.check_length :]
    right = rules.check(body)
    if digits == right:
        return None
    if rules.check_length > 1:
        return f"{title} fails its check digits: the last two should be {right}."
    return f"{title} fails its check digit: the last digit should be {right}."


def _spreadsheet_damage(kind: str, value: str) -> str:
    """Say how a spreadsheet may have cut an identifier short, where it looks like that."""
    if _ROUNDED.fullmatch(value):
        return "; a spreadsheet has rounded it: make the column text and export it again"
    rules = SCHEMES[kind]
    if kind not in {"cusip", "sedol"} or not 0 < len(value) < rules.length:
        return ""
    padded = value.zfill(rules.length)
    if value.isdigit() and _problem(kind, padded) is None:
        return f"; a spreadsheet may have cut a leading zero: {padded} would pass"
    if len(value) == rules.length - 1 and set(value) <= {*rules.alphabet}:
        return f"; its check digit may be missing, which would be {rules.check(value)}"
    return ""


def _isin_built_wrong(value: str) -> str | None:
    if value[:2] not in ISIN_PREFIXES:
        return f"begins with {value[:2]}, which ISO 6166 gives to no country"
    return None if value[-1].isdigit() else "ends in a letter where its check digit must be"


def _cusip_built_wrong(value: str) -> str | None:
    return None if value[-1].isdigit() else "ends in a letter where its check digit must be"


def _sedol_built_wrong(value: str) -> str | None:
    if not value[-1].isdigit():
        return "ends in a letter where its check digit must be"
    if value[0].isdigit() and not value.isdigit():
        return "begins with a digit, so all of it must be digits"
    return None


def _figi_built_wrong(value: str) -> str | None:
    if value[0].isdigit() or value[1].isdigit() or value[2] != "G":
        return "must begin with two consonants and a G"
    if value[:2] in FIGI_BARRED:
        return f"begins with {value[:2]}, which no FIGI may"
    return None if value[-1].isdigit() else "ends in a letter where its check digit must be"


def _lei_built_wrong(value: str) -> str | None:
    return None if value[-2:].isdigit() else "must end in two check digits"


_BUILDS: dict[str, Callable[[str], str | None]] = {
    "isin": _isin_built_wrong,
    "cusip": _cusip_built_wrong,
    "sedol": _sedol_built_wrong,
    "figi": _figi_built_wrong,
    "lei": _lei_built_wrong,
}


def cusip_isin(value: str, country: str = "US") -> str:
    """Return the ISIN that contains a CUSIP.

    Args:
        value: A CUSIP that passed its check.
        country: US, or CA for a Canadian issuer: the CUSIP itself does not tell.
    """
    return isin.from_natid(country, value)


def related_keys(kind: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers that a checked one contains, or that contain it.

    A CUSIP gives its American and Canadian ISIN, such an ISIN its CUSIP, and an
    ISIN of the British isles and Ireland the SEDOL in it.
    """
    if kind == "cusip" and value.isalnum():
        return tuple(("isin", cusip_isin(value, country)) for country in CUSIP_COUNTRIES)
    if kind != "isin":
        return ()
    if value[:2] in CUSIP_COUNTRIES:
        inner = check_identifier("cusip", value[2:11])
    elif value[:2] in SEDOL_COUNTRIES and value.startswith("00", 2):
        inner = check_identifier("sedol", value[4:11])
    else:
        return ()
    return () if inner.value is None else ((inner.kind, inner.value),)
