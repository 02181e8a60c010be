"""Designations of lists that state what is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from proscribe.ledger.record import DesignationRecord
from proscribe.model.listing import EndKind
from proscribe.model.source import EditionState
from tests.ledger.stories import (
    CCMC,
    CMIC,
    CNOOC,
    CONS,
    HUAWEI,
    SMIC,
    Story,
    designation,
    ending,
    listing,
    moment,
    ofac_story,
    ticker,
)

A = "us_ofac_cons-1"


def programs(records: tuple[DesignationRecord, ...]) -> list[tuple[str, bool]]:
    """Return each record's programme, and whether it is over."""
    return [(record.designation.program, record.ended is not None) for record in records]


def test_a_designation_begins_on_the_day_the_list_prints() -> None:
    (record,) = ofac_story().records(SMIC, "2021-01-10")

    assert record.begins == date(2020, 12, 3)
    assert record.designation.published == moment("2021-01-08")
    assert record.ended is None


def test_a_designation_without_a_printed_day_begins_when_first_published() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation()))
    story.publish(CONS, "2021-02-01", listing(A, designation()))

    (record,) = story.records(A, "2022-01-01")

    assert record.begins == date(2021, 1, 8)
    assert record.designation.listed_on is None
    assert record.designation.published == moment("2021-01-08")


def test_a_programme_vanishing_whole_ends_every_designation_under_it() -> None:
    story = ofac_story()

    for entity_id in (CNOOC, HUAWEI, SMIC):
        old, new = story.records(entity_id, "2021-06-05")

        assert (old.designation.program, new.designation.program) == (CCMC, CMIC)
        assert old.ended is not None
        assert old.ended.kind is EndKind.ABSENT
        assert old.ended.on == old.ended.published == moment("2021-06-03")
        assert new.ended is None


def test_inside_a_bare_day_what_is_added_is_known_and_what_is_missing_is_not() -> None:
    story = ofac_story()

    before = story.records(HUAWEI, "2021-06-02T23:59:59-04:00")
    at_midnight = story.records(HUAWEI, "2021-06-03T00:00:00-04:00")
    late = story.records(HUAWEI, "2021-06-03T23:59:59-04:00")
    next_day = story.records(HUAWEI, "2021-06-04T00:00:00-04:00")

    assert programs(before) == [(CCMC, False)]
    assert programs(at_midnight) == programs(late) == [(CCMC, False), (CMIC, False)]
    assert programs(next_day) == [(CCMC, True), (CMIC, False)]


def test_of_an_edition_published_at_an_instant_both_are_known_at_once() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation("OLD")))
    story.publish(CONS, "2021-06-03T14:19:53-04:00", listing(A, designation("NEW")))

    assert programs(story.records(A, "2021-06-03T14:19:52-04:00")) == [("OLD", False)]
    assert programs(story.records(A, "2021-06-03T14:19:53-04:00")) == [
        ("OLD", True),
        ("NEW", False),
    ]


def test_a_corrected_ticker_is_gone_for_those_who_know_the_correction() -> None:
    story = ofac_story()

    misprinted = story.records(CNOOC, "2021-06-10")[-1]
    corrected = story.records(CNOOC, "2021-06-17")[-1]

    assert misprinted.securities == (ticker("00083 HK"), ticker("CEO US"))
    assert corrected.securities == (ticker("00883 HK"), ticker("CEO US"))
    assert corrected.designation.listed_on == date(2021, 6, 3)


def test_an_ended_designation_keeps_the_lines_of_its_last_version() -> None:
    ended, _ = ofac_story().records(CNOOC, "2021-06-17")

    assert ended.securities == (ticker("883 HK"), ticker("CEO US"))


def test_a_line_printed_for_one_programme_identifies_under_no_other() -> None:
    shared, own = ticker("600050 CN"), ticker("0762 HK", program="B")
    entry = listing(A, designation("A"), designation("B"), securities=(shared, own))
    story = Story()
    story.publish(CONS, "2021-01-08", entry)

    under_a, under_b = story.records(A, "2022-01-01")

    assert under_a.securities == (shared,)
    assert under_b.securities == (shared, own)


