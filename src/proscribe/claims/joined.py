"""Names that a sentence joins: ``Acme, Beta and Gamma``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from proscribe.claims.members import Placed

_JOINED = re.compile(
    r"(?:, (?:an?|the|who|which|whose|based)\b[^.;]{1,80}?,?|,)? (?:and|or|as well as|along with)"
    r" (?:(?:its|his|her|the|an?) )?(?:[\w’'-]+,? ){0,4}"
)
_COMMA = re.compile(r",(?: (?:its|his|her|the) [\w -]{2,30}?,?)? (?:(?!and\b)[a-z-]+ ){0,2}")


def joined_names(text: str, named: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the last names that ``and`` joins, with those that commas set before them.

    Args:
        text: The text.
        named: Names of it, in order.
    """
    pairs = [*pairwise(named)]
    joined = [
        (one, after)
        for one, after in pairs
        if one.entity != after.entity and _JOINED.fullmatch(text, one.end, after.start) is not None
    ]
    if not joined:
        return ()
    found = [*joined[-1]]
    for one, after in reversed(pairs):
        if after is not found[0]:
            continue
        if _COMMA.fullmatch(text, one.end, after.start) is None:
            break
        found.insert(0, one)
    return tuple(found)
