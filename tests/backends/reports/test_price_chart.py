from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from proscribe.backends.reports.price_chart import (
    DrawnClose,
    DrawnMark,
    PricePanel,
    PricePicture,
    price_charts,
    runs_of,
    write_prices,
)
from tests.backends.reports.samples import EVIL

PANEL = PricePanel(
    title="1810.HK, HKD, Hong Kong",
    closes=(
        DrawnClose(day="2021-01-13", close=33.0, run=0),
        DrawnClose(day="2021-01-14", close=32.65, run=0),
        DrawnClose(day="2021-01-18", close=29.9, run=1),
    ),
    marks=(
        DrawnMark(day="2021-01-14", text="designated under S1237", is_designation=True),
        DrawnMark(day="2021-01-15", text="denial", is_designation=False),
    ),
    findings=("1 of 4 trading days has no close.",),
)


def texts(drawing: str) -> list[str]:
    return [
        "".join(map(str, each.itertext())) for each in etree.fromstring(drawing).iter("{*}text")
    ]


def test_a_designation_is_written_beside_its_day_and_other_events_are_not() -> None:
    wide, narrow = price_charts(PANEL)

    assert "2021-01-14 designated under S1237" in texts(wide)
    assert not any("denial" in text for text in texts(wide))
    assert 'class="chart narrow"' in narrow
    assert "2021-01-15 denial" in wide.partition("aria-label=")[2]


def test_the_line_is_broken_where_closes_are_missing() -> None:
    assert runs_of(["a", "b", "c"], [False, False, True]) == [0, 0, 1]


def test_nothing_of_a_hostile_name_becomes_markup(tmp_path: Path) -> None:
    mark = DrawnMark(day="2021-01-14", text=EVIL, is_designation=True)
    panel = replace(PANEL, title=EVIL, marks=(mark,), findings=(EVIL,))
    picture = PricePicture(caption=EVIL, version="0", panels=(panel,))

    write_prices(picture, tmp_path / "x.html")

    assert EVIL not in (tmp_path / "x.html").read_text(encoding="utf-8")
