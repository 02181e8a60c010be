"""``demo``: the main job on packaged facts alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import warn
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.values import output_path


def demo(
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE.html", parser=output_path, help="Where the page is written."
        ),
    ] = Path("proscribe-demo.html"),
    as_json: options.AsJson = False,
) -> None:
    """Answer for Xiaomi at three moments, screen an example portfolio, write a page.

    Uses the packaged facts and a store in memory: no network, no list on file.
    """
    from proscribe.interfaces.cli.render.demo import show_demo
    from proscribe.workspace.demo import run_demo

    result = run_demo(out, progress=warn)
    if as_json:
        write_json(result.to_json())
    else:
        show_demo(result)
