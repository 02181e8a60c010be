"""Places, which addresses and births refer to by number."""

from __future__ import annotations

from dataclasses import dataclass

from proscribe.sources.countries import country_code
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings

_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."


@dataclass(frozen=True, slots=True, kw_only=True)
class SesamPlace:
    """A place.

    Attributes:
        number: SECO's number of it.
        location: Town.
        area: Region.
        country: Name of the country.
        iso: Its ISO 3166 code.
        variants: Other spellings of town and region.
    """

    number: str
    location: str = ""
    area: str = ""
    country: str = ""
    iso: str = ""
    variants: tuple[str, ...] = ()


NOWHERE = SesamPlace(number="")


def read_place(fields: Fields, findings: Findings) -> SesamPlace:
    """Read a place.

    Raises:
        QuarantineError: It has no number.
    """
    number = fields.attribute("ssid")
    if not number:
        raise fields.error("a place has no number (ssid).", _FETCH_AGAIN)
    iso, country = read_country(fields, findings, f"place {number}")
    place = SesamPlace(
        number=number,
        location=fields.text("location"),
        area=fields.text("area"),
        country=country,
        iso=iso,
        variants=(*fields.texts("location-variant"), *fields.texts("area-variant")),
    )
    fields.close(findings, f"place {number}", ignore={"ssid", "variant-type"})
    return place


def read_country(fields: Fields, findings: Findings, record: str) -> tuple[str, str]:
    """Take the country of an element: ISO code and name, each empty where it is not given."""
    part = fields.part("country")
    if part is None:
        return "", ""
    iso, name = part.attribute("iso-code"), part.own_text
    part.close(findings, record, ignore={"ssid"})
    return iso, name


def put_country(draft: Draft, prop: str, iso: str, name: str) -> None:
    """Put a country by its code, or by its name where it has none that is known."""
    draft.put_country(prop, iso if country_code(iso) is not None or not name else name)


def read_spot(draft: Draft, fields: Fields, places: dict[str, SesamPlace], prop: str) -> str:
    """Read an address or a place of birth in one line, and put its country.

    Args:
        draft: The entry.
        fields: The element; what it says itself goes before the place it refers to.
        places: Every place by number.
        prop: Property of the country.
    """
    number = fields.attribute("place-id")
    place = places.get(number, NOWHERE)
    if number and place is NOWHERE:
        draft.note(f"unknown place {number}")
    iso, country = read_country(fields, draft.findings, draft.id)
    put_country(draft, prop, iso or place.iso, country or place.country)
    box = fields.text("p-o-box")
    parts = (
        fields.text("c-o"),
        fields.text("address-details"),
        f"P.O. Box {box}" if box.replace(" ", "").isdigit() else box,
        fields.text("zip-code"),
        fields.text("location") or place.location,
        fields.text("area") or place.area,
        country or place.country,
    )
    line = ", ".join(dict.fromkeys(part for part in parts if part))
    quality = fields.attribute("quality")
    for remark in (*fields.texts("remarks"), *fields.texts("remark")):
        draft.keep(f"{fields.tag} {line}: {remark}" if line else f"{fields.tag} {remark}")
    if quality not in {"", "good"} and line:
        draft.keep(f"{fields.tag} of quality {quality}: {line}")
    for variant in place.variants:
        draft.keep(f"{place.location or place.area} is also written {variant}")
    fields.close(draft.findings, draft.id, ignore={"ssid"})
    return line
