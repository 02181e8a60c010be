"""Areas in proportion to values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.interfaces.web.treemap import tiles


@given(st.lists(st.floats(min_value=0.01, max_value=1e9), min_size=1, max_size=60))
def test_areas_are_in_proportion_and_stay_inside(values: list[float]) -> None:
    found = tiles(values, 960, 300)

    assert {tile.key for tile in found} == {*range(len(values))}
    whole = sum(values)
    for tile in found:
        assert -1 <= tile.x <= tile.x + tile.width <= 961
        assert -1 <= tile.y <= tile.y + tile.height <= 301
        # Edges are rounded to a tenth.
        slack = 0.06 * (tile.width + tile.height) + 1
        assert tile.width * tile.height == pytest.approx(
            values[tile.key] / whole * 960 * 300, abs=slack
        )


def test_nothing_has_no_area() -> None:
    assert tiles([], 10, 10) == ()
    assert tiles([0.0, -1.0], 10, 10) == ()
