"""Names of those who act in such texts, read from the tables beside this file.

A row names one of them: ``key``, ``name``, ``country`` (ISO 3166, may be empty), other names
separated by ``|``. A name in quotation marks counts only in just these letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from proscribe.model.claim import EntityKind

_TABLES = {
    "authorities": EntityKind.AUTHORITY,
    "courts": EntityKind.COURT,
    "lists": EntityKind.LIST,
    "venues": EntityKind.VENUE,
    "media": EntityKind.MEDIA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One who acts in such texts.

    Attributes:
        id: ``authority:us-dod`` and the like.
        kind: What it is.
        name: What it is called.
        country: ISO 3166 code; None where it has none.
        names: All names, the first included.
        exact: Those of them that count only in just these letters.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None
    names: tuple[str, ...]
    exact: frozenset[str]


@lru_cache(maxsize=1)
def load_actors() -> tuple[Actor, ...]:
    """Return everybody in the tables."""
    return tuple(actor for table, kind in _TABLES.items() for actor in _rows(table, kind))


def _rows(table: str, kind: EntityKind) -> list[Actor]:
    text = files(__name__).joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    return [
        _actor(kind, line.split("\t"))
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def _actor(kind: EntityKind, cells: list[str]) -> Actor:
    key, name, country, others = (*cells, "", "")[:4]
    spelt = [name, *filter(None, others.split("|"))]
    plain = tuple(one.strip('"') for one in spelt)
    exact = frozenset(one.strip('"') for one in spelt if one.startswith('"'))
    return Actor(
        id=f"{kind}:{key}",
        kind=kind,
        name=plain[0],
        country=country or None,
        names=plain,
        exact=exact,
    )
