"""What becomes of an error of a command: its exit code, and how it is told."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from proscribe.interfaces.cli.output import plain, write_json
from proscribe.interfaces.outcomes import (
    BAD_INPUT,
    DONE,
    EXIT_CODES,
    FOUND,
    INTERRUPTED,
    OUR_FAULT,
    UPSTREAM,
)
from proscribe.interfaces.outcomes import exit_code as code_of
from proscribe.model.errors import ProscribeError

if TYPE_CHECKING:
    from types import TracebackType

__all__ = [
    "BAD_INPUT",
    "DONE",
    "EXIT_CODES",
    "FOUND",
    "INTERRUPTED",
    "OUR_FAULT",
    "UPSTREAM",
    "Boundary",
    "describe",
    "error_document",
    "exit_code",
    "report",
    "warn",
]

DEBUG = "PROSCRIBE_DEBUG"


@runtime_checkable
class UsageProblem(Protocol):
    """What the parser of the command line raises where it cannot make sense of it."""

    exit_code: int

    def format_message(self) -> str:
        """Return what is wrong, in words."""
        ...


class Boundary(AbstractContextManager["Boundary"]):
    """Where every error ends: told in words, turned into an exit code, never a trace by default.

    Args:
        as_json: True to tell it as a JSON document on standard output too.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.code = DONE
        self._as_json = as_json

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is None or isinstance(error, SystemExit | GeneratorExit):
            return False
        self.code = exit_code(error)
        if self.code == INTERRUPTED:
            return True
        if os.environ.get(DEBUG, "") not in ("", "0"):
            traceback.print_exception(kind, error, trace)
        report(error, as_json=self._as_json)
        return True


def exit_code(error: BaseException) -> int:
    """Return the exit code that an error ends in."""
    if isinstance(error, UsageProblem):
        return error.exit_code
    return code_of(error)


def report(error: BaseException, *, as_json: bool) -> None:
    """Tell an error on standard error; as JSON on standard output too, where that is asked."""
    if as_json:
        write_json(error_document(error))
    told = describe(error)
    warn(f"{told['where'] or 'proscribe'}: {told['what']}")
    if told["remedy"]:
        warn(told["remedy"])


def error_document(error: BaseException) -> dict[str, object]:
    """Return an error as a JSON document."""
    return {"error": describe(error)}


def describe(error: BaseException) -> dict[str, str]:
    """Return an error in words: what happened, where, and what to do about it."""
    if isinstance(error, UsageProblem):
        path = getattr(getattr(error, "ctx", None), "command_path", "proscribe")
        return _told(error.format_message(), where=path, remedy=f"See `{path} --help`.")
    if isinstance(error, ProscribeError):
        remedy = error.remedy or (_TRACE if exit_code(error) == OUR_FAULT else "")
        where = "" if error.where is None else str(error.where)
        return _told(error.what, where=where, remedy=remedy)
    if isinstance(error, OSError):
        where = "" if error.filename is None else str(error.filename)
        what = f"reading or writing failed: {error.strerror or error}."
        return _told(what, where=where, remedy="Check the place, its permissions and its space.")
    what = f"this is a defect of Proscribe: {type(error).__name__}: {error}"
    return _told(what, remedy=_TRACE)


def warn(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{plain(text)}\n")
    sys.stderr.flush()


_TRACE = f"To see where it happened, run it again with {DEBUG}=1, and report what it prints."


def _told(what: str, *, where: str = "", remedy: str = "") -> dict[str, str]:
    return {"what": what, "where": where, "remedy": remedy}
