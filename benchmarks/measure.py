"""Runs the command of a case and measures each process by itself.

This module loads nothing but the standard library: the peak memory that Linux reports of a
process is never below that of the process which started it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.case import Case, Places, peer_version

# Linux counts the peak in KiB, macOS in bytes.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
ADDITIONS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process, from start to end; its seconds those of the part that is measured."""

    seconds: float
    peak_bytes: int
    status: int
    output: str
    errors: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The runs of a case that ended well, and what is remarked on the last."""

    case: Case
    runs: tuple[Run, ...]
    remark: str
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """The median of the times."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        """The median of the peaks of resident memory."""
        return int(statistics.median(run.peak_bytes for run in self.runs))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeasured:
    """A case that gave no figures, and why."""

    case: Case
    why: str
    is_failure: bool


def measure(case: Case, shared: Path) -> Measured | NotMeasured:
    """Run a case as often as it says; stop at its first failure."""
    missing = [need for need in case.needs if not (shared / need).exists()]
    if missing:
        why = f"left out, the data lacks {', '.join(missing)}"
        return NotMeasured(case=case, why=why, is_failure=False)
    if case.programs and not any(map(shutil.which, case.programs)):
        why = f"left out, none of {', '.join(case.programs)} is installed"
        return NotMeasured(case=case, why=why, is_failure=False)
    if case.peer is not None and peer_version(case.peer) is None:
        why = f"left out, {case.peer} is not installed (make bench installs it)"
        return NotMeasured(case=case, why=why, is_failure=False)
    with tempfile.TemporaryDirectory(prefix="proscribe-bench-") as folder:
        places = Places(work=Path(folder), shared=shared)
        case.prepare(places)
        return measure_in(places, case)


def measure_in(places: Places, case: Case) -> Measured | NotMeasured:
    """Run a case whose input is in place."""
    command = [places.fill(part) for part in case.command]
    command[0] = find_program(command[0])
    runs: list[Run] = []
    for _ in range(case.repeats):
        run = run_once(command, places.work)
        if run.status != 0:
            tail = " ".join(run.errors.split()[-60:])
            why = f"failed with {run.status}: {tail}"
            return NotMeasured(case=case, why=why, is_failure=True)
        runs.append(run if case.clock is None else replace(run, seconds=case.clock(run.output)))
    output = runs[-1].output
    return Measured(
        case=case,
        runs=tuple(runs),
        remark=case.remark(places, output),
        figures=case.figures(places, output),
    )


def find_program(name: str) -> str:
    """Return the program of the virtual environment where it has one of that name."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name


def run_once(command: list[str], folder: Path) -> Run:
    """Run a command in `folder` and wait for it; its output goes through files, not pipes."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return Run(
            seconds=seconds,
            peak_bytes=usage.ru_maxrss * PEAK_UNIT,
            status=process.returncode,
            output=output.read().decode(errors="replace"),
            errors=errors.read().decode(errors="replace"),
        )


def measure_pace() -> float:
    """Return how many additions a second a loop makes here and now.

    A machine that others share may take three times as long for the same work an hour later.
    """
    began, total = time.perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return ADDITIONS / (time.perf_counter() - began)
