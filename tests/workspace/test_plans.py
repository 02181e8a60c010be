"""Plans of portfolios, on the packaged facts.

The deadlines of Executive Order 13959 were counted by hand: the Annex companies by the day the
order states (2021-11-11), those listed later by the 365th day after their listing: SMIC
2020-12-03, China Mobile and CNOOC 2021-01-08, Luokung again 2021-03-09.
"""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Outcome
from proscribe.screening.plan import Plan, PlanLine, Standing
from proscribe.screening.plan_words import after, first_step, plan_rows, warnings
from proscribe.securities.prices import ExitTime
from proscribe.workspace import Workspace

ANNEX_ENDS = "2021-11-11T23:59:00-05:00"


@pytest.fixture(scope="module")
def example(packaged: Workspace) -> Plan:
    with as_file(files("proscribe.workspace") / "examples" / "portfolio.csv") as portfolio:
        return packaged.screen(portfolio, as_of="2021-03-20", known_at="2021-03-20").plan()


def write(folder: Path, text: str) -> Path:
    file = folder / "p.csv"
    file.write_text(text, encoding="utf-8")
    return file


def deadlines(plan: Plan) -> list[tuple[int, str | None]]:
    return [
        (one.facts.line, None if one.deadline is None else one.deadline.since) for one in plan.lines
    ]


def line(plan: Plan, number: int) -> PlanLine:
    return next(one for one in plan.lines if one.facts.line == number)


def test_the_lines_that_are_not_free_come_by_their_deadlines(example: Plan) -> None:
    assert deadlines(example) == [
        (7, ANNEX_ENDS),
        (10, ANNEX_ENDS),
        (6, "2021-12-03T23:59:00-05:00"),
        (8, "2022-01-08T23:59:00-05:00"),
        (9, "2022-01-08T23:59:00-05:00"),
        (13, "2022-01-08T23:59:00-05:00"),
        (11, "2022-03-09T23:59:00-05:00"),
        (4, None),
        (5, None),
    ]


def test_what_may_be_done_now_and_what_holds_afterwards(example: Plan) -> None:
    hikvision = line(example, 7)

    assert hikvision.standing is Standing.GET_OUT
    assert hikvision.act(Act.BUY).now.verdict is Outcome.PROHIBITED
    assert hikvision.act(Act.RECEIVE_DIVIDEND).now.verdict is Outcome.ALLOWED
    assert [step.verdict for step in hikvision.act(Act.SELL).steps] == [
        Outcome.ALLOWED_DIVEST,
        Outcome.PROHIBITED,
    ]
    assert [step.verdict for step in hikvision.act(Act.HOLD).steps] == [
        Outcome.ALLOWED,
        Outcome.PROHIBITED,
    ]
    assert first_step(hikvision) == f"Sell, solely to divest, before {ANNEX_ENDS}."
    assert after(hikvision) == (
        f"From {ANNEX_ENDS} on it may neither be sold nor held without a licence."
    )
    assert "EO 13959 s.1(b)" in hikvision.governing.citation


def test_days_left_are_whole_and_trading_days_are_those_of_the_exchange(example: Plan) -> None:
    hikvision, telecom = line(example, 7), line(example, 13)

    # 11 days of March, the 30, 31, 30, 31, 31, 30, 31 of April to October, 11 of November.
    assert hikvision.left.days == 236
    assert hikvision.left.venue == "Shanghai and Shenzhen"
    # 168 weekdays from 2021-03-22 to 2021-11-11, the 11 days off of the exchange left out.
    assert hikvision.left.trading_days == 157
    assert telecom.left.trading_days is None
    assert telecom.left.venue == "where it trades is not stated"


def test_what_is_free_until_the_ban_begins_has_both_moments(example: Plan) -> None:
    luokung = line(example, 11)

    assert first_step(luokung) == (
        "Sell before 2022-03-09T23:59:00-05:00; from 2021-05-08T09:30:00-04:00 on solely to divest."
    )
    assert luokung.next_change is not None
    assert luokung.next_change.since == "2021-05-08T09:30:00-04:00"


def test_what_a_court_suspends_has_no_deadline_and_says_so(example: Plan) -> None:
    xiaomi = line(example, 4)

    assert xiaomi.standing is Standing.SUSPENDED
    assert "may end on any day" in first_step(xiaomi)
    assert after(xiaomi) == "No deadline for selling or holding is known."
    assert xiaomi.left.days is None


def test_lines_whose_issuer_is_not_certain_stand_apart(example: Plan) -> None:
    (mistyped,) = example.decide_first

    assert mistyped.facts.issuer == "MISTYPED HOLDINGS"
    assert "check digit" in mistyped.why
    assert 17 not in [number for number, _ in deadlines(example)]


