"""Labels in one plain form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.securities.wording import plain_words


@pytest.mark.parametrize(
    "label", ["marketValue", "Market_Value", " MARKET  VALUE: ", "market-value"]
)
def test_one_label_has_one_form(label: str) -> None:
    assert plain_words(label) == "market value"


def test_accents_and_scripts_are_kept_apart() -> None:
    assert plain_words("Währung") == "wahrung"
    assert plain_words("证券代码") == "证券代码"
    assert plain_words("AT&T") == "at and t"


@given(st.text("aäÄB é_-&'’1中", max_size=12))
def test_the_plain_form_of_a_plain_form_is_itself(label: str) -> None:
    assert plain_words(plain_words(label)) == plain_words(label)
