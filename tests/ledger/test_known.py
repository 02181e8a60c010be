"""Which editions count at a moment, and what they are the whole list of."""

from __future__ import annotations

from proscribe.ledger.known import known_sources
from proscribe.model.source import EditionState
from tests.ledger.stories import Story, designation, instant, listing

LIST = "list"
ENTRY = listing("list-1", designation("P"))


def counting(story: Story, known_at: str) -> list[str]:
    """Return the days of the editions that count, by source and publication."""
    sources = known_sources(story.editions(), known_at=instant(known_at))
    return [str(known.edition.published) for source in sources for known in source.editions]


def test_a_bare_day_is_read_in_the_zone_of_the_authority() -> None:
    american, british = Story(), Story()
    american.publish(LIST, "2021-06-03", ENTRY, authority="us-ofac")
    british.publish(LIST, "2021-06-03", ENTRY, authority="gb-hmt")

    assert counting(american, "2021-06-03T03:59:59+00:00") == []
    assert counting(american, "2021-06-03T04:00:00+00:00") == ["2021-06-03"]
    assert counting(british, "2021-06-02T22:59:59+00:00") == []
    assert counting(british, "2021-06-02T23:00:00+00:00") == ["2021-06-03"]


def test_an_authority_we_do_not_know_is_read_in_universal_time() -> None:
    story = Story()
    story.publish(LIST, "2021-06-03", ENTRY, authority="xx-unknown")

    assert counting(story, "2021-06-02T23:59:59+00:00") == []
    assert counting(story, "2021-06-03T00:00:00+00:00") == ["2021-06-03"]


def test_quarantined_editions_do_not_count() -> None:
    story = Story()
    story.publish(LIST, "2021-06-03", ENTRY, state=EditionState.QUARANTINED)

    assert counting(story, "2022-01-01") == []


def test_of_packaged_facts_the_newest_edition_counts_even_before_its_day() -> None:
    story = Story()
    story.publish("facts", "2026-01-01", ENTRY, chronicle=True)
    story.publish("facts", "2026-02-01", chronicle=True)

    assert counting(story, "2021-01-01") == ["2026-02-01"]


def test_a_programme_is_covered_from_the_first_edition_that_names_it() -> None:
    story = Story()
    story.publish(LIST, "2021-01-01", listing("list-1", designation("A")))
    story.publish(LIST, "2021-02-01", listing("list-1", designation("B")))

    (source,) = known_sources(story.editions(), known_at=instant("2022-01-01"))

    assert [sorted(known.covers) for known in source.editions] == [
        [("us-ofac", "A")],
        [("us-ofac", "A"), ("us-ofac", "B")],
    ]


def test_declared_programmes_are_covered_unnamed_and_no_others() -> None:
    story = Story()
    story.publish(LIST, "2021-01-01", ENTRY, programs=("Q",))

    (source,) = known_sources(story.editions(), known_at=instant("2022-01-01"))

    assert source.editions[0].covers == {("us-ofac", "Q")}


def test_editions_of_one_day_come_by_fetch_time_then_by_digest() -> None:
    story = Story()
    for number in range(3):
        story.publish(LIST, "2021-06-03", listing(f"list-{number}"))
    digests = sorted(draft.digest for draft, _ in story.drafts)

    (source,) = known_sources(story.editions(), known_at=instant("2022-01-01"))

    assert [known.edition.digest for known in source.editions] == digests
