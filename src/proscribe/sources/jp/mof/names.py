"""Names: several to a cell, in two or three scripts, with what is said of them in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.model.listing import NameKind
from proscribe.sources.countries import country_code
from proscribe.sources.jp.mof.texts import (
    LATIN,
    in_two_languages,
    is_japanese,
    split_outside,
    tidy,
)

_ORIGINAL = re.compile(
    r"\(?\s*original\s*sc(?:r)?ipt\s*:\s*((?:\([^)]{0,400}\)|[^()]){0,400}?)\s*\.?(?:\)|\Z|(?=\(a\.k\.a))",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(r"\(?\s*(?<![A-Za-z])([afn])\.\s?k\.\s?a\.?\s*:?\s*", re.IGNORECASE)
_CALLED = re.compile(r"\(?\s*(別称|別名|旧称|旧名|通称)\d*\s*[、:)]\s*")
_LETTER = re.compile(r"\(?[(]([a-z])[)]")
_ACRONYM = re.compile(r"(.+?)\s*\(([A-Z](?=[A-Za-z0-9/-]*[A-Z])[A-Za-z0-9/-]{1,9})\)\Z", re.DOTALL)
_SAID = r"\d{4}|番号|previously|nom de guerre|以前の|記載|旅券|生まれ|出生|名義"
_SAID_OF = re.compile(rf"\s*\((?=[^()]*\)\)?\Z)[^()]*?(?:{_SAID})[^()]*\)", re.IGNORECASE)
_BORN = re.compile(
    r"(?:[、,]\s*(?:born\b|\d{4}年|[^、,]{0,12}出生|DOB)|\s*\((?:born\b|DOB|生年月日|\d{4}年)"
    r"|\s+born\s.{0,400}\d{4}|\s+son of .{0,400}passport|\([^()]*の息子|\)?\s*prominently known"
    r"|\)?この戦闘員名).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_VARIANT = re.compile(r"(?<![^\s()・])([^\s()・]+)\s*\(([^()\s・]+(?:(?<=[/,])\s[^()\s・]+)*)\)")
_NO_NAMES = re.compile(
    r"the following .* aliases:?\Z|.*。\Z|[^()]*番号\s*:|\d{4}年", re.IGNORECASE | re.DOTALL
)
_LANGUAGE = re.compile(r"【[^】]{0,100}】")
_QUOTES = '“”"「」『』'
_UNKNOWN = {"不明", "-", ""}
_ISO_CODE = 3
_MOST_SPELLINGS = 16


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One name, what kind it is, and what was said of it."""

    text: str
    kind: NameKind
    said: str | None = None

    @property
    def lang(self) -> str | None:
        """Japanese where it is written so."""
        return "jpn" if is_japanese(self.text) else None


def own_names(text: str, *, person: bool) -> Iterator[WrittenName]:
    """Yield the names of a cell that holds the name itself; the first is the main one.

    Other spellings in brackets become aliases of their own, as does an acronym (a weak one).
    """
    rest, originals = _without_originals(text)
    first, *others = _pieces(rest, NameKind.PRIMARY) or [("", NameKind.PRIMARY)]
    own, *more = [first[0]] if person else split_outside(first[0], "、")
    yield from _own(tidy(own), person=person)
    for piece, kind in (*((each, NameKind.ALIAS) for each in more), *others):
        yield from _expanded(piece, NameKind.ALIAS if kind is NameKind.PRIMARY else kind)
    for original in originals:
        yield WrittenName(original, NameKind.ALIAS)


def _own(text: str, *, person: bool) -> Iterator[WrittenName]:
    if person and _VARIANT.search(text):
        yield from _spellings(text)
        return
    acronym = None if person else _ACRONYM.match(text)
    if acronym is not None and not _is_country(acronym.group(2)):
        yield WrittenName(_unquoted(tidy(acronym.group(1))), NameKind.PRIMARY, text)
        yield WrittenName(acronym.group(2), NameKind.WEAK)
        return
    yield WrittenName(_unquoted(text), NameKind.PRIMARY)


def _spellings(text: str) -> Iterator[WrittenName]:
    """Yield the name as first spelt, then with the spellings in brackets in its place."""
    others = [re.split(r"[/,]\s?", each) for _, each in _VARIANT.findall(text)]
    yield WrittenName(tidy(_VARIANT.sub(r"\1", text)), NameKind.PRIMARY, text)
    for turn in range(min(_MOST_SPELLINGS, max(len(each) for each in others))):
        chosen = iter([each[min(turn, len(each) - 1)] for each in others])
        spelt = _VARIANT.sub(lambda _, chosen=chosen: next(chosen), text)  # type: ignore[misc]
        yield WrittenName(tidy(spelt), NameKind.ALIAS)


