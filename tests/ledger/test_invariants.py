"""What holds of every ledger, whatever was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from proscribe.ledger.timeline import build_timeline
from proscribe.model.source import EditionState
from tests.ledger.stories import Story, without_numbers
from tests.ledger.strategies import known_moments, ledgers


def _shuffled(story: Story) -> st.SearchStrategy[tuple[Story, Story]]:
    """Pair a story with the same editions in another order."""
    return st.permutations(story.drafts).map(lambda drafts: (story, Story(drafts=drafts)))


@given(ledgers(), known_moments)
def test_a_list_published_later_never_changes_an_earlier_view(
    story: Story, known_at: datetime
) -> None:
    earlier = [
        (draft, listings)
        for draft, listings in story.drafts
        if draft.chronicle or draft.published.starts("America/New_York") <= known_at
    ]

    assert without_numbers(story.subjects(known_at)) == without_numbers(
        Story(drafts=earlier).subjects(known_at)
    )


@given(ledgers(), known_moments)
def test_facts_published_later_never_change_an_earlier_view(
    story: Story, known_at: datetime
) -> None:
    """Cutting off of packaged facts what was not public leaves the view as it is."""
    zone = "America/New_York"
    drafts = []
    for draft, listings in story.drafts:
        if draft.chronicle:
            cut = []
            for entry, locator in listings:
                public = tuple(
                    each
                    for each in entry.designations
                    if (each.published or draft.published).starts(zone) <= known_at
                )
                if public or not entry.designations:
                    cut.append((replace(entry, designations=public), locator))
            drafts.append((draft, tuple(cut)))
        else:
            drafts.append((draft, listings))

    assert without_numbers(story.subjects(known_at)) == without_numbers(
        Story(drafts=drafts).subjects(known_at)
    )


@given(ledgers().flatmap(_shuffled), known_moments)
def test_the_order_of_recording_does_not_matter(
    stories: tuple[Story, Story], known_at: datetime
) -> None:
    one, other = stories

    assert without_numbers(one.subjects(known_at)) == without_numbers(other.subjects(known_at))


@given(ledgers(), known_moments)
def test_quarantined_editions_might_as_well_not_be_there(story: Story, known_at: datetime) -> None:
    accepted = [
        (draft, listings)
        for draft, listings in story.drafts
        if draft.state is EditionState.ACCEPTED
    ]

    assert without_numbers(story.subjects(known_at)) == without_numbers(
        Story(drafts=accepted).subjects(known_at)
    )


@given(ledgers(), known_moments)
def test_every_record_and_event_was_public(story: Story, known_at: datetime) -> None:
    zone = "America/New_York"
    for subject in story.subjects(known_at):
        for record in subject.records:
            assert record.designation.published is not None
            assert record.designation.published.starts(zone) <= known_at
            assert record.designation.ended == record.ended
            if record.ended is not None:
                assert record.ended.published.ends(zone) <= known_at
        assert all(event.published.starts(zone) <= known_at for event in subject.events)
        assert all(entry.source in {"list", "other", "facts"} for entry in build_timeline(subject))


@given(ledgers(), known_moments)
def test_each_entry_is_in_one_subject_only(story: Story, known_at: datetime) -> None:
    referents = [each for subject in story.subjects(known_at) for each in subject.referents]

    assert len(referents) == len({*referents})


@given(ledgers(), known_moments)
def test_asking_for_one_gives_what_asking_for_all_gives(story: Story, known_at: datetime) -> None:
    for subject in story.subjects(known_at):
        for referent in subject.referents:
            assert story.subject(referent, known_at) == subject
