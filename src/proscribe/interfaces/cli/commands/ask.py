"""``check`` and ``evaluate``: questions about one issuer or security, and files of them."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import BAD_INPUT, FOUND
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting
from proscribe.interfaces.cli.values import attribute_texts
from proscribe.model.verdict import Act, Instrument, Investor, Outcome


def check(
    query: options.Query,
    *,
    action: options.OneAct = Act.BUY,
    purpose: options.PurposeOption = None,
    investor: options.InvestorOption = Investor.US_PERSON,
    location: options.Location = None,
    instrument: options.InstrumentOption = Instrument.EQUITY,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    held_since: options.HeldSince = None,
    regime: options.Regimes = None,
    attribute: options.Attributes = None,
    what_if: options.WhatIf = None,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Say whether an act is allowed, under each regime, strictest first."""
    attributes = attribute_texts(attribute or ())
    from proscribe.interfaces.cli.render.check import show_check
    from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        result, receipt = workspace.proven(getpass.getuser()).check(
            query,
            action=action,
            purpose=purpose,
            investor=investor,
            location=location,
            instrument=instrument,
            as_of=as_of,
            known_at=known_at,
            held_since=held_since,
            regimes=regime or (),
            attributes=attributes,
            what_if=what_if or (),
        )
    if as_json:
        write_json(result.to_json() | receipt_field(receipt))
    else:
        show_check(result)
        tell_receipt(receipt)
    if exit_code and result.verdict.outcome is not Outcome.ALLOWED:
        raise typer.Exit(FOUND)


def evaluate(
    cases: Annotated[
        Path, typer.Argument(metavar="CASES.csv", help="The cases.", show_default=False)
    ],
    *,
    out: options.Out,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Answer a CSV file of cases; columns with expected answers are dropped unread.

    A row that cannot be read is listed, and kept without an answer; the exit code is then 2.
    """
    from proscribe.interfaces.cli.render.evaluation import show_evaluation
    from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace, counting("case") as progress:
        desk = workspace.proven(getpass.getuser())
        result, receipt = desk.evaluate(cases, out=out, progress=progress)
    if as_json:
        write_json(result.to_json() | {"out": str(out)} | receipt_field(receipt))
    else:
        show_evaluation(result, out)
        tell_receipt(receipt)
    if result.problems:
        raise typer.Exit(BAD_INPUT)
