"""What files say for themselves, found before they are screened: acts, investors, funds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.verdict import Act, Investor
from proscribe.screening.terms import ByLine, acts_of
from proscribe.securities.investors import read_investor
from proscribe.securities.told_columns import ColumnTold, columns_told
from proscribe.workspace.accounts import read_accounts
from proscribe.workspace.fund_files import Funds, as_portfolio, read_funds

if TYPE_CHECKING:
    from proscribe.backends.portfolios import Portfolio
    from proscribe.model.verdict import Question

__all__ = ["ColumnTold", "LineTerms", "Survey", "survey", "told_columns"]

# Only files with one of these columns are read twice.
_TOLD = frozenset({"side", "investor", "asset_class"})


def told_columns(meanings: Mapping[str, str]) -> tuple[ColumnTold, ...]:
    """Return what a person said of columns of all files, by header.

    Raises:
        InputError: A column cannot mean that, or two mean the same.
    """
    told = tuple(ColumnTold(file="", header=h, meaning=m) for h, m in meanings.items())
    columns_told(told, "")
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms:
    """What the lines of a portfolio may say for themselves, and what funds hold.

    Attributes:
        accounts: Investors by account, or a table ``account,investor,location,held_since``.
        at_trade_date: Whether each trade is asked about as of its own day.
        funds: Holdings files by identifier, ticker or name of their fund.
        fund_folder: A folder of holdings files called by ticker or identifier.
        as_funds: Whether each file is a fund to be asked about itself.
        bare_names: Whether reports call files by their names, and not by where they lie.
        columns: What a person said that columns mean.
    """

    accounts: Mapping[str, str] | Path | str | None = None
    at_trade_date: bool = False
    funds: Mapping[str, Path | str] = field(default_factory=dict)
    fund_folder: Path | str | None = None
    as_funds: bool = False
    bare_names: bool = False
    columns: tuple[ColumnTold, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files named: a table of accounts, holdings of funds."""
        table = self.accounts if isinstance(self.accounts, (Path, str)) else None
        tables = () if table is None else (Path(table),)
        return (*tables, *map(Path, self.funds.values()))

    def by_line(self, *, sides: bool) -> ByLine:
        """Return what lines may say; ``sides``: whether a trade is asked about for its own act.

        Raises:
            InputError: The accounts cannot be read.
        """
        accounts = read_accounts(self.accounts)
        return ByLine(accounts=accounts, sides=sides, days=self.at_trade_date)

    def read_funds(self, question: Question, files: Iterable[Path | str]) -> Funds:
        """Return the funds that are looked through, those asked about themselves first.

        Args:
            question: Holds the moment asked about.
            files: The files screened.

        Raises:
            InputError: One of the funds cannot be read.
        """
        named = {ident: Path(path) for ident, path in self.funds.items()}
        folder = None if self.fund_folder is None else Path(self.fund_folder)
        screened = [Path(file) for file in files]
        others = read_funds(named, folder, question.as_of, screened)
        if not self.as_funds:
            return others
        own = as_portfolio(screened, question.as_of)[1]
        taken = {key for fund in own.files for key in fund.keys}
        kept = tuple(one for one in others.files if one.keys.isdisjoint(taken))
        return Funds(files=(*own.files, *kept), notes=(*own.notes, *others.notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What lines say of acts and investors.

    Attributes:
        acts: The acts lines are asked about, in order.
        investors: Investors named in the files.
    """

    acts: tuple[Act, ...]
    investors: frozenset[Investor]


def survey(portfolios: Iterable[Portfolio], acts: tuple[Act, ...], *, sides: bool) -> Survey:
    """Look at the sides and investors of all lines.

    Args:
        portfolios: The files; they can still be read afterwards.
        acts: The acts of lines that are no trades.
        sides: Whether a trade is asked about for its own act.
    """
    found: set[str | None] = set()
    words: set[str] = set()
    for portfolio in portfolios:
        told = _TOLD & set(portfolio.layout.columns)
        if not told or (told == {"asset_class"} and not portfolio.may_be_trades):
            found.add(None)
            continue
        for batch in portfolio.batches():
            found |= set(batch.lines["side"].unique())
            words |= set(batch.lines["investor"].drop_nulls().unique())
    investors = {read_investor(word) for word in words} - {None}
    return Survey(
        acts=acts_of(found, acts) if sides else acts,
        investors=frozenset(one for one in investors if one is not None),
    )
