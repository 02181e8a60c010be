"""What becomes of an error: one table from the error tree to exit codes and HTTP statuses."""

from __future__ import annotations

from http import HTTPStatus

from proscribe.model.errors import (
    AbsentError,
    InputError,
    InternalError,
    LawError,
    ProscribeError,
    SourceError,
    StoreError,
    TooLargeError,
)

DONE = 0
FOUND = 1
BAD_INPUT = 2
UPSTREAM = 3
OUR_FAULT = 4
INTERRUPTED = 130

# The first line that fits counts; what no line names is our fault.
OUTCOMES: tuple[tuple[type[BaseException], int, HTTPStatus], ...] = (
    (AbsentError, BAD_INPUT, HTTPStatus.NOT_FOUND),
    (TooLargeError, BAD_INPUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (InputError, BAD_INPUT, HTTPStatus.BAD_REQUEST),
    (SourceError, UPSTREAM, HTTPStatus.BAD_GATEWAY),
    (StoreError, UPSTREAM, HTTPStatus.SERVICE_UNAVAILABLE),
    (LawError, OUR_FAULT, HTTPStatus.INTERNAL_SERVER_ERROR),
    (InternalError, OUR_FAULT, HTTPStatus.INTERNAL_SERVER_ERROR),
    (ProscribeError, OUR_FAULT, HTTPStatus.INTERNAL_SERVER_ERROR),
    (KeyboardInterrupt, INTERRUPTED, HTTPStatus.SERVICE_UNAVAILABLE),
    (OSError, UPSTREAM, HTTPStatus.SERVICE_UNAVAILABLE),
)

EXIT_CODES = tuple((kind, code) for kind, code, _ in OUTCOMES)


def exit_code(error: BaseException) -> int:
    """Return the exit code that an error ends in."""
    return next((code for kind, code, _ in OUTCOMES if isinstance(error, kind)), OUR_FAULT)


def status(error: BaseException) -> HTTPStatus:
    """Return the HTTP status that an error is answered with."""
    return next(
        (code for kind, _, code in OUTCOMES if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
