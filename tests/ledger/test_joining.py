"""A designation told by a list and by packaged facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from proscribe.ledger.record import DesignationRecord
from proscribe.model.listing import Designation, Ending, EndKind, Measure
from proscribe.model.time import Moment
from tests.ledger.stories import CONS, Story, designation, ending, listing, moment, ticker

FACTS = "us_cmic_facts"
A = "us_ofac_cons-1"
OTHER = listing("us_ofac_cons-2", designation())


def story_of(*facts: Designation) -> Story:
    """Begin a story with packaged facts on one entry of OFAC's list."""
    story = Story()
    entry = listing(A, *facts, securities=(ticker("1810.HK"),))
    story.publish(FACTS, "2026-11-24", entry, chronicle=True)
    return story


def terms(records: tuple[DesignationRecord, ...]) -> list[tuple[date, Moment | None]]:
    """Return the first day and the end of each record."""
    return [(r.begins, None if r.ended is None else r.ended.on) for r in records]


def test_both_make_one_record_with_both_provenances() -> None:
    fact = designation(
        listed_on="2021-06-03", published="2021-06-03T14:19:53-04:00", cite=("eo-14032",)
    )
    story = story_of(fact)
    entry = listing(A, designation(listed_on="2021-06-03"), securities=(ticker("01810 HK"),))
    story.publish(CONS, "2021-06-16", entry, OTHER)

    (record,) = story.records(A, "2021-07-01")

    assert record.source == CONS
    assert [each.source for each in record.provenances] == [CONS, FACTS]
    assert record.designation.cite == ("eo-14032",)
    assert record.designation.published == moment("2021-06-03T14:19:53-04:00")
    assert record.securities == (ticker("01810 HK"), ticker("1810.HK"))


def test_until_the_list_shows_it_the_packaged_facts_stand_alone() -> None:
    story = story_of(designation(listed_on="2021-06-03", published="2021-06-03"))
    story.publish(CONS, "2021-06-16", listing(A, designation(listed_on="2021-06-03")))

    (record,) = story.records(A, "2021-06-10")

    assert [each.source for each in record.provenances] == [FACTS]


def test_it_begins_on_the_earlier_day_and_prints_the_words_of_the_list() -> None:
    fact = designation(listed_on="2021-06-03", published="2021-06-03", effective_on="2021-08-01")
    story = story_of(fact)
    printed = designation(listed_on="2021-06-04", effective_on="2021-08-02")
    story.publish(CONS, "2021-06-16", listing(A, printed))

    (record,) = story.records(A, "2021-07-01")

    assert record.begins == date(2021, 6, 3)
    assert record.designation.listed_on == date(2021, 6, 4)
    assert record.designation.effective_on == date(2021, 8, 2)
    assert record.designation.published == moment("2021-06-03")


def test_what_the_list_does_not_print_the_packaged_facts_complete() -> None:
    story = story_of(designation(listed_on="2021-06-03", published="2021-06-03"))
    story.publish(CONS, "2021-06-16", listing(A, designation(divest_on="2022-06-03")))

    (record,) = story.records(A, "2021-07-01")

    assert record.designation.listed_on == date(2021, 6, 3)
    assert record.designation.divest_on == date(2022, 6, 3)


def test_of_a_day_and_an_instant_within_it_the_instant_is_the_publication() -> None:
    story = story_of(designation(published="2021-06-03T14:19:53-04:00"))
    story.publish(CONS, "2021-06-03", listing(A, designation()))

    (in_the_morning,) = story.records(A, "2021-06-03T09:00:00-04:00")
    (in_the_evening,) = story.records(A, "2021-06-03T20:00:00-04:00")

    assert in_the_morning.designation.published == moment("2021-06-03")
    assert in_the_evening.designation.published == moment("2021-06-03T14:19:53-04:00")


