from __future__ import annotations

from proscribe.sources.us.ofac.legal_basis import basis_by_program

UKRAINE = "Executive Order 13662 (Ukraine)"
SYRIA = "Executive Order 13582 (Syria)"
EVADERS = "Executive Order 13608 (Iran/Syria)"


def test_an_act_goes_to_the_programme_whose_tag_has_its_number() -> None:
    acts = [UKRAINE, "Executive Order 13850 (Venezuela)", UKRAINE]

    assert basis_by_program(acts, ["UKRAINE-EO13662", "VENEZUELA-EO13850"]) == {
        "UKRAINE-EO13662": (UKRAINE,),
        "VENEZUELA-EO13850": ("Executive Order 13850 (Venezuela)",),
    }


def test_an_act_of_another_number_is_not_given_to_a_programme_of_an_order() -> None:
    assert basis_by_program([SYRIA], ["SYRIA", "UKRAINE-EO13662"]) == {
        "SYRIA": (SYRIA,),
        "UKRAINE-EO13662": (),
    }


def test_programmes_without_a_number_are_told_apart_by_what_they_rest_on() -> None:
    assert basis_by_program([SYRIA, EVADERS], ["FSE-SY", "SYRIA"]) == {
        "FSE-SY": (EVADERS,),
        "SYRIA": (SYRIA,),
    }


def test_the_only_programme_takes_whatever_is_stated_but_what_says_nothing() -> None:
    stated = ["Unknown", "", "Executive Order 14032 (China)"]

    assert basis_by_program(stated, ["CMIC-EO13959"]) == {
        "CMIC-EO13959": ("Executive Order 14032 (China)",)
    }
