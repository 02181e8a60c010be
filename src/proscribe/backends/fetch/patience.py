"""How long to wait for a server, how often to ask again, and after what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from proscribe.model.errors import Place, SourceError

_PATIENT = 60
_CERTIFICATE = "CERTIFICATE_VERIFY_FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Bounds of one download.

    Attributes:
        timeout_seconds: For a connection, and between two pieces of an answer.
        total_seconds: For the whole of it, every attempt included.
        attempts: How often to ask.
        first_wait: Seconds before the second attempt; each further wait is twice as long.
        longest_wait: But no longer than this.
        jitter: Up to this much is added by chance, so that not all ask at once.
        longest_retry_after: A server that asks to be left alone for longer is, until next time.
    """

    timeout_seconds: float = 30.0
    total_seconds: float = 1_800.0
    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 30.0
    jitter: float = 1.0
    longest_retry_after: float = 120.0

    @classmethod
    def of(cls, timeout_seconds: float) -> Patience:
        """Return the patience of a user who says how long a server may be silent."""
        return cls(timeout_seconds=timeout_seconds, total_seconds=_PATIENT * timeout_seconds)


class PassingError(Exception):
    """What may be over in a moment: a busy server, a connection cut.

    Args:
        error: What to say where it is not.
        wait_seconds: How long the server asks to be left alone; None where it does not say.
    """

    def __init__(self, error: SourceError, *, wait_seconds: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait_seconds = wait_seconds


def backoff(error: Exception, patience: Patience) -> bool | float:
    """Return whether to ask again after an error, or after how many seconds."""
    if isinstance(error, PassingError):
        wait = error.wait_seconds
        return True if wait is None else wait if wait <= patience.longest_retry_after else False
    if isinstance(error, httpx.UnsupportedProtocol) or _CERTIFICATE in str(error):
        return False
    return isinstance(error, httpx.TransportError)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a ``Retry-After`` header: seconds, or a date; None where it says nothing readable."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    at = http_date(value)
    return None if at is None else max(0.0, (at - now).total_seconds())


def http_date(value: str) -> datetime | None:
    """Read a date of HTTP; None where it is none."""
    try:
        at = parsedate_to_datetime(value)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def explain(error: httpx.TransportError, where: Place) -> SourceError:
    """Say in plain words why a server could not be reached, or its answer not be had whole."""
    said = str(error).rstrip(". ") or type(error).__name__
    if _CERTIFICATE in said:
        return SourceError(
            f"the server's certificate is not one that this machine trusts ({said}), so anyone "
            "could have answered in its place.",
            where=where,
            remedy="Name the certificates of your network in SSL_CERT_FILE.",
        )
    if isinstance(error, httpx.TimeoutException):
        return SourceError(
            f"the server did not answer in time ({said}).",
            where=where,
            remedy="Try again later, or raise fetch_timeout_seconds.",
        )
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return SourceError(
            f"the server cannot be reached ({said}).",
            where=where,
            remedy="Check the network, and HTTPS_PROXY if yours needs one; or name a copy in urls.",
        )
    return SourceError(
        f"the connection was lost before the file was whole ({said}).",
        where=where,
        remedy="Try again later; the part already had is kept.",
    )
