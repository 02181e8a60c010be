"""``timeline``, ``dossier``, ``export``: what is known of one subject, and of all."""

from __future__ import annotations

import getpass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proscribe.interfaces.cli import options, words
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting
from proscribe.interfaces.cli.values import output_path
from proscribe.model.verdict import Investor

if TYPE_CHECKING:
    from proscribe.workspace.prices import Prices


class ExportFormat(StrEnum):
    """What can be written for other systems."""

    FTM = "ftm"


def timeline(
    query: options.Query,
    *,
    known_at: options.KnownAt = None,
    prices: options.PriceFiles = None,
    claims: options.ClaimsFiles = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show what happened to one subject, oldest first, and since when that is public."""
    from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt
    from proscribe.interfaces.cli.render.subjects import show_timeline
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        desk = workspace.proven(getpass.getuser())
        found, receipt = desk.timeline(query, known_at=known_at, claims=claims or ())
        priced = workspace.prices(query, *prices, known_at=known_at) if prices else None
    if as_json:
        write_json(found.to_json() | _priced_json(priced) | receipt_field(receipt))
    else:
        show_timeline(found)
        _show_priced(priced)
        tell_receipt(receipt)


def dossier(
    query: options.Query,
    *,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    investor: options.InvestorOption = Investor.US_PERSON,
    prices: options.PriceFiles = None,
    claims: options.ClaimsFiles = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.html",
            parser=output_path,
            help="Write it as one self-contained page.",
            show_default=False,
        ),
    ] = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show everything known of one subject: status, designations, securities, ties, time line."""
    from proscribe.interfaces.cli.render.dossier import show_dossier
    from proscribe.interfaces.cli.render.files import show_written
    from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found, receipt = workspace.proven(getpass.getuser()).dossier(
            query, as_of=as_of, known_at=known_at, investor=investor, claims=claims or ()
        )
        priced = workspace.prices(query, *prices, known_at=known_at) if prices else None
        if out is not None:
            found.to_html(out, priced)
    if as_json:
        written = {} if out is None else {"out": str(out)}
        write_json(found.to_json() | _priced_json(priced) | written | receipt_field(receipt))
        return
    if out is not None:
        show_written("The dossier", out)
    else:
        show_dossier(found)
        _show_priced(priced)
    tell_receipt(receipt)


def _priced_json(priced: Prices | None) -> dict[str, object]:
    return {} if priced is None else {"prices": priced.to_json()["series"]}


def _show_priced(priced: Prices | None) -> None:
    from proscribe.interfaces.cli.render.prices import show_prices

    if priced is not None:
        show_prices(priced)


def export(
    *,
    out: options.Out,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", metavar="FORMAT", help="ftm: FollowTheMoney, one entity a line."),
    ] = ExportFormat.FTM,
    known_at: options.KnownAt = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Write entities, their designations and securities for other systems."""
    from proscribe.interfaces.cli.render.files import show_written
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace, counting("subject") as progress:
        written = workspace.export(out, known_at=known_at, progress=progress)
    if as_json:
        write_json({"out": str(out), "format": form.value, "entities": written})
    else:
        show_written(words.counted(written, "entity"), out)
