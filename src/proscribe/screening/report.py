"""What a screening report is made of: a head, batches of rows, and notes.

A report has one row for each line of the portfolio and each act asked about.
The columns of a row are, in this order,

1. those of the file as given (text, numbers, dates or truth values), under the
   names :func:`report_names` gives them,
2. :data:`REPORT_COLUMNS`,
3. :data:`HELPER_COLUMNS`, which the writers use and no table shows as they are.

Rules the writers rely on: every batch has the same columns; the rows of one
line follow each other; times are RFC 3339 with the offset of the regime's zone;
``regimes`` and ``_candidates`` are JSON arrays of objects (:data:`REGIME_KEYS`,
:data:`CANDIDATE_KEYS`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Self

import polars as pl

from proscribe.model.errors import InternalError
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Investor

MONEY = pl.Decimal(38, 4)

# matched_by is the key that found the issuer (isin, cusip, ticker, name, …), CASH for a
# line that is money and no security, null where nothing was found.
CASH = "cash"

_REPORT_SCHEMA: dict[str, pl.DataType] = {
    "line": pl.Int64(),  # number of the line in its file, the first is 1
    "issuer": pl.String(),  # caption of the matched subject, else the name as given
    "entity_id": pl.String(),
    "matched_by": pl.String(),
    "match_score": pl.Float64(),  # 0 to 1
    "regime": pl.String(),  # the regime with the strictest answer
    "action": pl.String(),
    "verdict": pl.String(),
    "reason_code": pl.String(),
    "effective_at": pl.String(),
    "deadline_at": pl.String(),
    "next_change_at": pl.String(),
    "citation": pl.String(),
    "market_value": MONEY,
    "regimes": pl.String(),
    "explanation": pl.String(),
}
_HELPER_SCHEMA: dict[str, pl.DataType] = {
    "_file": pl.String(),
    "_currency": pl.String(),  # ISO 4217 code of market_value
    "_weight": pl.Float64(),  # part of the portfolio, 0 to 1
    "_candidates": pl.String(),  # null where the issuer is certain
    "_unresolved": pl.Boolean(),
}

# Notes that are not of lines that are no holdings, but of what is odd.
FINDINGS = frozenset({"check", "fund"})
REPORT_COLUMNS = tuple(_REPORT_SCHEMA)
HELPER_COLUMNS = tuple(_HELPER_SCHEMA)
_OURS = _REPORT_SCHEMA | _HELPER_SCHEMA

# Written before `line` by the flat formats when several portfolios were screened at once.
FILE_COLUMN = "file"
_RESERVED = frozenset(_OURS) | {FILE_COLUMN}

REGIME_KEYS = (
    "regime",
    "verdict",
    "reason_code",
    "citation",
    "effective_at",
    "deadline_at",
    "next_change_at",
    "explanation",
)
CANDIDATE_KEYS = ("entity_id", "caption", "score", "verdict", "explanation")


def report_names(given: Sequence[str]) -> tuple[str, ...]:
    """Return the names under which the columns of a portfolio stand in its report.

    A name the report needs itself is prefixed with ``given_``; of equal names
    the later ones are numbered, so that no column is lost.
    """
    taken: set[str] = set()
    names = []
    for column in given:
        wanted = f"given_{column}" if column in _RESERVED else column
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}_{number}"
        taken.add(name)
        names.append(name)
    return tuple(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeUsed:
    """A regime that was asked.

    Attributes:
        key: Key of the regime.
        title: Its name.
        checked_through: Last day its file was compared with the texts of the law.
    """

    key: str
    title: str
    checked_through: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionUsed:
    """An edition of a list that was searched.

    Attributes:
        source: Key of the source.
        title: Its name.
        published: When the edition became public.
        fetched: When its bytes were fetched (UTC).
        digest: SHA-256 of its bytes, hex.
        records: The publisher's own count of records.
        complete: False where it is a part of the list only.
        note: What is missing, where it is.
    """

    source: str
    title: str
    published: Moment
    fetched: datetime
    digest: str
    records: int
    complete: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """A question answered on its own, shown above a report."""

    question: str
    verdict: str
    reason_code: str
    explanation: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """A line of a fund that may not be dealt in without more ado.

    Attributes:
        path: The funds on the way to it, the fund asked about first.
        file: The file it stands in.
        line: Number of the line in that file.
        name: What the line calls it.
        weight: Its part of the fund asked about, 0 to 1; None where it is not known.
        entity_id: The subject it surely means; None where that is not certain.
        action: The act the verdict is on.
        verdict: What the answer would be if the line were held by itself.
        reason_code: The ground of that answer.
        regime: The regime of that answer.
        doubt: Why it cannot be told what it holds; None where it can.
    """

    path: tuple[str, ...]
    file: str
    line: int
    name: str
    weight: Decimal | None
    entity_id: str | None
    action: str
    verdict: str
    reason_code: str
    regime: str | None
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundUsed:
    """A fund that was looked through.

    Attributes:
        title: What it is called.
        file: The file that says what it holds.
        as_of: The day its holdings are of; None where the file does not say.
        lines: Lines of the file.
        weight: What the parts that are known add up to.
        notes: What is to be known of it, whole sentences.
        holdings: What it holds that is not simply allowed, the heaviest first.
    """

    title: str
    file: str
    as_of: date | None
    lines: int
    weight: Decimal
    notes: tuple[str, ...]
    holdings: tuple[FundLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What was asked, of what, on which law and which lists.

    Attributes:
        portfolio: Names of the files screened.
        as_of: The moment asked about, as the reader should see it.
        known_at: The moment of knowledge, as the reader should see it.
        investor: Who acts.
        actions: The acts asked about, in the order of the rows of a line.
        regimes: Regimes that were asked.
        not_checked: What was left out: key of a regime or source, and why.
        editions: Editions that were searched.
        version: Version of Proscribe.
        warnings: What the reader must know about this screening, one sentence each.
        currency_note: What market values are in, and that they are not converted.
        answers: Questions answered on their own, shown above the portfolio.
        suppositions: What the report supposes, one sentence each; it is then no record.
        funds: Funds that were looked through.
    """

    portfolio: tuple[str, ...]
    as_of: str
    known_at: str
    investor: Investor
    actions: tuple[Act, ...]
    regimes: tuple[RegimeUsed, ...]
    not_checked: tuple[tuple[str, str], ...]
    editions: tuple[EditionUsed, ...]
    version: str
    warnings: tuple[str, ...] = ()
    currency_note: str = "Market values are as the portfolio states them; nothing is converted."
    answers: tuple[AnswerShown, ...] = ()
    suppositions: tuple[str, ...] = ()
    funds: tuple[FundUsed, ...] = ()


