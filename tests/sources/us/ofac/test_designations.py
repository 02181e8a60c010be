from __future__ import annotations

from datetime import date

import pytest

from proscribe.model.listing import Designation, Measure
from proscribe.sources.us.ofac.designations import Terms, build_designations, terms_of
from proscribe.sources.us.ofac.record import Fact, Party, PrintedName, Record

DETERMINATION = "Executive Order 13662 Directive Determination -"


def record(*programs: str, list_days: dict[str, str] | None = None) -> Record:
    return Record(
        uid="7",
        locator="line 1",
        party=Party.ENTITY,
        name=PrintedName("X"),
        programs=list(programs),
        list_days=list_days or {},
    )


def build(held: Record, terms: Terms, *, blocking: bool = False) -> tuple[Designation, ...]:
    return build_designations(held, terms, authority="us-ofac", blocking=blocking)


def test_each_programme_is_a_designation() -> None:
    held = record("SDGT", "NS-PLC", "SDGT")

    other, freeze = (Measure.OTHER,), (Measure.ASSET_FREEZE,)
    assert build(held, terms_of(held)) == (
        Designation(authority="us-ofac", program="NS-PLC", authority_id="7", measures=other),
        Designation(authority="us-ofac", program="SDGT", authority_id="7", measures=freeze),
    )


def test_directives_divide_the_programme_of_their_order_only() -> None:
    held = record("UKRAINE-EO13662", "RUSSIA-EO14024")
    terms = terms_of(held)

    assert terms.read_directive(Fact(DETERMINATION, "Subject to Directive 2"))
    assert terms.read_directive(Fact(DETERMINATION, "Subject to Directive 4"))
    assert [(each.program, each.directive) for each in build(held, terms)] == [
        ("RUSSIA-EO14024", None),
        ("UKRAINE-EO13662", "2"),
        ("UKRAINE-EO13662", "4"),
    ]


def test_dates_of_a_directive_stay_with_it() -> None:
    held = record("RUSSIA-EO14024")
    terms = terms_of(held)

    assert terms.read_day(Fact("Listing Date (EO 14024 Directive 1a):", "22 Feb 2022"))
    assert terms.read_day(Fact("Effective Date (EO 14024 Directive 1a):", "01 Mar 2022"))
    (designation,) = build(held, terms)
    assert (designation.directive, designation.listed_on, designation.effective_on) == (
        "1A",
        date(2022, 2, 22),
        date(2022, 3, 1),
    )


@pytest.mark.parametrize(
    "fact",
    [
        Fact("Listing Date (CCMC)", "12 Nov 2020"),
        Fact("Listing Date (EO 14014 Directive 1):", "31 Oct 2023"),
        Fact("Listing Date (CMIC)", "Jun 2021"),
        Fact("Listing Date (XYZ)", "03 Jun 2021"),
    ],
)
def test_a_date_of_no_programme_here_or_of_no_day_is_not_taken(fact: Fact) -> None:
    terms = terms_of(record("CMIC-EO13959"))

    assert not terms.read_day(fact)
    assert terms.dates == {}


def test_a_directive_of_an_order_without_a_programme_here_is_not_taken() -> None:
    terms = terms_of(record("SDGT"))

    assert not terms.read_directive(Fact(DETERMINATION, "Subject to Directive 1"))
    assert not terms.read_directive(Fact(DETERMINATION, "For more information"))


def test_the_day_of_a_list_entry_is_not_given_to_one_of_two_directives() -> None:
    held = record(
        "UKRAINE-EO13662", list_days={"Sectoral Sanctions Identifications List": "2014-07-16"}
    )
    terms = terms_of(held)
    terms.read_directive(Fact(DETERMINATION, "Subject to Directive 2"))

    assert [each.listed_on for each in build(held, terms)] == [date(2014, 7, 16)]
    terms.read_directive(Fact(DETERMINATION, "Subject to Directive 4"))
    assert [each.listed_on for each in build(held, terms)] == [None, None]


def test_a_printed_date_goes_before_the_day_of_the_list_entry() -> None:
    held = record("CMIC-EO13959", list_days={"Non-SDN CMIC List": "2021-06-04"})
    terms = terms_of(held)
    terms.read_day(Fact("Listing Date (CMIC)", "03 Jun 2021"))

    assert [each.listed_on for each in build(held, terms)] == [date(2021, 6, 3)]


def test_on_the_blocking_list_one_programme_at_least_stands_for_itself() -> None:
    held = record("UKRAINE-EO13662")
    terms = terms_of(held)
    terms.read_directive(Fact(DETERMINATION, "Subject to Directive 1"))

    assert [each.directive for each in build(held, terms, blocking=True)] == [None, "1"]
    assert [each.directive for each in build(held, terms, blocking=False)] == ["1"]
