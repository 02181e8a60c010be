"""One decided pair is silent on its content, nothing else is, and a change wakes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from proscribe.ledger.record import Subject
from proscribe.model.clearance import (
    Clearance,
    Given,
    Pair,
    Silenced,
    Standing,
    Woken,
    Word,
    build_given,
)
from proscribe.model.listing import Listing, Measure, Name, NameKind
from proscribe.screening.clearing import Clearances, given_line, silenced, subject_content
from tests.ledger.stories import Story, designation, ending, listing

AT = datetime(2026, 11, 27, tzinfo=UTC)
SAID = Word(reason="another birth date", by="ana", at=AT)
BORN = "1985-03-02"
ENTRY = replace(
    listing("sdn-12345", designation("SDNTK", listed_on="2019-08-21"), name="ZHANG, Wei"),
    schema="Person",
    names=(
        Name(text="ZHANG, Wei", kind=NameKind.PRIMARY),
        Name(text="张伟", kind=NameKind.ALIAS),
    ),
    properties=(("birthDate", ("1962",)), ("idNumber", ("1101",)), ("nationality", ("cn",))),
)
NAMESAKE = replace(ENTRY, id="sdn-777", properties=(("birthDate", ("1990",)),))


def zhang(born: str = BORN, name: str = "Zhang Wei", schema: str | None = "Person") -> Given:
    return build_given([name], schema=schema, properties={"birthDate": [born]})


def known(*editions: tuple[Listing, ...], entry: str = "sdn-12345") -> Subject:
    """Return a subject as known from editions of one list, a month apart."""
    story = Story()
    for month, listings in enumerate(editions, 1):
        story.publish("sdn", f"2021-{month:02}-01", *listings)
    found = story.subject(entry, AT)
    assert found is not None
    return found


def cleared(
    given: Given, subject: Subject, number: int = 1, withdrawn: Word | None = None
) -> Clearance:
    pair = Pair(
        given=given,
        subject_id=subject.id,
        referents=subject.referents,
        caption=subject.caption,
        content=subject_content(subject),
    )
    return Clearance(id=number, pair=pair, said=SAID, withdrawn=withdrawn)


def woken(standing: Standing) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    assert isinstance(standing, Woken)
    return [(one.side, one.field, one.gone, one.new) for one in standing.changes]


SUBJECT = known((ENTRY, NAMESAKE))
MADE = cleared(zhang(), SUBJECT)
DECIDED = Clearances([MADE])


def test_the_decided_pair_is_silent() -> None:
    standing = silenced(DECIDED, zhang(name="ZHANG  wei"), SUBJECT)

    assert standing == Silenced(clearance=MADE)
    assert standing.why == "cleared by ana on 2026-11-27 (another birth date)"


def test_another_candidate_of_the_same_name_is_raised() -> None:
    assert silenced(DECIDED, zhang(), known((ENTRY, NAMESAKE), entry="sdn-777")) is None
    assert not DECIDED.about(zhang()).concerns("sdn-777")
    assert DECIDED.about(zhang()).concerns("sdn-12345")


def test_the_same_subject_is_raised_for_another_name() -> None:
    assert silenced(DECIDED, zhang(name="Zhang Weiwei"), SUBJECT) is None
    assert not DECIDED.about(zhang(name="Zhang Weiwei")).concerns("sdn-12345")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (zhang("1962-01-01"), "birthDate"),
        (zhang(schema=None), "schema"),
        (build_given(["Zhang Wei"], schema="Person"), "birthDate"),
        (
            build_given(
                ["Zhang Wei"],
                schema="Person",
                properties={"birthDate": [BORN], "nationality": ["cn"]},
            ),
            "nationality",
        ),
    ],
)
def test_the_name_with_other_attributes_is_raised_and_the_earlier_decision_told(
    given: Given, field: str
) -> None:
    assert [each[:2] for each in woken(silenced(DECIDED, given, SUBJECT))] == [("given", field)]


def with_property(field: str, *values: str) -> Listing:
    told = dict(ENTRY.properties) | {field: values}
    return replace(ENTRY, properties=tuple(sorted(told.items())))


SDNTK = "designation us-ofac SDNTK"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            replace(ENTRY, names=(*ENTRY.names, Name(text="ZHANG, Eric", kind=NameKind.WEAK))),
            ("names", (), ("ZHANG, Eric (weak)",)),
        ),
        (
            replace(ENTRY, names=ENTRY.names[:1]),
            ("names", ("张伟 (alias)",), ()),
        ),
        (with_property("birthDate", BORN), ("birthDate", ("1962",), (BORN,))),
        (with_property("nationality", "cn", "hk"), ("nationality", (), ("hk",))),
        (with_property("idNumber", "1102"), ("idNumber", ("1101",), ("1102",))),
        (with_property("passportNumber", "E1"), ("passportNumber", (), ("E1",))),
        (
            replace(ENTRY, designations=(*ENTRY.designations, designation("SDGT"))),
            ("designation us-ofac SDGT", (), ("in force",)),
        ),
        (
            replace(
                ENTRY,
                designations=(replace(ENTRY.designations[0], measures=(Measure.ASSET_FREEZE,)),),
            ),
            (SDNTK, (), ("measures asset_freeze",)),
        ),
        (
            replace(
                ENTRY, designations=(replace(ENTRY.designations[0], ended=ending("2021-02-01")),)
            ),
            (SDNTK, ("in force",), ("ended 2021-02-01 (removed)",)),
        ),
        (replace(ENTRY, remarks="also a pilot"), ("remarks", (), ("also a pilot",))),
        (replace(ENTRY, schema="LegalEntity"), ("schema", ("Person",), ("LegalEntity",))),
    ],
)
def test_a_change_of_the_subject_wakes_the_decision_and_is_named(
    changed: Listing, expected: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    now = known((ENTRY, NAMESAKE), (changed, NAMESAKE))

    assert woken(silenced(DECIDED, zhang(), now)) == [("subject", *expected)]


def test_the_end_of_a_designation_that_is_inferred_wakes_the_decision() -> None:
    now = known((ENTRY, NAMESAKE), (NAMESAKE,))

    assert woken(silenced(DECIDED, zhang(), now)) == [("subject", SDNTK, ("in force",), ("ended",))]


def test_editions_that_change_nothing_wake_nothing() -> None:
    """Nor does one in another order, with a new stamp, or one that is older and found later."""
    swapped = replace(
        ENTRY,
        names=ENTRY.names[::-1],
        properties=(*ENTRY.properties, ("modifiedAt", ("2021-02-01",))),
    )
    several = known((NAMESAKE, ENTRY), (ENTRY, NAMESAKE), (NAMESAKE, swapped))
    older = Story()
    older.publish("sdn", "2021-01-01", ENTRY, NAMESAKE)
    older.publish("sdn", "2020-01-01", ENTRY)
    found = older.subject("sdn-12345", AT)

    assert isinstance(silenced(DECIDED, zhang(), several), Silenced)
    assert found is not None
    assert isinstance(silenced(DECIDED, zhang(), found), Silenced)


def test_a_change_of_a_namesake_wakes_nothing() -> None:
    now = known((ENTRY, NAMESAKE), (ENTRY, replace(NAMESAKE, remarks="moved")))

    assert isinstance(silenced(DECIDED, zhang(), now), Silenced)


def test_a_subject_that_gains_an_entry_of_another_list_wakes_the_decision() -> None:
    story = Story()
    story.publish("sdn", "2021-01-01", ENTRY, NAMESAKE)
    twin = replace(ENTRY, id="un-9", designations=(), same_as=("sdn-12345",))
    story.publish("un", "2021-02-01", twin)
    joined = story.subject("un-9", AT)
    assert joined is not None

    assert woken(silenced(DECIDED, zhang(), joined)) == [("subject", "entries", (), ("un-9",))]
    assert isinstance(
        silenced(Clearances([MADE, cleared(zhang(), joined, 2)]), zhang(), joined), Silenced
    )


def test_a_woken_pair_cleared_again_is_silent_on_its_new_content_only() -> None:
    later = known((ENTRY, NAMESAKE), (with_property("birthDate", "1963"), NAMESAKE))
    decided = Clearances([cleared(zhang(), later, 2), MADE])

    assert isinstance(silenced(decided, zhang(), later), Silenced)
    assert woken(silenced(decided, zhang(), SUBJECT)) == [
        ("subject", "birthDate", ("1963",), ("1962",))
    ]


def test_a_decision_taken_back_silences_nothing_and_no_earlier_one_stands_in_for_it() -> None:
    taken_back = cleared(zhang(), SUBJECT, 2, withdrawn=SAID)

    assert silenced(Clearances([MADE, taken_back]), zhang(), SUBJECT) is None
    assert silenced(Clearances([taken_back]), zhang("1990-01-01"), SUBJECT) is None
    assert isinstance(
        silenced(Clearances([MADE, taken_back, cleared(zhang(), SUBJECT, 3)]), zhang(), SUBJECT),
        Silenced,
    )


def test_two_customers_of_one_name_are_decided_each_for_itself() -> None:
    other = cleared(zhang("1990-01-01"), SUBJECT, 2)
    decided = Clearances([MADE, other])

    assert silenced(decided, zhang(), SUBJECT) == Silenced(clearance=MADE)
    assert silenced(decided, zhang("1990-01-01"), SUBJECT) == Silenced(clearance=other)
    assert isinstance(silenced(decided, zhang("1977-01-01"), SUBJECT), Woken)


def test_two_designations_of_one_programme_that_swap_a_fact_are_a_change() -> None:
    first, second = (
        designation("UKRAINE-EO13662", directive=directive, listed_on=day)
        for directive, day in (("1", "2014-07-16"), ("2", "2014-09-12"))
    )
    before = known((replace(ENTRY, designations=(first, second)),))
    after = known(
        (
            replace(
                ENTRY,
                designations=(
                    replace(first, listed_on=second.listed_on),
                    replace(second, listed_on=first.listed_on),
                ),
            ),
        )
    )

    assert subject_content(before) != subject_content(after)


def test_without_decisions_nothing_is_looked_at() -> None:
    none = Clearances([])

    assert len(none) == 0
    assert silenced(none, zhang(), SUBJECT) is None


def test_a_portfolio_line_gives_its_name_identifiers_and_country() -> None:
    line = given_line("Xiaomi Corp", keys=[("isin", "KYG9830T1067"), ("lei", "X1")], country="CN")
    same = build_given(
        ["XIAOMI CORP"],
        properties={"isin": ["KYG9830T1067"], "leiCode": ["X1"], "country": ["cn"]},
    )

    assert line.digest == same.digest
    assert given_line("Xiaomi Corp", keys=[], country=None).digest == (
        build_given(["Xiaomi Corp"]).digest
    )