def test_values_are_added_for_each_currency_by_itself(packaged: Workspace, tmp_path: Path) -> None:
    portfolio = write(
        tmp_path,
        "name,isin,market value,currency\nHIKVISION,CNE100000PM8,100.5,USD\n"
        "HIKVISION,CNE100000PM8,7,HKD\nHIKVISION,CNE100000PM8,,\nAPPLE INC,US0378331005,9,USD\n",
    )

    plan = packaged.screen(portfolio, as_of="2021-12-02", known_at="2021-12-02").plan()

    (total,) = plan.totals
    assert (total.standing, total.lines, total.unvalued) == (Standing.GET_OUT, 3, 1)
    assert total.market_value == (("HKD", Decimal(7)), ("USD", Decimal("100.5")))


def test_under_ns_cmic_what_is_not_sold_in_time_is_locked_in(
    packaged: Workspace, tmp_path: Path
) -> None:
    portfolio = write(tmp_path, "name,isin,ticker\nHIKVISION,CNE100000PM8,002415.SZ\n")

    def plan(day: str) -> PlanLine:
        return packaged.screen(portfolio, as_of=day, known_at=day).plan().lines[0]

    before, later = plan("2022-06-01"), plan("2022-06-06")

    assert before.standing is Standing.GET_OUT
    assert first_step(before) == "Sell, solely to divest, before 2022-06-03T00:01:00-04:00."
    # On 2 June one can still sell all day; the dragon boat festival is on the 3rd.
    assert (before.left.days, before.left.trading_days) == (1, 1)
    assert after(before).endswith(
        "may never be sold again without a licence; it may still be held."
    )
    assert later.standing is Standing.LOCKED_IN
    assert later.act(Act.HOLD).now.verdict is Outcome.ALLOWED
    assert "Do not sell" in first_step(later)
    assert "No deadline" in after(later)


def test_what_is_blocked_may_only_be_kept_frozen_and_comes_first(
    packaged: Workspace, tmp_path: Path
) -> None:
    portfolio = write(tmp_path, "name,isin\nHIKVISION,CNE100000PM8\nEXAMPLE ROBOTS LTD,\n")
    listed = ("list new Example Robots under SDN on 2022-05-02",)

    plan = packaged.screen(
        portfolio, as_of="2022-06-01", known_at="2022-06-01", what_if=listed
    ).plan()

    blocked = plan.lines[0]
    assert blocked.facts.line == 3
    assert blocked.standing is Standing.BLOCKED
    assert all(one.now.verdict is Outcome.PROHIBITED for one in blocked.acts)
    assert "blocked account" in first_step(blocked)
    assert blocked.deadline is None
    row = plan_rows(plan)[0]
    assert (row["may"], row["deadline_at"]) == ("", None)
    assert str(row["supposing"]).startswith("Supposing that Example Robots is listed under SDN")


def test_a_position_of_unknown_age_is_for_a_person_to_decide(
    packaged: Workspace, tmp_path: Path
) -> None:
    portfolio = write(tmp_path, "name,isin\nHIKVISION,CNE100000PM8\n")

    def plan(held_since: str | None) -> PlanLine:
        screening = packaged.screen(
            portfolio, as_of="2021-03-20", known_at="2021-03-20", held_since=held_since
        )
        return screening.plan().lines[0]

    unknown, known = plan(None), plan("2020-01-02")

    assert unknown.standing is Standing.UNCLEAR
    assert "since when this position is held" in first_step(unknown)
    assert known.standing is Standing.GET_OUT


def test_a_portfolio_without_anything_barred_needs_no_plan(
    packaged: Workspace, tmp_path: Path
) -> None:
    plan = packaged.screen(
        write(tmp_path, "name,isin\nAPPLE INC,US0378331005\n"), as_of="2022-06-06"
    ).plan()

    assert (plan.lines, plan.decide_first, plan.totals) == ((), (), ())


def test_a_plan_asks_for_selling_and_holding_whatever_the_report_asks(
    packaged: Workspace, tmp_path: Path
) -> None:
    portfolio = write(tmp_path, "name,isin\nHIKVISION,CNE100000PM8\n")

    screening = packaged.screen(
        portfolio, as_of="2022-06-06", known_at="2022-06-06", actions=["receive_dividend"]
    )

    assert [one.standing for one in screening.plan().lines] == [Standing.LOCKED_IN]


VOLUMES = "Date,Close,Volume\n" + "".join(
    f"2022-05-{day:02},40,1000\n" for day in (16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 30, 31)
)


