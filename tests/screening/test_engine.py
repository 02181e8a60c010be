"""Portfolios screened batch by batch: no line lost, no line passed for want of knowing."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proscribe.backends.portfolios import open_portfolio
from proscribe.backends.stores.sql import SqlStore
from proscribe.law.load import load_regime
from proscribe.ledger.history import Subject
from proscribe.model.time import parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Question
from proscribe.screening.engine import Order, Screener
from proscribe.screening.index import KINDS, NAME_KINDS, KeyIndex
from proscribe.screening.report import report_names
from proscribe.workspace.directory import LedgerDirectory

HEAD = "isin,cusip,name,ticker,exchange,location,asset class,quantity"
QUESTION = Question(
    act=Act.BUY,
    investor=Investor.US_PERSON,
    instrument=Instrument.EQUITY,
    as_of=parse_moment("2022-06-06"),
    known_at=parse_moment("2022-06-06"),
)
POOL = (
    "CNE100000PM8,,HIKVISION,,,,Equity,1",
    "KYG9830T1067,,XIAOMI CORP,,,China,Equity,2",
    "KYG9830T1067,,CHINA MOBILE LTD,,,,Equity,3",
    "US0378331005,,APPLE INC,,,United States,Equity,4",
    ",,CHINA TELECOM,,,,Equity,5",
    ",,COSTAR GROUP INC,,,,Equity,6",
    ",,COSTAR GROUP INC,,,United States,Equity,7",
    ",,USD CASH,,,,Cash,8",
    ",,CORP,,,,Equity,9",
    ",,,,,,Equity,10",
    "US0378331006,,,,,,Equity,11",
    ",,,AAPL,,,Equity,12",
    "RU0007661625,,GAZPROM PJSC,,,,Equity,13",
    ",16941M109,CHINA MOBILE-SPON ADR,,,,Equity,14",
    ",,,941,Hong Kong Exchanges And Clearing Ltd,,Equity,15",
    ",,SOMETHING ELSE LTD,,,Ruritania,Equity,16",
)
Screen = Callable[..., list[dict[str, object]]]


def order(*regimes: str, acts: Sequence[Act] = (Act.BUY,), question: Question = QUESTION) -> Order:
    keys = regimes or ("CCMC", "NS-CMIC", "RU-INV", "S1260H", "SDN")
    return Order(
        question=question,
        acts=tuple(acts),
        regimes=tuple(load_regime(key) for key in keys),
        explicit=bool(regimes),
    )


@pytest.fixture(scope="module")
def index(packaged: SqlStore) -> KeyIndex:
    return KeyIndex(packaged.keys((*KINDS, *NAME_KINDS)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portfolios")


@pytest.fixture(scope="module")
def screen(packaged: SqlStore, index: KeyIndex, folder: Path) -> Screen:
    """Screen lines of a portfolio; return the rows of the report."""

    def run(
        *lines: str, head: str = HEAD, asked: Order | None = None, size: int = 50_000
    ) -> list[dict[str, object]]:
        path = folder / "p.csv"
        path.write_text("\n".join((head, *lines, "")), encoding="utf-8")
        screener = Screener(asked or order(), LedgerDirectory(packaged), index)
        return [row for frame in frames(screener, path, size) for row in frame.to_dicts()]

    return run


def frames(screener: Screener, path: Path, size: int) -> Iterator[pl.DataFrame]:
    for batch in open_portfolio(path).batches(size):
        names = report_names(batch.given.columns)
        given_columns = batch.given.rename(dict(zip(batch.given.columns, names, strict=True)))
        lines = batch.lines.with_columns(pl.lit("p.csv").alias("file"))
        yield screener.screen(given_columns, lines).frame


def answers(rows: Sequence[dict[str, object]]) -> list[tuple[object, object]]:
    return [(row["verdict"], row["matched_by"]) for row in rows]


def test_there_is_one_row_for_each_line_and_act_in_the_order_of_the_file(screen: Screen) -> None:
    acts = (Act.BUY, Act.SELL, Act.HOLD)
    rows = screen(*POOL, asked=order(acts=acts))

    assert [(row["line"], row["action"]) for row in rows] == [
        (line, act.value) for line in range(2, len(POOL) + 2) for act in acts
    ]
    assert [row["quantity"] for row in rows[::3]] == [str(n) for n in range(1, len(POOL) + 1)]


@pytest.mark.parametrize(
    ("line", "verdict", "matched_by"),
    [
        ("CNE100000PM8,,,,,,,", "PROHIBITED", "isin"),
        ("cne100000pm8,,,,,,,", "PROHIBITED", "isin"),
        (" CNE 1000 00PM8 ,,,,,,,", "PROHIBITED", "isin"),
        (",16941M109,,,,,,", "PROHIBITED", "cusip"),
        (",,,941,HKEX,,,", "PROHIBITED", "ticker"),
        (",,,0941.HK,,,,", "PROHIBITED", "ticker"),
        (",,CHINA MOBILE LTD-SPON ADR,,,,,", "PROHIBITED", "name"),
        (",,HANGZHOU HIKVISION DIGITAL TECH-A,,,China,,", "PROHIBITED", "name"),
        ("CNE100000PM8,,SOME OTHER NAME INC,,,,,", "PROHIBITED", "isin"),
        ("KYG9830T1067,,CHINA MOBILE LTD,,,,,", "REVIEW", "isin"),
        ("KYG9830T1067,,,941,HKEX,,,", "REVIEW", "isin"),
        (",,CHINA TELECOM,,,,,", "REVIEW", "name"),
        (",,COSTAR GROUP INC,,,,,", "REVIEW", "similar name"),
        (",,HIKVISION DIGITAL TECH-A,,,,,", "REVIEW", "part of a name"),
        (",,CHINA COMMUNICATIONS CONSTRUC,,,,,", "REVIEW", "cut-off name"),
        (",,CHINA COMMUNICATIONS CONSTRUC,,,United States,,", "REVIEW", "cut-off name"),
        (",,HIKVISION,,,United States,,", "REVIEW", "name in another country"),
        (",,HIKVISION,,,Ruritania,,", "PROHIBITED", "name"),
        ("US0378331006,,,,,,,", "REVIEW", None),
        (",,,AAPL,,,,", "REVIEW", None),
        (",,CORP,,,,,1", "REVIEW", None),
        (",,The Co. Ltd.,,,,,1", "REVIEW", None),
        (",,!!!,,,,,1", "REVIEW", None),
        (",,,,,,Equity,1", "REVIEW", None),
        ("CNE100000PM8,,USD CASH,,,,Cash,", "REVIEW", "isin"),
        (",,COSTAR GROUP INC,,,United States,,", "ALLOWED", None),
        ("US0378331005,,APPLE INC,,,,,", "ALLOWED", None),
        (",,JIANGXI HUAWEI CONSTRUCTION MATERIALS,,,,,", "ALLOWED", None),
        (",,China Communication Constructions Company,,,,,", "REVIEW", "similar name"),
        (",,HANGZHOU HIKVISON DIGITAL TECHNOLOGY,,,China,,", "REVIEW", "similar name"),
        (",,HANGZHOU HIKVISON DIGITAL TECHNOLOGY,,,United States,,", "ALLOWED", None),
        (",,HANGZHOU HAIKANG FOODS,,,China,,", "ALLOWED", None),
        (",,XIAOMI CORPORATON,,,China,,", "ALLOWED", "similar name"),
        ("US0378331006,,XIAOMI CORPORATON,,,China,,", "REVIEW", None),
        ("US0378331005,,HANGZHOU HIKVISON DIGITAL TECHNOLOGY,,,,,", "REVIEW", "similar name"),
        (",,USD CASH,,,,Cash,", "ALLOWED", "cash"),
    ],
)
def test_a_line_is_barred_free_or_for_review(
    screen: Screen, line: str, verdict: str, matched_by: str | None
) -> None:
    assert answers(screen(line)) == [(verdict, matched_by)]


@pytest.mark.parametrize("name", ["XIAOMI CORPORATON", "HANGZHOU HIKVISON DIGITAL TECHNOLOGY"])
def test_whose_name_is_only_alike_is_not_called_the_issuer(screen: Screen, name: str) -> None:
    [row] = screen(f",,{name},,,China,,")

    assert (row["issuer"], row["entity_id"]) == (name, None)
    assert f"“{name}” met “" in str(row["explanation"])


def test_what_is_barred_in_a_country_is_barred_whatever_the_name_is_like(screen: Screen) -> None:
    [row] = screen(",,XIAOMI CORPORATON,,,Russia,,", asked=order("RU-INV"))

    assert (row["verdict"], row["regime"]) == ("PROHIBITED", "RU-INV")


def test_the_unlisted_share_is_not_barred_by_a_ticker_of_the_earlier_list(screen: Screen) -> None:
    [row] = screen("CNE000001CN1,,CHINA UNITED NETWORK-A,600050,Shanghai Stock Exchange,China,,1")

    assert row["verdict"] != "PROHIBITED"


def test_an_uncertain_line_says_why_and_who_may_be_meant(screen: Screen) -> None:
    [row] = screen(",,CHINA TELECOM,,,,,")

    assert (row["issuer"], row["entity_id"], row["_unresolved"]) == ("CHINA TELECOM", None, True)
    assert {one["entity_id"] for one in json.loads(str(row["_candidates"]))} == {
        "us_ofac_cons-30939",
        "us_ofac_cons-30882",
    }


def test_a_line_with_a_wrong_identifier_says_so_though_its_name_is_known(screen: Screen) -> None:
    [row] = screen("CNE100000PM9,,HANGZHOU HIKVISION DIGITAL TECH-A,,,,,1")

    assert row["verdict"] == "PROHIBITED"
    assert "About the line: ISIN CNE100000PM9 fails its check digit" in str(row["explanation"])


def test_a_line_told_by_identifiers_only_says_what_that_is_worth(screen: Screen) -> None:
    [bare, named] = screen("US0378331005,,,,,,,1", "US0378331005,,APPLE INC,,,,,1")

    assert "lists do not print every security of an issuer" in str(bare["explanation"])
    assert "every security" not in str(named["explanation"])


def test_every_regime_asked_by_name_is_answered_for_every_line(screen: Screen) -> None:
    keys = ("NS-CMIC", "SDN", "RU-INV", "S1260H")
    for row in screen(*POOL[:7], asked=order(*keys)):
        told = json.loads(str(row["regimes"]))

        assert {one["regime"] for one in told} == set(keys)


def test_a_regime_asked_by_name_whose_list_is_missing_allows_nothing(screen: Screen) -> None:
    [row] = screen("US0378331005,,APPLE INC,,,,,1", asked=order("NS-CMIC", "SDN"))

    assert (row["verdict"], row["regime"]) == ("REVIEW", "SDN")
    assert "no edition of us_ofac_sdn is on file" in str(row["explanation"])


def test_a_regime_not_asked_by_name_whose_list_is_missing_is_left_out(screen: Screen) -> None:
    [free, doubtful] = screen("US0378331005,,APPLE INC,,,,,1", ",,CHINA TELECOM,,,,,1")

    for row in (free, doubtful):
        assert "SDN" not in {one["regime"] for one in json.loads(str(row["regimes"]))}


def test_a_regime_of_a_place_needs_the_place(screen: Screen) -> None:
    [unknown, ruritania, russian, isin, american] = screen(
        ",,SOME OIL LTD,,,,,1",
        ",,SOME OIL LTD,,,Ruritania,,1",
        ",,SOME OIL LTD,,,Russian Federation,,1",
        "RU0007661625,,SOME GAS LTD,,,,,1",
        ",,SOME OIL LTD,,,United States,,1",
        asked=order("RU-INV"),
    )

    assert [row["verdict"] for row in (unknown, ruritania, russian, isin, american)] == [
        "REVIEW",
        "REVIEW",
        "PROHIBITED",
        "PROHIBITED",
        "ALLOWED",
    ]


def test_money_is_no_security(screen: Screen) -> None:
    rows = screen(",,USD CASH,,,,Cash,1", ",,EUR/USD,,,,Forwards,1")

    assert rows[0]["explanation"] == "Cash is no security."
    assert rows[1]["explanation"] == "A currency position is no security."
    assert [row["verdict"] for row in rows[:2]] == ["ALLOWED", "ALLOWED"]


def test_a_derivative_of_nobody_named_is_for_review_and_one_of_a_listed_issuer_is_barred(
    screen: Screen,
) -> None:
    head = "isin,name,asset class,quantity"
    [future, option] = screen(
        ",MSCI EMER MKT INDEX JUN 22,Futures,1",
        "CNE100000PM8,HIKVISION CALL,Options,1",
        head=head,
        asked=order("NS-CMIC"),
    )

    assert future["verdict"] == "REVIEW"
    assert "option, future or other derivative" in str(future["explanation"])
    assert "fund" not in str(future["explanation"])
    assert option["verdict"] == "PROHIBITED"


def test_a_fund_whose_holdings_nobody_states_is_for_review(screen: Screen) -> None:
    [row] = screen(",,EXAMPLE EMERGING MARKETS ETF,,,,ETF,1", asked=order("NS-CMIC"))

    assert row["verdict"] == "REVIEW"


def test_since_when_a_position_is_held_is_read_from_its_line(screen: Screen) -> None:
    then = replace(QUESTION, as_of=parse_moment("2021-09-01"), known_at=parse_moment("2021-03-06"))
    head = "isin,name,quantity,acquired"
    [before, after] = screen(
        "KYG9830T1067,XIAOMI,1,2020-06-01",
        "KYG9830T1067,XIAOMI,1,2021-08-01",
        head=head,
        asked=order("CCMC", acts=(Act.SELL,), question=then),
    )

    assert (before["verdict"], before["reason_code"]) == ("ALLOWED_DIVEST", "DIVESTMENT_WINDOW")
    assert (after["verdict"], after["reason_code"]) == ("PROHIBITED", "NOT_HELD_AT_CUTOFF")


def test_no_lines_give_no_rows(packaged: SqlStore, index: KeyIndex, folder: Path) -> None:
    path = folder / "one.csv"
    path.write_text(f"{HEAD}\n{POOL[0]}\n", encoding="utf-8")
    [batch] = open_portfolio(path).batches()
    lines = batch.lines.with_columns(pl.lit("p.csv").alias("file")).head(0)
    screener = Screener(order(), LedgerDirectory(packaged), index)
    given_columns = batch.given.rename(
        dict(zip(batch.given.columns, report_names(batch.given.columns), strict=True))
    )

    assert screener.screen(given_columns.head(0), lines).frame.height == 0


def test_lines_alike_are_answered_once_however_many_batches_they_come_in(
    packaged: SqlStore, index: KeyIndex, folder: Path
) -> None:
    class Counting(LedgerDirectory):
        """A directory that counts what it is asked."""

        asked = 0

        def subjects(self, ids: Collection[str], known: datetime) -> tuple[Subject, ...]:
            Counting.asked += 1
            return super().subjects(ids, known)

    path = folder / "many.csv"
    path.write_text("\n".join([HEAD, *[POOL[0]] * 40, ""]), encoding="utf-8")
    screener = Screener(order(), Counting(packaged), index)
    batches = frames(screener, path, 10)
    first = next(batches)
    asked = Counting.asked
    rest = list(batches)

    assert [frame.height for frame in (first, *rest)] == [10] * 4
    assert Counting.asked == asked > 0


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shuffled=st.permutations(POOL), size=st.integers(min_value=1, max_value=20))
def test_neither_order_nor_batches_change_the_answer_to_a_line(
    screen: Screen, shuffled: list[str], size: int
) -> None:
    told = ("verdict", "reason_code", "regime", "entity_id", "matched_by", "regimes", "explanation")

    def by_line(rows: list[dict[str, object]]) -> dict[object, list[object]]:
        return {row["quantity"]: [row[key] for key in told] for row in rows}

    assert by_line(screen(*shuffled, size=size)) == by_line(screen(*POOL))
