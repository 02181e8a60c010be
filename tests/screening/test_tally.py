from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from proscribe.model.errors import InternalError
from proscribe.model.verdict import Outcome
from proscribe.screening.report import CASH, ReportBatch
from proscribe.screening.summary import UNRESOLVED_KEPT, Candidate, Deadline, Summary
from proscribe.screening.tally import Tally
from tests.backends.reports.samples import (
    BAN_BEGINS,
    EVIL,
    NOTES,
    WINDOW_ENDS,
    book,
    make_frame,
    make_line,
    make_row,
    mobile_rows,
    xiaomi_rows,
)


def tally(*frames: pl.DataFrame) -> Summary:
    found = Tally()
    for frame in frames:
        found.add(ReportBatch.of(frame).frame)
    return found.summary(NOTES, ("buy", "sell"))


def test_lines_rows_and_notes_are_counted() -> None:
    summary = tally(book())

    assert (summary.rows, summary.lines, summary.holdings, summary.notes) == (8, 4, 4, 2)
    assert (summary.not_allowed, summary.unresolved_lines) == (2, 1)


def test_a_line_counts_once_for_a_verdict_however_many_acts_have_it() -> None:
    assert tally(book()).verdict_lines == (
        *(("PROHIBITED", 1), ("REVIEW", 1), ("ALLOWED_DIVEST", 1), ("ALLOWED", 2)),
    )


def test_totals_stand_by_act_and_then_strictest_first() -> None:
    totals = tally(book()).totals

    assert [(t.action, t.verdict, t.rows, t.valued) for t in totals] == [
        ("buy", "PROHIBITED", 1, 1),
        ("buy", "REVIEW", 1, 0),
        ("buy", "ALLOWED", 2, 2),
        ("sell", "REVIEW", 1, 0),
        ("sell", "ALLOWED_DIVEST", 1, 1),
        ("sell", "ALLOWED", 2, 2),
    ]
    assert totals[2].market_value == (("USD", Decimal(351341)),)


def test_the_value_of_the_portfolio_counts_each_line_once() -> None:
    # 100.50 + 351,240.50 + 1,000; the unresolved line states none
    assert tally(book()).market_value == (("USD", Decimal(352341)),)


def test_the_value_says_how_many_lines_it_leaves_out() -> None:
    summary = tally(book())
    assert (summary.lines, summary.valued) == (4, 3)
    assert summary.value_note == "over 3 of 4 lines; 1 without a value"

    whole = tally(make_frame(make_line(2, market_value=Decimal(7))))
    none = tally(make_frame(make_line(2, market_value=None)))
    assert (whole.valued, whole.value_note) == (1, "")
    assert (none.valued, none.value_note) == (0, "")


def test_the_values_of_an_issuer_and_of_a_date_say_how_many_lines_they_leave_out() -> None:
    unvalued = [{**row, "line": 8, "market_value": None} for row in mobile_rows()]
    summary = tally(make_frame([*mobile_rows(), *unvalued]))
    note = "over 1 of 2 lines; 1 without a value"

    assert [(one.lines, one.valued, one.value_note) for one in summary.issuers] == [(2, 1, note)]
    assert {(one.lines, one.valued, one.value_note) for one in summary.deadlines} == {(2, 1, note)}
    bare = tally(make_frame(unvalued)).issuers[0]
    assert (bare.lines, bare.valued, bare.value_note) == (1, 0, "")


def test_currencies_are_never_added_to_each_other() -> None:
    lines = [
        *make_line(2, _currency="USD", market_value=Decimal("1.10")),
        *make_line(3, _currency="HKD", market_value=Decimal(7)),
        *make_line(4, _currency="USD", market_value=Decimal("2.20")),
        *make_line(5, _currency=None, market_value=Decimal(9)),
    ]

    assert tally(make_frame(lines)).market_value == (
        *(("", Decimal(9)), ("HKD", Decimal(7)), ("USD", Decimal("3.3"))),
    )


def test_weights_are_added_and_unknown_where_no_line_states_one() -> None:
    weighed = [*make_line(2, _weight=0.1), *make_line(3, _weight=0.2), *make_line(4)]

    assert tally(make_frame(weighed)).weight == pytest.approx(0.3)
    assert tally(make_frame(make_line(2))).weight is None


