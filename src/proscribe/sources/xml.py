"""Reads XML lists record by record; hostile or damaged XML is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile

_FETCH_AGAIN = "Fetch the file again and compare its size with the publisher's."
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEAD = 2048
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def looks_like_xml(content: bytes) -> bool:
    """Tell whether bytes begin as XML (or a web page) does."""
    start = content[:_HEAD]
    for mark in _BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


def root_name(file: SnapshotFile) -> str:
    """Return the local name of the root element.

    Raises:
        QuarantineError: The file is a web page, no XML, or declares a document type.
    """
    if _WEB_PAGE.match(file.content[:_HEAD].removeprefix(_BYTE_ORDER_MARKS[0])):
        raise QuarantineError(
            "the file is a web page, not the list.",
            where=Place(file=file.name),
            remedy="Its publisher may have answered with a notice: open it, then fetch the list.",
        )
    for _, root in _events(file, _parser(file, ("start",), None)):
        if root.getroottree().docinfo.internalDTD is not None:
            raise QuarantineError(
                "the XML declares a document type, which no published list does;"
                " entities in it could be hostile.",
                where=Place(file=file.name),
                remedy="Do not use this copy. Fetch the list from its publisher.",
            )
        return local_name(root)
    raise QuarantineError("the file holds no XML.", where=Place(file=file.name))


def walk(
    file: SnapshotFile, *names: str, other: Callable[[str], None] | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """Yield each element of those local names, whole, and free it afterwards.

    Namespaces do not count: publishers have changed them without changing the list.

    Args:
        file: The file.
        names: Local names of the elements that are read.
        other: Told the local name of each element beside those read, and of each right below
            the root, so that a part the publisher has added is not passed over in silence.

    Raises:
        QuarantineError: The XML breaks off or is not well formed.
    """
    parser = _parser(file, ("end",), names)
    for _, element in _events(file, parser):
        for entity in element.iter(etree.Entity):
            raise QuarantineError(
                f"the XML uses {entity.text}, which nothing defines.",
                where=Place(file=file.name, line=line_of(element), column=local_name(element)),
                remedy=_FETCH_AGAIN,
            )
        yield local_name(element), element
        element.clear()
        parent = element.getparent()
        while element.getprevious() is not None and parent is not None:
            _tell(other, names, parent[0])
            del parent[0]
    for element in parser.root if other is not None else ():
        _tell(other, names, element)


def _tell(
    other: Callable[[str], None] | None, names: tuple[str, ...], element: etree._Element
) -> None:
    if other is not None and isinstance(element.tag, str):
        name = local_name(element)
        if name not in names:
            other(name)


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int | None:
    """Return the line at which the element begins."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def text_of(element: etree._Element) -> str:
    """Return the element's own text, blanks collapsed."""
    return " ".join((element.text or "").split())


def _parser(file: SnapshotFile, events: tuple[str, ...], names: tuple[str, ...] | None) -> Any:  # noqa: ANN401 - lxml's types know no iterparse of this use
    tags = None if names is None else [f"{{*}}{name}" for name in names]
    return etree.iterparse(
        BytesIO(file.content),
        events=events,
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _events(file: SnapshotFile, parser: Any) -> Iterator[tuple[Any, etree._Element]]:  # noqa: ANN401
    try:
        yield from parser
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = Place(file=file.name, line=line, column=str(column))
        raise QuarantineError(
            f"the XML breaks off or is not well formed ({error.msg}).",
            where=where if line else Place(file=file.name),
            remedy=_FETCH_AGAIN,
        ) from error
