"""``screen``: portfolios against every regime."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting
from proscribe.interfaces.cli.values import output_path
from proscribe.model.verdict import Act, Investor

_ACTS = (Act.BUY, Act.SELL, Act.HOLD)

_Portfolios: TypeAlias = Annotated[
    list[Path],
    typer.Argument(
        metavar="PORTFOLIO…",
        help="Portfolios: CSV, XLSX or Parquet; holdings files as fund issuers publish them.",
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
    engine: _Engine = Engine.LOCAL,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Screen portfolios; write a report with one row for each line and act."""
    from proscribe.interfaces.cli.render.screening import screening_document, show_screening
    from proscribe.workspace import open_workspace

    del engine
    with open_workspace(db) as workspace:
        screening = workspace.screen(
            *portfolio,
            actions=action or _ACTS,
            investor=investor,
            location=location,
            as_of=as_of,
            known_at=known_at,
            held_since=held_since,
            regimes=regime or (),
            private_list=private_list,
            what_if=what_if or (),
        )
        if plan or prices:
            screening = screening.with_plan(prices=prices or (), files=plan or ())
        with counting("line") as progress:
            summary = screening.write(out, progress)
        head, planned = screening.head, screening.write_plans(plan or ())
    if as_json:
        write_json(screening_document(summary, head, out, plan=planned, plans=plan or ()))
    else:
        show_screening(summary, head, out, plan=planned, plans=plan or ())
    if exit_code and (summary.not_allowed or summary.unresolved_lines):
        raise typer.Exit(FOUND)
