from __future__ import annotations

from datetime import date
from decimal import Decimal

from proscribe.securities.prices import (
    AverageVolume,
    ExitTime,
    Refusal,
    average_volume,
    days_to_exit,
)
from tests.securities.prices.making import HONG_KONG, NEW_YORK, quote, quotes, series, trading_days

DAYS = trading_days(HONG_KONG, date(2021, 2, 1), 30)


def lines(volume: str = "1000") -> list[str]:
    return [f"{on} {30 + number % 3} {volume}" for number, on in enumerate(DAYS)]


def test_an_exit_takes_a_part_of_the_average_volume_a_day() -> None:
    found = days_to_exit(Decimal(5_050), series(quotes(*lines())))

    assert isinstance(found, ExitTime)
    assert (found.days, found.whole_days) == (Decimal("25.3"), 26)
    assert found.volume.days == 20
    assert found.arithmetic.endswith(
        "20,000 / 20 = 1,000 a day; 0.2 of it is 200.0 a day; 5,050 / 200.0 = 25.3 trading days"
    )


def test_a_volume_of_zero_on_a_day_the_price_moved_is_left_out() -> None:
    texts = lines()
    texts[-1] = f"{DAYS[-1]} 44 0"

    found = average_volume(series(quotes(*texts)), 5)

    assert isinstance(found, AverageVolume)
    assert (found.shares, found.days, found.left_out) == (Decimal(1000), 5, 1)


def test_a_volume_before_a_split_counts_in_new_shares() -> None:
    early = [quote(f"{on} 100 1000", number) for number, on in enumerate(DAYS[:5], 2)]
    late = [quote(f"{on} 25 4000", number) for number, on in enumerate(DAYS[5:10], 7)]

    found = average_volume(series([*early, *late], splits={DAYS[5]: Decimal(4)}), 10)

    assert isinstance(found, AverageVolume)
    assert found.shares == Decimal(4000)


def test_without_volumes_there_is_no_exit_time() -> None:
    found = days_to_exit(Decimal(100), series(quotes("2021-02-01 30", "2021-02-02 31")))

    assert isinstance(found, Refusal)
    assert "no volume" in found.why


def test_after_trading_has_ended_there_is_no_exit_time() -> None:
    texts = [*(f"2021-03-0{n} 1{n} 900" for n in (1, 2, 3, 4, 5)),
             *(f"2021-03-{n:02} 15.5" for n in (8, 9, 10))]  # fmt: skip

    found = days_to_exit(Decimal(100), series(quotes(*texts), NEW_YORK, "CEO", is_sparse=True))

    assert isinstance(found, Refusal)
    assert "trading has ended" in found.why


def test_a_part_of_the_volume_above_all_of_it_is_refused() -> None:
    found = days_to_exit(Decimal(100), series(quotes(*lines())), Decimal(2))

    assert isinstance(found, Refusal)
