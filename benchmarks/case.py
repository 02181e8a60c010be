"""What is measured: one command, run several times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


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
        """Put the folders in the place of `{work}` and `{shared}`."""
        return text.replace("{work}", str(self.work)).replace("{shared}", str(self.shared))


def no_preparation(_places: Places) -> None:
    """Prepare nothing: the command makes what it needs."""


def no_remark(_places: Places, _output: str) -> str:
    """Remark nothing beside time and memory."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command to measure; peers that do the same work carry the same title.

    Attributes:
        title: What is done, the same for us and each peer.
        subject: Who does it: `proscribe`, or the peer with its version.
        command: Program and arguments, in which `{work}` and `{shared}` stand for folders;
            a program without a folder is looked for beside the Python that runs the benchmarks.
        counts: How many of what one run handles, as in `(100_000, "names")`; None where the
            command is only timed.
        repeats: Runs measured, at least five; their median is reported.
        needs: Files and folders below `{shared}` without which the case is left out.
        prepare: Makes the input in `{work}`, once and untimed.
        remark: Reads a figure off the last run's folders and standard output, for example a
            quality score.
    """

    title: str
    subject: str
    command: Sequence[str]
    counts: tuple[int, str] | None = None
    repeats: int = 5
    needs: Sequence[str] = ()
    prepare: Callable[[Places], None] = no_preparation
    remark: Callable[[Places, str], str] = no_remark

    def __post_init__(self) -> None:
        """Refuse fewer runs than make a median worth reporting."""
        least = 5
        if self.repeats < least:
            message = f"{self.title} ({self.subject}): {self.repeats} runs, at least {least} needed"
            raise ValueError(message)
