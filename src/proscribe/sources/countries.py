"""Country codes for the many ways lists write countries and nationalities."""

from __future__ import annotations

import re
from functools import lru_cache

from rigour.territories import lookup_territory

_BLANKS = re.compile(r"[\s ]+")
# Lists' own words that no table of territories has.
_SPELLINGS = {
    "congo (democratic republic)": "cd",
    "congo (democratic republic of)": "cd",
    "congo, democratic republic": "cd",
    "korea, democratic people's republic": "kp",
    "korea (democratic people's republic)": "kp",
    "korea (democratic people's republic of)": "kp",
    "occupied palestinian territories": "ps",
    "palestinian territory, occupied": "ps",
    "palestinian authority": "ps",
    "the occupied palestinian territories": "ps",
    "people's republic of china": "cn",
    "soviet union": "suhh",
}


@lru_cache(maxsize=8192)
def country_code(text: str) -> str | None:
    """Return the FollowTheMoney code of a country, territory or nationality; None if unknown.

    Args:
        text: A name in any language or spelling, a nationality, or an ISO 3166 code.
    """
    cleaned = _BLANKS.sub(" ", text).strip(" .;,")
    if not cleaned:
        return None
    known = _SPELLINGS.get(cleaned.lower())
    if known is not None:
        return known
    territory = lookup_territory(cleaned)
    return None if territory is None else territory.ftm_country
