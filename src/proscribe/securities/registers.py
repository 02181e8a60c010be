"""Numbers of ships, companies and banks that a text tells by what it writes before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CALLED = r"(?:[\s./-]*(?:numbers?|no|nr|num|code|id)\b\.?){0,3}[\s:#=.-]*"
_IMO = re.compile(rf"(?i)(?<![a-z0-9])imo{_CALLED}(\d{{7}})(?!\d)")
_BIC = re.compile(
    rf"(?i)(?<![a-z0-9])(?:swift|bic)(?:[\s/-]*(?:bic|swift))?{_CALLED}"
    r"([a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?)(?![a-z0-9])"
)
_BIC_ALONE = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IMO_ALONE = re.compile(r"\d{7}")
_REGISTER = re.compile(
    r"(?i)(?<![a-z0-9])(?:inn|kpp|ogrn|ogrnip|uscc?|usci|crn|cin|cik|ein|tin|vat|tax|trade"
    r"|reg(?:istration|istry|ister)?|company|business|инн|огрн)"
    rf"{_CALLED}([a-z]{{0,4}}\d[a-z0-9-]*(?: \d[a-z0-9-]*)*)"
)
_IMO_PREFIX, _LEAST_DIGITS = "IMO", 6
_BANK = 8


def registered_numbers(text: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of registers that stand in a text behind their name.

    Args:
        text: ``IMO No. 9187629``, ``INN 7708004767``, ``SWIFT/BIC: BTANIRTH``, with or without
            other words; a number of seven figures, or capitals like the code of a bank, alone.

    Returns:
        Kind and value: ``id`` for a number of a ship, a company or a tax payer, ``mark`` for the
        code of a bank.
    """
    return tuple(dict.fromkeys(_keys(text)))


def _keys(text: str) -> Iterator[tuple[str, str]]:
    alone = text.strip()
    numbers = [alone] if _IMO_ALONE.fullmatch(alone) else _IMO.findall(text)
    for number in numbers:
        # Lists print it with and without its prefix.
        yield "id", number
        yield "id", _IMO_PREFIX + number
    codes = [alone] if _BIC_ALONE.fullmatch(alone) else _BIC.findall(text)
    for code in codes:
        yield "mark", f"BIC:{code[:_BANK].upper()}"
    for found in _REGISTER.findall(text):
        for number in (found, found.split(" ")[0]):
            plain = "".join(filter(str.isalnum, number)).upper()
            if sum(map(str.isdigit, plain)) >= _LEAST_DIGITS:
                yield "id", plain
