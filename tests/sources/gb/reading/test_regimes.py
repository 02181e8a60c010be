"""The regimes by the names the lists give them."""

from __future__ import annotations

import pytest

from proscribe.sources.gb.reading.regimes import short_regime


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Russia", "Russia"),
        ("The Russia (Sanctions) (EU Exit) Regulations 2019", "Russia"),
        ("The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019", "Iran (Nuclear)"),
        ("The Iran (Sanctions) Regulations 2023", "Iran"),
        ("The Global Human Rights Sanctions Regulations 2020", "Global Human Rights"),
        ("The Republic of Belarus (Sanctions) (EU Exit) Regulations 2019", "Belarus"),
        (
            "The Counter-Terrorism (International Sanctions) (EU Exit) Regulations 2019",
            "Counter-Terrorism (International)",
        ),
        (
            "The Counter-Terrorism (Sanctions) (EU Exit) Regulations 2019",
            "Counter-Terrorism (Domestic)",
        ),
        (
            "ISIL (Da'esh) and Al-Qaeda (United Nations Sanctions) (EU Exit) Regulations 2019",
            "ISIL (Da'esh) and Al-Qaida",
        ),
        (
            "The Ruritania (Sanctions) Regulations 2027",
            "The Ruritania (Sanctions) Regulations 2027",
        ),
    ],
)
def test_regulations_have_the_short_name_of_the_search_page(written: str, short: str) -> None:
    assert short_regime(written) == short
