"""``backup`` and ``restore``: a running store is copied, and put back."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from proscribe.interfaces.cli import options, values
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.output import write_json


def backup(
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            parser=values.output_path,
            help="Where to; there must be nothing yet.",
            show_default=False,
        ),
    ],
    *,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Copy the store to a file, as of one moment, while others read and write it."""
    from proscribe.interfaces.cli.render.backups import copied_json, show_copied
    from proscribe.workspace.backups import back_up

    copied = back_up(out, url=db)
    if as_json:
        write_json(copied_json(copied))
    else:
        show_copied(copied)


def restore(
    copy: Annotated[Path, typer.Argument(metavar="IN", help="The backup.", show_default=False)],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a store; it is kept beside the new one.")
    ] = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Put a backup in the place of the store, verify its receipts, and leave one that says so.

    The exit code is 1 where the chain of receipts does not hold.
    """
    from proscribe.interfaces.cli.render.backups import restored_json, show_restored
    from proscribe.workspace.backups import restore as put_back

    done = put_back(copy, by=getpass.getuser(), replace=replace, url=db)
    if as_json:
        write_json(restored_json(done))
    else:
        show_restored(done)
    if not done.verification.holds:
        raise typer.Exit(FOUND)
