"""The names of a supplier, as the World Bank packs them into two fields.

The name itself may carry another one in parentheses or after ``A.K.A.``, and the mark of a
footnote (``*48``). A name longer than its field runs on in the additional information, where
other names and registration numbers stand too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proscribe.model.listing import NameKind
from proscribe.model.script import script_of
from proscribe.sources.countries import country_code

_FOOTNOTE = re.compile(r"\*\s?\d+(?:\s+and\s+\d+)?\.?,?")
_FORMER = (
    r"formerly operating as:?|formerly known as|previously known as|formerly|"
    r"name change from|f\.?/?k\.?/?a\.?"
)
_ALSO = (
    r"also known as|also doing business under|currently doing business as|currently known as|"
    r"currently d/b/a|doing business as|also d\.?/?b\.?/?a\.?|a\.?/?k\.?/?a\.?|"
    r"d\.?/?b\.?/?a\.?|also"
)
_MARK = re.compile(
    rf"(?<![\w.])(?:(?P<former>{_FORMER})|(?P<also>{_ALSO}))(?=[\s:])", re.IGNORECASE
)
_SUCCESSOR = re.compile(r"as a successor or assign to ([^.]+)\.", re.IGNORECASE)
_NUMBER_WORDS = re.compile(
    r"\b(?:reg\.?|registration|business|tax|tin|cnpj|rut|nit|id|credit|national)\b.{0,400}?\d",
    re.IGNORECASE,
)
_LAST_PARENTHESES = re.compile(r"\s*[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）]?\s*\Z")
_AS_OF = re.compile(r"\s+as of\s+\w+\.?\s+\d{1,2},\s+\d{4}\Z", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:office|branch|branches|except|the)\b", re.IGNORECASE)
_HONORIFIC = re.compile(r"\(?(mr|mrs|ms|dr|eng|ing|prof)\b\.?\)?\s+", re.IGNORECASE)
_CUT_IN_TWO = re.compile(r"/|\bINC\.? AND ")
_LONG_NAME = 50
_MOST_PARENTHESES = 16
_SHORTEST_ACRONYM = 2


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name, how it stands to its bearer, and the honorific before it, where there is one."""

    text: str
    kind: NameKind
    title: str | None = None


def supplier_names(name: str, additional: str) -> tuple[FoundName, ...]:
    """Return the names in both fields, the primary one first.

    Args:
        name: ``SUPP_NAME``.
        additional: ``ADD_SUPP_INFO``.
    """
    whole, more = _plain(name), _plain(additional)
    more_names, bare = _additional(more)
    if _MARK.match(whole) is not None and bare:
        whole, bare = bare, whole
    elif (
        bare and max(len(whole), len(bare)) >= _LONG_NAME and _CUT_IN_TWO.search(f"{whole} {bare}")
    ):
        whole, bare = _joined(whole, bare), ""
    found = [*_split(whole, NameKind.PRIMARY), *more_names]
    if bare:
        found += _split(bare, NameKind.ALIAS)
    return tuple(dict.fromkeys(_titled(each) for each in found if each.text))


def _plain(text: str) -> str:
    return " ".join(_FOOTNOTE.sub(" ", text).split()).strip(" ,*")


def _joined(first: str, second: str) -> str:
    """Return a name that was cut in two: the longer part comes first."""
    return f"{first} {second}" if len(first) > len(second) else f"{second} {first}"


def _additional(text: str) -> tuple[list[FoundName], str]:
    """Return the marked names of the additional information, and a bare name, if it is one."""
    found: list[FoundName] = []
    successor = _SUCCESSOR.search(text)
    if successor is not None:
        return [FoundName(successor.group(1).strip(), NameKind.FORMER)], ""
    rest = text
    for _ in range(_MOST_PARENTHESES):
        group = _LAST_PARENTHESES.search(rest)
        if group is None:
            break
        inner, rest = group.group(1).strip(), rest[: group.start()]
        found += _group(inner)
    rest = rest.strip(" ,;")
    if _NUMBER_WORDS.search(rest) or not any(char.isalpha() for char in rest):
        return found, ""
    if _MARK.search(rest) is not None:
        return [*found, *_split(rest, NameKind.ALIAS)], ""
    return found, rest