def test_an_end_in_the_packaged_facts_wins_over_a_later_absence() -> None:
    removed = ending("2021-06-03", cite=("dod-2021-06-03",))
    story = story_of(designation(published="2021-01-14", ended=removed))
    story.publish(CONS, "2021-01-27", listing(A, designation()), OTHER)
    story.publish(CONS, "2021-06-16", OTHER)

    (record,) = story.records(A, "2021-07-01")

    assert record.ended == removed
    assert record.designation.ended == removed


def test_an_absence_before_the_end_in_the_packaged_facts_stands() -> None:
    story = story_of(designation(published="2021-01-14", ended=ending("2021-06-03")))
    story.publish(CONS, "2021-01-27", listing(A, designation()), OTHER)
    story.publish(CONS, "2021-05-26", OTHER)

    (record,) = story.records(A, "2021-07-01")

    assert record.ended is not None
    assert (record.ended.kind, record.ended.on) == (EndKind.ABSENT, moment("2021-05-26"))


def test_an_absence_counts_while_the_end_in_the_packaged_facts_is_not_public() -> None:
    late = ending("2021-05-20", "2021-07-01")
    story = story_of(designation(published="2021-01-14", ended=late))
    story.publish(CONS, "2021-01-27", listing(A, designation()), OTHER)
    story.publish(CONS, "2021-05-26", OTHER)

    (before,) = story.records(A, "2021-06-15")
    (after,) = story.records(A, "2021-07-15")

    assert before.ended is not None
    assert before.ended.kind is EndKind.ABSENT
    assert after.ended == late


def test_the_list_ends_what_the_packaged_facts_leave_open() -> None:
    story = story_of(designation(listed_on="2021-01-14", published="2021-01-14"))
    story.publish(CONS, "2021-01-27", listing(A, designation()), OTHER)
    story.publish(CONS, "2021-05-26", OTHER)

    assert terms(story.records(A, "2021-05-01")) == [(date(2021, 1, 14), None)]
    assert terms(story.records(A, "2021-06-01")) == [(date(2021, 1, 14), moment("2021-05-26"))]


def test_a_list_that_never_held_it_ends_it_where_it_covers_the_programme() -> None:
    story = story_of(designation(published="2021-01-14"))
    story.publish(CONS, "2021-01-27", OTHER)
    story.publish(CONS, "2021-02-26", OTHER)

    (within_the_day,) = story.records(A, "2021-01-27T12:00:00-05:00")
    (record,) = story.records(A, "2021-06-01")

    assert within_the_day.ended is None
    absent = Ending(on=moment("2021-01-27"), published=moment("2021-01-27"), kind=EndKind.ABSENT)
    assert record.ended == record.designation.ended == absent


def test_a_list_of_the_same_day_is_no_later_list() -> None:
    story = story_of(designation(published="2021-01-27"))
    story.publish(CONS, "2021-01-27", OTHER)

    assert terms(story.records(A, "2021-06-01")) == [(date(2021, 1, 27), None)]


def test_a_list_that_does_not_cover_the_programme_ends_nothing() -> None:
    story = story_of(designation(published="2021-01-14"))
    story.publish(CONS, "2021-01-27", listing("us_ofac_cons-2", designation("OTHER")))

    assert terms(story.records(A, "2021-06-01")) == [(date(2021, 1, 14), None)]


def test_a_list_of_other_entities_ends_nothing() -> None:
    story = Story()
    xiaomi = listing("us_dod_1237-xiaomi", designation(published="2021-01-14"))
    story.publish("us_dod_1237", "2026-11-24", xiaomi, chronicle=True)
    story.publish(CONS, "2021-01-27", OTHER)

    assert terms(story.records("us_dod_1237-xiaomi", "2021-06-01")) == [(date(2021, 1, 14), None)]


def test_equal_ids_of_the_authority_make_one_of_entries_called_the_same() -> None:
    fact = designation(published="2021-06-03T14:19:53-04:00", authority_id="30951")
    story = Story()
    entry = listing("us_cmic_facts-smic", fact, same_as=("us_ofac_cons-30951",))
    story.publish(FACTS, "2026-11-24", entry, chronicle=True)
    story.publish(
        CONS, "2021-06-16", listing("us_ofac_cons-30951", designation(authority_id="30951"))
    )

    (record,) = story.records("us_cmic_facts-smic", "2021-07-01")

    assert record.entity_id == "us_ofac_cons-30951"
    assert [each.source for each in record.provenances] == [CONS, FACTS]


