from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from proscribe.claims.text import DateOrigin, extract
from proscribe.claims.text.days import day_of_address, parse_moment
from tests.claims.text.pages import PARAGRAPHS, linked_data, marked_up, meta, page


@pytest.mark.parametrize(
    ("head", "body", "day", "origin"),
    [
        (linked_data("2021-03-05T20:15:00-05:00"), "", date(2021, 3, 5), DateOrigin.JSON_LD),
        (meta("2021-03-05"), "", date(2021, 3, 5), DateOrigin.META),
        (
            "",
            '<time datetime="2021-03-05" pubdate>Friday</time>',
            date(2021, 3, 5),
            DateOrigin.TIME,
        ),
        (
            '<link rel="canonical" href="https://d.example/2021/03/05/acme">',
            "",
            date(2021, 3, 5),
            DateOrigin.URL,
        ),
        ("", '<p class="date">Published March 5, 2021</p>', date(2021, 3, 5), DateOrigin.PAGE),
    ],
)
def test_the_day_of_publication_is_found_wherever_a_page_has_it(
    head: str, body: str, day: date, origin: DateOrigin
) -> None:
    found = extract(page(body + marked_up(*PARAGRAPHS), head=head).encode(), name="a.html")

    assert found.published is not None
    assert (found.published.day, found.published_from) == (day, origin)
    assert found.warnings == ()


def test_where_two_places_differ_the_surer_is_taken_and_the_other_named() -> None:
    head = linked_data("2021-03-05") + meta("2019-01-01")

    found = extract(page(head=head).encode(), name="a.html")

    assert str(found.published) == "2021-03-05"
    (warning,) = found.warnings
    assert warning == (
        "The JSON-LD says that it was published on 2021-03-05, the meta tag says 2019-01-01; the "
        "JSON-LD is taken, which is surer."
    )


def test_a_day_between_two_time_zones_is_no_difference() -> None:
    head = linked_data("2021-03-05T20:15:00-05:00") + meta("2021-03-06T01:15:00Z")

    found = extract(page(head=head).encode(), name="a.html")

    assert found.published is not None
    assert found.published.instant == datetime(2021, 3, 6, 1, 15, tzinfo=UTC)
    assert found.warnings == ()


def test_a_day_after_the_fetch_is_not_believed() -> None:
    text = page(head=linked_data("2031-03-05") + meta("2021-03-05")).encode()

    found = extract(text, name="a.html", fetched=date(2021, 3, 7))

    assert (str(found.published), found.published_from) == ("2021-03-05", DateOrigin.META)
    assert "cannot be when it was published" in found.warnings[0]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        meta("soon"),
        meta("2021-02-30"),
    ],
)
def test_damaged_data_of_a_page_tells_no_day(head: str) -> None:
    found = extract(page(head=head).encode(), name="a.html")

    assert (found.published, found.published_from) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-03-05", date(2021, 3, 5)),
        ("20210305", date(2021, 3, 5)),
        ("March 5, 2021", date(2021, 3, 5)),
        ("5. März 2021", date(2021, 3, 5)),
        ("5 марта 2021 г.", date(2021, 3, 5)),
        ("2021年3月5日 08:30", date(2021, 3, 5)),
        ("Fri, 05 Mar 2021 20:15:00 -0500", date(2021, 3, 5)),
    ],
)
def test_days_are_read_as_pages_write_them(text: str, day: date) -> None:
    moment = parse_moment(text)

    assert moment is not None
    assert moment.day == day


@pytest.mark.parametrize(
    "text", ["", "2021", "March 2021", "2021-13-01", "32 May 2021", "0000-00-00"]
)
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://d.example/2021/03/05/acme", date(2021, 3, 5)),
        ("https://d.example/news/acme-2021-03-05", date(2021, 3, 5)),
        ("https://d.example/202103/05/t20210305_1.html", date(2021, 3, 5)),
        ("https://d.example/article/20219999/acme", None),
        ("https://d.example/acme?day=2021-03-05", None),
    ],
)
def test_the_address_of_a_page_tells_its_day_where_it_holds_one(url: str, day: date | None) -> None:
    assert day_of_address(url) == day
