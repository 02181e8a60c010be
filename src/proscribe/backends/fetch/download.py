"""Downloads one file: asked for only where it changed, gone on with where it was cut off."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import httpx
import stamina

from proscribe.backends.fetch.addresses import file_name, followed, parse_address, place
from proscribe.backends.fetch.content import check_kind, decoded, too_large
from proscribe.backends.fetch.index import newest_link
from proscribe.backends.fetch.partial import Answer, Partial, sweep
from proscribe.backends.fetch.patience import (
    PassingError,
    Patience,
    backoff,
    explain,
    retry_after,
)
from proscribe.model.errors import SourceError
from proscribe.model.source import IndexPage
from proscribe.version import VERSION

Progress = Callable[[int, int | None], None]

_MOST_REDIRECTS = 10
_LARGEST_PAGE = 1 << 25
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)\Z")
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_TURNED_AWAY = {401, 403, 451}
_OK, _PART, _SAME, _BEYOND = 200, 206, 304, 416


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to fetch.

    Attributes:
        url: Its address.
        headers: Further headers, for its own host only.
        is_page: True where it is a web page; else a page is an error message.
        most_bytes: What is larger is refused.
        etag: The server's mark of the state we have; None where we have none.
        last_modified: When the server said that state was last changed.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    is_page: bool = False
    most_bytes: int = 1 << 28
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file as it came.

    Attributes:
        url: Where it was found, after redirects.
        name: What to call it.
        content: Its bytes.
        etag: The server's mark of this state.
        last_modified: When the server says it last changed.
    """

    url: httpx.URL
    name: str
    content: bytes
    etag: str | None
    last_modified: str | None


class Downloader(AbstractContextManager["Downloader"]):
    """Fetches files over HTTP. Threads may share one. Close it, or use it in a ``with`` statement.

    Proxies are those of the environment (``HTTPS_PROXY``, ``NO_PROXY``).

    Args:
        folder: Where unfinished files are kept.
        patience: How long to wait and how often to ask.
    """

    def __init__(self, folder: Path, *, patience: Patience) -> None:
        self._folder = folder
        self._patience = patience
        self._client = httpx.Client(
            timeout=patience.timeout_seconds,
            headers={
                "User-Agent": f"proscribe/{VERSION}",
                "Accept": "*/*",
                "Accept-Encoding": "gzip",
            },
        )
        # Its notices would go to standard output, which belongs to the answer.
        stamina.instrumentation.set_on_retry_hooks(())
        sweep(folder)

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def fetch(self, wanted: Wanted, progress: Progress = lambda *_: None) -> Download | None:
        """Return a file; None where the server says it has not changed.

        Args:
            wanted: The file.
            progress: Called with how many bytes are there, and how many there will be.

        Raises:
            SourceError: It cannot be had whole, or cannot be what was asked for.
            StoreError: It cannot be kept while it is fetched.
        """
        url = parse_address(wanted.url)
        until = time.monotonic() + self._patience.total_seconds
        with Partial(self._folder, wanted.url) as partial:
            try:
                return self._persistently(_Attempt(wanted, url, partial, progress, until=until))
            except PassingError as passing:
                raise passing.error from passing
            except httpx.TransportError as error:
                raise explain(error, place(url)) from error

    def newest(self, index: IndexPage, headers: tuple[tuple[str, str], ...] = ()) -> str:
        """Return the address of the newest file that a page links to.

        Raises:
            SourceError: The page cannot be had, or links to none.
        """
        page = self.fetch(
            Wanted(url=index.url, headers=headers, is_page=True, most_bytes=_LARGEST_PAGE)
        )
        if page is None:
            raise SourceError("the server did not send the page.", where=place(index.url))
        return str(newest_link(page.content, page.url, index))

    def _persistently(self, attempt: _Attempt) -> Download | None:
        patience = self._patience
        for each in stamina.retry_context(
            on=lambda error: backoff(error, patience),
            attempts=patience.attempts,
            timeout=patience.total_seconds,
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.jitter,
        ):
            with each:
                return attempt.run(self._client)
        raise SourceError("the file was not asked for.", where=place(attempt.url))


