from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from proscribe import registry
from proscribe.model.errors import InputError
from proscribe.securities.prices import AbnormalReturn, Move, PriceRequest, Refusal
from proscribe.workspace import Workspace

FAILS = "data/sec_ftd/extract-2020-09_2021-06/ftd_chinese_names.psv"
HONG_KONG = "data/prices_hk/2020-2025"


@pytest.fixture(scope="module")
def xiaomi(shared: Path) -> Path:
    return shared / HONG_KONG / "1810.HK.csv"


@pytest.fixture(scope="module")
def fails(shared: Path) -> Path:
    return shared / FAILS


def test_the_share_fell_by_a_quarter_from_the_close_before_the_designation(
    packaged: Workspace, xiaomi: Path
) -> None:
    found = packaged.prices("Xiaomi", xiaomi, until="2021-03-05")

    (one,) = found.series
    first = one.moves[0]
    assert first.percent == Decimal("-25.1")
    assert (first.start.close.close, first.start.close.source) == (
        Decimal("32.65"),
        f"{xiaomi}:258",
    )
    assert (first.end.close.close, first.end.close.source) == (Decimal("24.45"), f"{xiaomi}:292")
    assert first.start.close.currency == "HKD"
    assert "Hong Kong had closed at 2021-01-14T16:10:00+08:00" in first.start.why


def test_the_receipt_fell_by_22_or_28_per_cent_by_the_day_one_starts_from(
    packaged: Workspace, fails: Path
) -> None:
    found = packaged.prices("Xiaomi", fails, until="2021-03-05")

    (one,) = found.series
    told = [(m.start.close.close, m.start.close.line, m.percent) for m in one.moves]
    assert told == [
        (Decimal("21.36"), 477, Decimal("-28.2")),
        (Decimal("19.75"), 484, Decimal("-22.3")),
    ]
    assert {(m.end.close.close, m.end.close.line) for m in one.moves} == {(Decimal("15.34"), 649)}
    assert one.series.currency == "USD"


@pytest.mark.parametrize(("since", "percent"), [("2021-01-14", "-22.3"), ("2021-01-13", "-28.2")])
def test_a_day_to_start_from_is_the_close_of_that_day(
    packaged: Workspace, fails: Path, since: str, percent: str
) -> None:
    found = packaged.prices("98421U108", fails, since=since, until="2021-03-05")

    assert isinstance(found.series[0].asked, Move)
    assert found.series[0].asked.percent == Decimal(percent)


def test_an_hour_decides_between_the_two_closes_of_the_receipt(
    packaged: Workspace, fails: Path
) -> None:
    found = packaged.prices("Xiaomi", fails, since="2021-01-14T17:30:00-05:00", until="2021-03-05")

    assert [move.percent for move in found.series[0].moves] == [Decimal("-22.3")]


def test_share_and_receipt_are_two_series_of_one_subject(
    packaged: Workspace, xiaomi: Path, fails: Path
) -> None:
    found = packaged.prices("XIACY", xiaomi, fails)

    assert [one.series.symbol for one in found.series] == ["1810.HK", "XIACY"]
    assert found.subject.id == "us_dod_1237-xiaomi"
    assert "broken series" in " ".join(map(str, found.series[1].series.findings))


def test_a_receipt_whose_trading_ended_has_no_move_after(packaged: Workspace, fails: Path) -> None:
    found = packaged.prices("SMIC", fails, since="2021-01-26", until="2021-03-05")

    (one,) = found.series
    assert str(one.series.ended) == "2021-01-26"
    assert isinstance(one.asked, Refusal)
    assert "14.00 USD of 2021-03-05" in one.asked.why
    assert "The price stands at 14.00" in " ".join(map(str, one.series.findings))


def test_the_price_of_cnooc_ends_with_a_close_of_its_own(packaged: Workspace, fails: Path) -> None:
    found = packaged.prices("CNOOC Limited", fails, symbol="CEO")

    last = found.series[0].series.closes[-1]
    assert (last.close, str(last.day)) == (Decimal("121.76"), "2021-03-08")
    assert len(found.series[0].series.stale) == 2


def test_a_benchmark_gives_an_abnormal_return_with_its_error(
    packaged: Workspace, xiaomi: Path
) -> None:
    found = packaged.prices("Xiaomi", xiaomi, benchmark=xiaomi.with_name("0941.HK.csv"))

    abnormal = found.series[0].abnormal
    assert isinstance(abnormal, AbnormalReturn)
    assert str(abnormal.days[0].close.day) == "2021-01-15"
    assert abnormal.standard_error > 0
    assert abnormal.caveats == ("Only one of the two is adjusted for dividends.",)


def test_what_is_not_on_file_yet_is_no_event(packaged: Workspace, xiaomi: Path) -> None:
    early = packaged.prices("Xiaomi", xiaomi, known_at="2021-02-01")
    late = packaged.prices("Xiaomi", xiaomi)

    kinds = [{each.event.kind for each in one.series[0].events} for one in (early, late)]
    assert "injunction" not in kinds[0]
    assert "injunction" in kinds[1]


