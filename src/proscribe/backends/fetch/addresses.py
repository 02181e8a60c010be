"""Addresses on the web: which we follow, and how we name what lies there."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import unquote

import httpx

from proscribe.model.errors import Place, SourceError

_SCHEMES = ("http", "https")
_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


def parse_address(text: str) -> httpx.URL:
    """Read an address of a file on the web.

    Raises:
        SourceError: It is none, or is not fetched by HTTP.
    """
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            f"the address {text!r} makes no sense ({error}).", remedy="Correct it in urls."
        ) from error
    if url.scheme not in _SCHEMES or not url.host:
        raise SourceError(
            f"the address {shown(url)!r} does not begin with https:// or http:// and a host, and "
            "lists are fetched in no other way.",
            remedy="Correct it in urls; files on this machine are read by `proscribe import`.",
        )
    return url


def followed(url: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads.

    Raises:
        SourceError: It leads off the web, or from a protected connection to an open one.
    """
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            f"the server leads on to {location!r}, which makes no sense ({error}).",
            where=place(url),
            remedy="Look where the publisher has moved the file, and name that address in urls.",
        ) from error
    if target.scheme not in _SCHEMES or not target.host:
        raise SourceError(
            f"the server leads on to {shown(target)!r}, which is not on the web, so it was not "
            "followed.",
            where=place(url),
            remedy="Look where the publisher has moved the file, and name that address in urls.",
        )
    if url.scheme == "https" and target.scheme == "http":
        raise SourceError(
            f"the server leads from a protected connection to an open one ({shown(target)}), "
            "where anyone could change the list, so it was not followed.",
            where=place(url),
            remedy="Look for the publisher's https address, and name it in urls.",
        )
    return target


def shown(url: httpx.URL | str) -> str:
    """Return an address without user and password, for messages and the log."""
    try:
        found = httpx.URL(url)
        return str(found.copy_with(userinfo=b"") if found.userinfo else found)
    except (httpx.InvalidURL, ValueError):
        return str(url)


def place(url: httpx.URL | str) -> Place:
    """Return an address as the place of an error."""
    return Place(file=shown(url))


def file_name(url: httpx.URL, disposition: str | None) -> str:
    """Return a plain name for a file, whatever its server calls it: no folder, no dot in front."""
    named = None if disposition is None else _disposed(disposition)
    last = re.split(r"[/\\]", unquote(named or url.path))[-1]
    return _ODD.sub("_", last).lstrip("._-")[-_LONGEST_NAME:] or "file"


def _disposed(disposition: str) -> str | None:
    message = Message()
    message["Content-Disposition"] = disposition.replace("\r", " ").replace("\n", " ")
    return message.get_filename()
