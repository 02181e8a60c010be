"""The regimes as a page names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from proscribe.law.load import load_regimes
from proscribe.model.authority import AUTHORITIES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class LawShown:
    """One regime.

    Attributes:
        key: Its key.
        title: Its name.
        authority: Who administers it.
        summary: What it forbids, in a sentence or two.
        binds: The kinds of investor it binds.
        zone: Zone in which its moments are written.
        checked_through: Last day its file was compared with the texts.
    """

    key: str
    title: str
    authority: str
    summary: str
    binds: tuple[str, ...]
    zone: str
    checked_through: date


@lru_cache(maxsize=1)
def laws_shown() -> Mapping[str, LawShown]:
    """Return every regime by its key."""
    return MappingProxyType(
        {
            regime.key: LawShown(
                key=regime.key,
                title=regime.title,
                authority=(
                    AUTHORITIES[regime.authority].title
                    if regime.authority in AUTHORITIES
                    else regime.authority
                ),
                summary=regime.summary,
                binds=tuple(one.value for one in regime.binds.investors),
                zone=regime.zone,
                checked_through=regime.checked_through,
            )
            for regime in load_regimes()
        }
    )
