"""Names, built of parts that each may have spellings in other languages and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from proscribe.model.listing import NameKind
from proscribe.model.script import script_of
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields
from proscribe.sources.numbers import whole_number

_KINDS = {
    "primary-name": NameKind.PRIMARY,
    "alias": NameKind.ALIAS,
    "formerly-known-as": NameKind.FORMER,
}
_QUALITIES = {"good", "low", ""}
_TITLE, _FAMILY, _MAIDEN = "title", "family-name", "maiden-name"
# Parts of a person's name that have a property of their own.
_PROPERTIES = {
    _TITLE: "title",
    "given-name": "firstName",
    "further-given-name": "firstName",
    "father-name": "fatherName",
    _FAMILY: "lastName",
    "suffix": "nameSuffix",
}
_PARTS = {*_PROPERTIES, _MAIDEN, "grand-father-name", "tribal-name", "whole-name", "other"}
# Some names would have thousands of spellings, were every spelling of each part combined.
_MOST_SPELLINGS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One part of a name and its spellings, each with language and script."""

    kind: str
    value: str
    spellings: tuple[tuple[str, str, str], ...]


def read_name(draft: Draft, fields: Fields, *, main: bool) -> None:
    """Read one name in every spelling the list gives.

    Args:
        draft: The entry.
        fields: The name.
        main: Whether it belongs to the main identity; another's primary name is an alias.
    """
    kind = _kind(draft, fields, main=main)
    language = fields.attribute("lang").lower() or None
    numbered = []
    for part in fields.parts("name-part"):
        order = part.attribute("order")
        numbered.append((whole_number(order) or 0, _part(draft, part)))
    for remark in (*fields.texts("remark"), *fields.texts("remarks")):
        draft.keep(f"name: {remark}")
    fields.close(draft.findings, draft.id, ignore={"ssid"})
    numbered.sort(key=lambda pair: pair[0])
    parts = [part for _, part in numbered if part.value]
    if draft.schema == "Person":
        _put_parts(draft, parts)
    spoken = [part for part in parts if part.kind != _TITLE]
    kinds = {part.kind for part in spoken}
    if {_FAMILY, _MAIDEN} <= kinds:
        born = (part.value for part in spoken if part.kind != _FAMILY)
        draft.name(" ".join(born), NameKind.FORMER, language)
        spoken = [part for part in spoken if part.kind != _MAIDEN]
    draft.name(" ".join(part.value for part in spoken), kind, language)
    other = NameKind.ALIAS if kind is NameKind.PRIMARY else kind
    for text, lang, whole in _spelt(spoken):
        draft.name(text, other if whole else NameKind.WEAK, lang or language)


def _kind(draft: Draft, fields: Fields, *, main: bool) -> NameKind:
    written, quality = fields.attribute("name-type"), fields.attribute("quality")
    kind = _KINDS.get(written)
    if kind is None:
        if written:
            draft.note(f"unknown name-type {written!r}")
        kind = NameKind.ALIAS
    if quality not in _QUALITIES:
        draft.note(f"unknown quality {quality!r}")
    if kind is NameKind.PRIMARY and not main:
        kind = NameKind.ALIAS
    return NameKind.WEAK if quality == "low" else kind


def _part(draft: Draft, fields: Fields) -> _Part:
    kind = fields.attribute("name-part-type")
    if kind not in _PARTS and kind:
        draft.note(f"unknown name-part-type {kind!r}")
    value = fields.text("value") or fields.own_text
    spellings = []
    for spelling in fields.parts("spelling-variant"):
        lang, script = spelling.attribute("lang").lower(), spelling.attribute("script").title()
        text = spelling.own_text
        spelling.close(draft.findings, draft.id, ignore={"ssid", "spelling-variant-type"})
        if text:
            spellings.append((lang, script or script_of(text) or "", text))
    fields.close(draft.findings, draft.id, ignore={"ssid"})
    return _Part(kind=kind, value=value, spellings=tuple(spellings))


def _put_parts(draft: Draft, parts: list[_Part]) -> None:
    for part in parts:
        prop = _PROPERTIES.get(part.kind)
        if prop is not None:
            draft.put(prop, part.value)


def _spelt(parts: list[_Part]) -> Iterator[tuple[str, str, bool]]:
    """Yield the name in each language and script its parts have spellings in.

    In Latin letters a part without such a spelling keeps its own. In another script it is
    left out, and the name, not being whole, is weak.
    """
    cultures = dict.fromkeys((lang, script) for part in parts for lang, script, _ in part.spellings)
    for lang, script in cultures:
        choices: list[list[str]] = []
        whole = True
        for part in parts:
            own = [text for one, two, text in part.spellings if (one, two) == (lang, script)]
            if own:
                choices.append(own)
            elif script in {"Latn", ""}:
                choices.append([part.value])
            else:
                whole = False
        for texts in _combined(choices):
            yield " ".join(texts), lang, whole


def _combined(choices: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield every combination, or, were they too many, so many that each spelling occurs."""
    if prod(len(choice) for choice in choices) <= _MOST_SPELLINGS:
        yield from product(*choices)
        return
    for number in range(max(len(choice) for choice in choices)):
        yield tuple(choice[min(number, len(choice) - 1)] for choice in choices)
