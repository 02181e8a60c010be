"""Name fields of the list, several names in one."""

from __future__ import annotations

import pytest

from proscribe.sources.un.consolidated.names import names_in, original_scripts_in, spellings_in


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            "Haj Qasem; Haji Qassem; Sardar Soleimani",
            ["Haj Qasem", "Haji Qassem", "Sardar Soleimani"],
        ),
        ("Jin Tiesan (金铁三)", ["Jin Tiesan", "金铁三"]),
        ("حسن غول (Hassan Ghul; Hasan Gul)", ["حسن غول", "Hassan Ghul", "Hasan Gul"]),
        ("Abubakar (original script: Абубакар)", ["Abubakar", "Абубакар"]),
        (
            "Mohammed Sabet; Mohammad Sabet b) M. Javad Sabet",
            ["Mohammed Sabet", "Mohammad Sabet", "M. Javad Sabet"],
        ),
        ("Ezatullah Haqqani (previously listed as)", ["Ezatullah Haqqani"]),
        ("Leader (Hong Kong) International", ["Leader (Hong Kong) International"]),
        ("BUTEMBO AIRLINES (BAL)", ["BUTEMBO AIRLINES (BAL)"]),
        ("Lom-ali Butayev (Butaev)", ["Lom-ali Butayev (Butaev)"]),
        ("Mohammad Ishaq Akhund born in 1963", ["Mohammad Ishaq Akhund"]),
        (") Abdelrahman Juhan", ["Abdelrahman Juhan"]),
        ("", []),
    ],
)
def test_a_field_gives_every_name_it_holds_and_no_other(printed: str, names: list[str]) -> None:
    assert [*names_in(printed)] == names


def test_a_note_gives_the_name_in_its_own_script() -> None:
    assert [*original_scripts_in("Previously listed as. In Arabic: أبوبكر الجزائري")] == [
        "أبوبكر الجزائري"
    ]
    assert [*original_scripts_in("nom de guerre")] == []


def test_a_note_of_names_alone_gives_names() -> None:
    assert [*spellings_in("Haji Faizullah Khan; Haji Fiazullah")] == [
        "Haji Faizullah Khan",
        "Haji Fiazullah",
    ]
    assert [*spellings_in("born in 1963; lived in Quetta")] == []
