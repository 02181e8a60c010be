"""``import``, ``update``, ``sources``, ``diff``: editions in, their state, their differences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import FOUND, UPSTREAM, error_document, warn
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting, fetching
from proscribe.model.errors import Place, ProscribeError, QuarantineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.workspace import Workspace
    from proscribe.workspace.lists import Imported
    from proscribe.workspace.updating import Updated

_NEEDS_ACTION = frozenset({"stale", "quarantined", "failed"})


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
    accept: options.Accept = False,
    portfolio: Annotated[
        list[Path] | None,
        typer.Option(
            "--for",
            metavar="PORTFOLIO",
            help="Keep the issuers of this portfolio too, of a file of which only a part is kept "
            "(gleif_isin); may be repeated. Default: those the ledger names.",
            show_default=False,
        ),
    ] = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Record an edition of a list by hand; what looks damaged is refused whole."""
    from proscribe.interfaces.cli.render.lists import show_imported
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.import_files(
            source, *file, published=published, accept=accept, portfolios=portfolio or ()
        )
        _index(workspace, found.state)
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
            metavar="[SOURCE…]",
            help="Keys of lists. Default: every one that has an address.",
            show_default=False,
        ),
    ] = None,
    *,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Record the editions that lie in a folder instead, as DIR/SOURCE/DAY/file…, "
            "oldest first.",
            show_default=False,
        ),
    ] = None,
    accept: options.Accept = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Fetch the newest edition of each list from its publisher, and record what is new.

    A list that cannot be had or looks damaged does not stop the others; the command then ends
    with 3.
    """
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        if folder is not None:
            found = workspace.update_from(folder, source or (), accept=accept, progress=warn)
            _index(workspace, *(one.state for one in found))
            _report_imported(found, as_json=as_json)
            return
        with fetching() as progress:
            updated = workspace.update(source or (), accept=accept, progress=progress)
        _index(workspace, *(one.outcome.value for one in updated))
    _report_updated(updated, as_json=as_json)


def sources(
    context: typer.Context,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Show every edition, not the newest only.")
    ] = False,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show each list: its newest edition, how fresh that is, and what was not understood."""
    if context.invoked_subcommand is not None:
        if every or exit_code or as_json or db is not None:
            raise typer.BadParameter(f"give options after `{context.invoked_subcommand}`.")
        return
    from proscribe.interfaces.cli.render.lists import show_sources
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.sources(every=every)
    if as_json:
        write_json([status.to_json() for status in found])
    else:
        show_sources(found)
    if exit_code and any({status.state, status.check} & _NEEDS_ACTION for status in found):
        raise typer.Exit(FOUND)


def verify(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]", help="Key of a list. Default: all of them.", show_default=False
        ),
    ] = None,
    *,
    key: options.PublicKeys = None,
    parse_all: Annotated[
        bool,
        typer.Option(
            "--parse-all",
            help="Read the file of every edition anew and compare entry by entry, also where its "
            "seal tells that it is whole; takes as long as recording them did.",
        ),
    ] = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Compare every edition with its seal and its file; tell what was changed, is gone or added.

    The exit code is 1 where something was, or where the chain of receipts does not hold.
    """
    from proscribe.interfaces.cli.render.verifying import show_verified
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace, counting("entry checked") as progress:
        found = workspace.verify_sources(
            source, keys=key or (), parse_all=parse_all, progress=progress
        )
    if as_json:
        write_json(found.to_json())
    else:
        show_verified(found)
    if not found.holds:
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
    from proscribe.interfaces.cli.render.changes import show_changes
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        changes = workspace.diff(source, since=since, until=until)
    if as_json:
        write_json(changes.to_json())
    else:
        show_changes(changes)
    difference = changes.difference
    if exit_code and (difference.began or difference.changed or difference.ended):
        raise typer.Exit(FOUND)


def _index(workspace: Workspace, *states: str) -> None:
    """Index the names that are new now, so that no question waits for it."""
    if "recorded" in states:
        with counting("entry indexed") as progress:
            workspace.index_names(progress)


def _report_imported(found: Sequence[Imported], *, as_json: bool) -> None:
    """Tell what became of the editions of a folder, and end with 3 where one was refused."""
    from proscribe.interfaces.cli.render.lists import show_imported

    refusals = [refused for one in found if (refused := _refusal(one)) is not None]
    if as_json:
        document: dict[str, object] = {"editions": [one.to_json() for one in found]}
        write_json(document | (error_document(refusals[0]) if refusals else {}))
    else:
        show_imported(found)
    _end(refusals)


def _report_updated(found: Sequence[Updated], *, as_json: bool) -> None:
    """Tell what came of each list, and end with 3 where one was refused or could not be had."""
    from proscribe.interfaces.cli.render.lists import show_updated

    errors = [one.error for one in found if one.error is not None]
    if as_json:
        document: dict[str, object] = {"sources": [one.to_json() for one in found]}
        write_json(document | (error_document(errors[0]) if errors else {}))
    else:
        show_updated(found)
    _end(errors)


def _end(errors: Sequence[ProscribeError]) -> None:
    for error in errors:
        warn(str(error))
    if errors:
        raise typer.Exit(UPSTREAM)


def _refusal(found: Imported) -> QuarantineError | None:
    """Return an edition's refusal as an error; None where it was not refused."""
    if found.state != "quarantined":
        return None
    return QuarantineError(
        f"the edition in {', '.join(found.files)} was refused whole, and nothing was changed: "
        f"{found.edition.why}",
        where=Place(file=found.source),
    )
