"""Numbers as people and systems write them, in any locale, as exact decimals.

``1,234`` is a thousand and more in one locale and a little more than one in
another. The sign of the decimals is therefore found for a whole column, from
the cells that can be read in one way only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

import polars as pl

Sign = Literal[".", ","]

# 30 digits before the decimals and 8 after hold any quantity or value of a portfolio.
AMOUNT = pl.Decimal(38, 8)
_STEP = Decimal("0.00000001")
_LIMIT = Decimal(10) ** 30
# How files say that a cell is empty; NA and NaN, which are tickers too, only among numbers.
MISSING_TEXT = (
    *("", "-", "--", "---", "–", "—", "n/a", "N/A", "#N/A", "#N/A N/A", "n.a.", "N.A."),
    *("null", "NULL", "None", "<NA>", "Unassigned", "UNASSIGNED", "unassigned"),
)
# What a computation left that went wrong, or a spreadsheet: nothing, and worth telling.
FAILED_NUMBER = (
    *("nan", "NaN", "NAN", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#CALC!"),
    *("inf", "Inf", "-inf", "-Inf", "Infinity", "#ERROR!", "#BLOCKED!", "#SPILL!"),
)
MISSING_NUMBER = (*MISSING_TEXT, ".", "NA", "na", *FAILED_NUMBER)
_GAPS = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’`´_]+")
_GAP_INSIDE = re.compile(r"\d[\s\u00a0\u2007\u2009\u202f'’`´]+\d")
_MONEY = re.compile(r"(?<![A-Za-z])[A-Z]{0,2}\$|[$€£¥￥%]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "－": "-"})
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*|[.,]\d+|\d+[.,]")
_EXPONENT = re.compile(r"(\d(?:[.,]\d+)?)E([+-]?\d{1,2})", re.IGNORECASE)
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?"),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?"),
}
_UNGROUPED = {".": re.compile(r"\d*\.?\d*"), ",": re.compile(r"\d*,?\d*")}
# Cells that a cast does not read as it should, and those of them that are regular all the same.
_MARKED = {".": ",", ",": "[.,]"}
_FITS = {
    ".": r"^-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$",
    ",": r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d*)?$",
}
_ADORNED = r"[^0-9.,\-]"
_ORNAMENTS = r"[$€£¥￥%\s'’]+"
_GROUP_LENGTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """A column of numbers, read.

    Attributes:
        values: As `AMOUNT`; null where the cell is empty or could not be read.
        problems: Row and what is wrong, in words, for each cell that could not be read.
    """

    values: pl.Series
    problems: tuple[tuple[int, str], ...]


def is_missing(text: str) -> bool:
    """Tell whether a cell of a column of numbers says that there is nothing."""
    return text.strip() in MISSING_NUMBER


def _bare(text: str) -> tuple[str, bool]:
    """Return the digits and marks of a number, and whether it is negative."""
    plain = _MONEY.sub("", text.translate(_MINUS))
    plain = _GAPS.sub("", plain)
    negative = plain.startswith("(") and plain.endswith(")")
    plain = plain[1:-1] if negative else plain
    if plain.endswith(("-", "+")) and not plain.startswith(("-", "+")):
        plain = plain[-1] + plain[:-1]
    if plain.startswith(("-", "+")):
        return plain[1:], plain.startswith("-") != negative
    return plain, negative


def decimal_evidence(text: str) -> Sign | Literal["?"] | None:
    """Tell which sign must stand before the decimals of a number.

    Returns:
        The sign; ``?`` where both readings make sense, as in ``1,234``; None where the
        cell has no such sign, or is no number.
    """
    digits, _ = _bare(text)
    if (exponent := _EXPONENT.fullmatch(digits)) is not None:
        digits = exponent[1]
    if _PLAIN.fullmatch(digits) is None:
        return None
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return None
    last: Sign = "." if marks[-1] == "." else ","
    other: Sign = "," if last == "." else "."
    if len(set(marks)) > 1:
        return last if marks.count(last) == 1 else None
    if len(marks) > 1:
        return other
    before, after = digits.split(last)
    if len(after) == _GROUP_LENGTH and 0 < len(before) <= _GROUP_LENGTH and before[0] != "0":
        return "?" if _GAP_INSIDE.search(text) is None else last
    return last


def parse_number(text: str, decimal: Sign) -> Decimal | None:
    """Read one number whose decimals stand after `decimal`.

    Signs of currency and per cent, spaces and apostrophes between thousands, brackets
    and a trailing minus are understood. More than eight decimals are rounded.

    Returns:
        The number; None where the text is none in that locale.
    """
    digits, negative = _bare(text)
    exponent = _EXPONENT.fullmatch(digits)
    if exponent is not None:
        digits = exponent[1]
    grouped = _GROUPED[decimal].fullmatch(digits) is not None
    if not grouped and (_UNGROUPED[decimal].fullmatch(digits) is None or digits in {"", decimal}):
        return None
    group = "," if decimal == "." else "."
    plain = digits.replace(group, "").replace(decimal, ".")
    try:
        value = Decimal(plain).scaleb(0 if exponent is None else int(exponent[2]))
        if abs(value) >= _LIMIT:
            return None
        return (-value if negative else value).quantize(_STEP)
    except InvalidOperation:
        return None


def parse_amounts(series: pl.Series, decimal: Sign, label: str) -> Amounts:
    """Read a column of numbers whose decimals stand after `decimal`.

    Args:
        series: Text.
        decimal: The sign before the decimals.
        label: What the column is called, for what is said of cells that cannot be read.
    """
    values, left = _quickly(series, decimal)
    problems: list[tuple[int, str]] = []
    places: list[int] = []
    slow: list[Decimal] = []
    for place in left:
        text = series[place]
        value = parse_number(text, decimal)
        if value is not None:
            places.append(place)
            slow.append(value)
        elif not is_missing(text):
            problems.append((place, _unreadable(text, decimal, label)))
    if places:
        values = values.scatter(places, pl.Series(slow, dtype=AMOUNT))
    return Amounts(values=values, problems=tuple(problems))


def _unreadable(text: str, decimal: Sign, label: str) -> str:
    shown = text.strip()[:40]
    if decimal_evidence(text) is None:
        return f"{label} {shown!r} is no number."
    mark = "point" if decimal == "." else "comma"
    return f"{label} {shown!r} does not fit the rest of its column, whose decimal sign is a {mark}."


def _quickly(series: pl.Series, decimal: Sign) -> tuple[pl.Series, list[int]]:
    """Read the cells that need no second look; return them and the rows of the others."""
    plain = series
    adorned = series.str.contains(_ADORNED)
    if bool(adorned.any()):
        bare = series.str.replace_all(_ORNAMENTS, "")
        plain = pl.select(pl.when(adorned).then(bare).otherwise(series)).to_series()
    marked = plain.str.contains(_MARKED[decimal])
    if bool(marked.any()):
        fits = plain.str.contains(_FITS[decimal])
        group = "," if decimal == "." else "."
        joined = plain.str.replace_all(group, "", literal=True)
        if decimal == ",":
            joined = joined.str.replace(",", ".", literal=True)
        chosen = pl.when(marked & fits).then(joined).when(~marked).then(plain)
        plain = pl.select(chosen).to_series()
    values = plain.cast(AMOUNT, strict=False)
    left = (values.is_null() & _given(series)).arg_true()
    return values, left.to_list()


def _given(series: pl.Series) -> pl.Series:
    return series.is_not_null() & ~series.is_in(MISSING_NUMBER)


def count_evidence(series: pl.Series) -> dict[str, int]:
    """Count what the cells of a column say of its decimal sign: ``.``, ``,`` and ``?``."""
    counts = {".": 0, ",": 0, "?": 0}
    for text in series.filter(series.str.contains("[.,]").fill_null(value=False)):
        evidence = decimal_evidence(text)
        if evidence is not None:
            counts[evidence] += 1
    return counts


class DecimalSigns:
    """The sign of the decimals of each column of one file, found once and kept.

    A column in which every cell can be read in two ways goes by the majority of
    the other columns of its file.
    """

    def __init__(self, typed: frozenset[str]) -> None:
        """Take the columns whose cells were numbers, not text, in the file."""
        self._signs: dict[str, Sign] = dict.fromkeys(typed, ".")
        self._counts: dict[str, dict[str, int]] = {}

    def learn(self, columns: dict[str, pl.Series]) -> None:
        """Count what a batch says of the columns that are not yet decided."""
        for name, series in columns.items():
            if name in self._signs:
                continue
            counts = self._counts.setdefault(name, {".": 0, ",": 0, "?": 0})
            for sign, count in count_evidence(series).items():
                counts[sign] += count
            if counts["."] != counts[","]:
                self._signs[name] = "." if counts["."] > counts[","] else ","

    def sign(self, column: str) -> Sign | None:
        """Return the sign of a column; None where nothing in the file tells it."""
        if column in self._signs:
            return self._signs[column]
        if not any(self._counts.get(column, {}).values()):
            return "."
        total = {sign: sum(c[sign] for c in self._counts.values()) for sign in (".", ",")}
        if total["."] == total[","]:
            return None
        self._signs[column] = "." if total["."] > total[","] else ","
        return self._signs[column]


def parse_undecided(series: pl.Series, label: str) -> Amounts:
    """Read what can be read of a column whose decimal sign nothing in the file tells."""
    doubtful = series.str.contains("[.,]").fill_null(value=False)
    chosen = pl.when(~doubtful).then(series)
    amounts = parse_amounts(pl.select(chosen).to_series(), ".", label)
    problems = list(amounts.problems)
    for place in doubtful.arg_true():
        shown = series[place].strip()[:40]
        said = (
            f"{label} {shown!r} can be read in two ways, and nothing in the file tells in "
            "which: write it without a sign between thousands."
        )
        problems.append((place, said))
    return Amounts(values=amounts.values, problems=tuple(sorted(problems)))
