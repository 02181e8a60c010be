"""Progress, on standard error: a bar where that is a terminal, one line at the end anyway."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.errors import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proscribe.workspace.updating import Step


# Where there is no bar, for how long nothing is said of work that goes on.
_SILENT_SECONDS = 10.0


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Count things while they are done.

    Args:
        what: What one of them is.

    Yields:
        What to call with the number of things just done.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TextColumn("{task.fields[counted]}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    started = perf_counter()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=None, counted=words.counted(0, what), rate="")
        done, told = 0, started

        def advance(count: int) -> None:
            nonlocal done, told
            done += count
            now = perf_counter()
            if not console.is_terminal and now - told >= _SILENT_SECONDS:
                told = now
                warn(f"{words.counted(done, what)} so far")
            rate = _rate(done, now - started, what)
            progress.update(task, completed=done, counted=words.counted(done, what), rate=rate)

        yield advance
    spent = perf_counter() - started
    warn(f"{words.counted(done, what)} in {spent:,.1f} s ({_rate(done, spent, what)})")


@contextmanager
def fetching() -> Iterator[Callable[[Step], None]]:
    """Show how far each of several lists has come: a bar each, or a line at each end.

    Yields:
        What to call with each step; from any thread.
    """
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.fields[source]}"),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[stage]}"),
    )
    tasks: dict[str, TaskID] = {}
    lock = Lock()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:

        def tell(step: Step) -> None:
            with lock:
                if step.source not in tasks:
                    tasks[step.source] = progress.add_task(
                        "", total=None, source=step.source, stage=step.stage
                    )
            task = tasks[step.source]
            if step.stage == "fetching":
                progress.update(task, completed=step.done, total=step.total, stage=step.stage)
                return
            progress.update(task, stage=step.stage)
            if step.stage != "recording":
                progress.update(task, visible=False)
                if not console.is_terminal:
                    warn(f"{step.source} {step.stage}")

        yield tell


def _rate(done: int, seconds: float, what: str) -> str:
    return f"{words.counted(round(done / seconds) if seconds else 0, what)}/s"