def _is_country(text: str) -> bool:
    """Tell a country in brackets from an acronym that happens to be an ISO code."""
    return len(text) > _ISO_CODE and country_code(text) is not None


def other_names(text: str, kind: NameKind) -> Iterator[WrittenName]:
    """Yield the names of a cell of other names; the cell itself may change their kind."""
    rest, originals = _without_originals(text)
    for piece, said_kind in _pieces(rest, kind):
        yield from _expanded(piece, said_kind)
    for original in originals:
        yield WrittenName(original, NameKind.ALIAS)


def originals_of(text: str) -> tuple[str, ...]:
    """Return the names in their original script that a text marks as such."""
    return tuple(_without_originals(text)[1])


def _without_originals(text: str) -> tuple[str, list[str]]:
    found = [tidy(match) for match in _ORIGINAL.findall(text)]
    return _ORIGINAL.sub("\n", text), [each for each in found if each not in _UNKNOWN]


def _pieces(text: str, kind: NameKind) -> list[tuple[str, NameKind]]:
    """Return the pieces of a cell with the kind said before each."""
    unmarked = text.replace("\x01", "").replace("\x02", "")
    marked = _KNOWN_AS.sub(lambda match: f"\x01{match.group(1).lower()}", unmarked)
    marked = _CALLED.sub(lambda match: f"\x01{'g' if '旧' in match.group(1) else 'j'}", marked)
    listed = "\x01j" in marked or "\x01g" in marked
    marked = _LETTER.sub("\x02", marked)
    found: list[tuple[str, NameKind]] = []
    for block in re.split(r"(?=\x01)", marked):
        former = block[:2] in {"\x01f", "\x01g"}
        body = re.sub(r"\A\x01.", "", block)
        lines = [line for item in body.split("\x02") for line in _split(item)]
        found.extend((line, NameKind.FORMER if former else kind) for line in lines)
    if "\x02" not in marked:
        found = _listed(found, listed=listed)
    return [(piece, each) for piece, each in found if tidy(piece) not in _UNKNOWN]


def _split(item: str) -> list[str]:
    return [line for line in split_outside(item, ";\n") if tidy(line) not in _UNKNOWN]


def _listed(lines: list[tuple[str, NameKind]], *, listed: bool) -> list[tuple[str, NameKind]]:
    """Split at commas the lists that use no other sign.

    A comma may belong to the name (``SHOMAN, KHALED``): it separates in a Japanese text that
    calls itself a list, stands alone, or has as many names as there are Latin ones.
    """
    japanese = [line for line, _ in lines if is_japanese(line)]
    latin = [line for line, _ in lines if not is_japanese(line)]
    counts = [len(split_outside(line, ",、")) for line in (*japanese, *latin)]
    paired = len(japanese) == len(latin) == 1 and counts[0] == counts[1]
    apart = len(japanese) == 1 and (counts[0] == len(latin) or not latin)
    found: list[tuple[str, NameKind]] = []
    for line, kind in lines:
        if paired:
            found.extend((each, kind) for each in split_outside(line, ",、"))
        elif is_japanese(line) and (listed or apart):
            found.extend((each, kind) for each in split_outside(line, "、"))
        else:
            found.append((line, kind))
    return found


def _expanded(piece: str, kind: NameKind) -> Iterator[WrittenName]:
    text = tidy(_LANGUAGE.sub("", piece))
    if _NO_NAMES.match(text):
        yield WrittenName("", kind, text)
        return
    bare = _BORN.sub("", _SAID_OF.sub("", text))
    said = text if bare != text else None
    for part in in_two_languages(tidy(bare)):
        for name in split_outside(part, ";、" if _LANGUAGE.search(piece) else ";"):
            cleaned = _unquoted(tidy(_SAID_OF.sub("", name)))
            if cleaned not in _UNKNOWN and any(letter.isalnum() for letter in cleaned):
                yield WrittenName(cleaned, kind, said)


def _unquoted(text: str) -> str:
    inner = text.strip(_QUOTES)
    whole = text[:1] in _QUOTES and text[-1:] in _QUOTES and len(text) - len(inner) == len("“”")
    return inner.strip() if whole and LATIN.search(inner) else (inner if whole else text)