def test_cash_is_a_line_but_no_holding() -> None:
    summary = tally(make_frame([*make_line(2), *make_line(3, matched_by=CASH, issuer="USD CASH")]))

    assert (summary.lines, summary.cash, summary.holdings) == (2, 1, 1)


def test_the_same_line_number_in_two_files_is_two_lines() -> None:
    rows = [*make_line(2, _file="a.csv"), *make_line(2, _file="b.csv")]

    assert tally(make_frame(rows)).lines == 2


def test_a_change_that_is_the_beginning_itself_is_one_date() -> None:
    deadlines = tally(make_frame(xiaomi_rows())).deadlines

    assert deadlines == (
        Deadline(
            kind="effective_at",
            at=BAN_BEGINS,
            regime="CCMC",
            issuer="Xiaomi Corporation",
            entity_id="us_dod_1237-xiaomi",
            actions=("buy", "sell"),
            lines=1,
            valued=1,
            market_value=(("USD", Decimal("351240.5")),),
        ),
        Deadline(
            kind="deadline_at",
            at=WINDOW_ENDS,
            regime="CCMC",
            issuer="Xiaomi Corporation",
            entity_id="us_dod_1237-xiaomi",
            actions=("sell",),
            lines=1,
            valued=1,
            market_value=(("USD", Decimal("351240.5")),),
        ),
    )


def test_dates_are_ordered_by_instant_not_by_their_text() -> None:
    later_text = make_row(
        line=2, entity_id="a", effective_at="2021-01-02T00:30:00+14:00", market_value=None
    )
    earlier_text = make_row(
        line=3, entity_id="b", effective_at="2021-01-01T23:00:00-05:00", market_value=None
    )

    deadlines = tally(make_frame([earlier_text, later_text])).deadlines

    assert [each.entity_id for each in deadlines] == ["a", "b"]


def test_lines_of_one_issuer_in_two_batches_are_one_deadline() -> None:
    again = [{**row, "line": 8} for row in xiaomi_rows()]

    begins = tally(make_frame(xiaomi_rows()), make_frame(again)).deadlines[0]

    assert (begins.lines, begins.market_value) == (2, (("USD", Decimal(702481)),))


def test_issuers_stand_with_their_strictest_verdict_the_largest_first() -> None:
    small = [{**row, "entity_id": "small", "market_value": Decimal(1)} for row in mobile_rows()]
    small = [{**row, "line": 9, "issuer": "Small"} for row in small]

    issuers = tally(make_frame([*small, *mobile_rows(), *xiaomi_rows()])).issuers

    assert [(each.issuer, each.verdict, each.actions) for each in issuers] == [
        ("China Mobile", "PROHIBITED", ("buy",)),
        ("Small", "PROHIBITED", ("buy",)),
    ]


def test_an_unresolved_line_keeps_what_was_given_and_its_candidates() -> None:
    (line,) = tally(book()).unresolved

    assert (line.file, line.line, line.issuer) == ("book.csv", 5, EVIL)
    assert line.given == (("Name", EVIL), ("Shares", "10"))
    assert line.candidates[1] == Candidate(
        entity_id="b-2", caption="CNOOC Engineering", score=0.74, verdict=None, explanation=None
    )


def test_unresolved_lines_are_all_counted_but_not_all_kept() -> None:
    frame = make_frame([make_row(_unresolved=True, verdict="REVIEW")])
    many = pl.concat([frame] * (UNRESOLVED_KEPT + 5)).with_columns(
        line=pl.int_range(pl.len(), dtype=pl.Int64)
    )

    summary = tally(many, many.with_columns(_file=pl.lit("b.csv")))

    assert summary.unresolved_lines == 2 * UNRESOLVED_KEPT + 10
    assert len(summary.unresolved) == UNRESOLVED_KEPT


def test_candidates_that_are_no_json_are_our_fault() -> None:
    with pytest.raises(InternalError, match="candidates"):
        tally(make_frame([make_row(_unresolved=True, _candidates="{")]))


def test_rows_with_counts_one_act_and_one_verdict() -> None:
    summary = tally(book())

    assert summary.rows_with("buy", Outcome.PROHIBITED) == 1
    assert summary.rows_with("sell", Outcome.PROHIBITED) == 0
