"""Listed subjects and companies they own, invented."""

from __future__ import annotations

from datetime import date

from proscribe.model.listing import (
    Designation,
    Link,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    SecurityType,
)
from proscribe.model.time import Moment

PROGRAMS = {
    "us_ofac_sdn": ("us-ofac", "SDGT"),
    "us_ofac_cons": ("us-ofac", "CMIC-EO13959"),
    "eu_fsf": ("eu-council", "UKR"),
    "gb_fcdo_sanctions": ("gb-fcdo", "RUS"),
}


def listed(key: str, number: int, name: str, *, on: date = date(2020, 1, 1)) -> Listing:
    authority, program = PROGRAMS[key]
    return Listing(
        id=f"{key}-{number}",
        schema="Company",
        names=(Name(text=name, kind=NameKind.PRIMARY),),
        designations=(
            Designation(
                authority=authority, program=program, listed_on=on, published=Moment(day=on)
            ),
        ),
    )


def company(id_: str, name: str, *links: Link, isin: str | None = None) -> Listing:
    line = SecurityLine(type=SecurityType.EQUITY, isin=isin)
    return Listing(
        id=id_,
        schema="Company",
        names=(Name(text=name, kind=NameKind.PRIMARY),),
        links=links,
        securities=() if isin is None else (line,),
    )


def owner(id_: str, share: str | None, **more: object) -> Link:
    return Link(relation="owner", id=id_, share=share, **more)  # type: ignore[arg-type]


ALPHA = listed("us_ofac_sdn", 1, "Alphaville Trading House")
BRAVO = listed("us_ofac_sdn", 2, "Bravura Metals Combine")
