from __future__ import annotations

from datetime import date

import pytest

from proscribe.sources.us.ofac.dates import full_day, is_inexact, iso_prefix, span, written


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("12 Nov 2020", "2020-11-12"),
        ("1 Apr 2003", "2003-04-01"),
        ("Nov 2020", "2020-11"),
        ("1962", "1962"),
        ("01 Jan 1973 to 31 Dec 1973", "1973"),
        ("01 Feb 1960 to 29 Feb 1960", "1960-02"),
        ("01 Feb 1959 to 29 Feb 1959", None),
        ("1958 to 1960", None),
        ("circa 1960", None),
        ("31 Nov 2020", None),
        ("12 Nop 2020", None),
        ("2020-11-12", None),
        ("", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text: str, prefix: str | None) -> None:
    assert iso_prefix(text) == prefix


def test_only_a_whole_date_is_a_day() -> None:
    assert full_day("03 Jun 2021") == date(2021, 6, 3)
    assert full_day("Jun 2021") is None


@pytest.mark.parametrize(
    ("text", "inexact"),
    [
        ("circa 1979-1982", True),
        ("circa 07 Jul 1966", True),
        ("Mar 1962 to Feb 1963", True),
        ("26 Sep 1946 to 07 Dec 1946", True),
        ("unknown", False),
        ("before 1960", False),
    ],
)
def test_a_date_known_only_about_is_told_from_other_text(text: str, *, inexact: bool) -> None:
    assert is_inexact(text) is inexact


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(1958, 8, 12), date(1958, 8, 12), "12 Aug 1958"),
        (date(1962, 1, 1), date(1962, 12, 31), "1962"),
        (date(1958, 1, 1), date(1960, 12, 31), "1958 to 1960"),
        (date(1962, 3, 1), date(1962, 3, 31), "Mar 1962"),
        (date(1962, 3, 1), date(1963, 2, 28), "Mar 1962 to Feb 1963"),
        (date(1946, 9, 26), date(1946, 12, 7), "26 Sep 1946 to 07 Dec 1946"),
    ],
)
def test_a_span_is_written_as_ofac_writes_it(first: date, last: date, text: str) -> None:
    assert span(first, last) == text


def test_a_day_reads_back_as_written() -> None:
    day = date(2021, 6, 3)

    assert full_day(written(day)) == day
