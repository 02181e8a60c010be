"""Proscribe's matcher and its peers, behind one face, each asked as its authors ask it.

A module here is loaded in the environment that has its library, and by nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

# Id, FollowTheMoney schema, name.
Entry = tuple[str, str, str]
# Id of the query, id of the entry, score.
Hit = tuple[str, str, float]
# Schema, one name, another.
Pair = tuple[str, str, str]


class Matcher(Protocol):
    """Finds names in a list, and scores pairs of names."""

    def build(self, entries: Sequence[Entry]) -> None:
        """Make what is needed to search these names."""

    def match(self, queries: Sequence[Entry], threshold: float) -> list[Hit]:
        """Return the best entries of each query, ten or more, scored at or above the threshold."""

    def compare(self, pairs: Sequence[Pair]) -> list[float]:
        """Score each pair, 0 to 1."""


@runtime_checkable
class Saving(Protocol):
    """A matcher whose index can be saved to one file and opened again."""

    def save(self, path: Path) -> None:
        """Write the index."""

    def open(self, path: Path) -> None:
        """Make a saved index ready to answer."""


def load_matcher(name: str) -> Matcher:
    """Return a new matcher by name: `proscribe`, `nomenklatura`, `rapidfuzz`."""
    module = import_module(f"benchmarks.matchers.of_{name}")
    return cast("Matcher", module.MATCHER())
