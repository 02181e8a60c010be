"""``watch``, ``alerts``, ``acknowledge``: standing screens, and the changes they raised."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.output import write_json
from proscribe.model.errors import InputError
from proscribe.model.verdict import Investor

_Because: TypeAlias = Annotated[
    str, typer.Option("--because", help="Why: kept with it.", show_default=False)
]
_By: TypeAlias = Annotated[
    str | None,
    typer.Option("--by", help="Who says so. Default: your user name.", show_default=False),
]
_Query: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="[QUERY]",
        help="A name, ISIN, CUSIP, SEDOL, FIGI, LEI or ticker; none where files are watched.",
        show_default=False,
    ),
]
_Files: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--file",
        metavar="PORTFOLIO",
        help="A portfolio, as `screen` reads it; copied as it is now. May be repeated.",
        show_default=False,
    ),
]
_Title: TypeAlias = Annotated[
    str | None, typer.Option("--title", help="What it is called.", show_default=False)
]
_Number: TypeAlias = Annotated[
    int, typer.Argument(metavar="NUMBER", help="Number of the watch.", show_default=False)
]


def add(
    name: _Query = None,
    *,
    because: _Because,
    file: _Files = None,
    title: _Title = None,
    action: options.Acts = None,
    investor: options.InvestorOption = Investor.US_PERSON,
    location: options.Location = None,
    held_since: options.HeldSince = None,
    regime: options.Regimes = None,
    by: _By = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Watch a name or files: what is answered now is what later runs are held against."""
    from proscribe.interfaces.cli.render.watches import show_watches
    from proscribe.workspace import open_workspace
    from proscribe.workspace.watches import watch_json

    if (name is None) == (not file):
        raise InputError(
            "a watch is of a name or of files.", remedy="Give a QUERY, or --file, and not both."
        )
    with open_workspace(db) as workspace:
        made = workspace.watches.add(
            name if name is not None else [*(file or ())],
            by=by or getpass.getuser(),
            reason=because,
            title=title,
            actions=action or (),
            investor=investor,
            location=location,
            held_since=held_since,
            regimes=regime or (),
        )
    if as_json:
        write_json(watch_json(made))
    else:
        show_watches([made])


def list_watches(*, as_json: options.AsJson = False, db: options.Db = None) -> None:
    """Show what is watched."""
    from proscribe.interfaces.cli.render.watches import show_watches
    from proscribe.workspace import open_workspace
    from proscribe.workspace.watches import watch_json

    with open_workspace(db) as workspace:
        found = workspace.watches.list()
    if as_json:
        write_json({"watches": [watch_json(one) for one in found]})
    else:
        show_watches(found)


def run(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]", help="Number of a watch. Default: every one.", show_default=False
        ),
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Run those of every organisation of the store.")
    ] = False,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Ask watches again, as of now; each verdict that changed raises one alert."""
    from proscribe.interfaces.cli.render.watches import show_alerts
    from proscribe.workspace import open_workspace
    from proscribe.workspace.watches import alert_json

    with open_workspace(db) as workspace:
        raised = workspace.watches.run(number, every=every)
    if as_json:
        write_json({"alerts": [alert_json(one) for one in raised]})
    else:
        show_alerts(raised, "No verdict changed.")
    if exit_code and raised:
        raise typer.Exit(FOUND)


def remove(
    number: _Number,
    *,
    because: _Because,
    by: _By = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Watch something no longer: its alerts stay on file."""
    from proscribe.interfaces.cli.render.watches import show_removed
    from proscribe.workspace import open_workspace
    from proscribe.workspace.watches import watch_json

    with open_workspace(db) as workspace:
        made = workspace.watches.remove(number, by=by or getpass.getuser(), reason=because)
    if as_json:
        write_json(watch_json(made))
    else:
        show_removed(made)


def alerts(
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Show those too that somebody acknowledged.")
    ] = False,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show what watches raised and nobody has acknowledged, the newest first."""
    from proscribe.interfaces.cli.render.watches import show_alerts
    from proscribe.workspace import open_workspace
    from proscribe.workspace.watches import alert_json

    with open_workspace(db) as workspace:
        found = workspace.watches.alerts(every=every)
    if as_json:
        write_json({"alerts": [alert_json(one) for one in found]})
    else:
        show_alerts(found, "No alert waits for anybody.")
    if exit_code and any(one.acknowledged is None for one in found):
        raise typer.Exit(FOUND)


def acknowledge(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="Number of the alert.", show_default=False)
    ],
    *,
    because: _Because,
    by: _By = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Say that an alert was seen and what came of it; it stays on file."""
    from proscribe.interfaces.cli.render.watches import show_alerts
    from proscribe.workspace import open_workspace
    from proscribe.workspace.watches import alert_json

    with open_workspace(db) as workspace:
        made = workspace.watches.acknowledge(number, by=by or getpass.getuser(), reason=because)
    if as_json:
        write_json(alert_json(made))
    else:
        show_alerts([made], "")