def test_one_presence_that_was_two_designations_becomes_two_records() -> None:
    first = designation(
        listed_on="2021-01-14",
        published="2021-01-14",
        ended=ending("2021-03-09", kind=EndKind.REPLACED),
    )
    second = designation(listed_on="2021-03-09", published="2021-03-09")
    story = story_of(first, second)
    story.publish(CONS, "2021-01-27", listing(A, designation(listed_on="2021-01-14")), OTHER)
    story.publish(CONS, "2021-03-10", listing(A, designation(listed_on="2021-03-09")), OTHER)
    story.publish(CONS, "2021-06-16", OTHER)

    old, new = story.records(A, "2021-07-01")

    assert terms((old, new)) == [
        (date(2021, 1, 14), moment("2021-03-09")),
        (date(2021, 3, 9), moment("2021-06-16")),
    ]
    assert old.designation.listed_on == date(2021, 1, 14)
    assert new.designation.listed_on == date(2021, 3, 9)
    assert new.designation.published == moment("2021-03-09")


def test_a_list_printed_before_a_relisting_does_not_speak_of_it() -> None:
    first = designation(
        listed_on="2021-01-14",
        published="2021-01-14",
        ended=ending("2021-03-09", kind=EndKind.REPLACED),
    )
    second = designation(listed_on="2021-03-09", published="2021-03-09")
    story = story_of(first, second)
    story.publish(CONS, "2021-01-27", listing(A, designation(listed_on="2021-01-14")))

    old, new = story.records(A, "2021-03-15")

    assert [each.source for each in old.provenances] == [CONS, FACTS]
    assert [each.source for each in new.provenances] == [FACTS]
    assert new.designation.listed_on == date(2021, 3, 9)


def test_a_gap_of_the_list_makes_two_records_of_one_open_fact() -> None:
    story = story_of(designation(listed_on="2020-12-03", published="2020-12-03"))
    story.publish(CONS, "2021-01-08", listing(A, designation()), OTHER)
    story.publish(CONS, "2021-02-01", OTHER)
    story.publish(CONS, "2021-03-09", listing(A, designation()), OTHER)

    first, second = story.records(A, "2021-04-01")

    assert terms((first, second)) == [
        (date(2020, 12, 3), moment("2021-02-01")),
        (date(2021, 3, 9), None),
    ]
    assert first.designation.listed_on == date(2020, 12, 3)
    assert second.designation.listed_on is None
    assert second.designation.published == moment("2021-03-09")


def test_a_list_that_goes_on_holding_it_after_the_end_has_listed_it_anew() -> None:
    story = story_of(designation(published="2021-01-14", ended=ending("2021-06-03")))
    story.publish(CONS, "2021-01-27", listing(A, designation()))
    story.publish(CONS, "2021-06-03", listing(A, designation()))
    story.publish(CONS, "2021-06-16", listing(A, designation()))

    over = story.records(A, "2021-06-10")
    anew = story.records(A, "2021-07-01")

    assert terms(over) == [(date(2021, 1, 14), moment("2021-06-03"))]
    assert terms(anew) == [
        (date(2021, 1, 14), moment("2021-06-03")),
        (date(2021, 6, 16), None),
    ]
    assert [each.source for each in anew[1].provenances] == [CONS]


def test_facts_and_entries_that_do_not_overlap_stay_apart() -> None:
    story = story_of(
        designation(listed_on="2018-01-01", published="2018-01-01", ended=ending("2019-01-01"))
    )
    story.publish(CONS, "2021-06-16", listing(A, designation(listed_on="2021-06-03")))

    assert terms(story.records(A, "2021-07-01")) == [
        (date(2018, 1, 1), moment("2019-01-01")),
        (date(2021, 6, 3), None),
    ]


