"""``import``, ``update``, ``sources``, ``diff``: editions in, their state, their differences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import FOUND, UPSTREAM, error_document, warn
from proscribe.interfaces.cli.output import write_json
from proscribe.model.errors import InputError, Place, QuarantineError

if TYPE_CHECKING:
    from proscribe.workspace.lists import Imported

_NEEDS_ACTION = ("stale", "quarantined")


def import_files(
    source: options.SourceKey,
    file: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="The files that make up one edition, as downloaded; gzip and zip are opened.",
            show_default=False,
        ),
    ],
    *,
    published: options.Published = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Record an edition although it looks damaged.")
    ] = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Record an edition of a list by hand; what looks damaged is refused whole."""
    from proscribe.interfaces.cli.render.lists import show_imported
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.import_files(source, *file, published=published, accept=accept)
    refused = _refusal(found)
    if as_json:
        write_json(found.to_json() | ({} if refused is None else error_document(refused)))
    else:
        show_imported([found])
    if refused is not None:
        warn(str(refused))
        raise typer.Exit(UPSTREAM)


def update(
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE…]", help="Keys of lists. Default: every one.", show_default=False
        ),
    ] = None,
    *,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Where the editions lie, as DIR/SOURCE/DAY/file….",
            show_default=False,
        ),
    ] = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Record the editions that lie in a folder, oldest first."""
    if folder is None:
        raise InputError(
            "this version does not fetch lists over the network.",
            remedy="Download the files from their authority, then run `proscribe update --from "
            "DIR` on DIR/SOURCE/DAY/file…, or `proscribe import SOURCE FILE…`.",
        )
    from proscribe.interfaces.cli.render.lists import show_imported
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.update_from(folder, source or (), progress=warn)
    refusals = [refused for one in found if (refused := _refusal(one)) is not None]
    if as_json:
        document: dict[str, object] = {"editions": [one.to_json() for one in found]}
        write_json(document | (error_document(refusals[0]) if refusals else {}))
    else:
        show_imported(found)
    for refused in refusals:
        warn(str(refused))
    if refusals:
        raise typer.Exit(UPSTREAM)


def sources(
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Show every edition, not the newest only.")
    ] = False,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show each list: its newest edition, how fresh that is, and what was not understood."""
    from proscribe.interfaces.cli.render.lists import show_sources
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.sources(every=every)
    if as_json:
        write_json([status.to_json() for status in found])
    else:
        show_sources(found)
    if exit_code and any(status.state in _NEEDS_ACTION for status in found):
        raise typer.Exit(FOUND)


def diff(
    source: options.SourceKey,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="EDITION",
            help="The earlier edition: its number, or a day at which it was current. "
            "Default: the one before the later.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="EDITION",
            help="The later edition, in the same way. Default: the newest.",
            show_default=False,
        ),
    ] = None,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show what began (+), changed (~) and ended (-) between two editions of a list."""
    from proscribe.interfaces.cli.render.changes import changes_document, show_changes
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        changes = workspace.diff(source, since=since, until=until)
    if as_json:
        write_json(changes_document(changes))
    else:
        show_changes(changes)
    difference = changes.difference
    if exit_code and (difference.began or difference.changed or difference.ended):
        raise typer.Exit(FOUND)


def _refusal(found: Imported) -> QuarantineError | None:
    """Return an edition's refusal as an error; None where it was not refused."""
    if found.state != "quarantined":
        return None
    return QuarantineError(
        f"the edition in {', '.join(found.files)} was refused whole, and nothing was changed: "
        f"{found.edition.why}",
        where=Place(file=found.source),
    )
