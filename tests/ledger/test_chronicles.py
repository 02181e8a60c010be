"""Packaged facts: each says itself since when it was public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from proscribe.model.listing import EndKind, StatedReason
from tests.ledger.stories import Story, designation, ending, event, listing, moment, ticker

DOD = "us_dod_1237"
XIAOMI = "us_dod_1237-xiaomi"
# The Department of Defense named Xiaomi on 2021-01-14; a consent order vacated that on 2021-05-25.
NAMED = designation(
    "S1237",
    listed_on="2021-01-14",
    published="2021-01-14",
    ended=ending("2021-05-25", "2021-05-25"),
)


def facts(*events: tuple[str, str]) -> Story:
    story = Story()
    entry = listing(
        XIAOMI,
        NAMED,
        name="Xiaomi Corporation",
        securities=(ticker("1810.HK"),),
        events=tuple(event(on, text) for on, text in events),
    )
    story.publish(DOD, "2026-11-24", entry, authority="us-dod", chronicle=True)
    return story


def test_a_fact_is_known_from_its_own_publication_not_that_of_the_file() -> None:
    story = facts()

    assert story.subject(XIAOMI, "2021-01-13T23:59:59-05:00") is None
    subject = story.subject(XIAOMI, "2021-01-14T00:00:00-05:00")

    assert subject is not None
    assert subject.caption == "Xiaomi Corporation"
    assert subject.securities == (ticker("1810.HK"),)
    assert [record.begins for record in subject.records] == [date(2021, 1, 14)]


def test_an_end_is_known_only_when_the_day_of_its_publication_is_over() -> None:
    story = facts()

    (before,) = story.records(XIAOMI, "2021-05-25T23:59:59-04:00")
    (after,) = story.records(XIAOMI, "2021-05-26T00:00:00-04:00")

    assert before.ended is None
    assert before.designation.ended is None
    assert after.ended == NAMED.ended
    assert after.designation.ended == NAMED.ended


def test_an_end_announced_ahead_is_known_before_it_takes_effect() -> None:
    announced = ending("2021-08-02", "2021-06-03T14:19:53-04:00", EndKind.SUPERSEDED)
    entry = listing(XIAOMI, designation("S1237", published="2021-01-14", ended=announced))
    story = Story()
    story.publish(DOD, "2026-11-24", entry, chronicle=True)

    (before,) = story.records(XIAOMI, "2021-06-03T14:19:52-04:00")
    (after,) = story.records(XIAOMI, "2021-06-03T14:19:53-04:00")

    assert before.ended is None
    assert after.ended == announced


def test_events_are_known_from_the_start_of_their_publication() -> None:
    story = facts(("2021-01-29", "complaint filed"), ("2021-03-12", "injunction granted"))

    subject = story.subject(XIAOMI, "2021-03-11")

    assert subject is not None
    assert [each.text for each in subject.events] == ["complaint filed"]


def test_a_line_that_had_not_begun_is_unknown_and_its_end_open() -> None:
    begun = replace(ticker("1810.HK"), since=date(2018, 7, 9), until=date(2023, 6, 18))
    later = replace(ticker("81810.HK"), since=date(2023, 6, 19))
    story = Story()
    entry = listing(XIAOMI, NAMED, securities=(begun, later))
    story.publish(DOD, "2026-11-24", entry, authority="us-dod", chronicle=True)

    early = story.subject(XIAOMI, "2021-03-06T00:00:00-05:00")
    late = story.subject(XIAOMI, "2023-06-19T00:00:00-04:00")

    assert early is not None
    assert early.securities == (replace(begun, until=None),)
    assert late is not None
    assert late.securities == (begun, later)


def test_a_reason_that_became_public_later_is_known_from_then_on() -> None:
    told = StatedReason(text="ties with the army")
    revealed = StatedReason(text="an award", published=moment("2021-02-28"))
    story = Story()
    entry = listing(XIAOMI, replace(NAMED, reasons=(told, revealed)))
    story.publish(DOD, "2026-11-24", entry, authority="us-dod", chronicle=True)

    (before,) = story.records(XIAOMI, "2021-02-27T23:59:59-05:00")
    (after,) = story.records(XIAOMI, "2021-02-28T00:00:00-05:00")

    assert before.designation.reasons == (told,)
    assert after.designation.reasons == (told, revealed)


def test_an_entry_whose_only_designation_is_not_public_yet_is_unknown() -> None:
    story = facts(("2018-07-09", "listed in Hong Kong"))

    assert story.subject(XIAOMI, "2020-01-01") is None


def test_a_designation_without_publication_is_known_with_its_file() -> None:
    story = Story()
    story.publish(DOD, "2026-11-24", listing(XIAOMI, designation("S1237")), chronicle=True)

    assert story.records(XIAOMI, "2026-11-23") == ()
    (record,) = story.records(XIAOMI, "2026-11-25")
    assert record.designation.published == moment("2026-11-24")


def test_an_entry_without_designations_is_known_from_its_first_event() -> None:
    entry = listing(XIAOMI, events=(event("2021-01-29", "complaint filed"),))
    story = Story()
    story.publish(DOD, "2026-11-24", entry, chronicle=True)

    assert story.subject(XIAOMI, "2021-01-28") is None
    assert story.subject(XIAOMI, "2021-01-30") is not None


def test_an_entry_of_mere_identity_is_always_known() -> None:
    story = Story()
    story.publish(DOD, "2026-11-24", listing(XIAOMI, name="Xiaomi"), chronicle=True)

    subject = story.subject(XIAOMI, "2000-01-01")

    assert subject is not None
    assert (subject.caption, subject.records) == ("Xiaomi", ())


def test_only_the_newest_file_is_read_whatever_the_moment() -> None:
    story = facts()
    corrected = designation("S1237", listed_on="2021-01-15", published="2021-01-15")
    story.publish(DOD, "2026-12-01", listing(XIAOMI, corrected), chronicle=True)

    assert story.subject(XIAOMI, "2021-01-14T12:00:00-05:00") is None
    (record,) = story.records(XIAOMI, "2021-06-30")
    assert record.begins == date(2021, 1, 15)
    assert record.ended is None


def test_two_designations_of_one_programme_are_two_records() -> None:
    # Luokung was named on 2021-01-14 under a misspelt name and anew on 2021-03-09.
    first = designation(
        "S1237",
        listed_on="2021-01-14",
        published="2021-01-14",
        ended=ending("2021-03-09", kind=EndKind.REPLACED),
    )
    second = designation("S1237", listed_on="2021-03-09", published="2021-03-09")
    story = Story()
    story.publish(DOD, "2026-11-24", listing("us_dod_1237-luokung", first, second), chronicle=True)

    records = story.records("us_dod_1237-luokung", "2021-03-15")

    assert [(record.begins, record.ended is None) for record in records] == [
        (date(2021, 1, 14), False),
        (date(2021, 3, 9), True),
    ]
