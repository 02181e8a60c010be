"""A person tells a name from a subject, sees what woke, and takes it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proscribe.model.clearance import Silenced, Woken, build_given
from proscribe.model.errors import InputError, UnknownNameError
from proscribe.model.identity import Judgement
from proscribe.workspace import Workspace
from proscribe.workspace.clearances import ClearanceBook, ClearanceShown, State

EDITIONS = "data/us_ofac_consolidated"
CNOOC, HUAWEI = "us_ofac_cons-30926", "us_ofac_cons-30947"
ZHANG = "list-z1"
LIST = """\
id,schema,name,birthDate,nationality
z1,Person,Zhang Wei,1962,cn
z2,Person,Zhang Wei,1990,cn
"""


@pytest.fixture
def listed(workspace: Workspace, tmp_path: Path) -> Workspace:
    record(workspace, tmp_path, LIST, "2026-01-01")
    return workspace


def record(workspace: Workspace, folder: Path, text: str, day: str) -> None:
    file = folder / f"list-{day}.csv"
    file.write_text(text, encoding="utf-8")
    workspace.import_files("list", file, published=day)


def clear(workspace: Workspace, subject: str = ZHANG, born: str = "1985-03-02") -> ClearanceShown:
    return workspace.clearances.clear(
        "Zhang Wei",
        subject,
        reason="another birth date",
        by="ana",
        schema="Person",
        properties={"birthDate": [born]},
    )


def states(workspace: Workspace, *, every: bool = False) -> list[tuple[int, str, str]]:
    found = workspace.clearances.shown(every=every)
    return [(one.clearance.id, one.state.value, one.why) for one in found]


def test_a_clearance_is_kept_with_both_sides_as_they_are(listed: Workspace) -> None:
    made = clear(listed)

    (shown,) = listed.clearances.shown("ZHANG  WEI")
    assert shown == made
    assert shown.clearance.said.by == "ana"
    assert str(shown.clearance.pair.given) == "Zhang Wei (Person, birthDate 1985-03-02)"
    assert dict(shown.clearance.pair.content)["birthDate"] == ("1962",)
    assert listed.clearances.shown("Zhang Weiwei") == ()


def test_an_edition_that_changes_the_subject_wakes_the_pair_and_no_other(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed)
    clear(listed, "list-z2")
    record(listed, tmp_path, LIST.replace("Wei,1962", "Wei,1985-03-02"), "2026-02-01")

    assert states(listed) == [
        (1, "woken", "the subject's birthDate: then 1962, now 1985-03-02"),
        (2, "silent", ""),
    ]
    assert [one.needs_action for one in listed.clearances.shown()] == [True, False]


def test_an_edition_that_repeats_the_list_in_another_order_wakes_nothing(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed)
    head, *rows = LIST.splitlines()
    record(listed, tmp_path, "\n".join([head, *reversed(rows), ""]), "2026-02-01")

    assert states(listed) == [(1, "silent", "")]


def test_what_ofac_corrected_wakes_and_what_it_repeated_does_not(
    workspace: Workspace, shared: Path
) -> None:
    """On 2021-06-16 OFAC corrected CNOOC's ticker 00083 HK to 00883 HK."""
    for day in ("2021-06-03", "2021-06-16"):
        workspace.import_files("us_ofac_cons", shared / EDITIONS / day / "consolidated.xml")
        if day == "2021-06-03":
            for name, subject in (("Hua Wei Tea House", HUAWEI), ("Cnook", CNOOC)):
                workspace.clearances.clear(name, subject, reason="a tea house", by="ana")
            assert [state for _, state, _ in states(workspace)] == ["silent", "silent"]

    (huawei, cnooc) = states(workspace)
    assert huawei[1:] == ("silent", "")
    assert cnooc[1:] == ("woken", "the subject's securities: then type equity; ticker 00083 HK")


def test_entries_a_person_joins_wake_the_pair(listed: Workspace) -> None:
    listed.clearances.clear("Cnook", "us_dod_1237-cnooc", reason="a bistro", by="ana")
    listed.decide(
        "us_dod_1237-cnooc",
        "us_dod_chinese_milcorps-cnooc-limited",
        "same",
        reason="one group",
        by="ben",
    )

    ((_, state, why),) = states(listed)
    assert state == "woken"
    assert "us_dod_chinese_milcorps-cnooc-limited" in why


