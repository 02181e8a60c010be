"""The World Bank's JSON answer, and the rows of suppliers somewhere in it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import orjson

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.table import Row, decode_text

_ID, _NAME = "SUPP_ID", "SUPP_NAME"
_DEEPEST = 4
_FETCH_AGAIN = "Fetch the list again; the address answers only a request with its apikey header."


def supplier_rows(file: SnapshotFile) -> Iterator[Row]:
    """Yield one row for each supplier, of which the ``line`` is its place in the answer.

    The suppliers stand in ``response.ZPROCSUPP``, and are found wherever they stand.

    Raises:
        QuarantineError: It is no JSON, breaks off, holds no supplier, or a row has no id or
            name.
    """
    answer = _answer(file)
    found = _suppliers(answer, 0)
    if not found:
        raise QuarantineError(
            f"the answer holds no supplier{_said(answer)}.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    for number, held in enumerate(found, 1):
        cells = {key.upper(): _text(value) for key, value in held.items()}
        row = Row(file=file.name, line=number, cells=cells)
        for column in (_ID, _NAME):
            if not cells.get(column, "").strip():
                raise row.error("the supplier has no id or no name.", column)
        yield row


def _answer(file: SnapshotFile) -> object:
    text = decode_text(file, "cp1252")
    try:
        answer: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise QuarantineError(
            f"the answer is no JSON, or breaks off ({error.msg}).",
            where=Place(file=file.name, line=error.lineno, column=str(error.colno)),
            remedy=_FETCH_AGAIN,
        ) from error
    return answer


def _suppliers(value: object, depth: int) -> list[dict[str, object]]:
    if isinstance(value, dict):
        if any(str(key).upper() == _ID for key in value):
            return [value]
        inner = [*value.values()]
    elif isinstance(value, list):
        inner = value
    else:
        return []
    if depth > _DEEPEST:
        return []
    return [supplier for each in inner for supplier in _suppliers(each, depth + 1)]


def _said(answer: object) -> str:
    """Return what an answer that is a message says, as gateways answer a missing key."""
    texts = list(_texts(answer, 0))
    return f"; it says {' '.join(texts)[:200]!r}" if texts else ""


def _texts(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and depth <= _DEEPEST:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each, depth + 1)


def _text(value: object) -> str:
    return "" if value is None else unescape(str(value))
