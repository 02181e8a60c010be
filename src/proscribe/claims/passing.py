"""Whether what a text tells of measures is told in passing only, and so claims nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from proscribe.claims.cast import Cast
from proscribe.claims.rules import Draft
from proscribe.model.claim import MEASURES, ClaimType, EntityKind, Span

_OF_SOME_LENGTH, _AHEAD = 8, 4
# What is told of where measures are what a text is about.
_AT_LENGTH = MEASURES | {
    *(ClaimType.SUED, ClaimType.COURT_FINDING, ClaimType.INDEX_REMOVED),
    *(ClaimType.EXCHANGE_REMOVED, ClaimType.TRADING_HALT),
}


# What is told around a measure, and is nothing where none is told.
_SURROUNDING = frozenset(
    {
        *(ClaimType.STATEMENT, ClaimType.ROLE, ClaimType.AWARD, ClaimType.PRICE),
        *(ClaimType.PRICE_CHANGE, ClaimType.TRADED_ON, ClaimType.REPORTED, ClaimType.FILED),
        ClaimType.COURT_FINDING,
    }
)


def is_told_in_passing(
    drafts: Sequence[Draft], sentences: Sequence[Span], cast: Cast, *, certain: bool
) -> bool:
    """Return whether nothing that was found in a text is told for its own sake.

    Args:
        drafts: What was found.
        sentences: The sentences of the text.
        cast: Whom it speaks of.
        certain: Whether its words leave no doubt that it is about measures.
    """
    if not certain and all(one.type in _SURROUNDING for one in drafts):
        return True
    counting = _AT_LENGTH if certain else MEASURES
    return _is_general(drafts, cast) or _is_in_passing(drafts, sentences, counting)


def _is_general(drafts: Sequence[Draft], cast: Cast) -> bool:
    """``A listed entity may not buy chips``: what a list brings, and nothing of anybody on it."""
    told = [one for one in drafts if one.type in _AT_LENGTH]
    return bool(told) and all(
        one.type is ClaimType.PROHIBITED
        and one.subject not in cast.counts
        and cast.entities[one.subject or ""].kind is EntityKind.GROUP
        for one in told
    )


def _is_in_passing(
    drafts: Sequence[Draft], sentences: Sequence[Span], counting: Collection[ClaimType]
) -> bool:
    """Return whether a text of some length tells of measures in one sentence far down alone.

    Where that names the list, it is told for its own sake. What ``counting`` holds is told of
    measures too.
    """
    told = [one for one in drafts if one.type in counting]
    telling = {one.sentence.start for one in told}
    if len(telling) != 1 or len(sentences) < _OF_SOME_LENGTH:
        return False
    if any(one.list is not None for one in told):
        return False
    return telling.isdisjoint(one.start for one in sentences[:_AHEAD])
