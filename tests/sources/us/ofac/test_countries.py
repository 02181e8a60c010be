from __future__ import annotations

from followthemoney import registry

from proscribe.sources.us.ofac.countries import country_code, is_country, known_codes


def test_every_code_is_one_of_followthemoney() -> None:
    assert [code for code in sorted(known_codes()) if registry.country.clean(code) != code] == []


def test_ofacs_own_spellings_lead_to_the_right_code() -> None:
    spellings = {
        "Korea, North": "kp",
        "Burma": "mm",
        "Congo, Democratic Republic of the": "cd",
        "Congo, Republic of the": "cg",
        "Palestinian": "ps",
        "Virgin Islands, British": "vg",
        "Niger": "ne",
        "Nigeria": "ng",
    }

    assert {name: country_code(name) for name in spellings} == spellings


def test_a_place_without_a_code_is_known_all_the_same() -> None:
    assert is_country("undetermined")
    assert country_code("undetermined") is None
    assert not is_country("Atlantis")
