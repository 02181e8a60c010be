"""Passports, identity papers, and identifiers that stand in the middle of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.sources.jp.mof.texts import LATIN, is_japanese, parts_of

_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?")
_DATED = re.compile(
    r"\d{4}年(?:\s*\d{1,2}月)?(?:\s*\d{1,2}日)?|(?:発行|失効|有効|発効)[^、,;]*[::]?"
)
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./ -]*\Z|\d")
_NUMBERS_BELOW = re.compile(r"(?<=[A-Z0-9])\n(?=[A-Z]{0,2}\d{6,})")
_IN_TWO = re.compile(r"(\d{4}) No\.\s*(\d{6})")
_TAX = re.compile(r"fiscal code|納税者?番号|tax", re.IGNORECASE)
_LABEL = re.compile(r"\A.*[^A-Za-z0-9ー./ -]", re.DOTALL)
_MARKED_LETTER = re.compile(r"\([a-z]\)")
_FOUND = (
    ("imoNumber", re.compile(r"IMO(?:番号)?\s*[::]?\s*(\d{7})(?!\d)")),
    ("swiftBic", re.compile(r"(?:SWIFT/BIC|SWIFT|BIC)\s*:\s*([A-Z0-9]{8}(?:[A-Z0-9]{3})?)\b")),
    ("email", re.compile(r"(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)", re.ASCII)),
    ("phone", re.compile(r"(?:電話|FAX)(?:番号)?\s*:\s*(\+?\d[\d ()-]{6,}\d)")),
    (
        "registrationNumber",
        re.compile(r"(?:登録された会社番号|国家登録番号)\s*[::]\s*([\w/-]+)", re.ASCII),
    ),
    (
        "taxNumber",
        re.compile(r"(?:納税者?番号|Fiscal Code)[^::]{0,12}[::]\s*([A-Z0-9-]{6,})", re.ASCII),
    ),
    ("taxNumber", re.compile(r"Fiscal Code\([^)]{0,80}\)\s*[::]\s*([A-Z0-9]{8,})", re.ASCII)),
)
_GENDER = (
    ("female", re.compile(r"性別[^。]{0,3}女性")),
    ("male", re.compile(r"性別[^。]{0,3}男性")),
)
_FEWEST_FIGURES = 4


def read_papers(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield (text, number) for each paper of a cell; None where no number is found."""
    apart = _NUMBERS_BELOW.sub(";", text)
    for part in parts_of(_IN_TWO.sub(r"\1\2", apart)):
        yield part, _number(part)


def is_tax_number(text: str) -> bool:
    """Tell whether a paper is one of the tax office."""
    return _TAX.search(text) is not None


def _number(text: str) -> str | None:
    bare = _DATED.sub(" ", _BRACKETS.sub(" ", text))
    for piece in re.split(r"[、,;]|\bno\b\.?|番号[::]?|[::]|No\.", bare):
        tail = _LABEL.sub("", piece).strip(" .")
        candidate = "".join(tail.split())
        candidate = re.sub(r"\A(?:SSN|ID)(?=[A-Z]?-?\d)", "", candidate)
        figures = sum(letter.isdigit() for letter in candidate)
        if _NUMBER.match(tail) and figures >= _FEWEST_FIGURES:
            return candidate
        # A number may stand before a word (``472220503`` of North Korea) or after one.
        inner = re.search(r"(?<![A-Za-z0-9])[A-Z]{0,3}[-/ ]?\d[\dA-Z/-]{3,}(?![a-z])", piece)
        if inner is not None:
            return "".join(inner.group().split())
    return None


def found_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield (property, value) for identifiers a text marks as such."""
    for prop, pattern in _FOUND:
        yield from ((prop, value) for value in pattern.findall(text))
    yield from (("gender", value) for value, pattern in _GENDER if pattern.search(text))


def phones(text: str) -> list[str]:
    """Return the numbers of a cell of telephone numbers."""
    parts = re.split(r"[、,\n;]", text)
    return ["".join(part.split()) for part in parts if any(letter.isdigit() for letter in part)]


def is_word(text: str) -> bool:
    """Tell whether a text has letters of any script."""
    return is_japanese(text) or LATIN.search(text) is not None
