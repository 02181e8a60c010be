from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import altair as alt
import pytest
from lxml import etree

from proscribe.backends.reports.deadline_chart import deadline_charts
from proscribe.backends.reports.drawing import INK, VERDICT_COLOURS, draw
from proscribe.backends.reports.exposure_chart import exposure_charts
from proscribe.backends.reports.words import asked_instant
from proscribe.model.errors import InternalError
from proscribe.screening.report import ReportBatch
from proscribe.screening.summary import Summary
from proscribe.screening.tally import Tally
from tests.backends.reports.samples import (
    EVIL,
    book,
    make_frame,
    make_line,
    make_row,
    mobile_rows,
    xiaomi_rows,
)

ASKED = asked_instant("2021-03-06")


def summed(rows: Iterable[Mapping[str, object]]) -> Summary:
    tally = Tally()
    tally.add(ReportBatch.of(make_frame(rows)).frame)
    return tally.summary((), ("buy", "sell"))


def texts(drawing: str) -> list[str]:
    root = etree.fromstring(drawing)
    return ["".join(map(str, each.itertext())) for each in root.iter("{*}text")]


def test_exposure_is_written_at_each_bar_under_its_act() -> None:
    wide, narrow = exposure_charts(summed(book().to_dicts()))

    assert texts(wide) == texts(narrow)
    assert {"Buy", "Sell", "PROHIBITED", "ALLOWED_DIVEST", "USD 1,000"} <= {*texts(wide)}
    assert "ALLOWED" not in texts(wide)
    assert 'class="chart wide"' in wide
    assert 'class="chart narrow"' in narrow


def test_nothing_is_drawn_where_every_act_is_allowed() -> None:
    assert exposure_charts(summed(make_line(2))) == ()


def test_without_values_the_bars_are_lines() -> None:
    (wide, _) = exposure_charts(summed(make_line(2, verdict="PROHIBITED", market_value=None)))

    assert "1 line" in texts(wide)


def test_each_currency_has_its_own_bars() -> None:
    rows = [
        *make_line(2, verdict="PROHIBITED", _currency="USD", market_value=Decimal(2_500_000)),
        *make_line(3, verdict="PROHIBITED", _currency="HKD", market_value=Decimal(10)),
    ]

    (wide, _) = exposure_charts(summed(rows))

    assert {"Buy, USD", "Buy, HKD", "USD 2.5 m", "HKD 10"} <= {*texts(wide)}


def test_the_time_line_says_what_begins_and_what_began() -> None:
    (wide, _) = deadline_charts(summed([*xiaomi_rows(), *mobile_rows()]).deadlines, ASKED)

    found = texts(wide)
    assert "prohibition begins: Xiaomi Corporation" in found
    assert "prohibition began: China Mobile" in found
    assert {"2021-01-11", "2021-03-15", "2022-01-14"} <= {*found}


def test_a_reader_who_cannot_see_is_told_the_same() -> None:
    (wide, _) = deadline_charts(summed(xiaomi_rows()).deadlines, ASKED)

    assert etree.fromstring(wide).get("role") == "img"
    assert etree.fromstring(wide).get("aria-label") == (
        "2021-03-15 prohibition begins: Xiaomi Corporation; "
        "2022-01-14 last moment to close: Xiaomi Corporation"
    )


def test_without_a_date_nothing_is_drawn() -> None:
    assert deadline_charts((), ASKED) == ()


def test_many_dates_are_cut_to_those_around_the_moment_asked_about() -> None:
    rows = [
        make_row(
            line=number,
            entity_id=f"e{number}",
            effective_at=f"2021-{1 + number // 28:02}-{1 + number % 28:02}T09:30:00-05:00",
        )
        for number in range(140)
    ]

    (wide, _) = deadline_charts(summed(rows).deadlines, ASKED)

    days = [text for text in texts(wide) if text.startswith("2021-")]
    assert days[0] == "2021-03-01"
    assert days[-1] == "2021-03-20"
    assert len(days) == 20


def test_one_single_date_can_be_drawn_without_knowing_what_was_asked() -> None:
    (wide, _) = deadline_charts(summed(xiaomi_rows()[:1]).deadlines, None)

    assert "2021-03-15" in texts(wide)


def test_hostile_names_stay_text() -> None:
    rows = [{**row, "issuer": EVIL} for row in xiaomi_rows()]

    (wide, narrow) = deadline_charts(summed(rows).deadlines, ASKED)

    assert "<script" not in wide + narrow
    assert any(EVIL in text for text in texts(wide))


def test_a_drawing_takes_the_colours_of_the_page() -> None:
    (wide, _) = exposure_charts(summed(book().to_dicts()))

    assert "var(--prohibited)" in wide
    assert "var(--ink)" in wide
    assert [each for each in (INK, *VERDICT_COLOURS.values()) if each in wide] == []


def test_a_drawing_that_would_load_something_is_refused() -> None:
    data = alt.InlineData(values=[{"url": "https://evil.example/x.png"}])
    chart = alt.Chart(data).mark_image(url="https://evil.example/x.png")

    with pytest.raises(InternalError, match="unexpected element"):
        draw(chart, label="x", css_class="chart")
