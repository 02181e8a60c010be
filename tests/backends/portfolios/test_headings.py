"""A header further down is read as what it is: what is below it goes by it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.portfolios import NoteKind, open_portfolio

SHOWN = ["line", "isin", "name", "currency", "problem"]


def read(
    folder: Path, text: str, size: int = 50_000
) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Return the lines, the cells, and the warnings of a text."""
    file = folder / "p.csv"
    file.write_text(text, encoding="utf-8")
    portfolio = open_portfolio(file)
    batches = [*portfolio.batches(size)]
    lines = pl.concat(batch.lines for batch in batches)
    given = pl.concat(batch.given for batch in batches)
    assert NoteKind.REPEATED_HEADER in {note.kind for note in portfolio.notes}
    return lines.select(SHOWN), given, [*portfolio.warnings]


@pytest.mark.parametrize("size", [1, 2, 50_000])
def test_lines_below_another_header_are_read_by_it(tmp_path: Path, size: int) -> None:
    lines, given, warnings = read(
        tmp_path,
        "ISIN,Name,Currency\nUS0378331005,APPLE,USD\nName,Currency,ISIN\n"
        "XIAOMI,HKD,KYG9830T1067\nISIN,Name,Currency\nUS5949181045,MICROSOFT,USD\n",
        size,
    )

    assert lines.rows() == [
        (2, "US0378331005", "APPLE", "USD", None),
        (4, "KYG9830T1067", "XIAOMI", "HKD", None),
        (6, "US5949181045", "MICROSOFT", "USD", None),
    ]
    assert given.row(1) == ("XIAOMI", "HKD", "KYG9830T1067")
    assert any(warning.startswith("Line 3 is another header") for warning in warnings)


def test_the_same_header_written_otherwise_is_none_to_warn_of(tmp_path: Path) -> None:
    lines, _, warnings = read(
        tmp_path, "ISIN,Name,Currency\nUS0378331005,APPLE,USD\nisin,NAME,ccy\nKYG9830T1067,X,HKD\n"
    )

    assert lines["isin"].to_list() == ["US0378331005", "KYG9830T1067"]
    assert warnings == []


def test_names_that_sound_like_headers_stay_lines(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text(
        "Name,Type\nNATIONAL SECURITY GROUP,Equity\nSHARES PLUS,Equity\nTICKER INC,Stock\n",
        encoding="utf-8",
    )
    (batch,) = open_portfolio(file).batches()

    assert batch.lines["line"].to_list() == [2, 3, 4]
