"""What names that are only alike do to an answer: they throw doubt, and decide nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from proscribe.ledger.history import Subject
from proscribe.model.listing import Name, NameKind
from proscribe.screening.candidates import Candidate, Resolution
from proscribe.screening.similar import Similar, similar_candidate
from proscribe.workspace.directory import LedgerDirectory

KNOWN = datetime(2026, 8, 1, tzinfo=UTC)
LIST = "id,name,country\n1,Meridian Drone Works,CN\n2,Meridian Drone Works Holding,CN\n"

Listed = Callable[[str], LedgerDirectory]


@pytest.fixture
def subjects(listed: Listed) -> tuple[Subject, Subject]:
    one, other = listed(LIST).subjects(["list-1", "list-2"], KNOWN)
    return one, other


def similar(found: str, score: float, given: str = "Meridien Dron Works") -> Similar:
    return Similar(
        entity_id="list-1", score=score, given=given, found=found, explanation="two letters differ"
    )


def alike(subject: Subject, score: float) -> Candidate:
    found = similar_candidate(similar(subject.names[0].text, score), subject, abroad=False)
    assert found is not None
    return found


def equal(subject: Subject, score: float = 1.0) -> Candidate:
    name = subject.names[0].text
    return Candidate(
        subject=subject, matched_by="name", given=name, found=name, score=score, certain=True
    )


def told(resolution: Resolution) -> list[tuple[str, bool]]:
    return [(one.subject.id, one.certain) for one in resolution.candidates]


def test_a_similar_name_is_a_doubt_that_says_which_strings_met(
    subjects: tuple[Subject, Subject],
) -> None:
    one = alike(subjects[0], 0.83)

    assert (one.matched_by, one.score, one.certain, one.by_name) == (
        *("similar name", 0.83, False),
        True,
    )
    assert one.how == (
        "“Meridien Dron Works” met “Meridian Drone Works” (0.83: two letters differ)."
    )


def test_however_similar_a_name_is_never_as_good_as_an_equal_one(
    subjects: tuple[Subject, Subject],
) -> None:
    one = alike(subjects[0], 1.0)

    assert one.score < 0.97
    assert not one.certain


def test_a_weak_name_must_be_nearly_the_same(subjects: tuple[Subject, Subject]) -> None:
    weak = replace(subjects[0], names=(Name(text="Drone Works", kind=NameKind.WEAK),))

    assert similar_candidate(similar("Drone Works", 0.85), weak, abroad=False) is None
    assert similar_candidate(similar("Drone Works", 0.95), weak, abroad=False) is not None
    strong = replace(subjects[0], names=(Name(text="Drone Works", kind=NameKind.ALIAS),))
    assert similar_candidate(similar("Drone Works", 0.85), strong, abroad=False) is not None


@pytest.mark.parametrize("name", ["MDW", "M.D.W.", "MDW Ltd.", "UPC"])
def test_an_abbreviation_of_few_letters_is_equal_or_another(
    subjects: tuple[Subject, Subject], name: str
) -> None:
    short = replace(subjects[0], names=(Name(text=name, kind=NameKind.ALIAS),))

    assert similar_candidate(similar(name, 0.96), short, abroad=False) is None


@pytest.mark.parametrize("name", ["小米", "Megvii", "MDW Meridian"])
def test_a_short_name_that_is_no_abbreviation_is_a_doubt(
    subjects: tuple[Subject, Subject], name: str
) -> None:
    short = replace(subjects[0], names=(Name(text=name, kind=NameKind.ALIAS),))

    assert similar_candidate(similar(name, 0.96), short, abroad=False) is not None


def test_a_name_that_was_not_known_then_is_weighed_by_those_that_were(
    subjects: tuple[Subject, Subject],
) -> None:
    later = similar("Nimbus Aerial Robotics", 0.95, given="Meridian Drone Work")
    found = similar_candidate(later, subjects[0], abroad=False)
    other = similar_candidate(
        replace(later, given="Nimbus Aerial Robotic"), subjects[0], abroad=False
    )

    assert found is not None
    assert (found.found, other) == ("Meridian Drone Works", None)
    assert "Nimbus Aerial Robotics was not" in found.explanation


def test_in_another_country_only_a_name_that_is_all_but_equal_is_a_doubt(
    subjects: tuple[Subject, Subject],
) -> None:
    name = "Meridian Drone Works"

    assert similar_candidate(similar(name, 0.95), subjects[0], abroad=True) is None
    assert similar_candidate(similar(name, 0.985), subjects[0], abroad=True) is not None


def test_alone_a_similar_name_leaves_a_doubt(subjects: tuple[Subject, Subject]) -> None:
    found = Resolution(candidates=(alike(subjects[0], 0.8),)).fitted()

    assert told(found) == [("list-1", False)]
    assert not found.certain
    assert found.sure is None


def test_beside_an_equal_name_a_similar_one_adds_no_doubt(
    subjects: tuple[Subject, Subject],
) -> None:
    one, other = subjects
    for score in (0.75, 0.96):
        found = Resolution(candidates=(equal(one), alike(other, score))).fitted()

        assert told(found) == [("list-1", True)]
        assert found.certain


def test_beside_an_equal_name_of_another_list_only_a_nearly_equal_one_is_a_doubt(
    subjects: tuple[Subject, Subject],
) -> None:
    elsewhere, here = subjects
    poor = Resolution(candidates=(equal(elsewhere), alike(here, 0.8)))
    near = Resolution(candidates=(equal(elsewhere), alike(here, 0.93)))

    assert told(poor.among(lambda subject: subject is here)) == [("list-1", True)]
    assert told(near.among(lambda subject: subject is here)) == [
        ("list-1", True),
        ("list-2", False),
    ]


def test_far_behind_the_most_similar_name_others_are_left_out(
    subjects: tuple[Subject, Subject],
) -> None:
    one, other = subjects

    near = Resolution(candidates=(alike(one, 0.95), alike(other, 0.8)))
    far = Resolution(candidates=(alike(one, 0.95), alike(other, 0.71)))

    assert [one for one, _ in told(near.fitted())] == ["list-1", "list-2"]
    assert [one for one, _ in told(far.fitted())] == ["list-1"]


def test_who_is_left_out_is_chosen_among_those_that_count(
    subjects: tuple[Subject, Subject],
) -> None:
    elsewhere, here = subjects
    found = Resolution(candidates=(alike(elsewhere, 0.95), alike(here, 0.71)))

    assert told(found.among(lambda subject: subject is here)) == [("list-2", False)]
