"""Funds looked through: every part counts, nothing that cannot be told is passed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import LineTerms, Workspace, open_workspace

HEAD = "Name,ISIN,Asset Class,Weight (%),Market Value,Shares,Location"
XIAOMI = 'XIAOMI CORP,KYG9830T1067,Equity,{0},"4,000.00",10,China'
HIK = 'HANGZHOU HIKVISION DIGITAL TECHNOLOGY,CNE100000PM8,Equity,{0},"4,000.00",10,China'
APPLE = "APPLE INC,US0378331005,Equity,{0},9000,10,United States"
Report = dict[str, object]
Screen = Callable[..., tuple[list[dict[str, object]], Report]]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace("sqlite://")


@pytest.fixture
def screen(workspace: Workspace, tmp_path: Path) -> Screen:
    """Screen a position in the fund AAA, with files of funds; return rows and head."""

    def run(
        funds: Mapping[str, tuple[str, ...]],
        *lines: str,
        as_of: str = "2022-06-06",
        **asked: object,
    ) -> tuple[list[dict[str, object]], Report]:
        for name, held in funds.items():
            (tmp_path / f"{name}.csv").write_text("\n".join((*held, "")), encoding="utf-8")
        path, out = tmp_path / "book.csv", tmp_path / "r.json"
        rows = lines or ("AAA,SOME EMERGING MARKETS ETF,ETF",)
        path.write_text("\n".join(("Ticker,Name,Asset Class", *rows, "")))
        named = {name: tmp_path / f"{name}.csv" for name in funds}
        given = {"actions": ["buy"], "terms": LineTerms(funds=named)} | asked
        workspace.screen(path, as_of=as_of, **given).write(out)  # type: ignore[arg-type]
        report = json.loads(out.read_text())
        return report["rows"], report["head"]

    return run


def test_any_part_of_a_listed_issuer_bars_a_fund_and_its_weight_is_said(screen: Screen) -> None:
    rows, head = screen({"AAA": (HEAD, HIK.format("0.02"), APPLE.format("99.98"))})

    assert (rows[0]["verdict"], rows[0]["reason_code"]) == ("PROHIBITED", "FUND_EXPOSURE")
    assert "HANGZHOU HIKVISION DIGITAL TECHNOLOGY (0.02 % of it); any part counts" in str(
        rows[0]["explanation"]
    )
    (held,) = head["funds"][0]["holdings"]  # type: ignore[index]
    assert (held["path"], held["line"], held["weight"], held["verdict"]) == (
        ["AAA"],
        2,
        0.0002,
        "PROHIBITED",
    )


def test_a_fund_that_holds_nobody_listed_is_allowed_and_without_its_file_for_review(
    screen: Screen,
) -> None:
    with_file, _ = screen({"AAA": (HEAD, APPLE.format("100"))})
    without, _ = screen({}, terms=LineTerms())

    assert with_file[0]["verdict"] == "ALLOWED"
    assert without[0]["verdict"] == "REVIEW"


@pytest.mark.parametrize("ticker", ["AAA", "aaa", "AAA US", "AAA.N", "AAA US Equity"])
def test_a_fund_is_known_by_its_ticker_however_its_market_is_written(
    screen: Screen, ticker: str
) -> None:
    rows, _ = screen({"AAA": (HEAD, HIK.format("1"), APPLE.format("99"))}, f"{ticker},X,ETF")
    other, _ = screen({"AAA": (HEAD, HIK.format("1"), APPLE.format("99"))}, "AAAB US,X,ETF")

    assert rows[0]["verdict"] == "PROHIBITED"
    assert other[0]["verdict"] == "REVIEW"


def test_a_part_that_is_rounded_to_nothing_counts_all_the_same(screen: Screen) -> None:
    rows, _ = screen({"AAA": (HEAD, HIK.format("0.00"), APPLE.format("100"))})

    assert rows[0]["verdict"] == "PROHIBITED"


def test_a_fund_of_funds_is_followed_with_its_weights_multiplied(screen: Screen) -> None:
    rows, head = screen(
        {
            "AAA": (HEAD, "BBB FUND,,Fund,50,1,1,", APPLE.format("50")),
            "BBB FUND": (HEAD, "CCC FUND,,Fund,40,1,1,", APPLE.format("60")),
            "CCC FUND": (HEAD, HIK.format("10"), APPLE.format("90")),
        }
    )

    assert rows[0]["verdict"] == "PROHIBITED"
    assert "through BBB FUND and CCC FUND (2 % of it)" in str(rows[0]["explanation"])
    (held,) = head["funds"][0]["holdings"]  # type: ignore[index]
    assert held["path"] == ["AAA", "BBB FUND", "CCC FUND"]
    assert Decimal(str(held["weight"])) == Decimal("0.02")


def test_a_fund_that_holds_itself_is_not_followed_for_ever_and_said(screen: Screen) -> None:
    rows, head = screen({"AAA": (HEAD, "AAA,,Fund,50,1,1,", APPLE.format("50"))})

    assert rows[0]["verdict"] == "REVIEW"
    assert "holds itself" in str(rows[0]["explanation"])
    assert any("AAA holds itself" in note for note in head["funds"][0]["notes"])  # type: ignore[index]


def test_funds_that_hold_each_other_are_for_review_unless_a_part_is_surely_barred(
    screen: Screen,
) -> None:
    ring = {
        "AAA": (HEAD, "BBB FUND,,Fund,50,1,1,", APPLE.format("50")),
        "BBB FUND": (HEAD, "AAA,,Fund,50,1,1,", APPLE.format("50")),
    }
    clean, _ = screen(ring)
    barred, _ = screen(ring | {"BBB FUND": (*ring["BBB FUND"], HIK.format("0"))})

    assert clean[0]["verdict"] == "REVIEW"
    assert barred[0]["verdict"] == "PROHIBITED"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("OTHER FUND,,Fund,1,1,1,", "a fund whose holdings are not stated"),
        ("MSCI EMER MKT INDEX SEP 22,,Futures,1,1,1,", "a derivative"),
        (HIK.format("-1").replace('"4,000.00",10', '"-4,000.00",-10'), "a short position"),
        ("BROKEN LTD,CNE100000PM9,Equity,1,1,1,China", "cannot be relied on"),
    ],
)
def test_what_cannot_be_told_of_a_fund_is_for_review_never_allowed(
    screen: Screen, line: str, why: str
) -> None:
    rows, _ = screen({"AAA": (HEAD, line, APPLE.format("99"))})

    assert rows[0]["verdict"] == "REVIEW"
    assert why in str(rows[0]["explanation"])


def test_cash_and_currency_forwards_of_a_fund_are_no_doubt(screen: Screen) -> None:
    rows, _ = screen(
        {"AAA": (HEAD, "USD CASH,,Cash,1,1,1,", "INR/USD,,FX,0,1,1,", APPLE.format("99"))}
    )

    assert rows[0]["verdict"] == "ALLOWED"


def test_weights_of_130_percent_are_said_and_used_as_they_stand(screen: Screen) -> None:
    _, head = screen({"AAA": (HEAD, APPLE.format("100"), XIAOMI.format("30"))})

    notes = head["funds"][0]["notes"]  # type: ignore[index]
    assert "The weights add up to 130 %: they are used as they stand." in notes


def test_a_file_of_only_a_part_of_a_fund_never_makes_it_allowed(screen: Screen) -> None:
    part, head = screen({"AAA": (HEAD, APPLE.format("40"))})
    whole, _ = screen({"AAA": (HEAD, APPLE.format("99"))})

    assert part[0]["verdict"] == "REVIEW"
    assert "the rest of AAA (60 % of it)" in str(part[0]["explanation"])
    assert any("add up to 40 %" in note for note in head["funds"][0]["notes"])  # type: ignore[index]
    assert whole[0]["verdict"] == "ALLOWED"


def test_a_weight_of_nothing_is_nothing_only_where_value_or_quantity_say_so(
    screen: Screen,
) -> None:
    held = "HANGZHOU HIKVISION DIGITAL TECHNOLOGY,CNE100000PM8,Equity,0.00,{0},{0},China"
    verdicts = [
        screen({"AAA": (HEAD, held.format(stated), APPLE.format("100"))})[0][0]["verdict"]
        for stated in ("", "0")
    ]

    assert verdicts == ["PROHIBITED", "ALLOWED"]


def test_missing_weights_are_derived_from_market_values_and_said(screen: Screen) -> None:
    rows, head = screen(
        {"AAA": ("Name,ISIN,Market Value,Currency", "HIKVISION,CNE100000PM8,25,USD",
                 "APPLE INC,US0378331005,75,USD")}
    )  # fmt: skip
    mixed, _ = screen(
        {"AAA": ("Name,ISIN,Market Value,Currency", "HIKVISION,CNE100000PM8,25,CNY",
                 "APPLE INC,US0378331005,75,USD")}
    )  # fmt: skip

    assert "(25 % of it)" in str(rows[0]["explanation"])
    notes = head["funds"][0]["notes"]  # type: ignore[index]
    assert "2 weights are not stated: they are derived from the market values." in notes
    assert "(an unstated part)" in str(mixed[0]["explanation"])


def test_where_a_weight_decides_russian_lines_are_added_up_by_their_country(
    screen: Screen,
) -> None:
    gazprom = "GAZPROM,RU0007661625,Equity,{0},1,1,Russia"
    other = "SOME MINE,,Equity,{0},1,1,Russian Federation"
    most, _ = screen({"AAA": (HEAD, gazprom.format("40"), other.format("20"), APPLE.format("40"))},
                     regimes=["RU-INV"], as_of="2022-07-01")  # fmt: skip
    little, _ = screen({"AAA": (HEAD, gazprom.format("4"), APPLE.format("96"))},
                       regimes=["RU-INV"], as_of="2022-07-01")  # fmt: skip

    assert most[0]["verdict"] == "PROHIBITED"
    assert "60 % of it; the rule counts from 50 %" in str(most[0]["explanation"])
    assert little[0]["verdict"] == "ALLOWED"


def test_holdings_that_are_old_or_of_no_day_are_said_to_be(screen: Screen) -> None:
    dated = ("Some Fund", 'Fund Holdings as of,"Mar 10, 2022"', "", HEAD, APPLE.format("100"))
    _, old = screen({"AAA": dated})
    _, undated = screen({"AAA": (HEAD, APPLE.format("100"))})

    assert any("88 days before the day asked about: what the fund bought" in note
               for note in old["funds"][0]["notes"])  # type: ignore[index]  # fmt: skip
    assert any("does not say of which day" in note for note in undated["funds"][0]["notes"])  # type: ignore[index]


def test_a_fund_is_found_in_a_folder_by_ticker_isin_or_the_name_it_prints(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "funds"
    folder.mkdir()
    body = "\n".join((HEAD, HIK.format("1"), APPLE.format("99"), ""))
    (folder / "AAA_holdings.csv").write_text(body)
    (folder / "US46434G1031.csv").write_text(body)
    (folder / "holdings.csv").write_text(f"Good Name ETF\n\n{body}")
    (folder / "readme.txt").write_text("nothing to see\n")
    book = folder / "book.csv"
    book.write_text(
        "ISIN,Ticker,Name,Asset Class\n,AAA,X ETF,ETF\nUS46434G1031,,Y ETF,ETF\n"
        ",,Good Name ETF,ETF\n"
    )

    screening = workspace.screen(
        book, as_of="2022-06-06", actions=["buy"], terms=LineTerms(fund_folder=folder)
    )
    rows = screening.to_polars()
    screening.write(tmp_path / "r.csv")

    assert rows["verdict"].to_list() == ["PROHIBITED"] * 3
    assert len(screening.head.funds) == 3
    assert any("readme.txt" in note.file for note in screening.findings)


def test_of_two_files_of_one_fund_the_newest_by_then_counts_and_undated_ones_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "funds"
    folder.mkdir()
    book = tmp_path / "book.csv"
    book.write_text("Ticker,Name,Asset Class\nAAA,X ETF,ETF\n")
    for day, line in (("2021-01-04", HIK), ("2022-05-04", APPLE), ("2023-01-04", HIK)):
        text = "\n".join((f"As of,{day}", "", HEAD, line.format("100"), ""))
        (folder / f"AAA_{day}.csv").write_text(text)

    terms = LineTerms(fund_folder=folder)
    rows = workspace.screen(book, as_of="2022-06-06", actions=["buy"], terms=terms).to_polars()
    (folder / "AAA.csv").write_text(f"{HEAD}\n{APPLE.format('100')}\n")

    assert rows["verdict"].to_list() == ["ALLOWED"]
    with pytest.raises(InputError, match="both say what one fund holds"):
        workspace.screen(book, as_of="2022-06-06", terms=terms)


def test_a_fund_can_be_asked_about_itself(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "IEMG_holdings.csv"
    path.write_text("\n".join((HEAD, HIK.format("1"), APPLE.format("99"), "")))

    rows = workspace.screen(path, as_of="2022-06-06", terms=LineTerms(as_funds=True)).to_polars()

    assert rows.select("line", "action", "verdict").rows() == [
        (1, "buy", "PROHIBITED"),
        (1, "sell", "PROHIBITED"),
        (1, "hold", "ALLOWED"),
    ]
