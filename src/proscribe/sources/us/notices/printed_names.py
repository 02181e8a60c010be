"""Names in which US lists print more than the name: other names, a parent, successors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from proscribe.model.listing import Link, NameKind
from proscribe.sources.draft import Draft

_MARK = r"(?P<mark>a\.?/?k\.?/?a\b\.?|also known as|f\.?/?k\.?/?a\b\.?|formerly(?: known as)?)"
_BRACKETED = re.compile(
    rf"\s*[(\[]\s*{_MARK},?:?\s+(?P<names>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r",?\s+(?P<mark>a\.?/k\.?/a\.?|a\.k\.a\.|also known as|d/b/a|f/k/a|f\.k\.a\.),?\s+",
    re.IGNORECASE,
)
_AFFILIATE = re.compile(
    r"(?P<parent>.+?)[.,]\s+"
    r"(?:Affiliated Entity:|Subordinate Institution\s*-|and subordinate entity)\s+(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SUCCESSORS = re.compile(
    r",?\s+and (?:any successors?\b|its (?:sub-?units|subsidiaries|successors)\b).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_PARTED = re.compile(r"\s*;\s*")
_AND = re.compile(r"\Aand\s+(?=\S)")


@dataclass(slots=True, kw_only=True)
class PrintedName:
    """What is printed as the name of one subject.

    Attributes:
        name: The name alone.
        others: Other names with their kind.
        parent: The body it is printed as a part of.
        beyond: Words that extend the entry to subjects without naming them.
        printed: All of it, blanks collapsed.
    """

    name: str
    printed: str
    others: list[tuple[NameKind, str]] = field(default_factory=list)
    parent: str | None = None
    beyond: str | None = None


def read_name(text: str) -> PrintedName:
    """Take a printed name apart."""
    printed = " ".join(text.split())
    found = PrintedName(name=printed, printed=printed)
    affiliate = _AFFILIATE.fullmatch(found.name)
    if affiliate is not None:
        found.name, found.parent = affiliate["name"], affiliate["parent"]
    successors = _SUCCESSORS.search(found.name)
    if successors is not None:
        found.beyond = successors.group().strip(" ,")
        found.name = found.name[: successors.start()]
    for match in _BRACKETED.finditer(found.name):
        found.others += [(_kind(match["mark"]), each) for each in split_names(match["names"])]
    found.name = _BRACKETED.sub(" ", found.name).strip()
    between = _BETWEEN.search(found.name)
    if between is not None:
        found.others.append((_kind(between["mark"]), found.name[between.end() :]))
        found.name = found.name[: between.start()]
    found.name = found.name.strip(" ,") or printed
    return found


def split_names(text: str) -> tuple[str, ...]:
    """Divide names parted by semicolons, the last of them perhaps after ``and``."""
    parts = (_AND.sub("", part, count=1) for part in _PARTED.split(text))
    return tuple(cleaned for part in parts if (cleaned := part.strip(" ,")) not in {"", "and"})


def put_name(draft: Draft, text: str) -> str | None:
    """Add a printed name to a draft, with all it says besides.

    Returns:
        All of it as printed, where it says more than a name; else None.
    """
    found = read_name(text)
    draft.name(found.name, NameKind.PRIMARY)
    for kind, other in found.others:
        draft.name(other, kind)
    if found.parent is not None:
        draft.links.append(Link(relation="parent", name=found.parent))
    draft.keep(found.beyond)
    return None if found.name == found.printed else found.printed


def _kind(mark: str) -> NameKind:
    return NameKind.FORMER if mark.lower().startswith("f") else NameKind.ALIAS
