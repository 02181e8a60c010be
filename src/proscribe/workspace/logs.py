"""Structured logs without personal data: one JSON object a line, of events and fields named here.

What happened is one of :class:`Event`, and what is said of it has one of the names of
:data:`FIELDS`; everything else is left out, so that no name, query, file name or key can come into
a log by oversight. Of an error its type and its place in the program are kept, not its message,
which may quote what was given.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, MutableMapping
from enum import StrEnum
from pathlib import PurePath
from threading import Lock
from traceback import extract_tb
from typing import Protocol

import structlog


class Event(StrEnum):
    """Everything that is ever logged."""

    SERVER_STARTED = "server started"
    SERVER_STOPPED = "server stopped"
    REQUEST = "request"
    REQUEST_FAILED = "request failed"
    ACCESS_REFUSED = "access refused"
    INDEX_SWITCHED = "index switched"
    STORE_FAILED = "store failed"
    UPDATE_DONE = "update done"
    UPDATE_FAILED = "update failed"
    WORKER_STARTED = "worker started"
    WORKER_STOPPED = "worker stopped"
    JOB_QUEUED = "job queued"
    JOB_STARTED = "job started"
    JOB_ENDED = "job ended"
    JOB_LOST = "job lost to another worker"
    JOB_GIVEN_BACK = "job given back"
    JOB_FORGOTTEN = "job forgotten"
    JOB_DEFECT = "job defect"
    WATCH_RUN = "watch run"
    WATCH_FAILED = "watch failed"
    ALERT_ACKNOWLEDGED = "alert acknowledged"


# Numbers, words of ours and ids that name no person. An organisation is whom the service is for.
FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "alert": int,
    "alerts": int,
    "attempt": int,
    "bytes": int,
    "defect": str,  # type of an error and its place in the program
    "edition": str,
    "files": int,
    "index_version": str,
    "job": str,
    "kind": str,
    "lines": int,
    "method": str,
    "organisation": str,
    "process": int,
    "queries": int,
    "receipt": (int, str),
    "request": str,
    "route": str,  # the template of a path, never the path
    "run": int,
    "runner": str,
    "seconds": (int, float),
    "source": str,
    "state": str,
    "status": int,
    "watch": int,
}
_LONGEST = 200
_OURS = "proscribe"


class Stream(Protocol):
    """What lines are written to."""

    def write(self, text: str, /) -> int:
        """Write text."""
        ...

    def flush(self) -> None:
        """See that it is there."""
        ...


class Log:
    """Writes events; threads may share one."""

    def __init__(self, stream: Stream | None = None) -> None:
        self._logger = structlog.wrap_logger(
            _Lines(stream or sys.stderr),
            processors=[
                _only_known,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(ensure_ascii=True),
            ],
        )

    def tell(self, event: Event, **fields: str | float | None) -> None:
        """Say what happened; fields that are not known, or None, are left out."""
        self._logger.info(event.value, level="info", **fields)

    def caution(self, event: Event, **fields: str | float | None) -> None:
        """Say what went wrong without anybody having to do something at once."""
        self._logger.warning(event.value, level="warning", **fields)

    def fail(
        self, event: Event, error: BaseException | None = None, **fields: str | float | None
    ) -> None:
        """Say what failed, and where in the program."""
        told = {} if error is None else {"defect": place_of(error)}
        self._logger.error(event.value, level="error", **(fields | told))


class Silence(Log):
    """A log that nobody keeps."""

    def __init__(self) -> None:
        super().__init__(_Nowhere())


class _Nowhere:
    def write(self, text: str, /) -> int:
        """Keep nothing."""
        return len(text)

    def flush(self) -> None:
        """Do nothing."""


class _Lines:
    """Writes each event as one line, and one at a time."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._alone = Lock()

    def info(self, line: str) -> None:
        """Write a line."""
        with self._alone:
            self._stream.write(f"{line}\n")
            self._stream.flush()

    warning = error = info


def place_of(error: BaseException) -> str:
    """Return the type of an error and the innermost place of ours it came through."""
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _OURS in PurePath(frame.filename).parts]
    kind = type(error).__name__
    if not (ours or frames):
        return kind
    frame = (ours or frames)[-1]
    parts = PurePath(frame.filename).parts
    shown = parts[parts.index(_OURS) :] if _OURS in parts else parts[-1:]
    return f"{kind} at {'/'.join(shown)}:{frame.lineno}"


def _only_known(
    _logger: object, _method: str, said: MutableMapping[str, object]
) -> Mapping[str, object]:
    """Keep what is named above, of its type, and not longer than a word of ours ever is."""
    kept: dict[str, object] = {"level": said.get("level"), "event": said.get("event")}
    for name, kind in FIELDS.items():
        value = said.get(name)
        if isinstance(value, kind) and not isinstance(value, bool):
            kept[name] = value[:_LONGEST] if isinstance(value, str) else value
    return kept
