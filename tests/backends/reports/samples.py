"""A small portfolio and its report, as a US person asked on 6 March 2021.

Xiaomi was designated on 2021-01-14: the ban on purchases of Executive Order
13959 begins 60 days later (2021-03-15, 09:30 in New York), the window to divest
ends 365 days later (2022-01-14).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl

from proscribe.backends.reports import write_report
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Investor
from proscribe.screening.report import (
    MONEY,
    EditionUsed,
    Note,
    RegimeUsed,
    ReportBatch,
    ReportHead,
)
from proscribe.screening.summary import Summary

Row = dict[str, object]

BAN_BEGINS = "2021-03-15T09:30:00-04:00"
WINDOW_ENDS = "2022-01-14T23:59:00-05:00"
EVIL = '<script>alert("x")</script>'

SCHEMA: dict[str, pl.DataType] = {
    "line": pl.Int64(),
    "match_score": pl.Float64(),
    "market_value": MONEY,
    "_weight": pl.Float64(),
    "_unresolved": pl.Boolean(),
}

HEAD = ReportHead(
    portfolio=("book.csv",),
    as_of="2021-03-06 (end of day)",
    known_at="2021-03-06 (end of day)",
    investor=Investor.US_PERSON,
    actions=(Act.BUY, Act.SELL),
    regimes=(
        RegimeUsed(
            key="CCMC",
            title="Communist Chinese military companies",
            checked_through=date(2026, 8, 1),
        ),
    ),
    not_checked=(("EU-833", "binds EU persons only"),),
    editions=(
        EditionUsed(
            source="us_ofac_sdn",
            title="SDN list",
            published=Moment(date(2021, 3, 5)),
            fetched=datetime(2026, 11, 1, 8, 0, tzinfo=UTC),
            digest="ab" * 32,
            records=9012,
            complete=False,
            note="addresses are missing",
        ),
    ),
    version="0.1.0",
    warnings=("The SDN list is a part of the list only.",),
)

NOTES = (
    Note("book.csv", 1, "preamble", "Fund holdings as of 5 March 2021"),
    Note("book.csv", 9, "total", "Total 1,500.00"),
)


def make_row(**fields: object) -> Row:
    """Return a row; what is not said is an allowed purchase of an issuer on no list."""
    row: Row = {
        "Name": "ACME CORP",
        "Shares": "10",
        "line": 2,
        "issuer": "ACME CORP",
        "entity_id": None,
        "matched_by": None,
        "match_score": None,
        "regime": "CCMC",
        "action": "buy",
        "verdict": "ALLOWED",
        "reason_code": "NOT_LISTED",
        "effective_at": None,
        "deadline_at": None,
        "next_change_at": None,
        "citation": None,
        "market_value": Decimal("100.50"),
        "regimes": "[]",
        "explanation": "No list names it.",
        "_file": "book.csv",
        "_currency": "USD",
        "_weight": None,
        "_candidates": None,
        "_unresolved": False,
    }
    unknown = set(fields) - set(row) - {"given_currency", "Cost"}
    assert not unknown, unknown
    return {**row, **fields}


def make_frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Return rows as a frame in the types of a report."""
    listed = [dict(row) for row in rows]
    columns = {name: SCHEMA.get(name, pl.String()) for name in listed[0]}
    return pl.DataFrame(listed, schema=columns)


def make_line(line: int, **fields: object) -> list[Row]:
    """Return the two rows of a line: buy, sell."""
    return [make_row(line=line, action=action, **fields) for action in ("buy", "sell")]


def xiaomi_rows() -> list[Row]:
    """Return a line that is free today and barred from 15 March."""
    found = {
        "line": 3,
        "Name": "XIAOMI CORP B",
        "issuer": "Xiaomi Corporation",
        "entity_id": "us_dod_1237-xiaomi",
        "matched_by": "isin",
        "match_score": 1.0,
        "reason_code": "NOT_YET_EFFECTIVE",
        "effective_at": BAN_BEGINS,
        "next_change_at": BAN_BEGINS,
        "citation": "EO 13959 s.1(a)(ii), https://www.federalregister.gov/d/2020-25459",
        "market_value": Decimal("351240.50"),
        "explanation": "2021-01-14 + 60 days = 2021-03-15.",
    }
    return [make_row(**found), make_row(**{**found, "action": "sell", "deadline_at": WINDOW_ENDS})]


def mobile_rows() -> list[Row]:
    """Return a line that may not be bought, and sold only to divest."""
    found = {
        "line": 4,
        "Name": "CHINA MOBILE LTD",
        "issuer": "China Mobile",
        "entity_id": "us_dod_1237-china-mobile",
        "matched_by": "name",
        "match_score": 0.9,
        "effective_at": "2021-01-11T09:30:00-05:00",
        "market_value": Decimal(1000),
        "regimes": json.dumps(
            [
                {"regime": "CCMC", "verdict": "PROHIBITED", "reason_code": "EFFECTIVE_FIXED_DATE"},
                {"regime": "SDN", "verdict": "ALLOWED", "reason_code": "NOT_LISTED"},
            ]
        ),
    }
    buy = {"verdict": "PROHIBITED", "reason_code": "EFFECTIVE_FIXED_DATE"}
    sell = {
        "action": "sell",
        "verdict": "ALLOWED_DIVEST",
        "reason_code": "DIVESTMENT_WINDOW",
        "deadline_at": "2021-11-11T23:59:00-05:00",
    }
    return [make_row(**found, **buy), make_row(**found, **sell)]


def unresolved_rows() -> list[Row]:
    """Return a hostile line that fits two subjects."""
    return make_line(
        5,
        Name=EVIL,
        issuer=EVIL,
        matched_by="name",
        verdict="REVIEW",
        reason_code="IDENTITY_UNCERTAIN",
        explanation=f"{EVIL} fits two subjects.",
        market_value=None,
        _currency=None,
        _unresolved=True,
        _candidates=json.dumps(
            [
                {"entity_id": "a-1", "caption": EVIL, "score": 0.91, "verdict": "PROHIBITED"},
                {"entity_id": "b-2", "caption": "CNOOC Engineering", "score": 0.74},
            ]
        ),
    )


def book() -> pl.DataFrame:
    """Return the four lines of the portfolio with their two acts."""
    return make_frame([*make_line(2), *xiaomi_rows(), *mobile_rows(), *unresolved_rows()])


def write(
    path: Path,
    *frames: pl.DataFrame,
    head: ReportHead = HEAD,
    notes: Callable[[], tuple[Note, ...]] = lambda: NOTES,
) -> Summary:
    """Write a report of these rows."""
    return write_report(path, head, (ReportBatch.of(frame) for frame in frames), notes)
