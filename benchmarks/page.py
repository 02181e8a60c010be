"""Writes what was measured as one Markdown page: the machine, the figures, the commands."""

from __future__ import annotations

import os
import platform
import shlex
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.case import Case
from benchmarks.measure import Measured, NotMeasured

Outcome = Measured | NotMeasured

INTRODUCTION = """\
# Benchmarks

Written by `make bench`; change the cases in `benchmarks/`, not this page. Each figure is the
median of the runs named, every run a process of its own, from its start to its end unless the title
tells which part of it; memory is the most that the process held resident. Peers run on the same
data, in the same run.
"""
HEADINGS = ("who", "seconds", "fastest to slowest", "a second", "peak MiB", "runs")
# Times below this are written with three digits, not in hundredths.
SHORT = 0.1


def write_page(outcomes: Sequence[Outcome], today: date, paces: Sequence[float]) -> str:
    """Return the page for all outcomes, in the order in which they were measured.

    Args:
        outcomes: What was measured.
        today: The day of it.
        paces: Additions a second of a loop before each case and after the last.
    """
    titles = dict.fromkeys(outcome.case.title for outcome in outcomes)
    sections = (
        write_section(title, [o for o in outcomes if o.case.title == title]) for title in titles
    )
    return "\n".join((INTRODUCTION, *write_machine(today, paces), *sections))


def write_machine(today: date, paces: Sequence[float]) -> tuple[str, ...]:
    """Return the lines that tell what the figures were measured on; never whose it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"- Day: {today.isoformat()}",
        f"- Processor: {processor_model()}, {os.cpu_count()} cores",
        f"- Memory: {memory:.0f} GiB",
        f"- System: {platform.system()} {platform.machine()}",
        f"- Python: {platform.python_implementation()} {platform.python_version()}",
        f"- Pace: {write_paces(paces)} million additions a second of a loop, beside the cases",
        "",
    )


def write_paces(paces: Sequence[float]) -> str:
    """Return the least and the most in millions."""
    return f"{min(paces) / 1e6:.1f} to {max(paces) / 1e6:.1f}"


def processor_model() -> str:
    """Return the processor's own name where the system tells it."""
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def write_section(title: str, outcomes: Sequence[Outcome]) -> str:
    """Return the table of all who did the same work, and how each was called."""
    commands = (f"    {write_command(outcome.case)}" for outcome in outcomes)
    figures = [*dict.fromkeys(name for each in outcomes for name in figures_of(each))]
    headings = (*HEADINGS, *figures, "remark")
    return "\n".join(
        (
            f"## {title}",
            "",
            write_row(headings),
            write_row("---" for _ in headings),
            *(write_outcome(outcome, figures) for outcome in outcomes),
            "",
            *commands,
            "",
        )
    )


def figures_of(outcome: Outcome) -> Mapping[str, str]:
    """Return the further figures of a case, by heading."""
    return outcome.figures if isinstance(outcome, Measured) else {}


def write_outcome(outcome: Outcome, figures: Sequence[str]) -> str:
    """Return one line of a table."""
    case = outcome.case
    if isinstance(outcome, NotMeasured):
        return write_row((case.subject, *("" for _ in (*HEADINGS[1:], *figures)), outcome.why))
    times = [run.seconds for run in outcome.runs]
    return write_row(
        (
            case.subject,
            write_seconds(outcome.seconds),
            f"{write_seconds(min(times))} to {write_seconds(max(times))}",
            "" if case.counts is None else write_rate(case.counts, outcome.seconds),
            f"{outcome.peak_bytes / 2**20:,.0f}",
            f"{len(times)}",
            *(outcome.figures.get(name, "") for name in figures),
            outcome.remark,
        )
    )


def write_seconds(seconds: float) -> str:
    """Return hundredths of seconds; of a short time three digits."""
    return f"{seconds:.2f}" if seconds >= SHORT else f"{float(f'{seconds:.3g}'):.6f}".rstrip("0")


def write_rate(counts: tuple[int, str], seconds: float) -> str:
    """Return how many are handled in a second, to three digits."""
    number, what = counts
    rate = float(f"{number / seconds:.3g}")
    return f"{rate:,.0f} {what}" if rate >= 1 else f"{rate:g} {what}"


def write_command(case: Case) -> str:
    """Return the command as one would type it; braces stand for folders."""
    return " ".join(shlex.quote(part) if "{" not in part else part for part in case.command)


def write_row(cells: Iterable[str]) -> str:
    """Return a row of a Markdown table."""
    kept = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(kept)} |"
