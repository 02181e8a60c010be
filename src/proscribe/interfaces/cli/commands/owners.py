"""``owners``: who owns a subject, through all layers, and what counts; or what it owns."""

from __future__ import annotations

from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.output import write_json


def owners(
    query: options.Query,
    *,
    owned: Annotated[
        bool,
        typer.Option("--owned", help="Show what the subject owns, and what would count with it."),
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show who owns a subject, with shares, days and sources, and what counts in which regime."""
    from proscribe.interfaces.cli.render.owners import show_owners
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.owners(query, owned=owned, as_of=as_of, known_at=known_at)
    if as_json:
        write_json(found.to_json())
    else:
        show_owners(found)
