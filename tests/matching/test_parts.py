"""What each thing adds to a score adds up to it."""

from __future__ import annotations

import pytest

from proscribe.matching.comparing import couples_of
from proscribe.matching.pairs import odds_of, pair_up
from proscribe.matching.parts import TOO_LITTLE, Part, parts_of
from proscribe.matching.scoring import weights_of
from proscribe.matching.words import group_of

PAIRS = [
    ("Person", "Vladimir Putin", "PUTIN, Vladimir Vladimirovich"),
    ("Person", "Timur Khadaev", "Timur Arsanov"),
    ("Company", "Lukoil Oil Company", "PJSC Lukoil"),
    ("Vessel", "Yu Song 7", "YU SONG 8"),
    ("Company", "China", "China Ltd"),
]


def weighed(pair: tuple[str, str, str], *, alone: bool) -> tuple[tuple[Part, ...], float]:
    pairs = pair_up(couples_of([pair]), alone=alone)
    weights = weights_of(group_of(pair[0]), alone=alone)
    odds = float(odds_of(pairs, alone=alone)[0])
    return parts_of(pairs.features[0].tolist(), weights, odds), odds


@pytest.mark.parametrize("pair", PAIRS, ids=[name for _, name, _ in PAIRS])
@pytest.mark.parametrize("alone", [True, False])
def test_the_parts_add_up_to_the_log_odds(pair: tuple[str, str, str], *, alone: bool) -> None:
    parts, odds = weighed(pair, alone=alone)

    assert sum(part.log_odds for part in parts) == pytest.approx(odds, abs=2e-3)
    assert list(parts) == sorted(parts, key=lambda part: -abs(part.log_odds))


def test_what_is_left_over_counts_against_and_what_met_for() -> None:
    parts, _ = weighed(("Company", "Lukoil Oil Bank", "Lukoil Shipping"), alone=True)
    told = {part.what: part.log_odds for part in parts}

    assert told["left over"] < 0 < told["what met"]


def test_a_common_word_is_too_little() -> None:
    parts, _ = weighed(("Company", "China", "China Ltd"), alone=False)

    assert TOO_LITTLE in {part.what for part in parts}
