"""Fetches one article from the web: within bounds of size, time, redirects and content types.

A page is asked for once, under our own name, as a person would by opening it: nothing is done to
get around a login, a paywall or a server that turns programs away.
"""

from __future__ import annotations

import queue
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

import httpx

from proscribe.backends.articles.hosts import (
    Resolve,
    checked_addresses,
    parse_url,
    resolve,
)
from proscribe.backends.fetch.addresses import place
from proscribe.claims.text import Extracted, extract
from proscribe.model.errors import SourceError, UnreadableTextError
from proscribe.version import VERSION

_TYPES = frozenset(
    {"", "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822",
     "application/octet-stream", "binary/octet-stream", "application/x-pdf"}
)  # fmt: skip
_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9"
_SAVE = "Open it in a browser, save the article, and give that file."
_LATER = "Try again later, or save the page in a browser and give that file."
_TURNED_AWAY, _PASSING = {401, 402, 403, 407, 451}, {408, 425, 429, 500, 502, 503, 504}
# The last is what a redirect to a host ends in that no letters stand for (``xn--``).
_HttpError = httpx.HTTPError | httpx.InvalidURL | ValueError
_OK, _GZIP_WINDOW = 200, 47


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much may be fetched for one article.

    Attributes:
        most_bytes: What is larger is refused, unpacked as well as packed.
        seconds: For all of it, redirects and look-ups included.
        redirects: How many are followed.
    """

    most_bytes: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What lay at an address when it was fetched.

    Attributes:
        asked: The address that was given.
        url: Where it was found, redirects followed.
        data: Its bytes, unpacked.
        content_type: What the server calls them; empty where it does not say.
        at: When it was fetched (UTC).
    """

    asked: str
    url: str
    data: bytes
    content_type: str
    at: datetime

    def extracted(self, today: date | None = None) -> Extracted:
        """Get the article out of it.

        Args:
            today: The day after which nothing in it was published; that of the fetch if None.

        Raises:
            SourceError: It holds no article that can be read.
        """
        try:
            return extract(
                self.data,
                name=self.url,
                content_type=self.content_type or None,
                url=self.url,
                fetched=today or self.at.date(),
            )
        except UnreadableTextError as error:
            where = place(httpx.URL(self.url))
            raise SourceError(error.what, where=where, remedy=error.remedy) from error


def fetch_article(
    url: str,
    *,
    allow_private: bool = False,
    bounds: Bounds | None = None,
    resolve: Resolve = resolve,
    today: date | None = None,
) -> Extracted:
    """Fetch a page, PDF or text from the web and get the article out of it.

    Args:
        url: Its address, http or https.
        allow_private: As of ``fetch_page``.
        bounds: How much may be fetched.
        resolve: Looks up which addresses a name stands for.
        today: The day of the fetch: nothing in the page was published later. The clock's if None.

    Raises:
        SourceError: It cannot be had, is refused, or holds no article that can be read.
    """
    page = fetch_page(url, allow_private=allow_private, bounds=bounds, resolve=resolve)
    return page.extracted(today)


def fetch_page(
    url: str,
    *,
    allow_private: bool = False,
    bounds: Bounds | None = None,
    resolve: Resolve = resolve,
) -> Fetched:
    """Fetch a page, PDF or text from the web.

    Proxies are those of the environment (``HTTPS_PROXY``); names are looked up on this machine
    even then, so that what they stand for can be checked.

    Args:
        url: Its address, http or https.
        allow_private: Whether machines of this network may be asked too, this one included.
        bounds: How much may be fetched.
        resolve: Looks up which addresses a name stands for.

    Raises:
        SourceError: It cannot be had, or is refused.
    """
    return _in_time(_Fetch(url, bounds or Bounds(), resolve, allow_private=allow_private))


class _Fetch:
    """One article to fetch."""

    def __init__(
        self, asked: str, bounds: Bounds, resolve: Resolve, *, allow_private: bool
    ) -> None:
        self.asked = asked
        self.url = parse_url(asked)
        self.bounds = bounds
        self._resolve = resolve
        self._allow_private = allow_private
        self._until = time.monotonic() + bounds.seconds

    def run(self) -> Fetched:
        """Ask, follow redirects, each to a machine that was checked."""
        at = self.url
        for _ in range(self.bounds.redirects + 1):
            with self._answer(at) as response:
                if not response.has_redirect_location:
                    return self._page(response, at)
                location = response.headers["location"]
            at = _followed(at, location)
        raise SourceError(
            f"the server leads on from address to address, more than {self.bounds.redirects} "
            "times.",
            where=place(self.url),
            remedy=_SAVE,
        )

    @contextmanager
    def _answer(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """Ask the machine that the address was found to stand for, and lend its answer."""
        addresses = checked_addresses(url, allow_private=self._allow_private, resolve=self._resolve)
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"proscribe/{VERSION}",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, identity",
        }
        with httpx.Client(timeout=max(0.1, self._left())) as client:
            requests = [
                client.build_request(
                    "GET",
                    url.copy_with(host=address),
                    headers=headers,
                    # The certificate must be that of the name, not of the bare address.
                    extensions={"sni_hostname": url.raw_host.decode("ascii")},
                )
                for address in addresses
            ]
            response = _first_answer(client, requests)
            try:
                yield response
            finally:
                response.close()

    def _page(self, response: httpx.Response, url: httpx.URL) -> Fetched:
        _check_status(response, url)
        content_type = response.headers.get("content-type", "")
        kind = content_type.partition(";")[0].strip().lower()
        if kind not in _TYPES:
            raise SourceError(
                f"what lies there is {kind}, not an article.",
                where=place(url),
                remedy="Give the address of a page, a PDF or a text.",
            )
        data = self._body(response, url)
        return Fetched(
            asked=self.asked, url=str(url), data=data, content_type=content_type,
            at=datetime.now(UTC),
        )  # fmt: skip

    def _body(self, response: httpx.Response, url: httpx.URL) -> bytes:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise SourceError(
                f"the server packed the page as {encoding!r}, which it was not asked for.",
                where=place(url),
                remedy=_SAVE,
            )
        most = self.bounds.most_bytes
        packed = bytearray()
        for piece in response.iter_raw():
            packed += piece
            if len(packed) > most:
                raise _too_large(url, most)
            if self._left() <= 0:
                raise _too_slow(url, self.bounds)
        length = response.headers.get("content-length", "")
        if length.isdecimal() and len(packed) < int(length):
            raise SourceError("the page broke off before its end.", where=place(url), remedy=_LATER)
        return bytes(packed) if encoding in {"", "identity"} else _inflated(packed, url, most)

    def _left(self) -> float:
        return self._until - time.monotonic()


