"""Pieces of OFAC's Advanced XML: days, periods, places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from proscribe.sources.us.ofac.dates import span
from proscribe.sources.us.ofac.record import Address
from proscribe.sources.us.ofac.reference_values import ReferenceValues
from proscribe.sources.xml import text_of

_NOTHING = etree.Element("nothing")
_STREETS = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_PLACES = ("CITY", "STATE/PROVINCE")
_NO_COUNTRY = "undetermined"
# Features that the other formats write under another label.
RELABELLED = {
    "Birthdate": "DOB",
    "Place of Birth": "POB",
    "Nationality Country": "nationality",
    "Citizenship Country": "citizen",
    "VESSEL TYPE": "Vessel Type",
}


def named_children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of that local name."""
    return element.iterchildren(f"{{*}}{name}")


def child(element: etree._Element, name: str) -> etree._Element:
    """Return the first child of that local name; an element with nothing in it where none is."""
    return next(named_children(element, name), _NOTHING)


def day_of(element: etree._Element) -> date | None:
    """Read ``Year``, ``Month`` and ``Day``; None where they are no day."""
    try:
        year, month, day = (int(text_of(child(element, name))) for name in ("Year", "Month", "Day"))
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def period_of(element: etree._Element) -> str:
    """Write a ``DatePeriod`` as OFAC's other formats do: ``12 Aug 1958``, ``1962``, ``circa 1960``.

    Empty where it cannot be read.
    """
    start, end = child(element, "Start"), child(element, "End")
    first, last = day_of(child(start, "From")), day_of(child(end, "To"))
    if first is None or last is None:
        return ""
    about = "circa " if start.get("Approximate") == "true" else ""
    return about + span(first, last)


def address_of(element: etree._Element, values: ReferenceValues) -> Address | None:
    """Read a ``Location``; None where it says nothing."""
    parts = {
        values.text("LocPartType", part.get("LocPartTypeID")): _main_value(part)
        for part in named_children(element, "LocationPart")
    }
    country = values.text("AreaCode", child(element, "LocationAreaCode").get("AreaCodeID"))
    country = country or parts.get("Unknown", "")
    region = parts.get("REGION")
    if region and country in {"", _NO_COUNTRY}:
        country = f"Region: {region}"
    address = Address.joined(
        [parts.get(name, "") for name in _STREETS],
        [parts.get(name, "") for name in _PLACES],
        parts.get("POSTAL CODE", ""),
        country,
    )
    return address if address.line or country not in {"", _NO_COUNTRY} else None


def _main_value(part: etree._Element) -> str:
    held = list(named_children(part, "LocationPartValue"))
    main = next((each for each in held if each.get("Primary") == "true"), None)
    chosen = main if main is not None else next(iter(held), _NOTHING)
    return text_of(child(chosen, "Value"))