def test_a_pair_cleared_again_counts_in_place_of_the_earlier_one(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed)
    record(listed, tmp_path, LIST.replace("Wei,1962", "Wei,1963"), "2026-02-01")
    clear(listed)

    assert states(listed) == [(2, "silent", "")]
    assert states(listed, every=True) == [(1, "replaced", ""), (2, "silent", "")]


def test_a_clearance_taken_back_is_kept_and_silences_nothing(listed: Workspace) -> None:
    clear(listed)

    taken_back = listed.clearances.withdraw(1, reason="same passport", by="ben")

    assert taken_back.state is State.WITHDRAWN
    assert states(listed) == []
    (kept,) = listed.clearances.shown(every=True)
    assert (kept.state, kept.clearance) == (State.WITHDRAWN, taken_back.clearance)
    assert kept.clearance.said.reason == "another birth date"


def test_screening_asks_with_what_was_given(listed: Workspace) -> None:
    clear(listed)
    given = build_given(["Zhang Wei"], schema="Person", properties={"birthDate": ["1985-03-02"]})
    other = build_given(["Zhang Wei"], schema="Person", properties={"birthDate": ["1962"]})
    subject = listed.timeline(ZHANG).subject

    decided = listed.clearances.counting(given)

    assert len(listed.clearances.counting(build_given(["Li Wei"]))) == 0
    assert isinstance(decided.about(given).standing(subject), Silenced)
    assert isinstance(decided.about(other).standing(subject), Woken)
    assert isinstance(listed.clearances.counting().about(given).standing(subject), Silenced)


@pytest.mark.parametrize(
    ("name", "subject", "reason", "by", "word"),
    [
        ("Zhang Wei", "list-z9", "x", "ana", "nothing on file has the id 'list-z9'"),
        (" ", ZHANG, "x", "ana", "the name is blank"),
        ("Zhang Wei", ZHANG, " ", "ana", "without a reason"),
        ("Zhang Wei", ZHANG, "x", " ", "somebody's"),
        ("Zhang\0Wei", ZHANG, "x", "ana", "cannot be kept"),
        ("Zhang Wei", ZHANG, "x \ud800", "ana", "cannot be kept"),
    ],
)
def test_a_clearance_needs_a_name_a_subject_a_reason_and_somebody(  # noqa: PLR0917
    listed: Workspace, name: str, subject: str, reason: str, by: str, word: str
) -> None:
    with pytest.raises(InputError, match=word):
        listed.clearances.clear(name, subject, reason=reason, by=by)

    assert listed.clearances.shown(every=True) == ()


def test_a_schema_or_property_that_is_none_is_refused_and_others_are_written_out(
    listed: Workspace,
) -> None:
    book = listed.clearances
    with pytest.raises(UnknownNameError, match="'Persn' is no FollowTheMoney schema"):
        book.clear("Zhang Wei", ZHANG, reason="x", by="ana", schema="Persn")
    with pytest.raises(UnknownNameError, match="'birthPlase' is no FollowTheMoney property"):
        book.clear("Zhang Wei", ZHANG, reason="x", by="ana", properties={"birthPlase": ["1985"]})

    made = book.clear(
        "Zhang Wei", ZHANG, reason="x", by="ana", schema="person", properties={"dob": ["1985"]}
    )
    assert str(made.clearance.pair.given) == "Zhang Wei (Person, birthDate 1985)"


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_only_a_clearance_that_stands_can_be_withdrawn(listed: Workspace, number: int) -> None:
    clear(listed)
    with pytest.raises(InputError, match=f"no clearance has the number {number}"):
        listed.clearances.withdraw(number, reason="x", by="ana")

    listed.clearances.withdraw(1, reason="x", by="ana")
    with pytest.raises(InputError, match="was withdrawn before"):
        listed.clearances.withdraw(1, reason="x", by="ana")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "a" * 100_000}, "has 100,000 characters, and at most 1,000"),
        ({"name": ["Zhang"] * 101}, "101 names"),
        ({"name": None}, "None is no name"),
        ({"name": ["Zhang Wei", 5]}, "is no name"),
        ({"name": "\u200b"}, "blank"),
        ({"reason": "x" * 10_001}, "has 10,001 characters"),
        ({"reason": None}, "reason: None is no text"),
        ({"by": "x" * 201}, "has 201 characters"),
        ({"properties": {"country": ["x" * 1_001]}}, "country: 'xxx"),
        ({"properties": {"country": "fr"}}, "values of 'country'"),
        ({"properties": {"country": [1]}}, "values of 'country'"),
    ],
)
def test_what_is_too_long_or_no_text_is_not_kept(
    listed: Workspace, given: dict[str, Any], said: str
) -> None:
    whole: dict[str, Any] = {"name": "Zhang Wei", "reason": "another", "by": "ana"} | given

    with pytest.raises(InputError, match=said):
        listed.clearances.clear(whole.pop("name"), ZHANG, **whole)
    assert listed.clearances.shown(every=True) == ()
    longest = listed.clearances.clear("a" * 1_000, ZHANG, reason="x" * 10_000, by="ana")
    assert longest.state is State.SILENT


