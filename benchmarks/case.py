"""What is measured: one command, run several times."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
# The environment of the peers that Proscribe itself does not need (`requirements/bench.txt`).
PEERS = Path(sys.prefix) / "peers"


def peer_version(package: str) -> str | None:
    """Return the version of a package in the peers' environment; None where it is not there."""
    for place in PEERS.glob(f"lib/python*/site-packages/{package}-*.dist-info"):
        return place.name.removesuffix(".dist-info").rpartition("-")[2]
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a case finds its data and leaves its output.

    Attributes:
        work: An empty folder of this case, removed after its last run.
        shared: The data that lies beside the checkout.
    """

    work: Path
    shared: Path

    def fill(self, text: str) -> str:
        """Put the folders in the place of `{work}`, `{shared}`, `{root}` and `{peers}`."""
        folders = {"work": self.work, "shared": self.shared, "root": ROOT, "peers": PEERS}
        for name, folder in folders.items():
            text = text.replace(f"{{{name}}}", str(folder))
        return text


def no_preparation(_places: Places) -> None:
    """Prepare nothing: the command makes what it needs."""


def no_remark(_places: Places, _output: str) -> str:
    """Remark nothing beside time and memory."""
    return ""


def no_figures(_places: Places, _output: str) -> Mapping[str, str]:
    """Report no figures beside time and memory."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command to measure; peers that do the same work carry the same title.

    Attributes:
        title: What is done, the same for us and each peer.
        subject: Who does it: `proscribe`, or the peer with its version.
        command: Program and arguments, in which `{work}`, `{shared}`, `{root}` (the checkout) and
            `{peers}` (the peers' environment) stand for folders; a program without a folder is
            looked for beside the Python that runs the benchmarks.
        counts: How many of what one run handles, as in `(100_000, "names")`; None where the
            command is only timed.
        repeats: Runs measured, at least five; their median is reported.
        needs: Files and folders below `{shared}` without which the case is left out.
        programs: Programs of which one must be installed, else the case is left out.
        peer: Package without which the case is left out, in the peers' environment.
        prepare: Makes the input in `{work}`, once and untimed.
        clock: Reads the seconds off a run's output, where a part of the process is measured.
        figures: Reads further figures, by heading, off the last run's folders and output.
        remark: Reads a figure off the last run's folders and standard output, for example a
            quality score.
    """

    title: str
    subject: str
    command: Sequence[str]
    counts: tuple[int, str] | None = None
    repeats: int = 5
    needs: Sequence[str] = ()
    programs: Sequence[str] = ()
    peer: str | None = None
    prepare: Callable[[Places], None] = no_preparation
    clock: Callable[[str], float] | None = None
    figures: Callable[[Places, str], Mapping[str, str]] = no_figures
    remark: Callable[[Places, str], str] = no_remark

    def __post_init__(self) -> None:
        """Refuse fewer runs than make a median worth reporting."""
        least = 5
        if self.repeats < least:
            message = f"{self.title} ({self.subject}): {self.repeats} runs, at least {least} needed"
            raise ValueError(message)