class Note(NamedTuple):
    """A line of a portfolio that is no holding: a title, a total, a footer.

    Attributes:
        file: Name of the portfolio.
        line: Number of the line, the first is 1.
        kind: What it was taken for (``preamble``, ``total``, ``footer``, ``cash``, …).
        text: The line as it stands.
    """

    file: str
    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportBatch:
    """Some rows of a report; make it with :meth:`of`."""

    frame: pl.DataFrame

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Self:
        """Return a batch of these rows, with every column of ours in its type.

        Raises:
            InternalError: A column is missing or cannot take its type.
        """
        missing = [name for name in _OURS if name not in frame.columns]
        if missing:
            raise InternalError(f"a report needs the columns {', '.join(missing)}.")
        given = [name for name in frame.columns if name not in _OURS]
        try:
            typed = [pl.col(name).cast(kind) for name, kind in _OURS.items()]
            return cls(frame.select(*given, *typed))
        except pl.exceptions.PolarsError as error:
            raise InternalError(f"a column of a report has the wrong type: {error}") from error

    @property
    def given(self) -> tuple[str, ...]:
        """Names of the columns of the portfolio."""
        return given_columns(self.frame)


def given_columns(frame: pl.DataFrame) -> tuple[str, ...]:
    """Return the names of the columns of the portfolio in rows of a report."""
    return tuple(name for name in frame.columns if name not in _OURS)
