"""Bad input of portfolios: said with its line, never corrected, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.portfolios import open_portfolio
from proscribe.securities.weights import find_parts, find_scale

HEAD = "ISIN,Name,Quantity,Price,Market Value,Currency,Weight,Account"
Checks = Callable[..., list[tuple[int, str]]]
XIAOMI, APPLE = "KYG9830T1067,XIAOMI CORP", "US0378331005,APPLE INC"


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    """Read lines of a file; return line and text of what is odd."""

    def run(*lines: str, head: str = HEAD, size: int = 50_000) -> list[tuple[int, str]]:
        path = tmp_path / "p.csv"
        path.write_text("\n".join((head, *lines, "")), encoding="utf-8")
        portfolio = open_portfolio(path)
        kept = sum(batch.lines.height for batch in portfolio.batches(size))
        assert kept + sum(note.records for note in portfolio.notes) == len(lines)
        return [(note.line, note.text) for note in portfolio.checks]

    return run


GOOD = f"{XIAOMI},10,2.5,25,USD,0.4,A"


def test_a_file_in_order_has_no_findings(checks: Checks) -> None:
    assert checks(GOOD, f"{APPLE},10,5,50,USD,0.6,A") == []


def test_a_negative_position_is_a_short_one(checks: Checks) -> None:
    ((line, text),) = checks(GOOD, f"{APPLE},-10,5,-50,USD,0.6,A")

    assert line == 3
    assert text == (
        "A short position of APPLE INC: buying covers it and counts as a buy; a sale adds to it "
        "and is no divestment."
    )


@pytest.mark.parametrize("size", [1, 2, 50_000])
def test_a_duplicated_line_is_kept_and_said_also_across_batches(checks: Checks, size: int) -> None:
    found = checks(GOOD, f"{APPLE},10,5,50,USD,0.2,A", GOOD, GOOD.replace(",A", ",B"), size=size)

    assert [line for line, _ in found] == [4]
    assert found[0][1].startswith("The same security stands in line 2, in the same account.")


def test_lots_of_different_days_are_no_duplicates(checks: Checks) -> None:
    head = "ISIN,Quantity,Account,Acquired"
    lines = ("KYG9830T1067,5,A,2020-01-02", "KYG9830T1067,5,A,2020-01-03")

    assert checks(*lines, head=head) == []
    assert len(checks(lines[0], lines[0], head=head)) == 1


def test_a_currency_that_is_missing_and_several_ones_are_said(checks: Checks) -> None:
    found = checks(GOOD, f"{APPLE},10,5,50,,0.3,A", "NL0010273215,ASML,1,5,5,EUR,0.3,A")

    assert found == [
        (0, "Values are in EUR, USD: each is added up by itself."),
        (
            3,
            (
                "No currency is stated here though others are in EUR, USD (1 such in the file): "
                "their values are added up by themselves."
            ),
        ),
    ]


def test_weights_of_130_percent_are_said_for_their_account(checks: Checks) -> None:
    percent = HEAD.replace("Weight", "Weight (%)")
    found = checks(
        f"{XIAOMI},10,2.5,25,USD,70,A", f"{APPLE},10,5,50,USD,60,A",
        "NL0010273215,ASML,1,5,5,USD,100,B", head=percent,
    )  # fmt: skip

    assert found == [
        (
            0,
            (
                "The weights of account A add up to 130 %, more than all there is: they are "
                "counted as they stand."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("total", "percent", "factor"),
    [
        ("1", False, "1"),
        ("1.3", False, "1"),
        ("130", False, "0.01"),
        ("99.7", True, "0.01"),
        ("0.6", True, "0.01"),
        ("1", True, None),
    ],
)
def test_per_cent_is_told_from_parts_or_left_open(
    total: str, percent: int, factor: str | None
) -> None:
    found = find_scale(Decimal(total), percent=bool(percent)).factor

    assert found == (None if factor is None else Decimal(factor))


def test_a_quantity_of_zero_is_said(checks: Checks) -> None:
    ((line, text),) = checks(f"{XIAOMI},0,2.5,0,USD,0.4,A")

    assert (line, text.partition(":")[0]) == (2, "The quantity of XIAOMI CORP is 0")


@pytest.mark.parametrize(
    ("numbers", "odd"),
    [
        ("10,2.5,25", False),
        ('"15,182,400","207.41","3,148,981,584.00"', False),
        ('"836,043,000",0.83,"694,057,191.58"', False),  # the price is rounded
        ("10,2.5,250", True),
        ("10,2.5,26", False),
        ("1000,2.55,2610", True),
    ],
)
def test_a_value_that_is_not_quantity_times_price_is_said(
    checks: Checks, numbers: str, odd: int
) -> None:
    found = checks(f"{XIAOMI},{numbers},USD,0.4,A")

    assert [line for line, _ in found] == ([2] if odd else [])


def test_bonds_are_priced_per_hundred_and_british_shares_in_pence(checks: Checks) -> None:
    head = HEAD.replace("Account", "Asset Class")
    lines = (
        "XS1234567896,SOME BOND,10000,99.5,9950,USD,0.1,Bond",
        "GB0002634946,BAE SYSTEMS,100,750,750,GBP,0.1,Equity",
    )

    assert [checks(line, head=head) for line in lines] == [[], []]
    assert len(checks(lines[0].replace("Bond", "Equity"), head=head)) == 1


def test_prices_in_another_currency_throughout_are_said_once(checks: Checks) -> None:
    names = [f"{XIAOMI} {n},10,20,25,USD,0.01,{n}" for n in range(12)]
    found = checks(*names)

    assert [line for line, _ in found] == [0]
    assert "In 12 of 12 lines" in found[0][1]


def test_a_total_in_the_middle_and_a_line_without_anything_are_no_holdings(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"{HEAD}\n{GOOD}\nTotal,,,,25,USD,,\n,,,,,,,\n{APPLE},1,5,5,USD,0.6,A\n")
    portfolio = open_portfolio(path)

    lines = pl.concat([batch.lines for batch in portfolio.batches()])

    assert lines.select("line", "kind").rows() == [(2, "holding"), (3, "total"), (5, "holding")]
    assert [(note.line, note.kind) for note in portfolio.notes] == [(4, "blank")]
    assert portfolio.checks == ()


def test_thousands_are_read_in_either_way_of_writing(tmp_path: Path) -> None:
    for text, separator in (('"1,234,567.50"', ","), ("1.234.567,50", ";")):
        path = tmp_path / "p.csv"
        path.write_text(f"ISIN{separator}Market Value\nKYG9830T1067{separator}{text}\n")
        (batch,) = open_portfolio(path).batches()
        assert batch.lines["market_value"].to_list() == [Decimal("1234567.5")]


def test_parts_of_a_fund_are_per_cent_or_parts_and_never_guessed_where_both_fit(
    tmp_path: Path,
) -> None:
    def parts(header: str, *weights: str) -> tuple[object, ...]:
        path = tmp_path / "p.csv"
        rows = (f"KYG9830T1067,{weight}" for weight in weights)
        path.write_text("\n".join((f"ISIN,{header}", *rows, "")))
        (batch,) = open_portfolio(path).batches()
        return find_parts(batch.lines).values

    assert parts("Weight", "40", "60") == (Decimal("0.4"), Decimal("0.6"))
    assert parts("Weight", "0.4", "0.6") == (Decimal("0.4"), Decimal("0.6"))
    assert parts("Weight (%)", "0.4", "0.2") == (Decimal("0.004"), Decimal("0.002"))
    assert parts("Weight (%)", "0.4", "0.6") == (None, None)
