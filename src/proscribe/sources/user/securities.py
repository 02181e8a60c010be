"""The user's own table of securities: who issued what, under which numbers, where and when.

CSV with any delimiter, tab-separated text, XLSX, XLS, ODS or Parquet, one row a line, with columns
``issuer``, ``name``, ``lei``, ``country``, ``isin``, ``cusip``, ``sedol``, ``figi`` (also
``composite_figi``, ``shareclass_figi``), ``ticker``, ``venue`` (an exchange or MIC), ``type``,
``ratio``, ``since``, ``until`` (days, the last one included), in any order and case and in the
usual spellings, those of a portfolio and of FinanceDatabase among them. Rows of one LEI, or else of
one issuer in one country, are one issuer; without a column ``issuer`` the name of the line is
taken.

Nobody is designated by it. What it says of a number that another source denies is a conflict, and
decides nothing by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date

from stdnum import cusip, figi, isin
from stdnum.gb import sedol

from proscribe.model.listing import (
    Listing,
    NameKind,
    ParsedEdition,
    SecurityLine,
    SecurityType,
)
from proscribe.model.source import Snapshot, Source
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.user.lines import headers as columns
from proscribe.sources.user.rows.tables import Heads, UserRow, user_rows

_KEY = "securities"
HEADS = Heads(
    meanings=columns.line_meanings,
    suffices=columns.identifies_a_line,
    missing="the table says of no security whose it is: it needs a column of an issuer, a name or "
    "an LEI, and one of an identifier or ticker.",
    remedy="Head the columns with issuer, isin, cusip, sedol, figi, ticker, venue, type.",
)
_NO_VALUE = frozenset({"", "-", "--", "n/a", "na", "nan", "none", "null"})
_CHECKS = {"isin": isin, "cusip": cusip, "sedol": sedol, "figi": figi}
_TYPES = {
    SecurityType.EQUITY: "equity equities stock stocks share shares ordinary ord common "
    "commonstock ordinaryshare ordinaryshares commonshare commonshares hshare hshares ashare "
    "ashares h a eq preferred preference reit",
    SecurityType.ADR: "adr adrs ads gdr gdrs dr receipt depositaryreceipt "
    "americandepositaryreceipt sponsoredadr unsponsoredadr globaldepositaryreceipt nvdr",
    SecurityType.DEBT: "bond bonds debt note notes fixedincome corporatebond debenture",
    SecurityType.WARRANT: "warrant warrants right rights",
    SecurityType.ETF: "etf etfs exchangetradedfund etp",
    SecurityType.FUND: "fund funds mutualfund unittrust",
    SecurityType.CONVERTIBLE: "convertible convertibles convertiblebond",
    SecurityType.OTHER: "other",
}
_BY_WORD = {word: kind for kind, words in _TYPES.items() for word in words.split()}
_TRUE = frozenset({"true", "yes", "1", "y", "delisted"})
# 03/04/2021 is a day in March for some and in April for others.
_EITHER = re.compile(r"(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-]\d{4}\Z")
_NOT_LETTER = re.compile(r"[\W_]+")


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the tables of an edition together.

    Raises:
        QuarantineError: A file is no table, or does not say whose securities it is about.
        InputError: A row has too many cells, or a day cannot be read.
    """
    findings = Findings()
    issuers: dict[str, list[UserRow]] = {}
    records = 0
    several = len(snapshot.files) > 1
    for file in snapshot.files:
        for row in user_rows(file, findings, HEADS):
            records += 1
            issuers.setdefault(_key(row), []).append(row)
    return ParsedEdition(
        listings=tuple(
            (_listing(key, rows, findings), _locator(rows[0], several=several))
            for key, rows in issuers.items()
        ),
        published=None,
        records=records,
        warnings=findings.sentences(),
    )


def _locator(row: UserRow, *, several: bool) -> str:
    return f"{row.file} {row.locator}" if several else row.locator


def _key(row: UserRow) -> str:
    """Return what stays the same of an issuer from edition to edition."""
    code = _value(row, columns.LEI).upper()
    if code:
        return code
    name = _NOT_LETTER.sub(" ", _issuer(row).casefold()).strip()
    marks = name or "|".join(_value(row, kind) for kind in (*columns.IDENTIFIERS, columns.TICKER))
    country = _value(row, columns.COUNTRY).casefold()
    return hashlib.sha256(f"{marks}|{country}".encode()).hexdigest()[:12]


def _issuer(row: UserRow) -> str:
    return _value(row, columns.ISSUER) or _value(row, columns.NAME)