def test_the_answer_is_plain_json(packaged: Workspace, fails: Path) -> None:
    document = packaged.prices("Xiaomi", fails, until="2021-03-05").to_json()

    text = json.loads(json.dumps(document))
    first = text["series"][0]["since"]["moves"][0]
    assert (first["percent"], first["rules"], first["start"]["line"]) == ("-28.2", ["before"], 477)
    assert text["series"][0]["average_volume"]["why"].startswith("The files have no volume")


def test_several_securities_without_a_choice_are_refused(packaged: Workspace, fails: Path) -> None:
    with pytest.raises(InputError, match=r"several securities .* none is chosen"):
        packaged.prices("Huawei", fails)


def test_a_symbol_that_is_not_in_the_file_is_refused_with_those_near(
    packaged: Workspace, fails: Path
) -> None:
    with pytest.raises(InputError, match=r"no line of 'XIACF'.*Did you mean XIACY"):
        packaged.prices("Xiaomi", fails, symbol="XIACF")


def test_prices_of_another_company_are_the_users_word(packaged: Workspace, shared: Path) -> None:
    found = packaged.prices("Xiaomi", shared / HONG_KONG / "0941.HK.csv")

    said = [str(each) for each in found.series[0].series.findings if each.kind == "symbol"]
    assert said == [
        "0941.HK is not on file: that these are prices of Xiaomi Corporation is your word."
    ]


def test_a_ticker_without_its_market_is_that_of_the_subject(
    packaged: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "XIACY.csv").write_text("date,close\n2021-01-14,19.75\n2021-03-05,15.34\n", "utf-8")
    (tmp_path / "all.csv").write_text(
        "date,close,ticker\n2021-01-14,19.75,XIACY\n2021-01-14,9.75,XIACX\n", "utf-8"
    )

    for name in ("XIACY.csv", "all.csv"):
        (one,) = packaged.prices("Xiaomi", tmp_path / name).series
        assert (one.series.symbol, one.series.currency) == ("XIACY", "USD")
        assert one.series.venue is not None
        assert one.series.venue.zone == "America/New_York"
        assert not any(each.kind == "symbol" for each in one.series.findings)


def test_a_folder_is_a_fetcher(packaged: Workspace, shared: Path) -> None:
    found = packaged.prices("Xiaomi", f"folder:{shared / HONG_KONG}", until="2021-03-05")

    assert [one.series.symbol for one in found.series] == ["1810.HK"]


def test_another_package_may_bring_a_fetcher(
    packaged: Workspace, xiaomi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[PriceRequest] = []

    class Desk:
        def fetch(self, request: PriceRequest) -> tuple[Path, ...]:
            asked.append(request)
            return (xiaomi,)

    monkeypatch.setattr("proscribe.workspace.price_files.price_fetcher_keys", lambda: ("desk",))
    monkeypatch.setattr(
        "proscribe.workspace.price_files.load_price_fetcher", lambda _: lambda _: Desk()
    )

    found = packaged.prices("Xiaomi", "desk:eod", until="2021-03-05")

    assert found.series[0].moves[0].percent == Decimal("-25.1")
    assert {"1810.HK", "XIACY", "98421U108"} <= {*asked[0].symbols}
    assert registry.price_fetcher_keys() == ()


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.png"])
def test_the_picture_is_written(
    packaged: Workspace, xiaomi: Path, tmp_path: Path, name: str
) -> None:
    path = packaged.prices("Xiaomi", xiaomi, until="2021-03-05").write(tmp_path / name)

    content = path.read_bytes()
    if path.suffix == ".png":
        assert content.startswith(b"\x89PNG")
    else:
        assert b"2021-01-14 designated under S1237" in content


def test_a_picture_of_another_kind_is_refused(
    packaged: Workspace, xiaomi: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"not written as \.gif"):
        packaged.prices("Xiaomi", xiaomi).write(tmp_path / "x.gif")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"window": (5, 0)}, "ends before it begins"),
        ({"since": "2021-03-16", "until": "2021-01-14"}, "is after 2021-01-14"),
    ],
)
def test_what_ends_before_it_begins_is_refused(
    packaged: Workspace, xiaomi: Path, asked: dict[str, object], why: str
) -> None:
    with pytest.raises(InputError, match=why):
        packaged.prices("1810.HK", xiaomi, **asked)  # type: ignore[arg-type]


def test_a_window_of_one_day_is_one(packaged: Workspace, xiaomi: Path) -> None:
    assert packaged.prices("1810.HK", xiaomi, window=(0, 0), until="2021-02-01").series


def test_the_prices_themselves_are_no_benchmark(packaged: Workspace, xiaomi: Path) -> None:
    (series,) = packaged.prices("1810.HK", xiaomi, benchmark=xiaomi).series

    assert isinstance(series.abnormal, Refusal)
    assert "beyond itself nothing moves" in series.abnormal.why


@pytest.mark.parametrize(("currency", "times"), [("USD", 1), ("HKD", 0)])
def test_a_currency_in_which_the_venue_does_not_quote_is_told(
    packaged: Workspace, xiaomi: Path, currency: str, times: int
) -> None:
    (series,) = packaged.prices("1810.HK", xiaomi, currency=currency).series

    told = [one.text for one in series.series.findings if "is quoted in HKD in" in one.text]
    assert len(told) == times
