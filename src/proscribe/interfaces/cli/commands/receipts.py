"""``receipts``: that answers are proven, asked again, shown and forgotten in part."""

from __future__ import annotations

import getpass
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options, values
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.output import write_json

Number: TypeAlias = Annotated[
    int, typer.Argument(metavar="ID", min=1, help="Number of the receipt.", show_default=False)
]
_Organisation: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--organisation",
        metavar="NAME",
        help="Whose receipts. Default: the setting `organisation`.",
        show_default=False,
    ),
]


def verify(
    *,
    key: options.PublicKeys = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Go through all receipts; tell which were changed, are missing, moved or cut off.

    The exit code is 1 where the chain does not hold.
    """
    from proscribe.interfaces.cli.render.receipts import show_verification
    from proscribe.workspace import open_workspace
    from proscribe.workspace.proof_shown import verification_json

    with open_workspace(db) as workspace:
        found = workspace.receipts.verify(key or ())
    if as_json:
        write_json(verification_json(found))
    else:
        show_verification(found)
    if not found.holds:
        raise typer.Exit(FOUND)


def replay(
    number: Annotated[
        int | None,
        typer.Argument(metavar="[ID]", min=1, help="Number of the receipt.", show_default=False),
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Ask again whatever was asked, instead.")
    ] = False,
    organisation: _Organisation = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Ask again what a receipt says was asked, of the lists as they were; compare byte for byte.

    The exit code is 1 where an answer differs.
    """
    from proscribe.interfaces.api.replaying import register
    from proscribe.interfaces.cli.render.receipts import replay_json, show_replays
    from proscribe.workspace import open_workspace

    if (number is None) == (not every):
        raise typer.BadParameter("name one receipt, or --all.", param_hint="'ID'")
    with open_workspace(db) as workspace:
        register(workspace)
        desk, who = workspace.receipts, workspace.local_user(getpass.getuser(), organisation)
        found = [*desk.replay_all(who)] if number is None else [desk.replay(who, number)]
    if as_json:
        write_json({"replays": [replay_json(one) for one in found]})
    else:
        show_replays(found)
    if any(one.same is False for one in found):
        raise typer.Exit(FOUND)


def show(
    number: Number,
    *,
    organisation: _Organisation = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show a receipt: what was asked and answered, by whom, when, on which lists and law."""
    from proscribe.interfaces.cli.render.receipts import show_receipt
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        who = workspace.local_user(getpass.getuser(), organisation)
        found = workspace.receipts.get(who, number)
    if as_json:
        write_json(found.to_json())
    else:
        show_receipt(found)


def newest(
    *,
    most: Annotated[
        int, typer.Option("--most", metavar="COUNT", min=1, max=10_000, help="How many.")
    ] = 20,
    organisation: _Organisation = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show the last receipts, the newest first."""
    from proscribe.interfaces.cli.render.receipts import show_receipts
    from proscribe.workspace import open_workspace
    from proscribe.workspace.proof_shown import receipt_json

    with open_workspace(db) as workspace:
        who = workspace.local_user(getpass.getuser(), organisation)
        found = workspace.receipts.newest(who, most)
    if as_json:
        write_json({"receipts": [receipt_json(one) for one in found]})
    else:
        show_receipts(found)


def resume(
    *,
    organisation: _Organisation = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Go on with a store that lacks receipts this machine knows of, as one put back by hand does.

    Until then no receipt is written, and nothing answered. Another receipt says what is missing.
    """
    from proscribe.interfaces.cli.render.receipts import receipt_field, show_resumed
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        who = workspace.local_user(getpass.getuser(), organisation)
        receipt = workspace.receipts.resume(who)
    if as_json:
        write_json(receipt_field(receipt))
    else:
        show_resumed(receipt)


def forget(
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="[ID…]", help="Numbers of receipts.", show_default=False),
    ] = None,
    *,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="MOMENT",
            parser=values.moment_text,
            help="All answers before that moment, instead.",
            show_default=False,
        ),
    ] = None,
    organisation: _Organisation = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Remove questions and answers for good; receipts stay, and the chain still holds.

    Another receipt says so. Without ID and `--before` it removes what is older than the setting
    `receipts_keep_days` allows.
    """
    from proscribe.interfaces.cli.render.receipts import show_forgotten
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        if before is None and not numbers:
            gone = workspace.receipts.expire()
        else:
            who = workspace.local_user(getpass.getuser(), organisation)
            since = None if before is None else values.instant_of(before)
            gone = workspace.receipts.forget(who, before=since, numbers=numbers or ())[1]
    if as_json:
        write_json({"forgotten": gone})
    else:
        show_forgotten(gone)
