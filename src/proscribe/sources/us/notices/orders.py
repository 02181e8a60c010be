"""What the lists of US orders and notices have in common: stable ids, citations, expiries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha1

from proscribe.model.listing import Designation, Ending, EndKind
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft

_NOT_LETTERS = re.compile(r"[\W_]+")
_ID_LENGTH = 12
# A citation begins at a volume: "84 FR 22961", "71 F.R. 38843 7/10/06", "Vol. 83, No. 91".
_NEXT_VOLUME = re.compile(
    r"(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+)"
    r"(?=\d{2}\s*F\.?\s?R\.?\s*\d|(?<!\d )(?:Notice \d+, )?Vol\. ?\d)",
    re.IGNORECASE,
)


def stable_id(source: str, *parts: str) -> str:
    """Return an id made of what identifies an entry, for lists that have no numbers.

    Letters and figures count, their case, blanks and punctuation do not.

    Args:
        source: Key of the source.
        parts: A name, and whatever tells namesakes apart.
    """
    told = "|".join(_NOT_LETTERS.sub(" ", part.casefold()).strip() for part in parts)
    digest = sha1(told.encode(errors="backslashreplace"), usedforsecurity=False).hexdigest()
    return f"{source}-{digest[:_ID_LENGTH]}"


def citations(*texts: str | None) -> tuple[str, ...]:
    """Return the Federal Register citations printed in some texts, each once, in order."""
    return tuple(dict.fromkeys(each for text in texts if text for each in _citations(text)))


def _citations(text: str) -> Iterable[str]:
    for part in _NEXT_VOLUME.split(" ".join(text.split())):
        cleaned = part.strip(" ,;")
        if cleaned:
            yield cleaned


def expiry(last: date, since: date | None) -> Ending:
    """Return the end of an order that states it itself.

    Args:
        last: The day it expires, as printed.
        since: The day of the order, in which the end is public from the first.
    """
    return Ending(on=Moment(day=last), published=Moment(day=since or last), kind=EndKind.EXPIRED)


def printed_day(draft: Draft, text: str) -> date | None:
    """Return a day as these lists print it, month first; what is none is kept and noted.

    Args:
        draft: The entry it is a day of.
        text: As printed; empty where there is none.
    """
    if not text:
        return None
    day = read_date(text, month_first=True).day
    if day is None:
        draft.note(f"unread date {text!r}")
        draft.keep(f"date as printed {text}")
    return day


def joined(designations: Iterable[Designation]) -> list[Designation]:
    """Return each designation once, what rests on several acts with all of them.

    Lists repeat an entry for each address or each act. Those of one day that end on one day
    are one designation.
    """
    found: dict[tuple[object, ...], Designation] = {}
    for each in designations:
        key = (each.authority, each.program, each.listed_on, each.effective_on, each.ended)
        known = found.setdefault(key, each)
        if known is not each:
            found[key] = replace(
                known,
                as_printed=known.as_printed or each.as_printed,
                legal_basis=tuple(dict.fromkeys((*known.legal_basis, *each.legal_basis))),
            )
    return list(found.values())
