"""What the head of a report says of funds that were looked through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from proscribe.model.verdict import Outcome
from proscribe.screening.report import FundLine, FundUsed

if TYPE_CHECKING:
    from proscribe.screening.engine import Screener

_Answers = dict[int, list[dict[str, object]]]


def funds_used(screener: Screener) -> Iterator[FundUsed]:
    """Yield each fund on file with all it holds that is not simply allowed."""
    book = screener.funds
    answers = [_answered(screener, place) for place in range(len(book.files))]
    for place, fund in enumerate(book.files):
        lines = _lines(screener, place, answers)
        yield FundUsed(
            title=fund.title,
            file=fund.file,
            as_of=fund.as_of,
            lines=fund.lines.height,
            weight=book.parts[place].total,
            notes=tuple(book.notes(place)),
            holdings=tuple(sorted(lines, key=_heaviest_first)),
        )


def _answered(screener: Screener, place: int) -> _Answers:
    """Return the answers on each line of a fund that a list, or a doubt, makes worth asking."""
    fund = screener.funds.files[place]
    rows = [leaf.row for leaf in screener.funds.leaves[place] if leaf.found or leaf.doubt]
    lines = fund.lines[rows].with_columns(pl.lit(fund.file).alias("file"))
    if lines.is_empty():
        return {}
    given = pl.DataFrame({"row": pl.Series(rows, dtype=pl.Int64)})
    frame = screener.screen(given, lines).frame.filter(pl.col("verdict") != Outcome.ALLOWED.value)
    found: _Answers = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[int(row["row"])].append(row)
    return found


def _lines(screener: Screener, place: int, answers: list[_Answers]) -> Iterator[FundLine]:
    exposure = screener.funds.exposure(place)
    for leaf, route, weight in exposure.leaves():
        for row in answers[leaf.fund].get(leaf.row, ()):
            yield FundLine(
                path=exposure.path(route),
                file=screener.funds.files[leaf.fund].file,
                line=int(str(leaf.line["line"])),
                name=leaf.name,
                weight=_trimmed(weight),
                entity_id=_text(row["entity_id"]),
                action=str(row["action"]),
                verdict=str(row["verdict"]),
                reason_code=str(row["reason_code"]),
                regime=_text(row["regime"]),
                doubt=leaf.doubt,
            )


def _heaviest_first(line: FundLine) -> tuple[Decimal, int]:
    return -abs(line.weight or Decimal(0)), line.line


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _trimmed(weight: Decimal | None) -> Decimal | None:
    return None if weight is None else Decimal(f"{weight.normalize():f}")
