"""Rows of one subject in several of OFAC's lists, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proscribe.model.listing import Designation, Listing, Name, NameKind


def merged(listings: Sequence[Listing]) -> Listing:
    """Return one listing that says what each of them says; the first primary name is that."""
    first = listings[0]
    if len(listings) == 1:
        return first
    properties: dict[str, set[str]] = {}
    for listing in listings:
        for prop, values in listing.properties:
            properties.setdefault(prop, set()).update(values)
    schemata = {listing.schema for listing in listings}
    remarks = dict.fromkeys(
        part for each in listings if each.remarks for part in each.remarks.split("; ")
    )
    return replace(
        first,
        schema="Company" if schemata == {"Company", "Organization"} else first.schema,
        names=_names(listings),
        properties=tuple((prop, tuple(sorted(held))) for prop, held in sorted(properties.items())),
        designations=_designations(listings),
        securities=tuple(dict.fromkeys(line for each in listings for line in each.securities)),
        links=tuple(dict.fromkeys(link for each in listings for link in each.links)),
        same_as=tuple(sorted({id_ for each in listings for id_ in each.same_as})),
        remarks="; ".join(sorted(remarks)) or None,
    )


def _names(listings: Sequence[Listing]) -> tuple[Name, ...]:
    first = listings[0].names[0]
    others = dict.fromkeys(name for listing in listings for name in listing.names)
    return (
        first,
        *(
            replace(name, kind=NameKind.WEAK) if name.kind is NameKind.PRIMARY else name
            for name in others
            if name.text != first.text
        ),
    )


def _designations(listings: Sequence[Listing]) -> tuple[Designation, ...]:
    """Return each once; of two that differ in nothing but what one leaves out, the fuller."""
    found: dict[tuple[str, str | None], Designation] = {}
    for designation in (each for listing in listings for each in listing.designations):
        key = (designation.program, designation.directive)
        known = found.setdefault(key, designation)
        if known is not designation:
            found[key] = replace(
                known,
                listed_on=known.listed_on or designation.listed_on,
                effective_on=known.effective_on or designation.effective_on,
                divest_on=known.divest_on or designation.divest_on,
                measures=tuple(sorted({*known.measures, *designation.measures})),
            )
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[1] or "")))
