"""Portfolios as the XML that Interactive Brokers calls a Flex query: attributes of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from proscribe.backends.portfolios.statement import StatementFile, refuse
from proscribe.securities.identifiers import check_identifier

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_AGAIN = "Run the Flex query again."
# Detail below a position or a trade repeats it.
_DETAIL = ("LOT", "CLOSED_LOT", "ORDER", "SYMBOL_SUMMARY", "ASSET_SUMMARY")
_KINDS = (("OpenPosition", "positions"), ("Order", "orders"), ("Trade", "trades"))


class FlexFile(StatementFile):
    """A Flex query, read whole."""

    def __init__(self, path: Path, content: bytes) -> None:
        file = str(path)
        found: dict[str, list[dict[str, str]]] = {kind: [] for kind, _ in _KINDS}
        days: set[str] = set()
        if _DECLARES.search(content):
            raise refuse(
                file, "the XML declares a document type, which no Flex query does.", _AGAIN
            )
        try:
            for element in _elements(content):
                if element.tag == "FlexStatement":
                    days.add(element.get("toDate", ""))
                elif element.get("levelOfDetail", "") not in _DETAIL:
                    found[str(element.tag)].append(_row(element))
        except etree.XMLSyntaxError as error:
            why = f"the XML is not well formed ({error.msg})."
            raise refuse(file, why, _AGAIN, error.lineno) from error
        kept = [(kind, words) for kind, words in _KINDS if found[kind]]
        if not kept:
            raise refuse(
                file,
                "the Flex query holds no open position, order or trade.",
                "Add the section Open Positions to the query and run it again.",
            )
        (first, _), *others = kept
        warnings = [
            f"The file also holds {len(found[kind])} {words}, not read here."
            for kind, words in others
        ]
        facts = {"As of": max(days)} if any(days) else {}
        super().__init__(found[first], facts=facts, warnings=warnings)


def _row(element: etree._Element) -> dict[str, str]:
    """Return a line; one without an ISIN bears that of what it is on, where that is told."""
    row = {str(name): str(value) for name, value in element.items()}
    underlying = row.get("underlyingSecurityID", "")
    if underlying and not row.get("isin") and check_identifier("isin", underlying).problem is None:
        row["isin"] = underlying
    return row


def _elements(content: bytes) -> Iterator[etree._Element]:
    wanted = [kind for kind, _ in _KINDS] + ["FlexStatement"]
    parser = etree.iterparse(
        BytesIO(content), tag=wanted, resolve_entities=False, load_dtd=False, no_network=True
    )
    for _, element in parser:
        yield element