def _first_answer(client: httpx.Client, requests: Sequence[httpx.Request]) -> httpx.Response:
    """Return the answer of the first machine that can be reached."""
    for request in requests[:-1]:
        with suppress(httpx.ConnectError):
            return client.send(request, stream=True)
    return client.send(requests[-1], stream=True)


def _in_time(fetch: _Fetch) -> Fetched:
    """Run a fetch, and give up on it when its time is over, whatever the server does.

    A server that sends a byte now and then keeps a reader waiting within every single time-out;
    the thread that still waits dies with it.
    """
    results: queue.SimpleQueue[Fetched | SourceError | _HttpError] = queue.SimpleQueue()

    def run() -> None:
        try:
            results.put(fetch.run())
        except (SourceError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            results.put(error)

    threading.Thread(target=run, daemon=True, name="proscribe-article").start()
    try:
        result = results.get(timeout=fetch.bounds.seconds)
    except queue.Empty:
        raise _too_slow(fetch.url, fetch.bounds) from None
    if isinstance(result, Fetched):
        return result
    if isinstance(result, SourceError):
        raise result
    raise _explained(result, fetch) from result


def _explained(error: _HttpError, fetch: _Fetch) -> SourceError:
    if isinstance(error, httpx.TimeoutException):
        return _too_slow(fetch.url, fetch.bounds)
    said = str(error).rstrip(". ") or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return SourceError(
            f"the server's certificate is not one that this machine trusts ({said}), so anyone "
            "could have answered in its place.",
            where=place(fetch.url),
            remedy="Name the certificates of your network in SSL_CERT_FILE.",
        )
    return SourceError(
        f"the page could not be fetched ({said}).",
        where=place(fetch.url),
        remedy="Check the address and the network, and HTTPS_PROXY if yours needs one.",
    )


def _followed(url: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads."""
    try:
        target = parse_url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            f"the server leads on to {location[:200]!r}, which makes no sense ({error}).",
            where=place(url),
            remedy=_SAVE,
        ) from error
    if url.scheme == "https" and target.scheme == "http":
        raise SourceError(
            f"the server leads from a protected connection to an open one ({target.host}), where "
            "anyone could change the article, so it was not followed.",
            where=place(url),
            remedy=_SAVE,
        )
    return target


def _check_status(response: httpx.Response, url: httpx.URL) -> None:
    status = response.status_code
    if status == _OK:
        return
    told = f"{status} {response.reason_phrase}".strip()
    if response.is_redirect:
        raise SourceError(
            f"the server leads on to another address, and does not say to which ({told}).",
            where=place(url),
            remedy=_SAVE,
        )
    if status in _TURNED_AWAY:
        raise SourceError(
            f"the server turns us away ({told}): the page is for those who log in or pay, or for "
            "people only, and we do not get around that.",
            where=place(url),
            remedy=_SAVE,
        )
    if status in _PASSING:
        raise SourceError(
            f"the server cannot answer now ({told}).", where=place(url), remedy=_LATER
        )
    raise SourceError(
        f"the server has no such page ({told}).",
        where=place(url),
        remedy="Check the address; an archive of the web may have a copy.",
    )


def _inflated(packed: bytearray, url: httpx.URL, most: int) -> bytes:
    inflater = zlib.decompressobj(wbits=_GZIP_WINDOW)
    try:
        data = inflater.decompress(packed, most + 1)
    except zlib.error as error:
        raise SourceError(
            f"the page came packed and cannot be unpacked ({error}).",
            where=place(url),
            remedy=_LATER,
        ) from error
    if len(data) > most:
        raise _too_large(url, most)
    if not inflater.eof:
        raise SourceError("the page broke off before its end.", where=place(url), remedy=_LATER)
    return data


def _too_large(url: httpx.URL, most: int) -> SourceError:
    return SourceError(
        f"what lies there is larger than {most:,} bytes, more than any article.",
        where=place(url),
        remedy="Save the article alone, and give that file.",
    )


def _too_slow(url: httpx.URL, bounds: Bounds) -> SourceError:
    return SourceError(
        f"the page did not come whole within {bounds.seconds:g} s.",
        where=place(url),
        remedy=_LATER,
    )
