"""Articles that are sent to a server, or whose address is."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.articles.hosts import HostError
from proscribe.model.errors import InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from proscribe.backends.articles import Fetched
    from proscribe.workspace.facade import Workspace

# Endings by which files are told apart, by the type that is stated of a body.
FORMATS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
}
_ADDRESS = ("http://", "https://")


def fetch_address(url: str) -> Fetched:
    """Return what lies at an address; none of a private network is asked.

    Raises:
        InputError: It is no address.
        SourceError: It cannot be fetched.
    """
    from proscribe.backends.articles import fetch_page

    if not url.startswith(_ADDRESS):
        raise InputError("the address is none of the web.", remedy="Give one of http or https.")
    with from_afar():
        return fetch_page(url)


def read_fetched(
    workspace: Workspace,
    page: Fetched,
    *,
    published: date | None,
    known_at: str | None = None,
    check: bool,
) -> dict[str, object]:
    """Return what the article claims that lay at an address.

    Args:
        workspace: The workspace.
        page: What lay there.
        published: The day it was published, where it does not say so.
        known_at: Only what was public by then counts as known now.
        check: Whether each claim is checked against the record.

    Raises:
        SourceError: It holds no article that can be read.
    """
    found = workspace.read(page, published=published, known_at=known_at, check=check)
    return found.to_json()


@contextmanager
def from_afar() -> Iterator[None]:
    """Read what somebody elsewhere names: what they are told says nothing of this network.

    They must learn neither which names it has nor what these stand for.

    Raises:
        SourceError: The address is not of the public network.
    """
    try:
        yield
    except HostError:
        raise SourceError(
            "the address names no machine of the public network, so nothing was fetched.",
            remedy="Give the address of an article on the web, or send its text.",
        ) from None


def read_content(
    workspace: Workspace,
    content: bytes,
    kind: str,
    *,
    published: date | None,
    known_at: str | None = None,
    check: bool,
) -> dict[str, object]:
    """Return what an article claims that was sent.

    Args:
        workspace: The workspace.
        content: Its bytes.
        kind: What they are, as the sender states it.
        published: The day it was published, where it does not say so.
        known_at: Only what was public by then counts as known now.
        check: Whether each claim is checked against the record.

    Raises:
        InputError: Articles of that kind are not read, or it holds no text.
    """
    if kind not in FORMATS:
        raise InputError(
            f"articles of the type {kind!r} are not read.",
            remedy=f"Send one of {', '.join(FORMATS)}.",
        )
    with tempfile.TemporaryDirectory(prefix="proscribe-") as folder:
        file = Path(folder) / f"article{FORMATS[kind]}"
        file.write_bytes(content)
        try:
            found = workspace.read(file, published=published, known_at=known_at, check=check)
            return found.to_json()
        except InputError as error:
            # Where it lay meanwhile is nobody's matter.
            raise type(error)(error.what, remedy=error.remedy) from error
