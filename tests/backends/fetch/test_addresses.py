"""Addresses: where we follow, what is shown of them, and names made from them."""

from __future__ import annotations

import httpx
import pytest

from proscribe.backends.fetch.addresses import file_name, followed, shown
from proscribe.backends.fetch.index import newest_link
from proscribe.model.errors import SourceError
from proscribe.model.source import IndexPage

PAGE = httpx.URL("https://lists.example/all/")


def test_a_protected_connection_is_never_left() -> None:
    assert str(followed(PAGE, "../new/list.xml")) == "https://lists.example/new/list.xml"
    assert str(followed(PAGE, "//cdn.example/x")) == "https://cdn.example/x"
    with pytest.raises(SourceError, match="from a protected connection to an open one"):
        followed(PAGE, "http://lists.example/list.xml")


def test_passwords_are_not_shown() -> None:
    assert shown("https://me:secret@lists.example/x?y=1") == "https://lists.example/x?y=1"
    assert shown("https://lists.example/x") == "https://lists.example/x"


@pytest.mark.parametrize(
    ("path", "disposition", "name"),
    [
        ("/a/consolidated.xml", None, "consolidated.xml"),
        ("/a/%2e%2e%2f%2e%2e%2fetc%2fpasswd", None, "passwd"),
        ("/download", 'attachment; filename="list 2026.csv"', "list_2026.csv"),
        ("/download", 'attachment; filename="../../.bashrc"', "bashrc"),
        ("/download", r'attachment; filename="C:\temp\x.xml"', "x.xml"),
        ("/download", "attachment; filename*=UTF-8''%E5%88%B6.xlsx", "xlsx"),
        ("/download", "attachment; filename=\r\nX: y", "X_y"),
        ("/", None, "file"),
        ("/...", None, "file"),
        (f"/{'x' * 300}.xml", None, "x" * 96 + ".xml"),
    ],
)
def test_names_are_plain(path: str, disposition: str | None, name: str) -> None:
    assert file_name(httpx.URL(f"https://lists.example{path}"), disposition) == name


@pytest.mark.parametrize(
    ("page", "link", "hosts", "found"),
    [
        ('<a href="b.xml"><a href="c.xml">', r"\.xml$", (), "https://lists.example/all/b.xml"),
        (
            '<a href="/f/20260101.xml"><a href="/f/20261101.xml"><a href="/f/20260601.xml">',
            r"(\d{8})\.xml",
            (),
            "https://lists.example/f/20261101.xml",
        ),
        (
            '<A HREF=" https://cdn.example/x%20y.xml ">',
            "x y",
            ("cdn.example",),
            "https://cdn.example/x%20y.xml",
        ),
        ('<a name="x"><a href="http://a:port"><a href="b.xml"', r"\.xml", (), None),
    ],
)
def test_the_newest_link_that_fits_is_found(
    page: str, link: str, hosts: tuple[str, ...], found: str | None
) -> None:
    index = IndexPage(url=str(PAGE), link=link, hosts=hosts)

    if found is None:
        with pytest.raises(SourceError, match="the publisher has changed the page"):
            newest_link(page.encode(), PAGE, index)
    else:
        assert str(newest_link(page.encode(), PAGE, index)) == found


@pytest.mark.parametrize(
    "href", ["https://evil.example/list.xml", "http://lists.example/list.xml", "file:///list.xml"]
)
def test_a_link_to_another_host_is_not_followed(href: str) -> None:
    index = IndexPage(url=str(PAGE), link="list")

    with pytest.raises(SourceError, match="at none of the publisher's hosts"):
        newest_link(f'<a href="{href}">'.encode(), PAGE, index)
