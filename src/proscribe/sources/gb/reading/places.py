"""Countries and nationalities with the words that UK lists add to them."""

from __future__ import annotations

import re
from functools import lru_cache

from proscribe.sources.countries import country_code
from proscribe.sources.draft import Draft
from proscribe.sources.gb.reading.enumerated import enumerated

_NOW = re.compile(r"\bnow\s+(?:part of\s+)?(?:the\s+)?([^();]+)", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)?|\bas (?:of|at)\b.*|\bsince\b.*", re.IGNORECASE)
_FILLING = re.compile(
    r"\bcitizenship (?:withdrawn|revoked)\b.*|\bby birth\b|\A\s*in\b|\b(?:possibl[ey]|probably|"
    r"likely|reportedly|formerly|former|currently|previously|citizens?|citizenships?|nationality|"
    r"nationalities|nationals?|origin|passport|holder)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:[,/;|]|\.\s|\band\b|&)\s*")
# What a person has read: misspellings, places for the country they are in, and what is no country.
_JUDGED: dict[str, tuple[str, ...]] = {
    "afghanistan/pakistan border region": ("af", "pk"),
    "africa": (),
    "crimea 295000": ("ua-cri",),
    "damascus countryside": ("sy",),
    "former yugoslavia": ("yucs",),
    "qatarian": ("qa",),
    "rdc": ("cd",),
    "tartous": ("sy",),
    "trinadad and tobago": ("tt",),
    "ukaine": ("ua",),
    "unknown": (),
    "stateless": (),
    "n/a": (),
    "united states of america. also believed to hold syrian nationality": ("us", "sy"),
}


def put_countries(draft: Draft, prop: str, text: str, *, label: str) -> None:
    """Add every country a cell names; one that is not known is noted.

    The cell itself is kept as a remark where it says more than the countries.

    Args:
        draft: The entry.
        prop: FollowTheMoney property.
        text: The cell.
        label: What the remark calls it.
    """
    for value in enumerated(text):
        codes = _codes(value)
        if codes is None:
            draft.note(f"unknown country {value!r}")
        draft.put(prop, *(codes or ()))
        if codes is None or (country_code(value) is None and not _says_no_more(value)):
            draft.keep(f"{label}: {value}")


@lru_cache(maxsize=8192)
def _codes(text: str) -> tuple[str, ...] | None:
    """Return the countries a value names; None where it names one that is not known."""
    judged = _JUDGED.get(text.lower().strip(" .;,"))
    if judged is not None:
        return judged
    found = country_code(text)
    if found is not None:
        return (found,)
    now = _NOW.search(text)
    found = None if now is None else country_code(now.group(1))
    if found is not None:
        return (found,)
    bare = _bare(text) or _FILLING.sub(" ", text).strip(" ()")
    found = _alone(bare)
    return (found,) if found is not None else _joint(bare)


def _joint(text: str) -> tuple[str, ...] | None:
    """Read ``Syrian, Turkish``, or a place before its country (``Latakia Province, Syria``)."""
    parts = [part for part in _JOINT.split(text) if part.strip(" .")]
    codes = [_alone(part) for part in parts]
    known = tuple(dict.fromkeys(code for code in codes if code is not None))
    whole = len(known) > 0 and codes[-1] is not None and (all(codes) or "," in text)
    return known if whole else None


def _alone(text: str) -> str | None:
    judged = _JUDGED.get(text.lower().strip(" .;,"))
    return judged[0] if judged else country_code(text)


def _bare(text: str) -> str:
    return _FILLING.sub(" ", _ASIDE.sub(" ", text)).strip(" .,;:")


def _says_no_more(text: str) -> bool:
    """Tell whether words beside the country add nothing (``Iranian citizenship``)."""
    return _ASIDE.search(text) is None and country_code(_FILLING.sub(" ", text)) is not None
