"""The numbers a supplier is registered under, in the additional information of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONE = r"(?P<number>[A-Z0-9](?:[\w./ -]|\([A-Z\d. ]{1,14}\)){0,160}?)"
_END = r"(?=\s*(?:\)|;|\((?![A-Z\d. ]{1,14}\)[ \d])|\*|\Z|(?<=\d)\s+[A-Z]{5,}))"
_LABELLED = re.compile(
    r"(?P<label>(?:china\s+)?unified social credit code|(?:china\s+)?business registration no|"
    r"tax registration no|tax id no|registration no|registration|national id|id no|reg\.? no|"
    r"cnpj|tin)\b[.:\s#]{0,16}"
    rf"(?P<kind>CNPJ|RUT|RUC|NIF|CVR|HRB|HRA)?[:\s(]{{0,16}}{_ONE}{_END}",
    re.IGNORECASE,
)
_TAX = {"cnpj", "rut", "ruc", "nif", "tin"}
_TAX_OFFICE = re.compile(r"internal revenue|tr[iu]butary|taxpayers|receita federal", re.IGNORECASE)


def supplier_numbers(additional: str) -> Iterator[tuple[str, str]]:
    """Yield each number with the FollowTheMoney property it belongs to.

    Args:
        additional: ``ADD_SUPP_INFO``.
    """
    for match in _LABELLED.finditer(additional):
        number = match.group("number").strip(" .-(")
        if any(char.isdigit() for char in number):
            yield _property(match, additional), number


def _property(match: re.Match[str], text: str) -> str:
    label, kind = match.group("label").lower(), (match.group("kind") or "").lower()
    if label.startswith(("national id", "id no")):
        return "idNumber"
    taxed = label.startswith("tax") or {label, kind} & _TAX
    return "taxNumber" if taxed or _TAX_OFFICE.search(text) else "registrationNumber"
