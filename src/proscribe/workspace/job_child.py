"""Runs one job in a process of its own, so that no file can harm more than its own job.

It is told what to do by one line on standard input, and a line there each time its worker has
renewed the lease. Without one in time, or when the worker is gone, it ends at once: whoever takes
the job next is then alone. What it has to say goes to standard output, a JSON object a line.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from time import time
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

import orjson

from proscribe.backends.stores.content import decode
from proscribe.model.errors import InputError, ProscribeError
from proscribe.operations.jobs import BOUND, FileRole, Job
from proscribe.settings import Settings
from proscribe.workspace.job_asking import ask, files_of
from proscribe.workspace.job_process import LEASE_ENDED
from proscribe.workspace.logs import place_of
from proscribe.workspace.opening import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.portfolios import Screening

    Tell = Callable[[dict[str, object]], None]


_RESULT_BYTES = 16 << 30
_MIB = 1 << 20
_READING_SECONDS = 0.2


def main() -> int:
    """Run the job that standard input tells of."""
    incoming = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115
    told = orjson.loads(incoming.readline())
    tell = _teller()
    sys.excepthook = partial(_tell_defect, tell)
    watch_lease(incoming, told["lease_until"])
    bound_memory(told["memory_mib"])
    folder = Path(told["folder"])
    job = decode(Job, told["job"])
    try:
        settings = Settings(**(told["settings"] | {"organisation": job.organisation}))
        with open_workspace(told["store"], settings=settings) as workspace:
            screen(workspace, job, folder, tell)
    except MemoryError:
        tell({"error": _too_much_memory(told["memory_mib"])})
    except ImportError as error:
        # A library that is loaded when it is first used finds no memory to be mapped into.
        if not any(sign in str(error) for sign in ("map ", "allocate")):
            raise
        tell({"error": _too_much_memory(told["memory_mib"])})
    except ProscribeError as error:
        tell({"error": _in_words(error, job, folder)})
    except OSError as error:
        what = f"reading or writing failed: {error.strerror or type(error).__name__}."
        tell({"error": {"what": what, "remedy": "Show this to whoever runs the service."}})
    return 0


def screen(workspace: Workspace, job: Job, folder: Path, tell: Tell) -> None:
    """Screen the files of a job, and write its report in each format asked for."""
    screening = begin(workspace, job, folder)
    tell({"total": screening.count(workspace.settings.jobs_most_lines)})
    out = folder / "out" / str(job.runs)
    out.mkdir(parents=True, exist_ok=True)
    reports = [out / f"report.{each}" for each in job.options.formats]

    def through(lines: int) -> None:
        tell({"lines": lines})

    if "parquet" in job.options.formats:
        screening.bound = out / BOUND
    summary = screening.write_all(reports, through)
    tell(
        {
            "results": [
                {"format": each, "path": f"out/{job.runs}/{path.name}", "size": path.stat().st_size}
                for each, path in zip(job.options.formats, reports, strict=True)
            ],
            "summary": {
                "lines": summary.lines,
                "rows": summary.rows,
                "not_allowed": summary.not_allowed,
                "unresolved": summary.unresolved_lines,
            },
        }
    )


def begin(workspace: Workspace, job: Job, folder: Path) -> Screening:
    """Return the screening that a job asks for."""
    portfolios = files_of(job, folder, FileRole.PORTFOLIO)
    # So that errors call the files by their names, and not by where they lie here.
    os.chdir(portfolios[0].parent)
    return ask(workspace, job, folder, [path.name for path in portfolios])


def watch_lease(incoming: BinaryIO, until: float) -> None:
    """End this process when its lease ends, or when nobody is there any more to renew it.

    Args:
        incoming: Where lines come, each the moment until which the lease goes on, in seconds of
            the epoch.
        until: That moment as it is now.
    """
    renewed = Event()
    ends = [until]

    def read() -> None:
        while line := incoming.readline():
            ends[0] = float(line)
            renewed.set()
        os._exit(LEASE_ENDED)

    def wait() -> None:
        # What was sent while this process started is there, but not read yet.
        while renewed.wait(max(ends[0] - time(), _READING_SECONDS)):
            renewed.clear()
        os._exit(LEASE_ENDED)

    for each in (read, wait):
        Thread(target=each, daemon=True).start()


def bound_memory(mib: int) -> None:
    """Let the system refuse more memory than that, and files larger than any report is."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_DATA, mib * _MIB), (resource.RLIMIT_FSIZE, _RESULT_BYTES)):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))


def _teller() -> Tell:
    """Keep standard output for us alone: what a library prints there would not be understood."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    alone = Lock()

    def tell(said: dict[str, object]) -> None:
        with alone:
            out.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))

    return tell


def _tell_defect(
    tell: Tell, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    tell({"defect": place_of(error)})
    sys.__excepthook__(kind, error, trace)


def _too_much_memory(mib: int) -> dict[str, object]:
    return {
        "what": f"reading the files takes more than the {mib:,} MiB of memory a job may have.",
        "remedy": "Send them in several parts, or have jobs_memory_mib raised.",
        "is_input": True,
    }


def _in_words(error: ProscribeError, job: Job, folder: Path) -> dict[str, object]:
    """Return an error in words, in which files are called as they were by their sender."""

    def plain(text: str) -> str:
        for file in job.files:
            text = text.replace(str(folder / file.path), file.name)
        return text.replace(str(folder), "the job")

    return {
        "what": plain(error.what),
        "where": plain("" if error.where is None else str(error.where)),
        "remedy": plain(error.remedy),
        "is_input": isinstance(error, InputError),
    }


if __name__ == "__main__":
    sys.exit(main())
