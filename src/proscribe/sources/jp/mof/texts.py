"""Cells with several values: letters in brackets, semicolons, lines, two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

KANA = re.compile(r"[ぁ-んァ-ヶー一-鿿々]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_MARK = re.compile(r"\((?:[a-z]|[ivx]{2,4})\)|(?<![A-Za-z])[ぁ-んァ-ヶ一-鿿]?[①-⑳]")
_EDGES = " 、,;\n"
_BEYOND_LATIN = 0x0370


def parts_of(text: str) -> list[str]:
    """Return the values of a cell, without the letters that number them.

    A semicolon or a letter in brackets always separates. A new line does where the lines are
    in different languages, or all in Japanese; a Latin text may run over several lines.
    """
    found: list[str] = []
    for marked in _MARK.split(text):
        for piece in split_outside(marked, ";"):
            found.extend(_lines(piece))
    return [part for part in (tidy(each) for each in found) if part and part != "不明"]


def split_outside(text: str, separators: str) -> list[str]:
    """Split at separators that stand outside brackets."""
    pieces, depth, piece = [], 0, ""
    for letter in text:
        depth = depth + 1 if letter == "(" else max(0, depth - 1) if letter == ")" else depth
        if letter in separators and not depth:
            pieces.append(piece)
            piece = ""
        else:
            piece += letter
    return [*pieces, piece]


def tidy(text: str) -> str:
    """Return a value without stray separators and brackets, its blanks collapsed."""
    cleaned = " ".join(text.split()).strip(_EDGES)
    if cleaned.startswith("(") and ")" not in cleaned:
        cleaned = cleaned[1:]
    surplus = min(cleaned.count(")") - cleaned.count("("), len(cleaned) - len(cleaned.rstrip(")")))
    cleaned = cleaned[: len(cleaned) - max(0, surplus)]
    cleaned += ")" * (cleaned.count("(") - cleaned.count(")"))
    if re.fullmatch(r"\((?:[^()]|\([^()]*\))*\)", cleaned):
        cleaned = cleaned[1:-1]
    return cleaned.strip(_EDGES)


def in_two_languages(text: str) -> tuple[str, ...]:
    """Split a value that is written in Latin letters and in others, one of them in brackets.

    ``Japanese Latin`` without brackets is split at its blank.
    """
    match = re.match(r"(.+?)\s*\(((?:[^()]|\([^()]*\))+)\)\Z", text, re.DOTALL)
    if match is not None and _is_latin(match.group(1)) != _is_latin(match.group(2)):
        return tidy(match.group(1)), tidy(match.group(2))
    match = re.match(r"([^A-Za-z]*[ぁ-んァ-ヶー一-鿿])\s+([A-Za-z][^ぁ-んァ-ヶ一-鿿]*)\Z", text)
    if match is not None and "(" not in match.group(2):
        return tidy(match.group(1)), tidy(match.group(2))
    return (text,)


def _is_latin(text: str) -> bool:
    """Tell whether the letters of a text are Latin; a text with kana or kanji is not."""
    letters = [letter for letter in text if letter.isalpha()]
    return (
        bool(letters)
        and not is_japanese(text)
        and all(
            LATIN.match(letter) is not None or ord(letter) < _BEYOND_LATIN for letter in letters
        )
    )


def is_japanese(text: str) -> bool:
    """Tell whether a text holds kana or kanji."""
    return KANA.search(text) is not None


def _lines(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if all(is_japanese(line) for line in lines):
        yield from lines
        return
    japanese = [line for line in lines if is_japanese(line)]
    if len(japanese) == 1 and lines[:1] == japanese and not _label(lines[0]):
        yield lines[0]
        lines = lines[1:]
    yield " ".join(lines)


def _label(line: str) -> bool:
    return line.startswith("(") and line.endswith(")")