def test_a_corrected_date_replaces_the_earlier_word_of_the_same_designation() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation(effective_on="2021-03-01")))
    story.publish(CONS, "2021-02-01", listing(A, designation(effective_on="2021-03-09")))

    (before,) = story.records(A, "2021-01-20")
    (after,) = story.records(A, "2021-02-20")

    assert before.designation.effective_on == date(2021, 3, 1)
    assert after.designation.effective_on == date(2021, 3, 9)
    assert after.designation.published == moment("2021-01-08")


def test_relisting_after_a_gap_is_a_second_designation() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation(listed_on="2021-01-08")))
    story.publish(CONS, "2021-02-01", listing("us_ofac_cons-2", designation()))
    story.publish(CONS, "2021-03-09", listing(A, designation(listed_on="2021-03-09")))

    first, second = story.records(A, "2021-04-01")

    assert (first.begins, second.begins) == (date(2021, 1, 8), date(2021, 3, 9))
    assert first.ended is not None
    assert first.ended.on == moment("2021-02-01")
    assert second.ended is None
    assert second.designation.published == moment("2021-03-09")


def test_a_relisting_that_prints_the_old_day_begins_when_it_reappears() -> None:
    old = listing(A, designation(listed_on="2021-01-08"))
    story = Story()
    story.publish(CONS, "2021-01-08", old)
    story.publish(CONS, "2021-02-01", listing("us_ofac_cons-2", designation()))
    story.publish(CONS, "2021-03-09", old)

    _, second = story.records(A, "2021-04-01")

    assert second.begins == date(2021, 3, 9)
    assert second.designation.listed_on == date(2021, 1, 8)


def test_a_day_later_than_the_edition_before_is_a_relisting_not_a_correction() -> None:
    story = Story()
    story.publish(CONS, "2021-01-27", listing(A, designation(listed_on="2021-01-14")))
    story.publish(CONS, "2021-03-10", listing(A, designation(listed_on="2021-03-09")))

    within_the_day = story.records(A, "2021-03-10T12:00:00-05:00")
    after = story.records(A, "2021-03-11T12:00:00-05:00")

    assert [record.ended for record in within_the_day] == [None, None]
    assert [(r.begins, None if r.ended is None else r.ended.on) for r in after] == [
        (date(2021, 1, 14), moment("2021-03-09")),
        (date(2021, 3, 9), None),
    ]
    assert after[1].designation.published == moment("2021-03-10")


def test_a_day_ahead_of_its_edition_may_still_be_moved() -> None:
    story = Story()
    story.publish(CONS, "2021-03-01", listing(A, designation(listed_on="2021-03-09")))
    story.publish(CONS, "2021-03-05", listing(A, designation(listed_on="2021-03-16")))

    (record,) = story.records(A, "2021-04-01")

    assert (record.begins, record.ended) == (date(2021, 3, 16), None)


def test_a_quarantined_edition_counts_for_nothing() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation("OLD")))
    other = listing("us_ofac_cons-2", designation("OLD"))
    story.publish(CONS, "2021-02-01", other, state=EditionState.QUARANTINED)

    assert programs(story.records(A, "2022-01-01")) == [("OLD", False)]
    assert story.subject("us_ofac_cons-2", "2022-01-01") is None


def test_an_incomplete_edition_adds_and_corrects_but_ends_nothing() -> None:
    story = Story()
    story.publish(
        CONS, "2021-01-08", listing(A, designation()), listing("us_ofac_cons-2", designation())
    )
    changed = listing("us_ofac_cons-2", designation(effective_on="2021-08-02"))
    story.publish(
        CONS, "2021-02-01", changed, listing("us_ofac_cons-3", designation()), complete=False
    )

    (missing,) = story.records(A, "2022-01-01")
    (corrected,) = story.records("us_ofac_cons-2", "2022-01-01")
    (added,) = story.records("us_ofac_cons-3", "2022-01-01")

    assert missing.ended is None
    assert corrected.designation.effective_on == date(2021, 8, 2)
    assert added.begins == date(2021, 2, 1)


def test_a_complete_edition_after_an_incomplete_one_ends_what_it_lacks() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation()))
    story.publish(CONS, "2021-02-01", complete=False)
    story.publish(CONS, "2021-03-01")

    (record,) = story.records(A, "2022-01-01")

    assert record.ended is not None
    assert record.ended.on == moment("2021-03-01")


def test_an_edition_ends_only_programmes_its_source_declares() -> None:
    story = Story()
    entry = listing(A, designation("COVERED"), designation("MENTIONED"))
    story.publish(CONS, "2021-01-08", entry, programs=("COVERED",))
    story.publish(CONS, "2021-02-01", programs=("COVERED",))

    assert programs(story.records(A, "2022-01-01")) == [("COVERED", True), ("MENTIONED", False)]


