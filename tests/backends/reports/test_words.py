from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from markupsafe import Markup

from proscribe.backends.reports import words
from proscribe.model.verdict import Investor, Outcome


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021-03-15T09:30:00-04:00", "2021-03-15 09:30 \N{MINUS SIGN}04:00"),
        ("2021-03-15T09:30:00+08:00", "2021-03-15 09:30 +08:00"),
        ("2021-03-15T09:30:00+00:00", "2021-03-15 09:30 UTC"),
        ("2021-03-15T09:30:00Z", "2021-03-15 09:30 UTC"),
        ("2021-03-15", "2021-03-15"),
        ("THE END", "THE END"),
    ],
)
def test_a_moment_keeps_its_offset(text: str, shown: str) -> None:
    assert words.moment(text) == shown
    assert words.when(text) == f'<time datetime="{text}">{shown}</time>'


def test_a_moment_that_is_not_there_is_nothing() -> None:
    assert words.when(None) == ""


def test_web_addresses_become_links_and_the_rest_is_escaped() -> None:
    text = "<b> 85 FR 73185 (https://example.org/d?a=1&b=2)."

    assert words.linked(text) == Markup(
        '&lt;b&gt; 85 FR 73185 (<a href="https://example.org/d?a=1&amp;b=2" '
        'rel="noreferrer noopener">https://example.org/d?a=1&amp;b=2</a>).'
    )


def test_dates_in_a_text_stay_in_one_piece_and_as_they_are_written() -> None:
    text = "2021-01-14 + 60 days = 2021-03-15T09:30:00-04:00; not 12021-01-14"

    assert words.linked(text) == (
        "<time>2021-01-14</time> + 60 days = <time>2021-03-15T09:30:00-04:00</time>; "
        "not 12021-01-14"
    )


def test_a_date_within_an_address_is_part_of_the_address() -> None:
    assert words.linked("https://a.example/2021-01-14/x").count("<time>") == 0


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/ b",
        'https://a.example/"onclick="x',
        "",
        None,
    ],
)
def test_only_a_whole_web_address_is_one(text: str | None) -> None:
    assert not words.is_address(text)


def test_a_web_address_is_one() -> None:
    assert words.is_address("https://www.federalregister.gov/d/2020-25459")


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        ("1234567.891", "1,234,567.89", "1.2 m"),
        ("1000", "1,000", "1,000"),
        ("-2500000000", "-2,500,000,000", "-2.5 bn"),
        ("3000000000000", "3,000,000,000,000", "3.0 tn"),
    ],
)
def test_amounts_are_grouped_and_shortened(value: str, long: str, short: str) -> None:
    assert words.amount(Decimal(value)) == long
    assert words.short_amount(Decimal(value)) == short


def test_amounts_of_several_currencies_stand_side_by_side() -> None:
    values = (("", Decimal(5)), ("USD", Decimal("1.50")))

    assert words.amounts(values) == "5 + USD 1.50"
    assert words.amounts_apart(values).count('<span class="amount">') == 2


@pytest.mark.parametrize(
    ("as_of", "instant"),
    [
        ("2021-03-06", datetime(2021, 3, 7, tzinfo=UTC)),
        ("2021-03-06 (end of day)", datetime(2021, 3, 7, tzinfo=UTC)),
        ("2021-03-06T09:30:00-05:00", datetime(2021, 3, 6, 14, 30, tzinfo=UTC)),
        ("2021-03-06T14:30:00Z in New York", datetime(2021, 3, 6, 14, 30, tzinfo=UTC)),
        ("now", None),
    ],
)
def test_the_moment_asked_about_is_read_from_its_words(
    as_of: str, instant: datetime | None
) -> None:
    assert words.asked_instant(as_of) == instant


@pytest.mark.parametrize(
    ("text", "longest", "cut"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab, cd", 5, "ab…")]
)
def test_a_text_is_cut_with_an_ellipsis(text: str, longest: int, cut: str) -> None:
    assert words.shortened(text, longest) == cut


def test_every_verdict_and_investor_has_words_and_every_verdict_its_own_sign() -> None:
    assert set(words.VERDICT_SIGNS) == set(words.VERDICT_MEANINGS) == set(Outcome)
    assert len(set(words.VERDICT_SIGNS.values())) == len(Outcome)
    assert set(words.INVESTOR_WORDS) == set(Investor)
