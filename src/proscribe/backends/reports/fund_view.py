"""What funds hold that is not simply allowed, as pages and workbooks show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from proscribe.backends.reports.sheet import Share, Sheet
from proscribe.screening.report import FundLine, FundUsed

SHOWN_HOLDINGS = 500
_HEADER = ("fund", "file", "line", "holding", "share", "through", "act", "verdict", "reason_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One holding of a fund; acts with the same answer stand together.

    Attributes:
        line: The holding, with the first of its acts.
        acts: All acts of that answer.
        share: Which part of the fund it is, in words.
        through: The funds between, in words; empty where there are none.
    """

    line: FundLine
    acts: tuple[str, ...]
    share: str
    through: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundShown:
    """One fund.

    Attributes:
        fund: The fund.
        held: What it holds that is not simply allowed, as far as it is shown.
        left_out: How many more there are.
    """

    fund: FundUsed
    held: tuple[Held, ...]
    left_out: int


def funds_shown(funds: Iterable[FundUsed]) -> tuple[FundShown, ...]:
    """Return funds as a page shows them."""
    return tuple(_shown(fund) for fund in funds)


def write_funds(sheet: Sheet, funds: Iterable[FundUsed]) -> None:
    """Write all funds into one sheet, with what is to be known of each below."""
    several = tuple(funds)
    sheet.table(_HEADER, (row for fund in several for row in _rows(fund)))
    sheet.section("What is to be known of the funds")
    sheet.table(
        ("fund", "file", "holdings of", "lines", "parts known", "note"),
        (
            (fund.title, fund.file, fund.as_of, fund.lines, Share(part=float(fund.weight)), note)
            for fund in several
            for note in fund.notes or ("",)
        ),
    )


def _shown(fund: FundUsed) -> FundShown:
    held = tuple(_held(fund))
    left = max(len(held) - SHOWN_HOLDINGS, 0)
    return FundShown(fund=fund, held=held[:SHOWN_HOLDINGS], left_out=left)


def _held(fund: FundUsed) -> Iterator[Held]:
    groups: dict[tuple[object, ...], list[FundLine]] = {}
    for line in fund.holdings:
        same = (line.file, line.line, line.path, line.verdict, line.reason_code)
        groups.setdefault(same, []).append(line)
    for lines in groups.values():
        first = lines[0]
        yield Held(
            line=first,
            acts=tuple(dict.fromkeys(line.action for line in lines)),
            share="not stated" if first.weight is None else _percent(first.weight),
            through=" → ".join(first.path[1:]),
        )


def _rows(fund: FundUsed) -> Iterator[tuple[object, ...]]:
    for line in fund.holdings:
        share = None if line.weight is None else Share(part=float(line.weight))
        through = " → ".join(line.path[1:])
        yield (
            *(fund.title, line.file, line.line, line.name, share, through),
            *(line.action, line.verdict, line.reason_code),
        )


def _percent(weight: Decimal) -> str:
    return f"{round(weight * 100, 4).normalize():f} %"