def outcomes(workspace: Workspace, query: str) -> list[tuple[str, str]]:
    found = workspace.check(query, regimes=("NS-CMIC",)).rulings
    return [(one.verdict.outcome.value, str([x.candidate.subject.id for x in one.candidates]))
            for one in found]  # fmt: skip


def test_that_a_name_is_a_subject_settles_it_and_another_of_that_very_name_is_still_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    typed, meant, twin = "Hangzhou Hikvisoin Digital Technology", "us_ofac_cons-30946", "list-t1"
    assert outcomes(workspace, typed) == [("REVIEW", f"['{meant}']")]

    workspace.clearances.clear(typed, meant, reason="a slip", by="ana", judgement=Judgement.SAME)

    assert outcomes(workspace, typed) == [("PROHIBITED", f"['{meant}']")]
    # Nothing was said of the name with one letter more.
    assert outcomes(workspace, f"{typed}s") == [("REVIEW", f"['{meant}']")]
    record(workspace, tmp_path, f"id,schema,name\nt1,Company,{typed}\n", "2026-01-01")
    found = workspace.check(typed, regimes=("NS-CMIC", "LIST")).rulings
    assert {x.candidate.subject.id for one in found for x in one.candidates} == {meant, twin}
    assert all(one.verdict.outcome.value != "ALLOWED" for one in found)


def book_of(workspace: Workspace, day: date, *, second_person: bool = False) -> ClearanceBook:
    """Return the decisions as they are asked on a day."""
    store = workspace._store  # noqa: SLF001 - a workspace knows one day only
    return ClearanceBook(store, store, today=lambda: day, second_person=second_person)


def test_a_decision_counts_until_its_last_day_and_is_asked_about_after_it(
    workspace: Workspace,
) -> None:
    def on(day: int) -> ClearanceBook:
        return book_of(workspace, date(2026, 11, day))

    for judgement in (Judgement.DIFFERENT, Judgement.SAME):
        name = f"Hua Wei {judgement.value}"
        on(20).clear(
            name, HUAWEI, reason="r", by="ana", until=date(2026, 11, 22), judgement=judgement
        )
        states = [
            (one.state, one.why)
            for book in (on(22), on(23))
            for one in book.shown(name, judged=True)
        ]
        counts = State.SILENT if judgement is Judgement.DIFFERENT else State.SAME
        assert states == [(counts, ""), (State.WOKEN, "it counted until 2026-11-22")]
    with pytest.raises(InputError, match="would have ended on 2026-11-19"):
        on(20).clear("Huawai", HUAWEI, reason="r", by="ana", until=date(2026, 11, 19))


def test_a_decision_that_waits_for_another_person_silences_and_settles_nothing(
    workspace: Workspace,
) -> None:
    typed, meant = "Hangzhou Hikvisoin Digital Technology", "us_ofac_cons-30946"
    book = book_of(workspace, date(2026, 11, 27), second_person=True)
    made = book.clear(typed, meant, reason="a slip", by="ana", judgement=Judgement.SAME)
    assert made.state is State.WAITING
    assert outcomes(workspace, typed) == [("REVIEW", f"['{meant}']")]
    with pytest.raises(InputError, match="only somebody else"):
        book.confirm(made.clearance.id, reason="again", by="ana")

    book.confirm(made.clearance.id, reason="looked at it", by="ben")

    assert outcomes(workspace, typed) == [("PROHIBITED", f"['{meant}']")]
    with pytest.raises(InputError, match="waits for another person"):
        book.confirm(made.clearance.id, reason="once more", by="cem")
