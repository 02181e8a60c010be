"""Each type of claim fires on its own examples and on none of their near twins."""

from __future__ import annotations

import pkgutil
from datetime import date
from importlib import import_module

import pytest

from proscribe.claims import types
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import read
from proscribe.model.claim import ClaimType

MODULES = [
    import_module(f"{types.__name__}.{one.name}") for one in pkgutil.iter_modules(types.__path__)
]
CASES = [
    pytest.param(module.TYPE, sentence, says, id=f"{module.TYPE}-{number}")
    for module in MODULES
    for number, (sentence, says) in enumerate(module.EXAMPLES)
]
# So that a sentence alone is read as part of a text about measures.
SETTING = "OFAC runs the U.S. sanctions. A U.S. court met the Council of the EU. Acme Corp waits. "


@pytest.mark.parametrize(("type_", "sentence", "says"), CASES)
def test_a_type_is_found_in_its_examples_only(
    type_: ClaimType, sentence: str, *, says: bool
) -> None:
    reading = read(
        SETTING + sentence, lang="en", published=date(2021, 3, 6), gazetteer=Gazetteer.build([])
    )

    found = [one for one in reading.claims if one.type is type_ and one.quote.text == sentence]

    assert bool(found) is says


def test_every_type_has_a_module_and_a_near_twin() -> None:
    assert {module.TYPE for module in MODULES} == set(ClaimType)
    assert all({says for _, says in module.EXAMPLES} == {True, False} for module in MODULES)
