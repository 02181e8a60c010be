"""What several entries print of one subject, without repeating what they agree on.

Packaged facts cite their source where a list does not: a name or line that differs in nothing
else is one, with the citations of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from proscribe.model.listing import Name, SecurityLine

_Item = TypeVar("_Item")


def distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    """Return the items, each once, in order."""
    return tuple(dict.fromkeys(items))


def union_names(groups: Sequence[tuple[Name, ...]]) -> tuple[Name, ...]:
    """Return the names of several entries, each once for each kind, in order."""
    if len(groups) == 1:
        return distinct(groups[0])
    found: dict[object, Name] = {}
    for name in (name for group in groups for name in group):
        known = found.setdefault((name.text, name.kind), name)
        if known is not name:
            found[name.text, name.kind] = replace(
                known,
                lang=name.lang if known.lang is None else known.lang,
                cite=distinct((*known.cite, *name.cite)),
            )
    return tuple(found.values())


def union_lines(groups: Sequence[tuple[SecurityLine, ...]]) -> tuple[SecurityLine, ...]:
    """Return the lines of several entries, each once, in order."""
    if len(groups) == 1:
        return distinct(groups[0])
    found: dict[SecurityLine, SecurityLine] = {}
    for line in (line for group in groups for line in group):
        plain = replace(line, cite=())
        known = found.setdefault(plain, line)
        if known is not line:
            found[plain] = replace(known, cite=distinct((*known.cite, *line.cite)))
    return tuple(found.values())
