"""Whether what a server sent can be the list that was asked for, told by its first bytes."""

from __future__ import annotations

import re
import zlib

import httpx

from proscribe.backends.fetch.addresses import place
from proscribe.model.errors import SourceError

_GZIP_WINDOW = 31
_HEAD = 2_048
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06")
# What may stand before the root of a page.
_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# By ending of the address: how such a file begins. Packed files are opened later.
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".xml": (b"<", *_PACKED),
    ".json": (b"{", b"[", *_PACKED),
    ".xlsx": _SPREADSHEET,
    ".xls": _SPREADSHEET,
    ".ods": _SPREADSHEET,
    ".zip": _PACKED,
    ".gz": _PACKED,
    ".pdf": (b"%PDF",),
}
_NEVER = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript")
_PAGES = ("text/html", "application/xhtml+xml")
_LOOK = "Open the address in a browser: the list may have moved, or programs be turned away."


def decoded(content: bytes, encoding: str, *, url: httpx.URL, most_bytes: int) -> bytes:
    """Undo the packing under which a file came over the wire.

    Raises:
        SourceError: It is packed in another way than we asked for, damaged or too large.
    """
    if encoding in {"", "identity"}:
        return content
    if encoding not in {"gzip", "x-gzip"}:
        raise SourceError(
            f"the server packed the file as {encoding!r}, though it was asked for gzip or nothing.",
            where=place(url),
            remedy="Download the file by hand, and import it.",
        )
    inflater = zlib.decompressobj(wbits=_GZIP_WINDOW)
    try:
        found = inflater.decompress(content, most_bytes + 1)
    except zlib.error as error:
        raise SourceError(
            f"the file came packed and cannot be unpacked ({error}).",
            where=place(url),
            remedy="Try again later.",
        ) from error
    if len(found) > most_bytes:
        raise too_large(url, most_bytes)
    if not inflater.eof:
        raise SourceError(
            "the file came packed and breaks off before its end.",
            where=place(url),
            remedy="Try again later.",
        )
    return found


def too_large(url: httpx.URL, most_bytes: int) -> SourceError:
    """Return the error of a file that is larger than any list is."""
    return SourceError(
        f"the file is larger than {most_bytes:,} bytes, more than this list can have.",
        where=place(url),
        remedy="Look at what lies at the address; import it by hand if it is right.",
    )


def check_kind(content: bytes, content_type: str, *, url: httpx.URL, is_page: bool) -> None:
    """Refuse what cannot be the list: nothing, a page with a message, a picture.

    Args:
        content: The file.
        content_type: What its server calls it; many are wrong, so the bytes count more.
        url: Its address, whose ending says what it should be.
        is_page: True where the list itself is a web page.

    Raises:
        SourceError: It is refused; the message says what it looks like.
    """
    if not content or content.isspace():
        raise SourceError("the file is empty.", where=place(url), remedy="Try again later.")
    if is_page:
        return
    kind = content_type.partition(";")[0].strip().lower()
    begins = _begins(content)
    if _is_page(begins) or (kind in _PAGES and not begins.startswith((b"<", b"{", b"[", *_PACKED))):
        raise SourceError(
            f"the server answered with a web page instead of the list{_title(content)}.",
            where=place(url),
            remedy=_LOOK,
        )
    ending = next((each for each in _BEGINNINGS if url.path.lower().endswith(each)), None)
    wrong = ending is not None and not begins.startswith(_BEGINNINGS[ending])
    if wrong or kind.startswith(_NEVER):
        named = f"which it calls {kind}" if kind else "which it does not name"
        raise SourceError(
            f"the server answered with something else than the list, {named}: it begins with "
            f"{content[:16]!r}.",
            where=place(url),
            remedy=_LOOK,
        )


def _begins(content: bytes) -> bytes:
    """Return how the text begins, marks of its encoding and blanks left out."""
    head = content[:_HEAD]
    bom = next((each for each in _BOMS if head.startswith(each)), b"")
    if bom in _BOMS[1:]:
        head = head.replace(b"\0", b"")
    return head.removeprefix(bom).lstrip()


def _is_page(begins: bytes) -> bool:
    prologue = _PROLOGUE.match(begins)
    return _PAGE.match(begins, 0 if prologue is None else prologue.end()) is not None


def _title(content: bytes) -> str:
    found = re.search(rb"<title[^>]*>(.*?)</title", content[: 8 * _HEAD], re.IGNORECASE | re.DOTALL)
    words = "" if found is None else " ".join(found[1].decode("utf-8", "replace").split())
    return f', titled "{words[:80]}"' if words else ""
