"""Subjects put together from the entries of several sources."""

from __future__ import annotations

from proscribe.ledger.history import Subject
from proscribe.model.listing import Listing, Name, NameKind
from tests.ledger.stories import (
    CNOOC,
    CONS,
    HUAWEI,
    SMIC,
    Story,
    designation,
    event,
    instant,
    listing,
    moment,
    ofac_story,
    ticker,
)

DOD = "us_dod_1237"


def names(subject: Subject | None) -> list[str]:
    return [] if subject is None else [name.text for name in subject.names]


def smic_story() -> Story:
    """Tell of SMIC on OFAC's list and in packaged facts that call it the same."""
    story = ofac_story()
    fact = listing(
        "us_dod_1237-smic",
        designation("S1237", listed_on="2020-12-03", published="2020-12-03"),
        name="Semiconductor Manufacturing International Corporation (SMIC)",
        same_as=(SMIC,),
        securities=(ticker("0981.HK"),),
        events=(event("2021-06-10", "said it is not linked to any military"),),
    )
    story.publish(DOD, "2026-11-24", fact, authority="us-dod", chronicle=True)
    return story


def test_a_subject_has_the_newest_name_of_each_entry() -> None:
    story = ofac_story()

    assert names(story.subject(HUAWEI, "2021-06-01")) == ["HUAWEI"]
    assert names(story.subject(HUAWEI, "2021-06-10")) == ["HUAWEI TECHNOLOGIES CO., LTD."]


def test_a_misprinted_ticker_identifies_nobody_once_corrected() -> None:
    story = ofac_story()

    misprinted = story.subject(CNOOC, "2021-06-10")
    corrected = story.subject(CNOOC, "2021-06-17")

    assert misprinted is not None
    assert ticker("00083 HK") in misprinted.securities
    assert corrected is not None
    assert corrected.securities == (ticker("00883 HK"), ticker("CEO US"))


def test_entries_called_the_same_are_one_subject_whichever_is_asked_for() -> None:
    story = smic_story()

    by_list = story.subject(SMIC, "2021-06-17")
    by_facts = story.subject("us_dod_1237-smic", "2021-06-17")

    assert by_list is not None
    assert by_list == by_facts
    assert by_list.referents == (SMIC, "us_dod_1237-smic")
    assert [record.designation.program for record in by_list.records] == [
        "CCMC-EO13959",
        "S1237",
        "CMIC-EO13959",
    ]
    assert ticker("0981.HK") in by_list.securities


def test_the_official_list_names_the_subject_before_packaged_facts() -> None:
    story = smic_story()

    early = story.subject(SMIC, "2020-12-10")
    late = story.subject(SMIC, "2021-01-10")

    assert early is not None
    assert (early.id, early.referents) == ("us_dod_1237-smic", ("us_dod_1237-smic",))
    assert late is not None
    assert late.id == SMIC
    assert late.caption == "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORP. (SMIC)"


def test_of_two_official_lists_the_first_in_the_alphabet_names_the_subject() -> None:
    story = Story()
    story.publish("b_list", "2021-01-01", listing("b_list-1", designation(), name="B"))
    story.publish("a_list", "2021-02-01", listing("a_list-7", same_as=("b_list-1",), name="A"))

    subject = story.subject("b_list-1", "2022-01-01")

    assert subject is not None
    assert (subject.id, subject.caption) == ("a_list-7", "A")


def test_a_link_published_later_does_not_join_subjects_earlier() -> None:
    story = Story()
    story.publish("b_list", "2021-01-01", listing("b_list-1", designation()))
    story.publish("a_list", "2021-01-01", listing("a_list-7", designation()))
    story.publish("a_list", "2021-02-01", listing("a_list-7", designation(), same_as=("b_list-1",)))

    before = story.subjects("2021-01-15")
    after = story.subjects("2021-02-15")

    assert [subject.referents for subject in before] == [("a_list-7",), ("b_list-1",)]
    assert [subject.referents for subject in after] == [("a_list-7", "b_list-1")]


def test_a_subject_off_every_list_is_still_known_by_its_last_version() -> None:
    story = ofac_story()
    story.publish(CONS, "2022-01-01", listing("us_ofac_cons-9", designation()))

    subject = story.subject(SMIC, "2023-01-01")

    assert subject is not None
    assert subject.caption == "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION"
    assert all(record.ended is not None for record in subject.records)
    assert [each.published for each in subject.provenances] == [moment("2021-06-16")]


def test_nothing_is_known_of_an_id_before_its_first_edition() -> None:
    assert ofac_story().subject(SMIC, "2021-01-07") is None


def test_names_lines_and_properties_of_all_entries_are_joined_without_repeats() -> None:
    def entry(entity_id: str, other: str, **properties: tuple[str, ...]) -> Listing:
        return Listing(
            id=entity_id,
            schema="Company",
            names=(
                Name(text="SMIC", kind=NameKind.PRIMARY),
                Name(text=entity_id, kind=NameKind.ALIAS),
            ),
            properties=tuple(sorted(properties.items())),
            securities=(ticker("0981.HK"),),
            same_as=(other,),
        )

    story = Story()
    story.publish("a", "2021-01-01", entry("a-1", "b-1", country=("cn",), website=("smics.com",)))
    story.publish("b", "2021-01-01", entry("b-1", "a-1", country=("cn", "ky")))

    subject = story.subject("a-1", "2022-01-01")

    assert subject is not None
    assert names(subject) == ["SMIC", "a-1", "b-1"]
    assert subject.securities == (ticker("0981.HK"),)
    assert subject.properties == (("country", ("cn", "ky")), ("website", ("smics.com",)))


def test_an_event_in_a_list_is_known_from_its_own_publication_too() -> None:
    entry = listing("list-1", designation(), events=(event("2021-03-01", "moved"),))
    story = Story()
    story.publish("list", "2021-01-01", entry)

    before, after = story.subject("list-1", "2021-02-01"), story.subject("list-1", "2021-04-01")

    assert before is not None
    assert before.events == ()
    assert after is not None
    assert [each.text for each in after.events] == ["moved"]


def test_every_subject_is_returned_where_none_is_asked_for() -> None:
    subjects = ofac_story().subjects("2021-06-20")

    assert [subject.id for subject in subjects] == [CNOOC, HUAWEI, SMIC]


def test_moments_of_knowledge_may_be_in_any_zone() -> None:
    story = ofac_story()

    assert story.subjects(instant("2021-06-03T12:00:00+08:00")) == story.subjects(
        instant("2021-06-03T00:00:00-04:00")
    )
