"""``screen``: portfolios against every regime."""

from __future__ import annotations

import getpass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.progress import counting
from proscribe.interfaces.cli.values import output_path, pairs, whose_accounts
from proscribe.model.verdict import Investor

if TYPE_CHECKING:
    from proscribe.workspace.surveying import LineTerms

_Portfolios: TypeAlias = Annotated[
    list[Path],
    typer.Argument(
        metavar="PORTFOLIO…",
        help="Portfolios or orders: CSV, XLSX, ODS, Parquet, OFX, QFX or a Flex query; holdings "
        "files as fund issuers publish them.",
        show_default=False,
    ),
]
_Report: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="REPORT",
        parser=output_path,
        help="The report; its extension chooses csv, json, html, xlsx or parquet.",
        show_default=False,
    ),
]
_PrivateList: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--list",
        metavar="FILE",
        help="A CSV file of names and identifiers that are off limits in your house; asked beside "
        "the lists on file and not recorded.",
        show_default=False,
    ),
]


_Plan: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--plan",
        metavar="PLAN",
        parser=output_path,
        help="Write the plan to get out, too; its extension chooses csv, json, html, xlsx or ics "
        "(a calendar). May be repeated; html, json, xlsx and parquet reports then hold it.",
        show_default=False,
    ),
]
_Prices: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--prices",
        metavar="FILE",
        help="Price files with volumes, named after their ticker or with symbols in them: the plan "
        "then says how many days selling takes at 20 % of the volume. May be repeated.",
        show_default=False,
    ),
]
_Accounts: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--account",
        metavar="ACCOUNT=INVESTOR",
        help="Whose an account is; may be repeated.",
        show_default=False,
    ),
]
_AccountTable: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--accounts",
        metavar="FILE",
        help="A table of accounts: account,investor,location,held_since.",
        show_default=False,
    ),
]
_AtTradeDate: TypeAlias = Annotated[
    bool,
    typer.Option("--at-trade-date", help="Ask about each trade as of its own day."),
]
_Funds: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--fund",
        metavar="IDENT=FILE",
        help="Look through the fund of that identifier, ticker or name, by its holdings file; may "
        "be repeated.",
        show_default=False,
    ),
]
_FundFolder: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--funds",
        metavar="DIR",
        help="Look through funds whose holdings files lie there, called by ticker or identifier.",
        show_default=False,
    ),
]
_Columns: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="HEADER=MEANING",
        help="What a column means, such as Kennung=isin, whatever its header says; may be "
        "repeated.",
        show_default=False,
    ),
]
_AsFund: TypeAlias = Annotated[
    bool,
    typer.Option("--as-fund", help="Ask about each file as a fund: may its shares be bought?"),
]


class Engine(StrEnum):
    """What a screening runs on."""

    LOCAL = "local"


_Engine: TypeAlias = Annotated[
    Engine, typer.Option("--engine", help="What it runs on.", show_default=True)
]


def screen(
    portfolio: _Portfolios,
    *,
    out: _Report,
    action: options.Acts = None,
    investor: options.InvestorOption = Investor.US_PERSON,
    location: options.Location = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    held_since: options.HeldSince = None,
    regime: options.Regimes = None,
    private_list: _PrivateList = None,
    what_if: options.WhatIf = None,
    plan: _Plan = None,
    prices: _Prices = None,
    account: _Accounts = None,
    accounts: _AccountTable = None,
    at_trade_date: _AtTradeDate = False,
    fund: _Funds = None,
    funds: _FundFolder = None,
    as_fund: _AsFund = False,
    column: _Columns = None,
    engine: _Engine = Engine.LOCAL,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Screen portfolios and orders; write a report with one row for each line and act."""
    from proscribe.interfaces.cli.render.screening import Planned, tell_screening
    from proscribe.workspace import open_workspace

    del engine
    whose, held = (account, accounts), (fund, funds)
    terms = _terms(whose, held, column, days=at_trade_date, as_fund=as_fund)
    with open_workspace(db) as workspace:
        screening, leaving = workspace.proven(getpass.getuser()).screen(
            *portfolio, actions=action, investor=investor, location=location, as_of=as_of,
            known_at=known_at, held_since=held_since, regimes=regime or (),
            private_list=private_list, terms=terms, what_if=what_if or (),
            plans=plan or (), prices=prices or (), out=out,
        )  # fmt: skip
        with counting("line") as progress:
            summary = screening.write(out, progress)
        planned = Planned(files=plan or (), summary=screening.write_plans(plan or ()))
        receipt = leaving.written([out, *(plan or ())], summary)
    tell_screening(summary, screening, out, planned, receipt=receipt, as_json=as_json)
    if exit_code and (summary.not_allowed or summary.unresolved_lines):
        raise typer.Exit(FOUND)


def _terms(
    accounts: tuple[list[str] | None, Path | None],
    funds: tuple[list[str] | None, Path | None],
    columns: list[str] | None,
    *,
    days: bool,
    as_fund: bool,
) -> LineTerms:
    from proscribe.workspace.surveying import LineTerms, told_columns

    return LineTerms(
        accounts=whose_accounts(*accounts),
        at_trade_date=days,
        funds=pairs(funds[0], "--fund", "IEMG=holdings.csv"),
        fund_folder=funds[1],
        as_funds=as_fund,
        columns=told_columns(pairs(columns, "--column", "Kennung=isin")),
    )
