"""The arithmetic of dates against every date OFAC printed or the courts recited."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import ClassVar

import pytest

from proscribe.law import clock
from proscribe.law.load import load_regime
from proscribe.law.regime import Point, Text
from proscribe.model.time import parse_moment

CCMC = load_regime("CCMC")


# Listing day, days, printed date; by whom.
@pytest.mark.parametrize(
    ("listed", "days", "printed"),
    [
        ("2020-12-03", 60, "2021-02-01"),  # OFAC, NS-CCMC List: SMIC and the rest of tranche 4
        ("2020-12-03", 365, "2021-12-03"),
        ("2021-01-08", 60, "2021-03-09"),  # OFAC, NS-CCMC List: CNOOC Ltd and three telecoms
        ("2021-01-08", 365, "2022-01-08"),
        ("2021-01-14", 60, "2021-03-15"),  # complaint of Xiaomi
        ("2021-01-14", 365, "2022-01-14"),
        ("2021-03-09", 60, "2021-05-08"),  # OFAC's letter to Luokung: a Saturday, not rolled
        ("2021-03-09", 365, "2022-03-09"),
        ("2021-12-10", 60, "2022-02-08"),  # OFAC, NS-CMIC List: SenseTime
        ("2021-12-10", 365, "2022-12-10"),
        ("2021-12-16", 60, "2022-02-14"),  # OFAC, NS-CMIC List: eight names
        ("2021-12-16", 365, "2022-12-16"),
        ("2022-02-24", 30, "2022-03-26"),  # EO 14024 Directives 2 and 3
    ],
)
def test_days_are_counted_as_the_authority_counts_them(
    listed: str, days: int, printed: str
) -> None:
    point = Point(after="listed", days=days, at=time(9, 30), zone="America/New_York")

    edge = clock.compute(point, CCMC, date.fromisoformat(listed))

    assert edge is not None
    assert edge.governing.astimezone(clock.zone("America/New_York")).date() == date.fromisoformat(
        printed
    )


@pytest.mark.parametrize(
    ("regime", "kind", "index", "expected"),
    [
        ("CCMC", "rules", 0, "2021-01-11T09:30:00-05:00"),
        ("CCMC", "windows", 0, "2021-11-11T23:59:00-05:00"),
        ("NS-CMIC", "rules", 0, "2021-08-02T00:01:00-04:00"),
        ("NS-CMIC", "windows", 0, "2022-06-03T00:01:00-04:00"),
    ],
)
def test_the_fixed_moments_of_the_annexes(
    regime: str, kind: str, index: int, expected: str
) -> None:
    read = load_regime(regime)
    point = read.rules[index].start if kind == "rules" else read.windows[index].until
    assert point is not None

    edge = clock.compute(point, read, None)

    assert edge is not None
    assert edge.governing == edge.earliest == edge.latest == datetime.fromisoformat(expected)


class TestTwoReadings:
    """EO 13959 writes standard time for instants that fall in daylight time."""

    point: ClassVar = Point(
        after="listed", days=60, at=time(9, 30), zone="America/New_York", also=("UTC-05:00",)
    )

    def test_leave_an_hour_open_in_summer(self) -> None:
        edge = clock.compute(self.point, CCMC, date(2021, 1, 14))

        assert edge is not None
        assert edge.earliest == edge.governing == datetime(2021, 3, 15, 13, 30, tzinfo=UTC)
        assert edge.latest == datetime(2021, 3, 15, 14, 30, tzinfo=UTC)
        states = [edge.state(datetime(2021, 3, 15, 13, m, tzinfo=UTC)) for m in (29, 30, 59)]
        assert states == ["before", "open", "open"]
        assert edge.state(edge.latest) == "past"
        assert "2021-01-14 + 60 days, 09:30 America/New_York" in edge.arithmetic
        assert "open" in edge.arithmetic

    def test_agree_in_winter(self) -> None:
        edge = clock.compute(self.point, CCMC, date(2020, 12, 3))

        assert edge is not None
        assert edge.earliest == edge.latest == datetime(2021, 2, 1, 14, 30, tzinfo=UTC)


def test_a_clock_without_its_listing_day_has_no_moment() -> None:
    assert clock.compute(Point(after="listed", days=60), CCMC, None) is None


def test_a_restriction_counts_from_the_start_of_its_day_a_permission_from_its_end() -> None:
    text = Text(title="A text", published=parse_moment("2021-01-27"))

    assert clock.restriction_known(text, "America/New_York") == datetime(2021, 1, 27, 5, tzinfo=UTC)
    assert clock.permission_known(text, "America/New_York") == datetime(2021, 1, 28, 5, tzinfo=UTC)


def test_a_text_may_take_effect_after_it_was_published() -> None:
    text = Text(
        title="A text", published=parse_moment("2024-11-15"), in_force=parse_moment("2025-01-02")
    )

    assert clock.in_force(text, "America/New_York", permission=False) == datetime(
        2025, 1, 2, 5, tzinfo=UTC
    )
