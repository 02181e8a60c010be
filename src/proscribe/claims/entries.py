"""Entries of a list in a notice: ``ACME LTD (a.k.a. "ACME"), Dubai [SDGT].`` below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from proscribe.claims.masked import Masked
from proscribe.claims.members import Placed
from proscribe.claims.rules import Draft
from proscribe.claims.subjects import SUBJECTS
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, EntityKind, Modality

_ADDED = re.compile(
    r"\b(?:added|additions?|designat\w+|new entries|sanctioned|listed|listings|blacklisted)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\b(?:deletions?|deleted|removed|removals?|delist\w+)\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"[“\"]|\b(?:said|says|following (?:reasons|criteria|changes))\b")
# ``Annex: Additions``, a line of its own above the entries.
_TITLE = re.compile(
    r"(?:Annex(?: \w+)?:? |Part \w+:? |\d[.)]? )?(?:New |Amended )?(?:Additions?|Deletions?|"
    r"Removals?|"
    r"Listings?|Delistings?|De-listings?|Designations?|Individuals|Entities|Ships)(?: removed| "
    r"added)?"
    r"\Z",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"[\s.,;:(]*(?:a\.?k\.?a|alias|address|position|d\.?o\.?b|date of birth|born|nationality|"
    r"passport|other information|registration|imo|located|title|type|p\.?o\.?b|place of birth|"
    r"\(?(?:group|company|individual|entity) )",
    re.IGNORECASE,
)
_SURNAME = 3
_TAG = re.compile(r"\[[A-Z][A-Z0-9-]{2,30}\]")


def find_entries(masks: Sequence[Masked]) -> Iterator[Draft]:
    """Yield a claim for each entry: added or taken off, as the heading above it says."""
    type_: ClaimType | None = None
    for masked, after in zip_longest(masks, masks[1:]):
        words = masked.sentence.text
        if words.endswith(":") or _TITLE.match(words) is not None:
            type_ = _heading(words, type_)
            continue
        first = next(iter(masked.entities(0, 1)), None)
        if type_ is None or first is None:
            continue
        detailed = _TAG.search(words) is not None or _is_detailed(first[1], masked, after)
        if not detailed and not _is_described(masked):
            type_ = type_ if first[1].kind is EntityKind.OTHER else None
            continue
        if first[1].kind in SUBJECTS and (first[1].kind is not EntityKind.GROUP or not detailed):
            yield Draft(
                type=type_,
                rule=f"{type_}: entry of a list",
                sentence=masked.sentence,
                at=masked.sentence.start,
                subject=first[1].entity,
                wording=Wording(modality=Modality.ASSERTED, negated=False, aim=False),
            )


def _is_detailed(first: Placed, masked: Masked, after: Masked | None) -> bool:
    """``ACME LTD. Address: Minsk.``: a name in capitals, with what a list tells of it."""
    name = first.end - masked.sentence.start
    words = masked.sentence.text
    if not words[: min(name, _SURNAME)].isupper():
        return False
    rest = words[name:]
    if not rest.strip(" .") and after is not None:
        rest = after.sentence.text
    return _DETAIL.match(rest) is not None


def _is_described(masked: Masked) -> bool:
    """``Acme Works, a maker of engines.``: a name with what it is, and nothing said of it."""
    return _DESCRIBED.match(masked.text, 1) is not None and _SAID_OF.search(masked.text, 1) is None


_DESCRIBED = re.compile(
    r"(?:,| [–—-] | \(|;|:|\.?\Z| (?:at|of|in|from) [^.;]{1,60}?(?:[,;]|\.?\Z))"
)
_SAID_OF = re.compile(
    r"(?<!who)(?<!which)(?<!that) (?:said|says|has|have|was|were|is|are|will|had|told|did|fell|"
    r"rose)\b"
)


_KEPT = re.compile(r"(?:Individuals|Entities|Ships):?\Z", re.IGNORECASE)


def _heading(words: str, before: ClaimType | None) -> ClaimType | None:
    if _KEPT.match(words):
        return before
    if _TAKEN.search(words):
        return ClaimType.DELISTED
    if _OTHERWISE.search(words):
        return None
    return ClaimType.LISTED if _ADDED.search(words) else None
