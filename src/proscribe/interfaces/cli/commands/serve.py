"""``serve``: the HTTP interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import warn
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting

if TYPE_CHECKING:
    from proscribe.interfaces.api.serving import Opening

_Host: TypeAlias = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="The address to listen on. Any but this machine's own needs a user first.",
    ),
]
_Port: TypeAlias = Annotated[
    int, typer.Option("--port", min=0, max=65_535, metavar="PORT", help="The port.")
]
_Workers: TypeAlias = Annotated[
    int,
    typer.Option("--workers", min=1, max=256, metavar="COUNT", help="Processes that answer."),
]
_Jobs: TypeAlias = Annotated[
    int,
    typer.Option(
        "--jobs",
        min=0,
        max=64,
        metavar="COUNT",
        help="How many portfolios are screened at once; 0 leaves that to `proscribe worker`.",
    ),
]


def serve(
    *,
    host: _Host = "127.0.0.1",
    port: _Port = 8000,
    workers: _Workers = 2,
    jobs: _Jobs = 1,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Answer over HTTP: pages to read, the endpoints of yente at the root, ours under `/v1`.

    Until a key or a user is made, it prints one that lets in during this run. It runs until it is
    stopped (Ctrl-C).
    """
    from proscribe.interfaces.api.ending import Ending

    # What follows takes seconds to import and minutes to make ready.
    with Ending() as ending:
        from proscribe.interfaces.api.serving import Address, prepare, run

        address = Address(host=host, port=port, workers=workers)
        with counting("entity") as progress:
            opening = prepare(db, address, progress)

        def ready(port: int) -> None:
            place = f"http://{f'[{host}]' if ':' in host else host}:{port}"
            _tell(opening, place, workers, as_json=as_json)

        run(address, ready, ending=ending, jobs=jobs)


def _tell(opening: Opening, place: str, workers: int, *, as_json: bool) -> None:
    if opening.problem:
        warn(opening.problem)
    link = None if opening.token is None else f"{place}/login?token={opening.token}"
    if as_json:
        write_json({"address": place, "key": opening.key, "link": link})
        return
    warn(f"Serving {place} with {workers} processes. Stop them with Ctrl-C.")
    if opening.token is None:
        warn(f"Log in at {place}/login; `proscribe user password NAME` gives a password.")
    else:
        warn(f"Open this in a browser, once: {link}")
    if opening.key is None:
        warn("Programs come in with a key; `proscribe token create NAME` makes one.")
    else:
        warn(f"The key of this run, until somebody is set up: {opening.key}")
        warn(f"Try it: {place}/catalog?api_key={opening.key}")
