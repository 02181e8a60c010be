"""Progress, on standard error: a bar where that is a terminal, one line at the end anyway."""

from __future__ import annotations

from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from proscribe.interfaces.cli.errors import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Count things while they are done.

    Args:
        what: What is counted, in the plural.

    Yields:
        What to call with the number of things just done.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TextColumn("{task.completed:,.0f} {task.fields[what]}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    started = perf_counter()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=None, what=what, rate="")
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            rate = _rate(done, perf_counter() - started, what)
            progress.update(task, completed=done, rate=rate)

        yield advance
    spent = perf_counter() - started
    warn(f"{done:,} {what} in {spent:,.1f} s ({_rate(done, spent, what)})")


def _rate(done: int, seconds: float, what: str) -> str:
    return f"{done / seconds if seconds else 0:,.0f} {what}/s"
