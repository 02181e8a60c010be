"""Head and totals of a report as the JSON both JSON and Parquet files carry.

Money is a JSON number with all its digits, not a binary fraction; a moment is
RFC 3339, or a day where only the day is known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import orjson

from proscribe.model.errors import InternalError
from proscribe.model.time import Moment, format_instant
from proscribe.screening.answer import answer
from proscribe.screening.report import Note, ReportHead
from proscribe.screening.summary import Amounts, Summary, UnresolvedLine, trimmed

Document = dict[str, object]


def dump(value: object) -> bytes:
    """Return JSON, with money and moments as this module says."""
    return orjson.dumps(
        value,
        default=_plain,
        option=orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS,
    )


def head_document(head: ReportHead) -> Document:
    """Return the head of a report."""
    document = {each.name: getattr(head, each.name) for each in dataclasses.fields(head)}
    document["not_checked"] = [{"key": key, "why": why} for key, why in head.not_checked]
    return document


def summary_document(summary: Summary, head: ReportHead) -> Document:
    """Return the totals of a report; amounts of money by currency."""
    return {
        "answer": answer(summary, head.actions),
        "rows": summary.rows,
        "lines": summary.lines,
        "holdings": summary.holdings,
        "cash": summary.cash,
        "not_allowed": summary.not_allowed,
        "unresolved": summary.unresolved_lines,
        "notes": summary.notes,
        "valued": summary.valued,
        "market_value": _amounts(summary.market_value),
        "weight": summary.weight,
        "verdict_lines": dict(summary.verdict_lines),
        "verdicts": [_money(total) for total in summary.totals],
        "deadlines": [_money(deadline) for deadline in summary.deadlines],
        "issuers": [_money(issuer) for issuer in summary.issuers],
    }


def unresolved_document(line: UnresolvedLine) -> Document:
    """Return an unresolved line with its candidates."""
    document = _fields(line)
    document["given"] = dict(line.given)
    return document


def note_document(note: Note) -> Document:
    """Return a line that is no holding."""
    return dict(note._asdict())


def _money(value: object) -> Document:
    document = _fields(value)
    amounts = document["market_value"]
    document["market_value"] = _amounts(amounts) if isinstance(amounts, tuple) else amounts
    return document


def _amounts(amounts: Amounts) -> dict[str, Decimal]:
    return dict(amounts)


def _fields(value: object) -> Document:
    if not dataclasses.is_dataclass(value):
        raise InternalError(f"{type(value).__name__} has no place in a report.")
    return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return orjson.Fragment(f"{trimmed(value):f}")
        case Moment():
            return str(value)
        case datetime():
            return format_instant(value)
        case date():
            return value.isoformat()
        case _:
            return _fields(value)


def dump_rows(rows: Sequence[Document]) -> list[bytes]:
    """Return one JSON object a row; what is JSON text already is put in as it is."""
    for row in rows:
        for key in ("regimes", "_candidates"):
            text = row[key]
            row[key] = orjson.Fragment(text) if isinstance(text, str) else None
    return [dump(row) for row in rows]