def _group(inner: str) -> list[FoundName]:
    """Return what stands in parentheses in the additional information, if it is a name."""
    if _NUMBER_WORDS.search(inner) or _OFFICE.match(inner):
        return []
    if _MARK.match(inner) is not None:
        return _split(inner, NameKind.ALIAS)
    return [FoundName(inner, NameKind.ALIAS)] if script_of(inner) not in {None, "Latn"} else []


def _split(text: str, kind: NameKind) -> list[FoundName]:
    """Split a field into the name before the first mark and those after each."""
    text, in_parentheses = _without_parentheses(text)
    marks = _marks(text)
    found: list[FoundName] = []
    first = text[: marks[0].start()] if marks else text
    if first.strip(" ,(") and (marks or text):
        found.append(FoundName(first.strip(" ,("), kind))
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        said = NameKind.FORMER if mark.group("former") else NameKind.ALIAS
        found += _listed(text[mark.end() : end], said)
    found += in_parentheses
    if kind is NameKind.PRIMARY and "/" in first and len(text) >= _LONG_NAME:
        parts = [part.strip() for part in first.split("/")]
        found += [FoundName(part, NameKind.ALIAS) for part in parts if " " in part]
    return found


def _marks(text: str) -> list[re.Match[str]]:
    """Return the marks before names; a second one right after a first belongs to the name."""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if not marks or text[marks[-1].end() : mark.start()].strip(" :"):
            marks.append(mark)
    return marks


def _listed(text: str, kind: NameKind) -> list[FoundName]:
    """Return the names after a mark: several are told apart by ``OR`` where each is whole."""
    cleaned = _AS_OF.sub("", text.strip(" ,:"))
    if "(" not in cleaned:
        cleaned = cleaned.rstrip(")")
    parts = re.split(r"\s+OR\s+", cleaned, flags=re.IGNORECASE)
    return [FoundName(part.strip(" ,"), kind) for part in parts if part.strip(" ,")]


def _without_parentheses(text: str) -> tuple[str, list[FoundName]]:
    """Take names in parentheses off the end of a name; what is no name stays part of it."""
    found: list[FoundName] = []
    for _ in range(_MOST_PARENTHESES):
        group = _LAST_PARENTHESES.search(text)
        if group is None or not group.start():
            return text, found
        named = _aside(text[: group.start()], group)
        if named is None:
            return text, found
        found += named
        text = text[: group.start()]
    return text, found


def _aside(before: str, group: re.Match[str]) -> list[FoundName] | None:
    inner = group.group(1).strip(" “”\"'")
    cut_off = not group.group().rstrip().endswith((")", "）"))
    if _MARK.match(inner) is not None:
        names = _split(inner, NameKind.ALIAS)
        # A name that the end of the field cuts off proves nobody's identity.
        return [FoundName(each.text, NameKind.WEAK) for each in names] if cut_off else names
    if script_of(inner) not in {None, "Latn"}:
        return [FoundName(inner, NameKind.ALIAS)]
    if _OFFICE.search(inner) or country_code(inner) or not _abbreviates(inner, before):
        return None
    return [FoundName(inner, NameKind.WEAK)]


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the letters of a short form stand in the name, in that order."""
    first = re.split(r"[\s-]", short, maxsplit=1)[0]
    letters = iter(char for char in name.lower() if char.isalnum())
    wanted = [char for char in first.lower() if char.isalnum()]
    return len(wanted) >= _SHORTEST_ACRONYM and all(char in letters for char in wanted)


def _titled(name: FoundName) -> FoundName:
    honorific = _HONORIFIC.match(name.text)
    if honorific is None:
        return name
    title = honorific.group(1).capitalize()
    return FoundName(name.text[honorific.end() :].strip(), name.kind, title)
