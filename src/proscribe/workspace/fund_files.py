"""Reads the files that say what funds hold, and tells which fund each is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from proscribe.backends.portfolios import Portfolio, Portfolios, open_portfolio
from proscribe.backends.portfolios.statement import StatementFile
from proscribe.model.errors import InputError, Place
from proscribe.screening.report import Note
from proscribe.securities.dates import parse_day_of_file
from proscribe.securities.funds import FundFile, Key, fund_keys
from proscribe.securities.instruments import LineKind

if TYPE_CHECKING:
    from proscribe.model.time import Moment

_TABLES = frozenset(
    {".csv", ".txt", ".tsv", ".psv", ".xlsx", ".xls", ".ods", ".parquet", ".ofx", ".qfx", ".gz"}
)
# Words with which names of files begin, and which are nobody's ticker there.
_NO_TICKERS = frozenset(
    {"holdings", "holding", "fund", "funds", "etf", "portfolio", "positions", "all", "daily"}
)
_DATED = re.compile(r"\b(?:as of|as at|stand|date|holdings date|per)\b", re.IGNORECASE)
_INCEPTION = re.compile(r"\b(?:inception|launch|maturity|ex-?dividend)\b", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as of|as at|stand(?: vom)?)[:\s]+(.+)$", re.IGNORECASE)
_IDENTIFIED = re.compile(r"\b(?:isin|cusip|sedol|ticker|symbol)\b", re.IGNORECASE)
_TOKENS = re.compile(r"[_\s.\-]+")
_LONGEST_TICKER, _STALE_DAYS = 6, 31
_OWN = ("account", "investor", "side")


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """Funds on file.

    Attributes:
        files: Each fund once.
        notes: What is odd about single lines of their files, and which files were passed over.
    """

    files: tuple[FundFile, ...] = ()
    notes: tuple[Note, ...] = ()


def read_funds(
    named: Mapping[str, Path],
    folder: Path | None,
    as_of: Moment,
    screened: Iterable[Path] = (),
) -> Funds:
    """Read the holdings files of funds.

    Args:
        named: Files by identifier, ticker or name of the fund.
        folder: A folder of further files, called by ticker or identifier of their fund, or
            that name it above their header.
        as_of: The moment asked about: of two files of one fund in the folder, the newest by
            then counts.
        screened: The portfolios, which are no funds though they lie in the folder.

    Raises:
        InputError: A named file cannot be read, the folder does not exist, or two files are of
            one fund and nothing tells which counts.
    """
    idents: dict[Path, list[str]] = {}
    for ident, path in named.items():
        idents.setdefault(path, []).append(ident)
    notes: list[Note] = []
    own = [_read(path, texts, notes) for path, texts in idents.items()]
    _refuse_twice(own)
    taken = {key for fund in own for key in fund.keys}
    no_funds = {realpath(path) for path in (*idents, *screened)}
    found = [] if folder is None else [*_in_folder(folder, no_funds, notes)]
    others = (fund for fund in found if fund.keys.isdisjoint(taken))
    kept = [*own, *_newest(list(others), as_of.day, notes)]
    return Funds(
        files=tuple(replace(one, notes=(*one.notes, _dated(one, as_of.day))) for one in kept),
        notes=tuple(notes),
    )


def as_portfolio(files: Iterable[Path], as_of: Moment) -> tuple[Portfolios, Funds]:
    """Return a portfolio of funds, a line for each file, and the funds themselves.

    Raises:
        InputError: A file cannot be read.
    """
    portfolios: list[Portfolio] = []
    funds: list[FundFile] = []
    notes: list[Note] = []
    for path in files:
        fund = _read(path, [], notes)
        name = f"{fund.title}"
        row = {"Name": name, "Asset class": "ETF", "Holdings as of": str(fund.as_of or "")}
        portfolios.append(Portfolio(str(path), StatementFile([row])))
        keys = fund.keys | set(fund_keys(name))
        funds.append(replace(fund, keys=frozenset(keys), notes=(_dated(fund, as_of.day),)))
    _refuse_twice(funds)
    return Portfolios(portfolios), Funds(files=tuple(funds), notes=tuple(notes))


def _read(path: Path, idents: list[str], notes: list[Note]) -> FundFile:
    portfolio = open_portfolio(path)
    batches = [batch.lines for batch in portfolio.batches()]
    if not batches:
        raise InputError(
            "the fund's file has a header and no line, so what it holds is not known.",
            where=Place(file=str(path)),
            remedy="Download it again.",
        )
    lines = pl.concat(batches).filter(pl.col("kind") != LineKind.TOTAL.value)
    lines = lines.with_columns(pl.lit(None, lines.schema[name]).alias(name) for name in _OWN)
    said = (c for c in portfolio.checks if not c.text.startswith(("The weights", "Whether the w")))
    notes += [Note(file=str(path), line=c.line, kind=c.kind, text=c.text) for c in said]
    title = _title(portfolio.facts, idents, path)
    texts = [*idents, title, *_identified(portfolio.facts)]
    return FundFile(
        file=str(path),
        title=title,
        keys=frozenset(key for text in texts for key in fund_keys(text)),
        as_of=_day(portfolio.facts),
        lines=lines,
    )


def _in_folder(folder: Path, left_out: set[str], notes: list[Note]) -> Iterator[FundFile]:
    if not folder.is_dir():
        raise InputError(
            "there is no such folder, so no fund can be looked through.",
            where=Place(file=str(folder)),
            remedy="Name a folder of holdings files, or one file with --fund IDENT=FILE.",
        )
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") or path.suffix.lower() not in _TABLES
        if hidden or realpath(path) in left_out:
            continue
        try:
            fund = _read(path, [], notes)
        except InputError as error:
            text = f"The file is passed over: {error.what}"
            notes.append(Note(file=str(path), line=0, kind="warning", text=text))
            continue
        yield replace(fund, keys=fund.keys | set(_called(path)))


def _called(path: Path) -> Iterator[Key]:
    """Yield what the name of a file says of its fund: identifiers anywhere, a ticker first."""
    stem = path.name.split(".")[0]
    tokens = [token for token in _TOKENS.split(stem) if token]
    for place, token in enumerate(tokens):
        for kind, value in fund_keys(token):
            symbol = kind == "symbol" and place == 0 and _may_be_ticker(token)
            if symbol or kind not in ("symbol", "plain_name", "ticker_key"):
                yield kind, value
    yield from (key for key in fund_keys(stem) if key[0] == "plain_name")


def _may_be_ticker(token: str) -> bool:
    return len(token) <= _LONGEST_TICKER and token.lower() not in _NO_TICKERS


def _title(facts: Mapping[str, str], idents: list[str], path: Path) -> str:
    for name in ("Fund Name", "Fund name", "Fund", "Name", "title"):
        text = facts.get(name, "")
        if text and not _AS_OF.search(text):
            return text
    return idents[0] if idents else path.name.split(".")[0]


def _identified(facts: Mapping[str, str]) -> Iterator[str]:
    return (value for name, value in facts.items() if _IDENTIFIED.search(name))


def _day(facts: Mapping[str, str]) -> date | None:
    """Return the day the holdings are of, as the preamble says it."""
    for name, value in facts.items():
        if _DATED.search(name) and not _INCEPTION.search(name):
            day = parse_day_of_file(value)
            if isinstance(day, date):
                return day
    for value in facts.values():
        told = _AS_OF.search(value)
        day = parse_day_of_file(told[1].strip()) if told else ""
        if isinstance(day, date):
            return day
    return None


def _dated(fund: FundFile, day: date) -> str:
    if fund.as_of is None:
        return f"{fund.file} does not say of which day its holdings are."
    late = (day - fund.as_of).days
    if late < 0:
        return f"The holdings are of {fund.as_of}, after the day asked about ({day})."
    since = f", {late} days before the day asked about" if late else ""
    stale = ": what the fund bought or sold since is not in this answer"
    return f"The holdings are of {fund.as_of}{since}{stale if late > _STALE_DAYS else ''}."


def _newest(funds: list[FundFile], day: date, notes: list[Note]) -> Iterator[FundFile]:
    """Yield each fund of a folder once, by its newest file that is not after the day asked about.

    Raises:
        InputError: Two files are of one fund, and one of them does not say of which day.
    """
    kept: list[FundFile] = []
    for fund in funds:
        rival = next((one for one in kept if not one.keys.isdisjoint(fund.keys)), None)
        if rival is None:
            kept.append(fund)
            continue
        if fund.as_of is None or rival.as_of is None:
            raise _twice(rival, fund)
        early = {one.as_of: one for one in (fund, rival) if one.as_of and one.as_of <= day}
        best = early[max(early)] if early else min(fund, rival, key=lambda one: str(one.as_of))
        passed = rival if best is fund else fund
        kept[kept.index(rival)] = best
        text = f"The file is passed over: {best.file} is of the same fund, of {best.as_of}."
        notes.append(Note(file=passed.file, line=0, kind="warning", text=text))
    yield from kept


def _refuse_twice(funds: list[FundFile]) -> None:
    for place, fund in enumerate(funds):
        for other in funds[:place]:
            if not fund.keys.isdisjoint(other.keys):
                raise _twice(other, fund)


def _twice(one: FundFile, other: FundFile) -> InputError:
    (kind, value), *_ = sorted(one.keys & other.keys)
    return InputError(
        f"{one.file} and {other.file} both say what one fund holds ({kind} {value}).",
        where=Place(file=other.file),
        remedy="Name the one that counts with --fund IDENT=FILE, and leave the other out.",
    )
