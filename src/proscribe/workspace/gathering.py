"""The files of one list's newest edition, from the network and, where they did not change, ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from proscribe.backends.fetch.addresses import shown
from proscribe.backends.fetch.download import Downloader, Wanted
from proscribe.model.errors import SourceError, StoreError
from proscribe.model.source import Source

if TYPE_CHECKING:
    from proscribe.backends.archive import Archive
    from proscribe.ledger.fetches import Fetch

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A list to update.

    Attributes:
        source: The list.
        urls: Addresses that the user has set; empty where the source's own count.
        known: The last good check of each address.
    """

    source: Source
    urls: tuple[str, ...]
    known: Mapping[str, Fetch]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredFile:
    """One file of an edition.

    Attributes:
        url: Where it was asked for.
        name: What to call it.
        content: Its bytes; None where it did not change and nobody needs them.
        etag: The server's mark of this state.
        last_modified: When the server says it last changed.
        digest: SHA-256 of the bytes, hex, where the archive has them already.
    """

    url: str
    name: str
    content: bytes | None
    etag: str | None
    last_modified: str | None
    digest: str | None = None

    @property
    def shown(self) -> str:
        """Where it was asked for, without user and password."""
        return shown(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The files of one edition, as they stood at one time."""

    source: Source
    at: datetime
    files: tuple[GatheredFile, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any file changed since the last good check."""
        return any(file.content is not None for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Why the files of an edition could not be had, and which of them."""

    source: Source
    at: datetime
    url: str
    error: SourceError | StoreError


def gather(
    order: Order, downloader: Downloader, archive: Archive, progress: Progress
) -> Gathered | Missed:
    """Fetch the files of one list's newest edition.

    Args:
        order: The list.
        downloader: Fetches files.
        archive: Has those that did not change.
        progress: Called with how many bytes of a file are there, and how many there will be.
    """
    source = order.source
    url = "" if source.index is None else source.index.url
    found: list[GatheredFile] = []
    try:
        for url in _addresses(order, downloader):
            found.append(_fetched(order, url, downloader, progress))
        gathered = Gathered(source=source, at=datetime.now(UTC), files=tuple(found))
        if not gathered.is_changed:
            return gathered
        whole = tuple(_filled(order, file, downloader, archive) for file in found)
    except (SourceError, StoreError) as error:
        return Missed(source=source, at=datetime.now(UTC), url=shown(url), error=error)
    return Gathered(source=source, at=gathered.at, files=whole)


def _addresses(order: Order, downloader: Downloader) -> Iterator[str]:
    source = order.source
    if not order.urls and source.index is not None:
        yield downloader.newest(source.index, source.headers)
    yield from order.urls or source.addresses


def _headers_for(order: Order, url: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of a source, for the server they were given for and no other."""
    index, headers = order.source.index, order.source.headers
    if index is None or order.urls:
        return headers
    own, other = urlsplit(index.url), urlsplit(url)
    return headers if (own.scheme, own.netloc) == (other.scheme, other.netloc) else ()


def _fetched(
    order: Order, url: str, downloader: Downloader, progress: Progress, *, anew: bool = False
) -> GatheredFile:
    """Fetch one file, by default only where it changed."""
    source = order.source
    known = None if anew else order.known.get(shown(url))
    download = downloader.fetch(
        Wanted(
            url=url,
            headers=_headers_for(order, url),
            is_page=source.is_page,
            most_bytes=source.most_bytes,
            etag=None if known is None else known.etag,
            last_modified=None if known is None else known.last_modified,
        ),
        progress,
    )
    if download is not None:
        return GatheredFile(
            url=url,
            name=download.name,
            content=download.content,
            etag=download.etag,
            last_modified=download.last_modified,
        )
    return GatheredFile(
        url=url,
        name=url.rpartition("/")[2],
        content=None,
        etag=None if known is None else known.etag,
        last_modified=None if known is None else known.last_modified,
        digest=None if known is None else known.digest,
    )


def _filled(
    order: Order, file: GatheredFile, downloader: Downloader, archive: Archive
) -> GatheredFile:
    """Return a file that did not change, beside one that did, with its bytes."""
    if file.content is not None:
        return file
    if file.digest is None or file.digest not in archive:
        return _fetched(order, file.url, downloader, lambda *_: None, anew=True)
    return replace(file, content=archive.get(file.digest))
