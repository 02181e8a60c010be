"""What logs, metrics and spans tell of a request: where it went and why it failed, never of whom.

An address may hold the name of somebody who was asked for, and the place of an error the name of a
file that was handed in: neither is told.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import structlog

from proscribe.model.errors import ProscribeError

if TYPE_CHECKING:
    from starlette.types import Scope

_NO_ROUTE = "none"
# Whose messages are words of the program alone. Others may quote what they were given.
_PLAIN = ("uvicorn", "python_multipart")


def route_of(scope: Scope) -> str:
    """Return the template of the address of a request; ``none`` where no address fits."""
    found: str = getattr(scope.get("route"), "path_format", _NO_ROUTE)
    return found


def reason_of(error: BaseException) -> str:
    """Return why something failed, as a log may keep it."""
    if isinstance(error, ProscribeError):
        return error.what
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def log_lines() -> None:
    """Write a line of JSON for each thing that happens, to standard error, libraries' too."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [Lines()]
    root.setLevel(logging.WARNING)


class Lines(logging.Handler):
    """Writes what libraries log as lines like ours."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record: its words without what was put into them, and the type of its error."""
        is_plain = record.name.partition(".")[0] in _PLAIN
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger(__name__).log(
            record.levelno,
            str(record.msg).strip() if is_plain else "library_told",
            logger=record.name,
            at=f"{record.module}:{record.lineno}",
            **({} if error is None else {"error": error.__name__}),
        )