class _Attempt:
    """Asks for one file, each time for what is still missing of it."""

    def __init__(
        self, wanted: Wanted, url: httpx.URL, partial: Partial, progress: Progress, *, until: float
    ) -> None:
        self._wanted = wanted
        self.url = url
        self._partial = partial
        self._progress = progress
        self._until = until

    def run(self, client: httpx.Client) -> Download | None:
        """Ask once."""
        with _opened(client, self.url, self._headers()) as response:
            status = response.status_code
            if status == _SAME and self._is_conditional():
                self._partial.discard()
                return None
            if status == _BEYOND and self._partial.validator is not None:
                self._begin_anew(response)
            if status not in {_OK, _PART}:
                _refuse(response)
            self._receive(response)
            return self._finish(response)

    def _is_conditional(self) -> bool:
        known = self._wanted.etag is not None or self._wanted.last_modified is not None
        return known and self._partial.validator is None

    def _headers(self) -> dict[str, str]:
        headers = dict(self._wanted.headers)
        validator = self._partial.validator
        if validator is not None:
            return headers | {"Range": f"bytes={self._partial.size}-", "If-Range": validator}
        if self._wanted.etag is not None:
            headers["If-None-Match"] = self._wanted.etag
        if self._wanted.last_modified is not None:
            headers["If-Modified-Since"] = self._wanted.last_modified
        return headers

    def _receive(self, response: httpx.Response) -> None:
        """Keep the bytes of an answer, within the bounds of size and time."""
        answer = _answer(response)
        if response.status_code == _PART:
            self._check_part(response, answer)
        else:
            self._partial.restart(answer)
        most, partial = self._wanted.most_bytes, self._partial
        total = None if partial.answer is None else partial.answer.total
        if total is not None and total > most:
            partial.discard()
            raise too_large(response.url, most)
        for piece in response.iter_raw():
            partial.add(piece)
            if partial.size > most:
                partial.discard()
                raise too_large(response.url, most)
            if time.monotonic() > self._until:
                raise SourceError(
                    f"the file came too slowly: {partial.size:,} bytes in all the time there was.",
                    where=place(response.url),
                    remedy="Try again later; the part already had is kept.",
                )
            self._progress(partial.size, total)
        if total is not None and partial.size != total:
            self._begin_anew(response)

    def _check_part(self, response: httpx.Response, answer: Answer) -> None:
        """See that a part goes on exactly where ours ends, in the same state of the file."""
        before = self._partial.answer
        found = _RANGE.match(response.headers.get("content-range", ""))
        fits = (
            before is not None
            and found is not None
            and int(found[1]) == self._partial.size
            and answer.encoding == before.encoding
            and answer.etag in {None, before.etag}
            and answer.last_modified in {None, before.last_modified}
            and found[3] != "*"
            and int(found[2]) + 1 == int(found[3])
            and before.total in {None, int(found[3])}
        )
        if not fits:
            self._begin_anew(response)

    def _begin_anew(self, response: httpx.Response) -> NoReturn:
        self._partial.restart(None)
        raise PassingError(
            SourceError(
                "the file changed at its address, or its server lost count, while it was fetched, "
                "so its parts do not fit each other.",
                where=place(response.url),
                remedy="Try again later.",
            )
        )

    def _finish(self, response: httpx.Response) -> Download:
        """Return the whole file, looked at."""
        answer = self._partial.answer or _answer(response)
        wire = self._partial.content()
        self._partial.discard()
        url = response.url
        content = decoded(wire, answer.encoding, url=url, most_bytes=self._wanted.most_bytes)
        kind = response.headers.get("content-type", "")
        check_kind(content, kind, url=self.url, is_page=self._wanted.is_page)
        return Download(
            url=url,
            name=file_name(url, response.headers.get("content-disposition")),
            content=content,
            etag=answer.etag,
            last_modified=answer.last_modified,
        )


@contextmanager
def _opened(
    client: httpx.Client, url: httpx.URL, headers: Mapping[str, str]
) -> Iterator[httpx.Response]:
    """Ask, follow redirects within bounds, and lend the answer with its body unread.

    Raises:
        SourceError: It leads on and on, or where we do not follow.
    """
    at, sent = url, dict(headers)
    for _ in range(_MOST_REDIRECTS + 1):
        response = client.send(client.build_request("GET", at, headers=sent), stream=True)
        try:
            if not response.has_redirect_location:
                yield response
                return
        finally:
            response.close()
        following = followed(at, response.headers["location"])
        if (following.scheme, following.netloc) != (at.scheme, at.netloc):
            # Keys and marks are meant for the host they were given for.
            kept = {"Range", "If-Range", "If-None-Match", "If-Modified-Since"}
            sent = {name: value for name, value in sent.items() if name in kept}
        at = following
    raise SourceError(
        f"the server leads on from address to address, more than {_MOST_REDIRECTS} times.",
        where=place(url),
        remedy="Look where the publisher has moved the file, and name that address in urls.",
    )


def _answer(response: httpx.Response) -> Answer:
    headers = response.headers
    length = headers.get("content-length", "")
    return Answer(
        etag=_mark(headers.get("etag")),
        last_modified=_mark(headers.get("last-modified")),
        encoding=headers.get("content-encoding", "").strip().lower(),
        total=int(length) if length.isdecimal() else None,
    )


def _mark(value: str | None) -> str | None:
    """Return a mark that can be sent back; None where it holds what no header may."""
    return value if value is not None and value.isascii() and value.isprintable() else None


def _refuse(response: httpx.Response) -> NoReturn:
    """Raise what a status other than success means for the list."""
    status = response.status_code
    told = f"{status} {response.reason_phrase}".strip()
    where = place(response.url)
    if status in _PASSING:
        wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
        asked = "" if wait is None else f", and asks to be left alone for {wait:,.0f} s"
        raise PassingError(
            SourceError(
                f"the server cannot answer now ({told}){asked}.",
                where=where,
                remedy="Try again later; the part already had is kept.",
            ),
            wait_seconds=wait,
        )
    if status == _SAME:
        raise SourceError(
            f"the server says that nothing changed since a state we never had ({told}).",
            where=where,
            remedy="Try again later; where it goes on, name another address in urls, or download "
            "and import the file.",
        )
    if status in _TURNED_AWAY:
        raise SourceError(
            f"the server turns us away ({told}).",
            where=where,
            remedy="Open the address in a browser; where it lets only people in, name a copy in "
            "urls, or download and import the file.",
        )
    raise SourceError(
        f"the server has no such file ({told}).",
        where=where,
        remedy="Look where the publisher has moved it, and name that address in urls.",
    )
