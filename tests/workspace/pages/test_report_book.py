"""Leafing through a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.model.verdict import Outcome
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.pages.report_book import ReportBook

ROWS = (
    *(f"Plain Company {n} Inc,,{n}" for n in range(1, 31)),
    "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD A,CNE100000PM8,500",
    "Wrong Number,US0378331004,7",
)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with open_workspace("sqlite://") as opened:
        yield opened


@pytest.fixture
def book(workspace: Workspace, tmp_path: Path) -> ReportBook:
    given = tmp_path / "given.csv"
    given.write_text("Name,ISIN,Market Value\n" + "\n".join(ROWS) + "\n", encoding="utf-8")
    report = tmp_path / "report.parquet"
    workspace.screen(given).write(report)
    return ReportBook(report, tmp_path)


def test_the_gravest_line_stands_first_and_no_line_is_lost(book: ReportBook) -> None:
    first = book.page(most=5)
    rest = book.page(first=5, most=100)

    assert first.total == rest.total == len(ROWS)
    assert first.lines[0].issuer is not None
    assert "HIKVISION" in first.lines[0].issuer
    assert sorted(one.number for one in (*first.lines, *rest.lines)) == [*range(2, 34)]
    assert {len(one.answers) > 0 for one in rest.lines} == {True}
    beyond = book.page(first=900, most=5)
    assert (beyond.first, len(beyond.lines)) == (30, 2)
    assert book.page(find="nobody", first=900).lines == ()


def test_lines_are_chosen_by_verdict_and_by_words(book: ReportBook) -> None:
    counts = book.counts()

    assert counts[Outcome.PROHIBITED] == 1
    assert counts[Outcome.REVIEW] == 1
    assert counts[Outcome.ALLOWED] == 30
    (barred,) = book.page(verdict=Outcome.PROHIBITED).lines
    assert barred.number == 32
    assert [one.number for one in book.page(find="PLAIN company 7 ").lines] == [8]
    assert [one.number for one in book.page(find="cne100000pm8").lines] == [32]
    assert book.page(find="plain", verdict=Outcome.PROHIBITED).lines == ()


def test_a_sign_of_a_pattern_is_only_a_sign(book: ReportBook) -> None:
    assert book.page(find=".*").total == 0
    assert book.page(find="[a-z]").total == 0


def test_the_totals_stand_beside_the_lines(book: ReportBook) -> None:
    summary = book.document["summary"]

    assert isinstance(summary, dict)
    assert summary["lines"] == len(ROWS)
    assert summary["unresolved"] == 1
