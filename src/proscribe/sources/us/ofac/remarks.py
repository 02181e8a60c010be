"""The remarks of an OFAC entry: labelled values, weak aliases, links and free text in one line.

Fragments are parted by semicolons: ``Equity Ticker CHA US; alt. Equity Ticker
0728 HK; DOB 12 Aug 1958; a.k.a. 'BNC'; (Linked To: HIZBALLAH)``. The delimited
files write everything there that has no column of its own; in the XML only what
a person typed is left. Both are read by the one grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from proscribe.sources.us.ofac.labels import split_label
from proscribe.sources.us.ofac.record import Alias, Fact, Record, Tie, printed_name

_PARTED = re.compile(r"\s*;\s*")
_LINK = "Linked To:"
_BRACKETED_LINKS = re.compile(r"\((Linked To: .*)\)\.?\s*\Z", re.DOTALL)
_WEAK_ALIAS = re.compile(r"([afn]\.k\.a\.) '(.*)'\.?\Z")
_ALTERNATIVE = "alt. "
# The full stop that ends a remark, and the one of an abbreviation, are printed as one.
_ABBREVIATION = re.compile(
    r"(?:(?:\A|[\s.,&])[A-Za-z]|\b(?:LTD|CO|INC|CORP|BROS|JR|SR|LLC|LTDA|CIA|MR|DR|ST|NO))\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A name behind ``Linked To:``."""

    name: str


@dataclass(frozen=True, slots=True)
class WeakAlias:
    """A name in quotes behind ``a.k.a.``, ``f.k.a.`` or ``n.k.a.``."""

    relation: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """Free text."""

    text: str


def read_remarks(record: Record, text: str, *, cut: bool = False) -> None:
    """Add what the remarks say to the record.

    Args:
        record: The record they belong to; its party is already known.
        text: The remarks, whole.
        cut: The text breaks off: its last fragment is kept raw.
    """
    fragments = _PARTED.split(_BRACKETED_LINKS.sub(r"\1", text.strip()))
    record.broken = fragments.pop() if cut else None
    last = len(fragments) - 1
    for index, fragment in enumerate(fragments):
        if fragment:
            _add(record, _read(" ".join(fragment.split()), is_last=index == last and not cut))


def _add(record: Record, read: Link | WeakAlias | Fact | Note) -> None:
    match read:
        case Link(name):
            record.links.append(Tie(name))
        case WeakAlias(relation, name):
            alias = Alias(printed_name(name, record.party), relation, weak=True)
            record.aliases.append(alias)
        case Fact():
            record.facts.append(read)
        case Note(text):
            record.notes.append(text)


@lru_cache(maxsize=8192)
def _read(fragment: str, *, is_last: bool) -> Link | WeakAlias | Fact | Note:
    text = fragment.removeprefix(_ALTERNATIVE)
    if text.startswith(_LINK):
        return Link(_ended(text[len(_LINK) :].strip(), is_last=is_last))
    alias = _WEAK_ALIAS.match(text)
    if alias is not None:
        return WeakAlias(*alias.groups())
    divided = split_label(text)
    if divided is not None:
        label, value = divided
        return Fact(label, _ended(value, is_last=is_last))
    return Note(_ended(text, is_last=is_last))


def _ended(text: str, *, is_last: bool) -> str:
    """Return the text without the full stop that ends the whole remark."""
    if not is_last or not text.endswith("."):
        return text
    return text if _ABBREVIATION.search(text[:-1]) else text[:-1]
