"""``links``, ``link``: which entries of several lists are one subject, and who says so."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.output import write_json
from proscribe.model.identity import Judgement


def links(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]",
            help="Name, identifier or id of a subject. Default: ties that wait for a decision.",
            show_default=False,
        ),
    ] = None,
    *,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="Most ties that wait to show; 0 for all.")
    ] = 50,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show what makes entries of several lists one subject, and what only may."""
    from proscribe.interfaces.cli.render.identity import show_links
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.links(query, most=limit or None)
    if as_json:
        write_json(found.to_json())
    else:
        show_links(found)


def link(
    left: Annotated[str, typer.Argument(metavar="ID", help="Id of an entry.", show_default=False)],
    right: Annotated[
        str, typer.Argument(metavar="ID", help="Id of another entry.", show_default=False)
    ],
    judgement: Annotated[
        Judgement,
        typer.Argument(
            metavar="same|different|unsure",
            help="same joins them, different keeps them apart, unsure takes a tie's effect away.",
            show_default=False,
        ),
    ],
    *,
    because: Annotated[
        str, typer.Option("--because", help="Why: kept with the decision.", show_default=False)
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", help="Who decides. Default: your user name.", show_default=False),
    ] = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Decide whether two entries are one subject; the newest decision on a pair counts."""
    from proscribe.interfaces.cli.render.identity import show_decision
    from proscribe.workspace import open_workspace
    from proscribe.workspace.results import to_json

    who = getpass.getuser() if by is None else by
    with open_workspace(db) as workspace:
        made = workspace.decide(left, right, judgement.value, reason=because, by=who)
    if as_json:
        write_json(to_json(made))
    else:
        show_decision(made)
