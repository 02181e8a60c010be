"""Where the command line begins and ends: from arguments to an exit code."""

from __future__ import annotations

import io
import sys
from itertools import takewhile
from typing import TYPE_CHECKING

from proscribe.interfaces.cli.errors import INTERRUPTED, Boundary, warn

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: What stands after the program's name; None takes it from the process.

    Raises:
        SystemExit: Nobody reads standard output any more; nothing else is ever raised.
    """
    given = [*(sys.argv[1:] if arguments is None else arguments)] or ["--help"]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = takewhile(lambda argument: argument != "--", given)
    with Boundary(as_json="--json" in options) as boundary:
        from proscribe.interfaces.cli.app import app

        boundary.code = app(args=given, prog_name="proscribe", standalone_mode=False) or 0
    if boundary.code == INTERRUPTED:
        warn("Interrupted.")
    return boundary.code