def test_another_directive_of_the_programme_is_another_designation() -> None:
    story = story_of(designation("SSI", directive="1", published="2014-07-16"))
    story.publish(CONS, "2014-07-16", listing(A, designation("SSI", directive="3")))

    assert [r.designation.directive for r in story.records(A, "2014-08-01")] == ["1", "3"]


CSL = "us_trade_csl"


def original_and_copy(*copies: str, original: str = "2021-06-16") -> Story:
    """OFAC's own edition of a day, and editions of a list that repeats it, of other days."""
    story = Story()
    printed = designation(listed_on="2021-06-03", effective_on="2021-08-02", authority_id="1")
    story.publish(CONS, original, listing(A, printed), OTHER)
    for day in copies:
        repeated = listing(f"{CSL}-9", designation(authority_id="1"), same_as=(A,))
        story.publish(CSL, day, repeated, authority="us-ita")
    return story


def test_a_copy_of_another_authoritys_list_only_adds_its_provenance() -> None:
    story = original_and_copy("2025-02-27")

    (record,) = story.records(A, "2025-03-01")

    assert record.entity_id == A
    assert record.begins == date(2021, 6, 3)
    assert record.designation.effective_on == date(2021, 8, 2)
    assert [each.source for each in record.provenances] == [CONS, CSL]


def test_the_original_ends_what_its_copy_still_repeats() -> None:
    story = original_and_copy("2021-09-01")
    story.publish(CONS, "2022-01-01", OTHER)

    (record,) = story.records(A, "2022-02-01")

    assert record.ended is not None
    assert record.ended.on == moment("2022-01-01")


def test_a_copy_that_holds_it_after_the_original_ended_it_stands_for_itself() -> None:
    story = original_and_copy("2023-01-01")
    story.publish(CONS, "2022-01-01", OTHER)

    records = story.records(A, "2023-02-01")

    assert [(each.source, each.ended is None) for each in records] == [(CONS, False), (CSL, True)]


def test_a_copy_alone_is_a_record_of_its_own() -> None:
    story = Story()
    story.publish(CSL, "2025-02-27", listing(f"{CSL}-9", designation()), authority="us-ita")

    (record,) = story.records(f"{CSL}-9", "2025-03-01")

    assert (record.source, record.begins) == (CSL, date(2025, 2, 27))


def test_a_copy_that_blocks_is_not_told_of_by_a_directive_of_the_same_programme() -> None:
    story = Story()
    directive = designation(directive="3", authority_id="1")
    story.publish(CONS, "2024-05-06", listing(A, directive))
    freeze = replace(designation(authority_id="1"), measures=(Measure.ASSET_FREEZE,))
    copied = listing(f"{CSL}-9", freeze, directive, same_as=(A,))
    story.publish(CSL, "2025-02-27", copied, authority="us-ita")

    records = story.records(A, "2025-03-01")

    assert [(each.source, each.designation.directive) for each in records] == [
        (CONS, "3"),
        (CSL, None),
    ]


def test_a_copy_that_goes_on_after_the_newest_original_stands_for_itself_from_then() -> None:
    story = original_and_copy("2022-02-01", "2022-04-20", original="2021-06-16")
    story.publish(CONS, "2022-03-01", OTHER)

    records = story.records(A, "2022-05-01")

    assert [(each.source, each.begins, each.ended is None) for each in records] == [
        (CONS, date(2021, 6, 3), False),
        (CSL, date(2022, 4, 20), True),
    ]


def test_a_copy_older_than_the_first_original_tells_since_when() -> None:
    story = Story()
    story.publish(CONS, "2024-05-06", listing(A, designation(authority_id="1")))
    copied = listing(f"{CSL}-9", designation(authority_id="1"), same_as=(A,))
    story.publish(CSL, "2019-12-03", copied, authority="us-ita")

    (record,) = story.records(A, "2024-06-01")

    assert (record.source, record.begins) == (CONS, date(2019, 12, 3))
