"""Numbers on OFAC's lists: who issued them, and which register they belong to."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum import lei
from stdnum.cn import uscc
from stdnum.ru import inn, ogrn

from proscribe.sources.us.ofac.countries import is_country

_DATE = r"(?:(?:\d{1,2} )?[A-Z][a-z]{2} )?\d{4}"
_DATES = rf"{_DATE}(?: to {_DATE})?"
_NUMBER = re.compile(
    r"(?P<number>.*?)"
    r"(?: \((?P<country>[^()]*)\))?"
    rf"(?: issued {_DATES})?(?: expires {_DATES})?\.?\Z"
)
_SENTENCE = re.compile(r"\b(?:issued?|expired?|under|alias|place|were|was)\b", re.IGNORECASE)
_LONGEST = 60
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\Z")
_IMO = re.compile(r"IMO (\d{7})\Z")
_OKPO_LENGTHS = (8, 10)
_NO_DIGIT = 10


def split_number(value: str) -> tuple[str, str | None] | None:
    """Divide ``A123 (Iran) issued 05 May 2009 expires 04 May 2014`` into number and country.

    When a document was issued and expires is not used: an expired passport
    still identifies its holder.

    Returns:
        None where the value is no number but a sentence about one.
    """
    match = _NUMBER.match(value)
    if match is None:
        return None
    number, country = match["number"], match["country"]
    if country is not None and not is_country(country):
        number, country = f"{number} ({country})", None
    is_number = any(character.isdigit() for character in number) and len(number) <= _LONGEST
    return (number, country) if is_number and not _SENTENCE.search(number) else None


def register_property(general: str, label: str, number: str, *, russian: bool) -> str:
    """Return the property of the register a number belongs to, where its check digits say so.

    Args:
        general: Property for the label in general.
        label: As OFAC writes it.
        number: The number alone.
        russian: Whether it was issued in Russia, as far as the record tells.
    """
    for register, is_of, check in _REGISTERS:
        if is_of in {label, general} and check(number):
            return register
    for register, is_of, check in _RUSSIAN_REGISTERS if russian else ():
        if is_of in {label, general} and check(number):
            return register
    return general


def imo_number(number: str) -> str | None:
    """Return the seven digits of ``IMO 7406784``; None where it is no such number."""
    match = _IMO.match(number)
    return None if match is None else match.group(1)


def is_bic(text: str) -> bool:
    """Tell whether a text has the form of a SWIFT/BIC."""
    return _BIC.match(text) is not None


@lru_cache(maxsize=4096)
def is_okpo(number: str) -> bool:
    """Tell whether a Russian statistics number (OKPO) has the right check digit.

    The last digit is the weighted sum of the others modulo 11, weights 1 to 10;
    where that is 10, weights 3 to 12 are taken, and 10 counts as 0.
    """
    if len(number) not in _OKPO_LENGTHS or not (number.isascii() and number.isdigit()):
        return False
    digits = [int(digit) for digit in number[:-1]]
    for first in (1, 3):
        rest = sum(((first + at - 1) % 10 + 1) * digit for at, digit in enumerate(digits)) % 11
        if rest != _NO_DIGIT:
            return rest == int(number[-1])
    return number[-1] == "0"


# Property, the label or general property it refines, and the check of its digits.
_REGISTERS = (
    ("leiCode", "Legal Entity Number", lei.is_valid),
    ("uscCode", "Unified Social Credit Code (USCC)", uscc.is_valid),
)
_RUSSIAN_REGISTERS = (
    ("okpoCode", "Government Gazette Number", is_okpo),
    ("innCode", "taxNumber", inn.is_valid),
    ("ogrnCode", "registrationNumber", ogrn.is_valid),
)
