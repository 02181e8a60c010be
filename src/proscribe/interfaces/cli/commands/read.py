"""``read``: what an article claims, on whose word, and how it stands against the record."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options, values
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.output import write_json

_Article: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="FILE|URL",
        help="An article: a file (HTML, text, PDF, e-mail) or its address (http, https).",
        show_default=False,
    ),
]
_Published: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DAY",
        parser=values.day_text,
        help="The day it was published, where the page does not state it: words such as "
        "“Friday” are read from it, and what was known then counts.",
        show_default=False,
    ),
]
_Out: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="CLAIMS",
        parser=values.output_path,
        help="Write the claims: .json in the shape of proscribe.claims/1, or .html as a page with "
        "the text on the left and its claims on the right.",
        show_default=False,
    ),
]
_Prices: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--prices",
        metavar="FILE",
        help="A price file that claims of prices are checked against; may be repeated.",
        show_default=False,
    ),
]


def read(
    article: _Article,
    *,
    out: _Out = None,
    published: _Published = None,
    check: Annotated[
        bool,
        typer.Option("--check/--no-check", help="Check each claim against the record."),
    ] = True,
    prices: _Prices = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from addresses of private networks too."),
    ] = False,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Read an article; show what it claims and how each claim stands against the record."""
    from proscribe.interfaces.cli.render.articles import show_article
    from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt
    from proscribe.workspace import open_workspace
    from proscribe.workspace.articles import write_article

    with open_workspace(db) as workspace:
        found, receipt = workspace.proven(getpass.getuser()).read(
            article,
            published=published,
            check=check,
            prices=prices or (),
            allow_private=allow_private,
        )
    if out is not None:
        write_article(found, out)
    if as_json:
        write_json(found.to_json() | receipt_field(receipt))
    else:
        show_article(found, out)
        tell_receipt(receipt)
    if exit_code and found.contradicted:
        raise typer.Exit(FOUND)