@pytest.mark.parametrize(
    ("quantity", "expected"), [(200, (1, True, None)), (900, (5, False, "700"))]
)
def test_selling_may_take_longer_than_there_is_time(
    packaged: Workspace, tmp_path: Path, quantity: int, expected: tuple[int, bool, str | None]
) -> None:
    days, in_time, rest = expected
    prices = tmp_path / "002415.SZ.csv"
    prices.write_text(VOLUMES, encoding="utf-8")
    portfolio = write(
        tmp_path, f"name,isin,ticker,quantity\nHIKVISION,CNE100000PM8,002415.SZ,{quantity}\n"
    )

    screening = packaged.screen(portfolio, as_of="2022-06-01", known_at="2022-06-01")
    plan = screening.with_plan(prices=[prices]).plan()

    # 20 % of 1,000 shares a day is 200; one trading day is left.
    row = plan_rows(plan)[0]
    assert (row["exit_days"], row["exit_in_time"]) == (days, in_time)
    told = " ".join(warnings(plan.lines[0]))
    assert (rest is None) is ("would remain" not in told)
    assert rest is None or f"only 1 are left: {rest} shares would remain" in told


def test_a_line_without_prices_or_quantity_says_what_is_missing(
    packaged: Workspace, tmp_path: Path
) -> None:
    prices = tmp_path / "002415.SZ.csv"
    prices.write_text(VOLUMES, encoding="utf-8")
    portfolio = write(
        tmp_path,
        "name,isin,ticker,quantity\nHIKVISION,CNE100000PM8,002415.SZ,\n"
        "CHINA MOBILE LTD,HK0941009539,0941.HK,5\n",
    )

    screening = packaged.screen(portfolio, as_of="2022-06-01", known_at="2022-06-01")
    plan = screening.with_plan(prices=[prices]).plan()

    told = {row["line"]: row["exit_arithmetic"] for row in plan_rows(plan)}
    assert "states no quantity" in str(told[2])
    assert "No price file is of this security" in str(told[3])


def test_real_volumes_give_the_days_an_exit_takes(
    packaged: Workspace, tmp_path: Path, shared: Path
) -> None:
    prices = shared / "data" / "prices_hk" / "2020-2025" / "1810.HK.csv"
    portfolio = write(tmp_path, "name,isin,quantity\nXIAOMI CORP,KYG9830T1067,9900000000\n")

    screening = packaged.screen(
        portfolio, as_of="2021-03-06", known_at="2021-03-06", held_since="2020-06-01"
    )
    (xiaomi,) = screening.with_plan(prices=[prices]).plan().lines

    # 4,701,752,198 shares in 20 days are 235,087,610 a day; a fifth of it is 47,017,522.
    assert isinstance(xiaomi.exit, ExitTime)
    assert xiaomi.exit.whole_days == 211
    assert xiaomi.left.venue == "Hong Kong"
    assert xiaomi.left.trading_days == 214


@pytest.mark.parametrize("name", ["plan.doc", "plan"])
def test_a_format_that_is_none_is_refused_before_anything_is_read(
    packaged: Workspace, tmp_path: Path, name: str
) -> None:
    screening = packaged.screen(tmp_path / "absent.csv")

    with pytest.raises(InputError, match=r"\.csv, \.json, \.html, \.xlsx, \.ics"):
        screening.with_plan(files=[name])


@pytest.mark.parametrize("part", ["0", "1.5", "-1"])
def test_a_part_of_the_volume_that_is_none_is_refused(
    packaged: Workspace, tmp_path: Path, part: str
) -> None:
    with pytest.raises(InputError, match="no part of the daily volume"):
        packaged.screen(tmp_path / "p.csv").with_plan(participation=Decimal(part))


def test_a_trade_is_no_position_and_a_short_one_is_not_left_by_a_sale(
    packaged: Workspace, tmp_path: Path
) -> None:
    orders = write(
        tmp_path,
        "name,isin,side,quantity\nHIKVISION,CNE100000PM8,buy,5\n",
    )
    shorts = tmp_path / "s.csv"
    shorts.write_text("name,isin,quantity\nHIKVISION,CNE100000PM8,-5\n", encoding="utf-8")

    traded = packaged.screen(orders, as_of="2022-06-01", known_at="2022-06-01").plan()
    short = packaged.screen(shorts, as_of="2022-06-01", known_at="2022-06-01").plan()

    assert (traded.lines, traded.decide_first) == ((), ())
    assert short.lines == ()
    assert "A short position is left by a purchase" in short.decide_first[0].why
