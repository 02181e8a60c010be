from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from proscribe.model.verdict import Act
from proscribe.screening.answer import ACT_PHRASES, answer
from proscribe.screening.report import ReportBatch
from proscribe.screening.tally import Tally
from tests.backends.reports.samples import book, make_frame, make_line, make_row, mobile_rows


def answered(rows: Iterable[Mapping[str, object]], *actions: Act) -> tuple[str, ...]:
    tally = Tally()
    tally.add(ReportBatch.of(make_frame(rows)).frame)
    return answer(tally.summary((), actions), actions)


def test_the_answer_names_what_is_barred_first_and_then_what_is_in_doubt() -> None:
    assert answered(book().to_dicts(), Act.BUY, Act.SELL) == (
        "1 of 4 lines may not be bought.",
        "1 line needs review by a person.",
        "1 line may be dealt in only to divest.",
        "The issuer of 1 line could not be made out for certain.",
    )


def test_each_act_that_is_barred_is_counted() -> None:
    barred = [{**row, "verdict": "PROHIBITED"} for row in mobile_rows()]
    hold = {**barred[0], "action": "hold", "verdict": "PROHIBITED"}

    (first,) = answered([*barred, hold, *make_line(9)], Act.BUY, Act.SELL, Act.HOLD)

    assert first == ("1 of 2 lines may not be bought, 1 may not be sold and 1 may not be held.")


def test_where_nothing_is_barred_the_answer_says_no_more_than_that() -> None:
    rows = [*make_line(2), *make_line(3, verdict="REVIEW")]

    assert answered(rows, Act.BUY, Act.SELL) == (
        "None of 2 lines was found to be prohibited.",
        "1 line needs review by a person.",
    )


def test_an_empty_portfolio_has_an_answer() -> None:
    summary = Tally().summary((), ("buy",))

    assert answer(summary, [Act.BUY]) == ("The portfolio has no line to screen.",)


def test_large_numbers_are_grouped() -> None:
    rows = [make_row(line=number, verdict="PROHIBITED") for number in range(1200)]

    assert answered(rows, Act.BUY) == ("1,200 of 1,200 lines may not be bought.",)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_words(act: Act) -> None:
    assert ACT_PHRASES[act]
