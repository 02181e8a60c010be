"""Tickers of the companies that file with the SEC, each with its CIK.

Read are both files the SEC publishes: ``company_tickers.json`` (an object of numbered records) and
``company_tickers_exchange.json`` (``fields`` and ``data``, with the exchange). A company has one
record for each of its tickers. Foreign issuers that file nothing are not in it: a ticker that is
missing says nothing. The files state no day, and hold what trades now: a ticker that has passed to
another company is that company's in the next edition.

Nobody is designated by it: it ties tickers to issuers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, NameKind, ParsedEdition, SecurityLine, SecurityType
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.table import decode_text

_KEY = "us_sec_company_tickers"
_FETCH_AGAIN = (
    "Fetch it again; the SEC answers only requests whose User-Agent says who asks (headers)."
)
_CIK, _NAME, _TICKER = ("cik", "cik_str"), ("name", "title"), ("ticker",)
_EXCHANGE = ("exchange",)
_KNOWN = frozenset((*_CIK, *_NAME, *_TICKER, *_EXCHANGE))
# What EDGAR puts behind a name that another filer has too: a state, /NEW/, /ADR/.
_EDGAR_MARK = re.compile(r"\s*[/\\]\s*(?:[A-Z]{2,4}|ADR)\s*[/\\]?\s*$|\s*[/\\]\s*$")
_FORMS = frozenset({"NV", "SA", "AB", "AS", "AG"})

_Record = dict[str, object]


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the companies of one or both files.

    Raises:
        QuarantineError: A file is not one of the SEC's, is cut off, or a record lacks its CIK,
            name or ticker.
    """
    findings = Findings()
    companies: dict[int, list[tuple[_Record, str]]] = {}
    records = 0
    for file in snapshot.files:
        for number, record in enumerate(_records(file), 1):
            locator = f"record {number}"
            companies.setdefault(_cik(record, file, locator), []).append((record, locator))
            records += 1
            for field in record.keys() - _KNOWN:
                findings.note(f"unread field {field}", locator)
    return ParsedEdition(
        listings=tuple(
            (_listing(cik, [each for each, _ in found], findings), found[0][1])
            for cik, found in sorted(companies.items())
        ),
        published=None,
        records=records,
        warnings=findings.sentences(),
    )


def _listing(cik: int, records: list[_Record], findings: Findings) -> Listing:
    draft = Draft(id=f"{_KEY}-{cik}", schema="Company", findings=findings)
    draft.put("cikCode", f"{cik:010d}")
    for record in records:
        printed = _text(record, _NAME)
        draft.name(_plain_name(printed), NameKind.PRIMARY)
        draft.name(printed, NameKind.ALIAS)
        draft.securities.append(
            SecurityLine(
                type=SecurityType.OTHER,
                ticker=f"{_text(record, _TICKER).upper()} US",
                venue=_text(record, _EXCHANGE) or None,
            )
        )
    return draft.build()


def _plain_name(printed: str) -> str:
    """Return a name without EDGAR's own mark behind it; what is a legal form stays."""
    mark = _EDGAR_MARK.search(printed)
    if mark is None or mark[0].strip(" /\\") in _FORMS:
        return printed
    return printed[: mark.start()].rstrip() or printed


def _cik(record: _Record, file: SnapshotFile, locator: str) -> int:
    cik = _text(record, _CIK)
    if not cik.isdecimal() or not _text(record, _NAME) or not _text(record, _TICKER):
        raise QuarantineError(
            f"the {locator} has no CIK, name or ticker.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    return int(cik)


def _text(record: _Record, fields: tuple[str, ...]) -> str:
    found = next((record[field] for field in fields if field in record), None)
    return "" if found is None else " ".join(str(found).split())


def _records(file: SnapshotFile) -> Iterator[_Record]:
    held = _json(file)
    fields, rows = held.get("fields"), held.get("data")
    if isinstance(fields, list) and isinstance(rows, list):
        if not {str(field) for field in fields} & {*_TICKER}:
            raise _stranger(file)
        for row in rows:
            if not isinstance(row, list) or len(row) != len(fields):
                raise QuarantineError(
                    f"a row has not the {len(fields)} cells that the fields name.",
                    where=Place(file=file.name),
                    remedy=_FETCH_AGAIN,
                )
            yield dict(zip(map(str, fields), row, strict=True))
        return
    if not held:
        raise _stranger(file)
    for record in held.values():
        if not isinstance(record, dict) or not record.keys() & {*_TICKER}:
            raise _stranger(file)
        yield record


def _json(file: SnapshotFile) -> _Record:
    text = decode_text(file)
    try:
        held: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise QuarantineError(
            f"the file is no JSON, or breaks off ({error.msg}).",
            where=Place(file=file.name, line=error.lineno, column=str(error.colno)),
            remedy=_FETCH_AGAIN,
        ) from error
    if not isinstance(held, dict):
        raise _stranger(file)
    return held


def _stranger(file: SnapshotFile) -> QuarantineError:
    return QuarantineError(
        "this is no file of company tickers.",
        where=Place(file=file.name),
        remedy="Give company_tickers.json or company_tickers_exchange.json.",
    )


SOURCE = Source(
    key=_KEY,
    authority="us-sec",
    title="Company tickers (SEC)",
    url="https://www.sec.gov/files/company_tickers_exchange.json",
    joins_files=True,
    habit_days=30,
    parse=parse,
)