def test_editions_of_another_source_end_nothing() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation()))
    story.publish("us_ofac_sdn", "2021-02-01", listing("us_ofac_sdn-9", designation()))

    assert programs(story.records(A, "2022-01-01")) == [(CMIC, False)]


def test_directives_of_one_programme_are_different_designations() -> None:
    first, second = designation("SSI", directive="1"), designation("SSI", directive="2")
    story = Story()
    story.publish(CONS, "2014-07-16", listing(A, first, second))
    story.publish(CONS, "2014-09-12", listing(A, second))

    one, two = story.records(A, "2015-01-01")

    assert (one.designation.directive, one.ended is None) == ("1", False)
    assert (two.designation.directive, two.ended is None) == ("2", True)


def test_an_end_in_words_counts_from_the_edition_that_prints_it() -> None:
    said = ending("2021-05-25", "2021-05-25")
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation()))
    story.publish(CONS, "2021-06-03", listing(A, designation(ended=said)))

    (within_the_day,) = story.records(A, "2021-06-03T12:00:00-04:00")
    (after,) = story.records(A, "2021-06-04T12:00:00-04:00")

    assert within_the_day.ended is None
    assert within_the_day.designation.ended is None
    assert after.ended == after.designation.ended == said


def test_an_end_in_words_outlives_the_entry() -> None:
    said = ending("2021-05-25", "2021-05-25")
    story = Story()
    story.publish(CONS, "2021-06-03", listing(A, designation(ended=said)))
    story.publish(CONS, "2021-07-01")

    (record,) = story.records(A, "2022-01-01")

    assert record.ended == said


def test_two_designations_of_one_programme_in_one_entry_are_both_kept() -> None:
    past = designation(listed_on="2020-01-01", ended=ending("2020-06-01"))
    present = designation(listed_on="2021-01-01")
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, past))
    story.publish(CONS, "2021-02-01", listing(A, present, past))

    first, second = story.records(A, "2022-01-01")

    assert (first.begins, first.ended) == (date(2020, 1, 1), past.ended)
    assert (second.begins, second.ended) == (date(2021, 1, 1), None)
    assert second.designation.published == moment("2021-02-01")


def test_an_entry_printed_twice_in_one_edition_is_one_designation() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation()), listing(A, designation()))

    assert programs(story.records(A, "2022-01-01")) == [(CMIC, False)]


def test_the_provenance_is_the_newest_edition_that_holds_the_designation() -> None:
    story = ofac_story()
    ended, present = story.records(SMIC, "2021-06-20")

    assert [p.published for p in ended.provenances] == [moment("2021-01-08")]
    assert [p.published for p in present.provenances] == [moment("2021-06-16")]
    assert present.provenances[0].locator == "entry 3"
    assert present.provenances[0].digest == story.drafts[-1][0].digest


def test_editions_are_read_in_order_of_publication_not_of_recording() -> None:
    told = ofac_story()
    backwards = Story(drafts=[*reversed(told.drafts)])

    records = backwards.records(SMIC, "2021-06-20")

    assert [replace(r, provenances=()) for r in records] == [
        replace(r, provenances=()) for r in told.records(SMIC, "2021-06-20")
    ]


def test_a_format_that_has_no_room_for_a_day_or_an_act_does_not_take_them_back() -> None:
    stated = replace(designation("SDGT", listed_on="2014-10-10"), legal_basis=("EO 13224",))
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, stated))
    story.publish(CONS, "2021-02-01", listing(A, designation("SDGT")))

    (record,) = story.records(A, "2022-01-01")

    assert record.begins == record.designation.listed_on == date(2014, 10, 10)
    assert record.designation.legal_basis == ("EO 13224",)


def test_a_day_stated_later_counts_from_when_it_is_known() -> None:
    story = Story()
    story.publish(CONS, "2021-01-08", listing(A, designation("SDGT")))
    story.publish(CONS, "2021-02-01", listing(A, designation("SDGT", listed_on="2014-10-10")))

    (before,), (after,) = story.records(A, "2021-01-20"), story.records(A, "2022-01-01")

    assert (before.begins, after.begins) == (date(2021, 1, 8), date(2014, 10, 10))
