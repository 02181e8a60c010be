"""What cannot be a list, told by its first bytes and by what its server calls it."""

from __future__ import annotations

import httpx
import pytest

from proscribe.backends.fetch.content import check_kind
from proscribe.model.errors import SourceError

XML = b"<?xml version='1.0'?><sdnList/>"
PAGE = b"<html><title>\n  Access   denied </title></html>"
CSV = b"1,NAME\n"


def check(
    content: bytes, content_type: str = "", name: str = "list", *, is_page: bool = False
) -> None:
    url = httpx.URL(f"https://lists.example/{name}")
    check_kind(content, content_type, url=url, is_page=is_page)


@pytest.mark.parametrize(
    ("content", "content_type", "name"),
    [
        (XML, "text/xml", "list.xml"),
        (XML, "text/html", "list.XML"),  # a server that knows no better
        (b"\xef\xbb\xbf" + XML, "application/octet-stream", "list.xml"),
        ("<a/>".encode("utf-16"), "", "list.xml"),
        (b"\n <a/>", "", "list.xml"),
        (CSV, "text/csv", "list.csv"),
        (CSV, "text/plain", "list"),
        (b"{}", "application/json", "list.json"),
        (b"PK\x03\x04...", "application/zip", "list.xml"),
        (b"PK\x03\x04...", "application/vnd.ms-excel", "list.xlsx"),
        (b"\xd0\xcf\x11\xe0...", "", "list.xls"),
    ],
)
def test_a_list_is_taken(content: bytes, content_type: str, name: str) -> None:
    check(content, content_type, name)


@pytest.mark.parametrize(
    ("content", "content_type", "name", "says"),
    [
        (b"", "text/xml", "list.xml", "the file is empty"),
        (b" \r\n", "text/xml", "list.xml", "the file is empty"),
        (PAGE, "text/xml", "list.xml", 'a web page instead of the list, titled "Access denied"'),
        (b"<!doctype HTML><p>", "", "list.csv", "a web page instead of the list."),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html>", "", "list", "a web page"),
        (b"Please log in", "text/html; charset=utf-8", "list.csv", "a web page"),
        (CSV, "text/csv", "list.xml", "which it calls text/csv: it begins with b'1,NAME"),
        (XML, "", "list.json", "which it does not name"),
        (CSV, "", "list.xlsx", "something else than the list"),
        (b"\x89PNG", "image/png", "list", "which it calls image/png"),
    ],
)
def test_what_is_no_list_is_refused(
    content: bytes, content_type: str, name: str, says: str
) -> None:
    with pytest.raises(SourceError) as caught:
        check(content, content_type, name)

    assert says in str(caught.value)
    assert str(caught.value).startswith(f"https://lists.example/{name}: ")


def test_a_page_is_taken_where_the_list_is_one() -> None:
    check(PAGE, "text/html", "list.html", is_page=True)
    with pytest.raises(SourceError, match="empty"):
        check(b"", "text/html", is_page=True)
