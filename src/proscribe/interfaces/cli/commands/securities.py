"""``security``, ``enrich``: whose a security is, and what OpenFIGI knows of a portfolio's lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting


def security(
    query: options.Query,
    *,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show whose a security is, every line of that issuer, and where sources disagree."""
    from proscribe.interfaces.cli.render.securities import show_securities
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.security(query, as_of=as_of, known_at=known_at)
    if as_json:
        write_json(found.to_json())
    else:
        show_securities(found)


def enrich(
    portfolio: Annotated[
        list[Path],
        typer.Argument(
            metavar="PORTFOLIO…",
            help="Portfolio files whose lines are asked about.",
            show_default=False,
        ),
    ],
    *,
    offline: Annotated[
        bool,
        typer.Option("--offline", help="Ask nothing: record what was answered before."),
    ] = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Ask OpenFIGI which ticker, venue and share class each line is, and record the answers.

    Nothing is asked twice. Identifiers of the lines, and nothing else of them, are sent.
    """
    from proscribe.interfaces.cli.render.securities import show_enriched
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        with counting("identifiers") as progress:
            found = workspace.enrich(*portfolio, offline=offline, progress=progress)
        if found.is_new:
            with counting("entries indexed") as progress:
                workspace.index_names(progress)
    if as_json:
        write_json(found.to_json())
    else:
        show_enriched(found)
