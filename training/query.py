"""What the matcher is asked while its weights are learned and judged."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from proscribe.matching.named import Named

FIT = "fit"
HELD = "held"
_SHARE_FITTED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A name that is asked for.

    Attributes:
        named: The name; its id is unique.
        expected: Entity ids that should be found; empty where nothing should.
        kind: How the name came about (``alias_spelling``, ``native_arabic``, ``typo_one``,
            ``ordinary``, …).
        half: ``fit`` where weights are fitted to it, ``held`` where they are judged by it; all
            queries of one entity are in one half.
    """

    named: Named
    expected: tuple[str, ...]
    kind: str
    half: str


def half_of(key: str, seed: int) -> str:
    """Return the half that an entity, by its id, or a name, folded, belongs to."""
    return FIT if Random(f"{seed} half {key}").random() < _SHARE_FITTED else HELD
