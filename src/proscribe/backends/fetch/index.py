"""The newest file that a publisher's page links to."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import httpx

from proscribe.backends.fetch.addresses import place
from proscribe.model.errors import SourceError
from proscribe.model.source import IndexPage


def newest_link(page: bytes, url: httpx.URL, index: IndexPage) -> httpx.URL:
    """Return the newest link of a page that fits its pattern.

    Args:
        page: The page.
        url: Where it lies, which links are relative to.
        index: The pattern, and the hosts a link may lead to.

    Raises:
        SourceError: No link fits, or one leads to another host.
    """
    links = _Links()
    links.feed(page.decode("utf-8", "replace"))
    links.close()
    pattern = re.compile(index.link)
    found: list[tuple[tuple[str, ...], httpx.URL]] = []
    for link in links.found:
        target = _joined(url, link)
        fits = None if target is None else pattern.search(unquote(str(target)))
        if target is not None and fits is not None:
            found.append((tuple(group or "" for group in fits.groups()), target))
    if not found:
        raise SourceError(
            f"none of the {len(links.found)} links of the page fits {index.link!r}, so the newest "
            "file was not found: the publisher has changed the page.",
            where=place(url),
            remedy="Name the address of the file itself in urls, or download and import it.",
        )
    target = max(found, key=lambda each: each[0])[1]
    if target.host not in {url.host, *index.hosts} or target.scheme not in {"https", url.scheme}:
        raise SourceError(
            f"the page links to {target}, which is at none of the publisher's hosts, so it was not "
            "followed.",
            where=place(url),
            remedy="If that is where the publisher keeps it, name the address in urls.",
        )
    return target


class _Links(HTMLParser):
    """Collects where a page links to, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value is not None]


def _joined(url: httpx.URL, link: str) -> httpx.URL | None:
    """Return the absolute address of a link; None of one that makes no sense."""
    try:
        return url.join(link.strip())
    except (httpx.InvalidURL, ValueError):
        return None
