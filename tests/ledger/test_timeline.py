"""What happened to a subject, day by day."""

from __future__ import annotations

from datetime import date

from proscribe.ledger.timeline import TimelineEntry, as_begun, build_timeline
from proscribe.model.listing import EndKind, SecurityLine, SecurityType
from tests.ledger.stories import (
    SMIC,
    Story,
    designation,
    ending,
    event,
    listing,
    moment,
    ofac_story,
)


def told(story: Story, entity_id: str, known_at: str) -> list[tuple[str, str]]:
    subject = story.subject(entity_id, known_at)
    assert subject is not None
    return [(str(entry.on), entry.what) for entry in build_timeline(subject)]


def test_designations_begin_and_end_in_order() -> None:
    assert told(ofac_story(), SMIC, "2021-06-20") == [
        ("2020-12-03", "designated under CCMC-EO13959 (US Treasury, OFAC)"),
        ("2021-06-03", "designated under CMIC-EO13959 (US Treasury, OFAC)"),
        ("2021-06-03", "no longer listed under CCMC-EO13959 (US Treasury, OFAC)"),
    ]


def test_what_is_not_known_yet_is_not_told() -> None:
    assert told(ofac_story(), SMIC, "2021-03-01") == [
        ("2020-12-03", "designated under CCMC-EO13959 (US Treasury, OFAC)"),
    ]


def test_events_and_lines_are_told_with_their_source() -> None:
    line = SecurityLine(
        type=SecurityType.EQUITY, ticker="1810.HK", since=date(2018, 7, 9), cite=("hkex",)
    )
    removed = ending("2021-05-25", "2021-05-25T14:00:00-04:00", EndKind.REMOVED, ("order",))
    fact = designation("S1237", published="2021-01-14", cite=("dod",), ended=removed)
    entry = listing("f-1", fact, securities=(line,), events=(event("2021-01-29", "sued"),))
    story = Story()
    story.publish("f", "2026-11-24", entry, chronicle=True)
    subject = story.subject("f-1", "2022-01-01")
    assert subject is not None

    before = build_timeline(as_begun(subject, date(2018, 7, 8)))
    assert [entry.what for entry in before if "first day" in entry.what] == []
    assert build_timeline(as_begun(subject, date(2018, 7, 9))) == build_timeline(subject)
    assert build_timeline(subject) == (
        TimelineEntry(
            on=moment("2018-07-09"),
            published=None,
            what="first day of equity 1810.HK",
            source="f",
            cite=("hkex",),
        ),
        TimelineEntry(
            on=moment("2021-01-14"),
            published=moment("2021-01-14"),
            what="designated under S1237 (US Treasury, OFAC)",
            source="f",
            cite=("dod",),
        ),
        TimelineEntry(
            on=moment("2021-01-29"),
            published=moment("2021-01-29"),
            what="market: sued",
            source="f",
            cite=(),
        ),
        TimelineEntry(
            on=moment("2021-05-25"),
            published=moment("2021-05-25T14:00:00-04:00"),
            what="removed from S1237 (US Treasury, OFAC)",
            source="f",
            cite=("order",),
        ),
    )


def test_a_designation_begins_at_the_instant_it_was_published_where_that_is_known() -> None:
    story = Story()
    fact = designation("S1237", published="2021-06-03T14:19:53-04:00", directive="1")
    story.publish("f", "2026-11-24", listing("f-1", fact), chronicle=True)

    assert told(story, "f-1", "2022-01-01") == [
        ("2021-06-03T18:19:53+00:00", "designated under S1237 directive 1 (US Treasury, OFAC)"),
    ]


def test_what_packaged_facts_cite_is_told_by_them_and_the_rest_by_the_list() -> None:
    removed = ending("2021-06-03", cite=("dod",))
    cited = designation("A", published="2021-01-14", cite=("eo",), ended=removed)
    story = Story()
    facts = listing("list-1", cited, designation("B", published="2021-01-14"))
    story.publish("facts", "2026-11-24", facts, chronicle=True)
    story.publish("list", "2021-01-27", listing("list-1", designation("A"), designation("B")))
    story.publish("list", "2021-06-16", programs=("A", "B"))
    subject = story.subject("list-1", "2022-01-01")
    assert subject is not None

    assert [(entry.what.split(" (")[0], entry.source) for entry in build_timeline(subject)] == [
        ("designated under A", "facts"),
        ("designated under B", "list"),
        ("removed from A", "facts"),
        ("no longer listed under B", "list"),
    ]
