"""Only the one pair that was decided is left out, and only where a name leads to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from proscribe.model.clearance import Clearance, Given, Pair, Word, build_given
from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.clearing import Clearances, given_line, given_query, subject_content
from proscribe.screening.recalling import recall, told_of
from proscribe.screening.resolve import resolve
from proscribe.workspace.directory import LedgerDirectory

KNOWN = datetime(2026, 8, 1, tzinfo=UTC)
SAID = Word(reason="a lamp shop", by="ana", at=datetime(2026, 11, 27, tzinfo=UTC))
ISIN, OTHER_ISIN = "CNE100000PM8", "US0378331005"
LIST = f"""\
id,schema,name,country,isin
a,Company,Lantern Systems Ltd,CN,{ISIN}
b,Company,Orchard Aviation Ltd,CN,
c,Company,Orchard Aviation Ltd,CN,
"""
LANTERN = "Lantern Systems Ltd"

Listed = Callable[[str], LedgerDirectory]


@pytest.fixture
def directory(listed: Listed) -> LedgerDirectory:
    return listed(LIST)


def decided(directory: LedgerDirectory, given: Given, *entities: str) -> Clearances:
    """Return that what was given is none of those, decided on what is known of them."""
    return Clearances(
        Clearance(
            id=number,
            pair=Pair(
                given=given,
                subject_id=subject.id,
                referents=subject.referents,
                caption=subject.caption,
                content=subject_content(subject),
            ),
            said=SAID,
            withdrawn=None,
        )
        for number, entity in enumerate(entities, 1)
        for subject in directory.subjects([entity], KNOWN)
    )


def line(
    directory: LedgerDirectory,
    made: Clearances,
    name: str,
    *,
    isin: str | None = None,
    country: str | None = None,
) -> Resolution:
    keys = () if isin is None else (("isin", isin),)
    given = given_line(name, keys=keys, country=country)
    wanted = Wanted(keys=keys, name=name, country=country, decided=made.about(given))
    return resolve(wanted, directory, KNOWN)


def found(resolution: Resolution) -> list[str]:
    return [one.subject.id for one in resolution.candidates]


def told(resolution: Resolution) -> list[tuple[str, bool]]:
    return [(one.candidate.subject.id, one.silent) for one in resolution.recalled]


@pytest.mark.parametrize("name", [LANTERN, "LANTERN  systems ltd", "Lantern Systms Ltd"])
def test_the_decided_pair_is_left_out_and_told_be_the_name_equal_or_alike(
    directory: LedgerDirectory, name: str
) -> None:
    assert found(line(directory, Clearances(()), name)) == ["list-a"]

    after = line(directory, decided(directory, build_given([name]), "list-a"), name)

    assert (found(after), told(after)) == ([], [("list-a", True)])
    assert str(after.recalled[0]) == (
        "Lantern Systems Ltd (list-a): cleared by ana on 2026-11-27 (a lamp shop)."
    )


def test_whom_an_identifier_leads_to_stays_even_where_that_very_line_was_cleared(
    directory: LedgerDirectory,
) -> None:
    made = decided(directory, given_line(LANTERN, keys=[("isin", ISIN)], country=None), "list-a")

    after = line(directory, made, LANTERN, isin=ISIN)

    assert (found(after), told(after)) == (["list-a"], [])
    assert after.candidates[0].matched_by == "isin"


def test_a_silent_name_takes_nothing_from_an_identifier_beside_it(
    directory: LedgerDirectory,
) -> None:
    given = build_given([LANTERN])
    (by_name,) = line(directory, Clearances(()), LANTERN).candidates
    by_isin = replace(by_name, matched_by="isin", given=ISIN, found=ISIN)

    after = recall((by_isin, by_name), decided(directory, given, "list-a").about(given))

    assert after.candidates == (by_isin,)


@pytest.mark.parametrize(
    ("isin", "country"), [(OTHER_ISIN, None), (None, "CN"), (OTHER_ISIN, "CN")]
)
def test_the_name_with_an_identifier_or_a_country_more_is_raised_with_what_was_said(
    directory: LedgerDirectory, isin: str | None, country: str | None
) -> None:
    made = decided(directory, build_given([LANTERN]), "list-a")

    after = line(directory, made, LANTERN, isin=isin, country=country)

    assert (found(after), told(after)) == (["list-a"], [("list-a", False)])
    assert "woken: cleared by ana" in str(after.recalled[0])


def test_another_subject_of_the_name_stays_and_is_then_beyond_doubt(
    directory: LedgerDirectory,
) -> None:
    name = "Orchard Aviation Ltd"
    made = decided(directory, build_given([name]), "list-b")

    before, after = line(directory, Clearances(()), name), line(directory, made, name)

    assert (found(before), before.fitted().certain) == (["list-b", "list-c"], False)
    assert (found(after), after.fitted().certain) == (["list-c"], True)


def test_another_name_of_the_same_subject_is_raised(directory: LedgerDirectory) -> None:
    made = decided(directory, build_given([LANTERN]), "list-a")

    assert found(line(directory, made, "Lantern Systems")) == ["list-a"]
    assert found(line(directory, made, "Lantern Systms Ltd")) == ["list-a"]


def test_a_query_in_a_stated_place_is_another_than_the_bare_name() -> None:
    assert given_query("Lantern", country=None).digest == build_given(["Lantern"]).digest
    assert given_query("Lantern", country="FR").digest != build_given(["Lantern"]).digest


def test_each_is_told_once_and_what_woke_only_where_it_is_raised(
    directory: LedgerDirectory,
) -> None:
    made = decided(directory, build_given([LANTERN]), "list-a")
    silent = line(directory, made, LANTERN).recalled
    woken = line(directory, made, LANTERN, country="CN").recalled

    assert told_of([*silent, *silent], ()) == silent
    assert told_of(woken, ()) == ()
    assert told_of([*woken, *woken], {"list-a"}) == woken


def test_so_many_may_be_silent_as_entries_were_decided_on_for_one_name(
    directory: LedgerDirectory,
) -> None:
    made = decided(directory, build_given(["Orchard"]), "list-b", "list-c")

    assert (Clearances(()).most, made.most) == (0, 2)
