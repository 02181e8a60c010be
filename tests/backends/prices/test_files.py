from __future__ import annotations

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.prices import open_prices
from proscribe.model.errors import InputError
from proscribe.securities.prices.reading import Wanted, read_quotes, stated_currency, venue_of
from proscribe.securities.prices.series import Finding, Quote
from tests.securities.prices.making import HONG_KONG, NEW_YORK

JANUARY = date(2021, 1, 14)


def read(path: Path, symbol: str | None = None) -> tuple[list[Quote], list[Finding]]:
    table = open_prices(path)
    return read_quotes(table, Wanted(symbol=symbol, venue=venue_of(table, symbol or table.symbol)))


def written(folder: Path, text: str, name: str = "prices.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_yahoo_file_gives_the_closes_as_they_were_quoted(shared: Path) -> None:
    path = shared / "data" / "prices_hk" / "2020-2025" / "1810.HK.csv"

    quotes, findings = read(path)

    by_day = {quote.day: quote for quote in quotes}
    assert findings == []
    assert len(quotes) == 1323
    assert (by_day[JANUARY].close, by_day[JANUARY].line) == (Decimal("32.65"), 258)
    assert (by_day[date(2021, 3, 5)].close, by_day[date(2021, 3, 5)].line) == (
        Decimal("24.45"),
        292,
    )
    assert by_day[JANUARY].volume == Decimal(122585978)
    assert open_prices(path).symbol == "1810.HK"


def test_the_price_of_a_fail_is_the_close_of_the_trading_day_before(shared: Path) -> None:
    folder = shared / "data" / "sec_ftd"
    path = folder / "extract-2020-09_2021-06" / "ftd_chinese_names.psv"

    quotes, findings = read(path, "XIACY")

    by_day = {quote.day: quote for quote in quotes}
    assert findings == []
    friday = by_day[date(2021, 3, 5)]
    assert (friday.close, friday.line) == (Decimal("15.34"), 649)
    assert friday.note is not None
    assert "settlement date 2021-03-08" in friday.note
    assert by_day[JANUARY].close == Decimal("19.75")
    assert by_day[date(2021, 1, 13)].close == Decimal("21.36")
    # The settlement date 2021-01-20 follows Martin Luther King Day and 2021-01-19.
    assert by_day[date(2021, 1, 19)].close == Decimal("20.18")


def test_a_packed_file_of_all_securities_gives_those_of_one(shared: Path) -> None:
    path = shared / "data" / "sec_ftd" / "202103a" / "cnsfails202103a.txt.gz"

    quotes, _ = read(path, "98421U108")
    table = open_prices(path)

    assert {quote.symbol for quote in quotes} == {"XIACY"}
    assert Decimal("15.34") in {quote.close for quote in quotes}
    assert venue_of(table, "XIACY") is NEW_YORK
    assert stated_currency(table) == "USD"


def test_trailers_and_separators_in_a_description_do_no_harm(tmp_path: Path) -> None:
    text = (
        "SETTLEMENT DATE|CUSIP|SYMBOL|QUANTITY (FAILS)|DESCRIPTION|PRICE\n"
        "20210308|98421U108|XIACY|1688|XIAOMI | CORP ADR|15.34\n"
        "20210309|98421U108|XIACY|1688|XIAOMI CORP ADR|.\n"
        "Trailer record count 2\n"
        "Trailer total quantity of shares 3376\n"
    )

    quotes, findings = read(written(tmp_path, text, "fails.txt"), "XIACY")

    assert [(quote.day, quote.close) for quote in quotes] == [(date(2021, 3, 5), Decimal("15.34"))]
    assert [finding.kind for finding in findings] == ["missing"]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Date,Open,High,Low,Close,Volume\n2021-01-14,1,2,1,32.65,122590000\n", None),
        (
            (
                "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
                "1810.HK,D,20210114,000000,33.3,33.65,32.3,32.65,122590000,0\n"
            ),
            None,
        ),
        (
            (
                '"Date","Price","Open","High","Low","Vol.","Change %"\n'
                '"01/14/2021","32.65","33.30","33.65","32.30","122.59M","-1.06%"\n'
            ),
            None,
        ),
        (
            (
                "Security,1810 HK Equity\nCurrency,HKD\n\nDate,PX_LAST,PX_VOLUME\n"
                "14/01/2021,32.65,122590000\n"
            ),
            "HKD",
        ),
        (
            (
                "Exchange Date;Close (HKD);Net;%Chg;Volume\n"
                "14-Jan-2021;32,65;-0,35;-1,06%;122.590.000\n"
            ),
            "HKD",
        ),
    ],
)
def test_files_of_vendors_say_the_same(tmp_path: Path, text: str, currency: str | None) -> None:
    path = written(tmp_path, text)

    (quote,), findings = read(path)

    assert (quote.day, quote.close, quote.volume) == (
        JANUARY,
        Decimal("32.65"),
        Decimal(122590000),
    )
    assert findings == []
    assert open_prices(path).currency == currency


def test_parquet_and_gzip_hold_the_same_as_text(tmp_path: Path) -> None:
    frame = pl.DataFrame({"date": [JANUARY], "close": [32.650001525878906], "volume": [122585978]})
    frame.write_parquet(tmp_path / "1810.HK.parquet")
    with gzip.open(tmp_path / "1810.HK.csv.gz", "wt") as file:
        file.write(frame.write_csv())

    found = [read(tmp_path / name)[0] for name in ("1810.HK.parquet", "1810.HK.csv.gz")]

    assert [(q.day, q.close, q.volume) for (q,) in found] == [
        (JANUARY, Decimal("32.65"), Decimal(122585978))
    ] * 2
    assert open_prices(tmp_path / "1810.HK.csv.gz").symbol == "1810.HK"


def test_cells_without_a_value_are_told_and_not_filled(tmp_path: Path) -> None:
    text = "date,close\n2021-01-12,33.45\n2021-01-13,-\n2021-01-14,.\n2021-01-15,abc\nTotal,1\n"

    quotes, findings = read(written(tmp_path, text))

    assert [quote.line for quote in quotes] == [2]
    assert [(finding.kind, finding.count) for finding in findings] == [
        ("missing", 2),
        ("unreadable", 1),
        ("unreadable", 1),
    ]
    assert "line 3, 4: there is no close" in findings[0].text


def test_days_that_can_be_read_in_two_ways_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'03/05/2021' can be read in two ways.*--dates dmy"):
        read(written(tmp_path, "date,close\n03/05/2021,24.45\n"))


def test_two_columns_of_closes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two columns are headed 'close'"):
        read(written(tmp_path, "date,close,close\n2021-01-14,32.65,19.75\n"))


def test_a_file_without_closes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no line heads a column of days and one of closes"):
        read(written(tmp_path, "name,isin\nXiaomi,KYG9830T1067\n"))


def test_a_stamp_in_utc_is_the_day_of_the_venue(tmp_path: Path) -> None:
    path = written(tmp_path, "timestamp,close\n2021-01-13 16:00:00+00:00,32.65\n", "1810.HK.csv")

    (quote,), _ = read(path)

    assert venue_of(open_prices(path), "1810.HK") is HONG_KONG
    assert quote.day == JANUARY