def _value(row: UserRow, meaning: str) -> str:
    """Return the first text of a meaning that says something."""
    return next((text for text in row.all(meaning) if text.casefold() not in _NO_VALUE), "")


def _listing(key: str, rows: list[UserRow], findings: Findings) -> Listing:
    draft = Draft(id=f"{_KEY}-{key}", schema="Company", findings=findings)
    for row in rows:
        draft.name(_issuer(row), NameKind.PRIMARY)
        draft.put("leiCode", _value(row, columns.LEI).upper())
        draft.put("cikCode", _value(row, columns.CIK))
        draft.put_country("country", _value(row, columns.COUNTRY))
        for meaning, header, _ in row.cells:
            if not meaning:
                draft.note(f"the column {header!r} is not known and is not read")
        draft.securities += _lines(row, draft)
    if not draft.names_found:
        draft.name(_stand_in(rows[0]), NameKind.PRIMARY)
    return draft.build()


def _stand_in(row: UserRow) -> str:
    meanings = (columns.LEI, *columns.IDENTIFIERS, columns.TICKER)
    found = next((value for meaning in meanings if (value := _value(row, meaning))), "")
    if not found:
        raise row.error(
            "the row has neither an issuer nor an identifier.", "Fill one in, or delete the row."
        )
    return found


def _lines(row: UserRow, draft: Draft) -> Iterator[SecurityLine]:
    """Yield the line of a row, and one for each further FIGI of the same security."""
    numbers = {kind: _number(row, kind, draft) for kind in columns.IDENTIFIERS}
    since, until = _day(row, columns.SINCE), _day(row, columns.UNTIL)
    if since is not None and until is not None and until < since:
        raise row.error(
            f"the line ends on {until}, before it begins on {since}.",
            "Correct one of the two days.",
            columns.UNTIL,
        )
    ticker = _value(row, columns.TICKER) or None
    if _value(row, columns.DELISTED).casefold() in _TRUE:
        draft.keep(f"{ticker or next(filter(None, numbers.values()), '')} delisted, no day given")
    kind = _type(row, draft)
    if ticker is not None or any(numbers.values()):
        yield SecurityLine(
            type=kind,
            isin=numbers["isin"],
            cusip=numbers["cusip"],
            sedol=numbers["sedol"],
            figi=numbers["figi"],
            ticker=ticker,
            venue=_venue(row),
            name=_value(row, columns.NAME) or None,
            ratio=_value(row, columns.RATIO) or None,
            since=since,
            until=until,
        )
    for meaning in (columns.COMPOSITE, columns.SHARE_CLASS):
        further = _figi(_value(row, meaning), draft)
        if further is not None and further != numbers["figi"]:
            yield SecurityLine(type=kind, isin=numbers["isin"], figi=further)


def _venue(row: UserRow) -> str | None:
    """Return the venue as its MIC, four capitals, where the row has one; else as first printed."""
    printed = [text for text in row.all(columns.VENUE) if text.casefold() not in _NO_VALUE]
    mics = [text for text in printed if len(text) == len("XHKG") and text.startswith("X")]
    return next(iter((*mics, *printed)), None)


def _number(row: UserRow, kind: str, draft: Draft) -> str | None:
    text = _value(row, kind).replace(" ", "").upper()
    if text and not _CHECKS[kind].is_valid(text):
        draft.note(f"the {kind.upper()} {text} fails its check and leads to nobody")
    return text or None


def _figi(text: str, draft: Draft) -> str | None:
    code = text.replace(" ", "").upper()
    if code and not figi.is_valid(code):
        draft.note(f"the FIGI {code} fails its check and leads to nobody")
    return code or None


def _type(row: UserRow, draft: Draft) -> SecurityType:
    printed = _value(row, columns.TYPE)
    if not printed:
        return SecurityType.OTHER
    kind = _BY_WORD.get(_NOT_LETTER.sub("", printed.casefold()))
    if kind is None:
        draft.note(f"unknown type {printed!r}")
        draft.keep(f"type {printed}")
    return kind or SecurityType.OTHER


def _day(row: UserRow, meaning: str) -> date | None:
    text = _value(row, meaning)
    if not text:
        return None
    day = None if _EITHER.match(text) else read_date(text.removesuffix(" 00:00:00")).day
    if day is None:
        raise row.error(
            f"{text!r} is not a day.", "Write it as YYYY-MM-DD, for instance 2021-03-15.", meaning
        )
    return day


SOURCE = Source(
    key=_KEY,
    authority="user",
    title="Your own table of securities",
    joins_files=True,
    habit_days=365,
    parse=parse,
)
