"""Orders asked about for their own act, accounts for their own investor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.surveying import LineTerms

HEAD = "Account,Ticker,Name,Side,Qty,Trade Date"
CRCC = "1186.HK,CHINA RAILWAY CONSTRUCTION"
Row = dict[str, object]
Screen = Callable[..., list[Row]]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace("sqlite://")


@pytest.fixture
def screen(workspace: Workspace, tmp_path: Path) -> Screen:
    """Screen lines of a file under the packaged facts; return the rows of the report."""

    def run(
        *lines: str, head: str = HEAD, terms: LineTerms | None = None, **asked: object
    ) -> list[Row]:
        path = tmp_path / "p.csv"
        path.write_text("\n".join((head, *lines, "")), encoding="utf-8")
        given = {"as_of": "2021-04-16", "known_at": "2021-03-06"} | asked
        screening = workspace.screen(path, terms=terms, **given)  # type: ignore[arg-type]
        return screening.to_polars().to_dicts()

    return run


def told(rows: list[Row]) -> list[tuple[object, object]]:
    return [(row["action"], row["verdict"]) for row in rows]


@pytest.mark.parametrize(
    ("side", "act", "verdict"),
    [
        ("Buy", "buy", "PROHIBITED"),
        ("Kauf", "buy", "PROHIBITED"),
        ("Sell", "sell", "ALLOWED_DIVEST"),
        ("Verkauf", "sell", "ALLOWED_DIVEST"),
        ("S", "sell", "ALLOWED_DIVEST"),
        ("Sell Short", "sell", "PROHIBITED"),
        ("Short", "sell", "PROHIBITED"),
        ("Buy to Cover", "buy", "PROHIBITED"),
    ],
)
def test_an_order_is_asked_about_for_its_own_act(
    screen: Screen, side: str, act: str, verdict: str
) -> None:
    # A second line makes it plain that "Short" is of trades.
    rows = screen(
        f"A,{CRCC},{side},5,2021-04-15", "A,AAPL.US,APPLE INC,Buy,1,", held_since="2020-01-01"
    )

    assert told(rows)[0] == (act, verdict)
    assert len(rows) == 2


def test_an_act_that_is_named_takes_the_place_of_the_side(screen: Screen) -> None:
    rows = screen(f"A,{CRCC},Buy,5,", actions=["hold"])

    assert told(rows) == [("hold", "ALLOWED")]


@pytest.mark.parametrize("side", ["huh", "", "Buy (cancelled)"])
def test_a_side_that_cannot_be_read_is_for_review_even_of_an_unlisted_share(
    screen: Screen, side: str
) -> None:
    rows = screen(f"A,AAPL.US,APPLE INC,{side},5,", "A,AAPL.US,APPLE INC,Buy,5,")

    assert told(rows) == [("buy", "REVIEW"), ("sell", "REVIEW"), ("buy", "ALLOWED")]
    assert "cannot be read" in str(rows[0]["explanation"])


def test_a_purchase_of_a_negative_quantity_is_for_review_and_a_sale_of_one_is_a_sale(
    screen: Screen,
) -> None:
    rows = screen("A,AAPL.US,APPLE INC,Buy,-5,", "A,AAPL.US,APPLE INC,Sell,-5,")

    assert told(rows) == [("buy", "REVIEW"), ("sell", "ALLOWED")]


def test_long_and_short_positions_are_no_orders(screen: Screen) -> None:
    rows = screen(f"A,{CRCC},Long,5,", f"A,{CRCC},Short,-5,", held_since="2020-01-01")

    assert told(rows) == [
        *(("buy", "PROHIBITED"), ("sell", "ALLOWED_DIVEST"), ("hold", "ALLOWED")),
        *(("buy", "PROHIBITED"), ("sell", "PROHIBITED"), ("hold", "ALLOWED")),
    ]
    assert "A short position" in str(rows[4]["explanation"])


def test_each_trade_can_be_asked_about_as_of_its_own_day(screen: Screen) -> None:
    lines = (f"A,{CRCC},Buy,5,2020-11-16", f"A,{CRCC},Buy,5,2021-01-12", f"A,{CRCC},Buy,5,")

    assert [v for _, v in told(screen(*lines))] == ["PROHIBITED"] * 3
    rows = screen(*lines, terms=LineTerms(at_trade_date=True))
    assert [v for _, v in told(rows)] == ["ALLOWED", "PROHIBITED", "PROHIBITED"]
    assert "The day of the trade cannot be read: asked as of" in str(rows[2]["explanation"])
    assert "cannot be read" not in str(rows[1]["explanation"])
    unread = screen("A,AAPL.US,APPLE INC,Buy,5,03-04-2021", terms=LineTerms(at_trade_date=True))
    assert told(unread) == [("buy", "REVIEW")]


def test_accounts_of_two_investors_stand_in_one_file(screen: Screen) -> None:
    terms = LineTerms(accounts={"us 1": "us_person", "L-2": "non-US"})
    rows = screen(f"US 1,{CRCC},Buy,5,", f"L-2,{CRCC},Buy,5,", terms=terms)

    assert [(row["verdict"], row["reason_code"]) for row in rows] == [
        ("PROHIBITED", "EFFECTIVE_FIXED_DATE"),
        ("ALLOWED", "NOT_BOUND"),
    ]


def test_an_unknown_account_is_said_and_never_turns_a_ban_into_a_permission(
    screen: Screen,
) -> None:
    terms = LineTerms(accounts={"A": "us_person", "B": "non_us_person"})
    asked = {"terms": terms, "investor": "non_us_person"}
    rows = screen(f"C,{CRCC},Buy,5,", "C,AAPL.US,APPLE INC,Buy,5,", **asked)

    assert told(rows) == [("buy", "REVIEW"), ("buy", "ALLOWED")]
    assert "Account C is not among the accounts given." in str(rows[1]["explanation"])
    assert "For a US person it is PROHIBITED (CCMC)" in str(rows[0]["explanation"])


def test_a_column_says_whose_each_line_is(screen: Screen) -> None:
    head = "Ticker,Name,Investor"
    rows = screen(
        *(f"{CRCC},US person", f"{CRCC},non-US person", f"{CRCC},Martian", f"{CRCC},"),
        head=head,
        investor="non_us_person",
        actions=["buy"],
    )

    assert [v for _, v in told(rows)] == ["PROHIBITED", "ALLOWED", "REVIEW", "REVIEW"]
    assert "The investor 'Martian' is not known" in str(rows[2]["explanation"])


def test_a_table_of_accounts_says_where_they_are_and_since_when_they_hold(
    screen: Screen, tmp_path: Path
) -> None:
    table = tmp_path / "accounts.csv"
    table.write_text("Held Since;Account;Investor\n2020-01-01;A;US\n;B;US\n")
    rows = screen(f"A,{CRCC},Sell,5,", f"B,{CRCC},Sell,5,", terms=LineTerms(accounts=table))

    assert [v for _, v in told(rows)] == ["ALLOWED_DIVEST", "REVIEW"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("account,investor\nA,Martian\n", r"accounts\.csv, line 2.*'Martian' of account A"),
        ("account,investor\nA,US\nA,EU\n", "stands twice"),
        ("konto,name\nA,B\n", "no line names the columns account and investor"),
        ("account,investor,location\nA,US,Ruritania\n", "no country 'Ruritania'"),
    ],
)
def test_a_table_of_accounts_that_cannot_be_read_is_refused(
    screen: Screen, tmp_path: Path, text: str, why: str
) -> None:
    table = tmp_path / "accounts.csv"
    table.write_text(text)

    with pytest.raises(InputError, match=why):
        screen(f"A,{CRCC},Sell,5,", terms=LineTerms(accounts=table))


def test_what_is_odd_about_orders_stands_in_the_notes(workspace: Workspace, tmp_path: Path) -> None:
    path, out = tmp_path / "o.csv", tmp_path / "r.json"
    path.write_text(f"{HEAD}\nA,{CRCC},huh,5,\nA,{CRCC},Buy,5,\n")

    screening = workspace.screen(path, as_of="2021-04-16")
    screening.write(out)

    notes = json.loads(out.read_text())["notes"]
    assert [(n["line"], n["kind"]) for n in notes] == [(2, "check")]
    assert screening.head.actions == ("buy", "sell")
