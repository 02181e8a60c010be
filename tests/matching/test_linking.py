"""Whether two entries of different lists are one subject; each case that links has a near twin."""

from __future__ import annotations

import pytest

from proscribe.matching.linking import judge, marks
from proscribe.model.identity import LINKED_FROM, Evidence, TieKind
from proscribe.model.listing import Listing, Name, NameKind


def entry(
    id_: str,
    *names: str,
    schema: str = "Company",
    kinds: tuple[NameKind, ...] = (),
    **properties: str | tuple[str, ...],
) -> Listing:
    shown = [
        Name(text=text, kind=kind)
        for text, kind in zip(
            names, (*kinds, NameKind.PRIMARY, *[NameKind.ALIAS] * 9)[: len(names)], strict=True
        )
    ]
    held = {
        prop: (value,) if isinstance(value, str) else value for prop, value in properties.items()
    }
    return Listing(
        id=id_, schema=schema, names=tuple(shown), properties=tuple(sorted(held.items()))
    )


def linked(evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.confidence >= LINKED_FROM


def both_ways(one: Listing, other: Listing) -> Evidence | None:
    evidence = judge(one, other)
    assert judge(other, one) == evidence
    return evidence


def test_one_lei_links_whatever_the_names() -> None:
    one = entry("eu-1", "Alfa", leiCode="5493001KJTIIGC8Y1R12")
    other = entry("gb-1", "Омега", schema="Organization", leiCode="5493001kjtiigc8y1r12")

    evidence = both_ways(one, other)

    assert evidence == Evidence(
        kind=TieKind.IDENTIFIER, confidence=0.99, basis="same LEI 5493001KJTIIGC8Y1R12"
    )


def test_two_leis_forbid_a_link_by_name() -> None:
    one = entry("eu-1", "Alfa Trading House LLC", leiCode="5493001KJTIIGC8Y1R12", country="ru")
    other = entry("gb-1", "Alfa Trading House LLC", leiCode="529900GRZ2BQY5ZM9N49", country="ru")

    assert both_ways(one, other) is None


def test_one_un_reference_links_persons_but_not_against_their_birth_dates() -> None:
    one = entry("eu-1", "A B", schema="Person", unscId="QDi.001", birthDate="1960-01-02")
    twin = entry("gb-1", "C D", schema="Person", unscId="QDi.001", birthDate="1960")
    other = entry("gb-1", "C D", schema="Person", unscId="QDi.001", birthDate="1971")

    assert linked(both_ways(one, twin))
    assert not linked(both_ways(one, other))


def test_one_un_reference_does_not_link_bodies_of_other_names() -> None:
    one = entry("un-1", "Daedong Credit Bank", "DCB", unscId="KPe.023")
    twin = entry("gb-1", "DAE-DONG CREDIT BANK", unscId="KPe.023")
    other = entry("gb-1", "Kangbong Trading Corporation", unscId="KPe.023")

    assert linked(both_ways(one, twin))
    assert not linked(both_ways(one, other))


def test_one_un_reference_does_not_link_bodies_whose_names_only_begin_alike() -> None:
    """An old edition of the UK list prints the bank's reference in the remarks of the trader."""
    one = entry("un-1", "Korea Daesong Bank", unscId="KPe.035")
    other = entry("gb-1", "Korea Daesong General Trading Corporation", unscId="KPe.035")

    assert not linked(both_ways(one, other))


def test_one_bic_links_banks_of_similar_names_whatever_the_branch() -> None:
    one = entry("eu-1", "Kumgang Bank", swiftBic="KUDBKPPY")
    other = entry("gb-1", "KUMGANG BANK CO.", swiftBic="KUDBKPPYXXX")

    assert linked(both_ways(one, other))


def test_one_register_number_links_where_names_are_alike_and_not_alone() -> None:
    one = entry("eu-1", "Rosa Khutor Bank PJSC", innCode="7707083893")
    alike = entry("gb-1", "PJSC Rosa-Khutor Bank", taxNumber="7707083893")
    other = entry("gb-1", "Zeta Shipping", taxNumber="7707083893")

    assert linked(both_ways(one, alike))
    assert not linked(both_ways(one, other))


def test_a_short_number_says_nothing() -> None:
    one, other = entry("a-1", "X Y", idNumber="12345"), entry("b-1", "P Q", idNumber="12345")

    assert both_ways(one, other) is None


@pytest.mark.parametrize(
    ("name", "country", "links"),
    [
        ("Semiconductor Manufacturing International Corporation", "cn", True),
        ("SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORP.", "hk", True),
        ("Semiconductor Manufacturing International Corporation", "us", False),
        ("Semiconductor Manufacturing International Corporation", None, False),
        ("Semiconductor Manufacturing South China Corporation", "cn", False),
    ],
)
def test_an_equal_name_links_companies_of_one_country(
    name: str,
    country: str | None,
    links: bool,  # noqa: FBT001
) -> None:
    one = entry("ofac-1", "Semiconductor Manufacturing International Corporation", country="cn")
    other = entry("csl-1", name, country=country or ())

    assert linked(both_ways(one, other)) is links


def test_another_legal_form_is_another_company() -> None:
    one = entry("ofac-1", "SenseTime Group Limited", country="hk")
    other = entry("dod-1", "SenseTime Group Inc.", country="hk")

    assert both_ways(one, other) is None


def test_an_acronym_alone_does_not_link() -> None:
    one = entry("ofac-1", "Aviation Industry Corporation of China", "AVIC", country="cn")
    other = entry("csl-1", "Asia Videography Import Company", "AVIC", country="cn")

    assert not linked(both_ways(one, other))


def test_a_weak_alias_does_not_link() -> None:
    weak = (NameKind.PRIMARY, NameKind.WEAK)
    one = entry("ofac-1", "Alfa One Group", "Big River Trading Company", kinds=weak, country="ir")
    other = entry("csl-1", "Big River Trading Company", country="ir")

    assert both_ways(one, other) is None


def test_a_full_birth_date_links_persons_of_one_name() -> None:
    one = entry("ofac-1", "DERIPASKA, Oleg Vladimirovich", schema="Person", birthDate="1968-01-02")
    same = entry("eu-1", "Oleg Vladimirovich Deripaska", schema="Person", birthDate="1968-01-02")
    year = entry("eu-1", "Oleg Vladimirovich Deripaska", schema="Person", birthDate="1968")
    other = entry("eu-1", "Oleg Vladimirovich Deripaska", schema="Person", birthDate="1968-02-01")

    assert linked(both_ways(one, same))
    assert not linked(both_ways(one, year))
    assert both_ways(one, year) is not None
    assert both_ways(one, other) is None


def test_a_vessel_is_linked_by_its_number_and_not_by_its_name() -> None:
    one = entry("ofac-1", "BLUE SEA", schema="Vessel", imoNumber="9000015")
    same = entry("un-1", "RED SEA", schema="Vessel", imoNumber="9000015")
    other = entry("un-1", "BLUE SEA", schema="Vessel")

    assert linked(both_ways(one, same))
    assert not linked(both_ways(one, other))


def test_a_company_is_no_person_and_no_vessel() -> None:
    company = entry("a-1", "Gulf Star", country="ae")

    assert both_ways(company, entry("b-1", "Gulf Star", schema="Person", country="ae")) is None
    assert both_ways(company, entry("b-1", "Gulf Star", schema="Vessel", country="ae")) is None


def test_a_users_own_list_is_never_linked() -> None:
    assert (
        judge(
            entry("list-1", "Alfa Beta Gamma", leiCode="5493001KJTIIGC8Y1R12"),
            entry("eu-1", "Alfa Beta Gamma", leiCode="5493001KJTIIGC8Y1R12"),
        )
        is None
    )


def test_marks_are_the_identifiers_in_one_spelling() -> None:
    found = marks(entry("a-1", "X", unscId="QDi.001", passportNumber="AB 123-456", idNumber="12"))

    assert found == ("paper:AB123456", "unscId:QDI001")


def test_two_numbers_of_one_register_are_two_companies_of_one_name() -> None:
    one = entry("eu-1", "OOO Vektor Trading House", innCode="7707083893", country="ru")
    twin = entry("ofac-1", "LLC VEKTOR TRADING HOUSE", innCode="7707083893", country="ru")
    other = entry("ofac-1", "LLC VEKTOR TRADING HOUSE", innCode="5029000001", country="ru")

    assert linked(both_ways(one, twin))
    assert not linked(both_ways(one, other))


def test_one_number_in_two_countries_is_two_numbers() -> None:
    one = entry("eu-1", "Mohammed Ali", schema="Person", passportNumber="1234567", nationality="sy")
    twin = entry("un-1", "Ali Mohamed", schema="Person", idNumber="1234567", nationality="sy")
    other = entry("un-1", "Ali Mohamed", schema="Person", passportNumber="1234567", country="pk")

    assert linked(both_ways(one, twin))
    assert not linked(both_ways(one, other))
