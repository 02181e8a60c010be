"""Which ties of lists speak of ownership, and what share they state by themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from proscribe.securities.ownership.percentages import UNKNOWN, Bounds, parse_percentage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proscribe.model.listing import Link


class Side(StrEnum):
    """Where the other stands: above the subject, or below it."""

    OWNER = "owner"
    OWNED = "owned"


# What the other is to the subject. Consolidated accounts prove control, not a share.
RELATIONS: Mapping[str, Side] = {
    "owner": Side.OWNER,
    "parent": Side.OWNER,
    "ultimate_parent": Side.OWNER,
    "head_office": Side.OWNER,
    "owned": Side.OWNED,
    "subsidiary": Side.OWNED,
    "ultimate_subsidiary": Side.OWNED,
    "branch": Side.OWNED,
}
# A branch is no person of its own.
_WHOLE = frozenset({"head_office", "branch"})
# The share of an ultimate parent may be that of the layers between, and must not be added to it.
_MAY_BE_INDIRECT = frozenset({"ultimate_parent", "ultimate_subsidiary"})


def side_of(link: Link) -> Side | None:
    """Return where the other of a tie stands in ownership; None where it speaks of none."""
    return RELATIONS.get(link.relation)


def owned_end(holder: str, link: Link) -> str:
    """Return the id of whoever is owned by a tie, where it has one; else that of its holder."""
    return link.id if side_of(link) is Side.OWNED and link.id is not None else holder


def share_of(link: Link) -> Bounds:
    """Return the share a tie of ownership states; from nothing to all where it states none."""
    if link.relation in _WHOLE:
        return Bounds(UNKNOWN.most, UNKNOWN.most)
    said = None if link.share is None else parse_percentage(link.share)
    if said is None:
        return UNKNOWN
    return Bounds(UNKNOWN.least, said.most) if link.relation in _MAY_BE_INDIRECT else said
