"""What is no name, no schema and no bound is refused with what to do about it."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from proscribe.matching import Index, Named, compare, compare_pairs
from proscribe.matching.given import Entry
from proscribe.model.errors import InputError, UnknownNameError

GOOD = ("e", "Company", "Xiaomi Corporation")
BAD_ENTRIES: dict[str, tuple[Any, str]] = {
    "no name": (("e", "Company", None), "names of 'e'"),
    "a number": (("e", "Company", 5), "names of 'e'"),
    "bytes": (("e", "Company", b"Xiaomi"), "names of 'e'"),
    "no id": ((None, "Company", "Xiaomi"), "id None"),
    "a number for an id": ((1, "Company", "Xiaomi"), "id 1"),
    "no schema": (("e", None, "Xiaomi"), "schema of 'e'"),
    "an empty schema": (("e", "", "Xiaomi"), "schema of 'e'"),
    "an unknown schema": (("e", "Compnay", "Xiaomi"), "'Compnay'"),
    "a list for a schema": (("e", ["Company"], "Xiaomi"), "schema of 'e'"),
    "two parts": (("e", "Xiaomi"), "no entry"),
    "a text": ("e, Company, Xiaomi", "no entry"),
    "nothing": (None, "no entry"),
    "names as one text": (Named(id="e", schema="Company", names="Xiaomi"), "names of 'e'"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("bad", "told"), BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_what_is_no_entry_is_refused(bad: Entry, told: str) -> None:
    index = Index.build([GOOD])

    for attempt in (
        lambda: Index.build([GOOD, bad]),
        lambda: index.updated((), [bad]),
        lambda: index.match([GOOD, bad]),
        lambda: index.search([GOOD, bad]),
    ):
        with pytest.raises(InputError, match=told) as refused:
            attempt()
        assert refused.value.remedy


@pytest.mark.parametrize("limit", [0, -1, None, 1.5, nan, "3", True])
def test_a_limit_that_lets_nothing_through_is_refused(limit: int) -> None:
    index = Index.build([GOOD])

    with pytest.raises(InputError, match="limit of"):
        index.match([GOOD], limit=limit)
    with pytest.raises(InputError, match="limit of"):
        index.search([GOOD], limit=limit)
    assert index.match([GOOD], limit=1)


@pytest.mark.parametrize("threshold", [-0.1, 1.1, nan, inf, None, "0.7", True])
def test_a_threshold_that_is_no_score_is_refused(threshold: float) -> None:
    index = Index.build([GOOD])

    with pytest.raises(InputError, match="a score is 0 to 1"):
        index.match([GOOD], threshold=threshold)
    with pytest.raises(InputError, match="a score is 0 to 1"):
        index.search([GOOD], threshold=threshold)
    assert index.match([GOOD], threshold=0)


@pytest.mark.parametrize(
    "pair", [("Company", None, "Xiaomi"), ("Company", "Xiaomi", 3), ("Xiaomi", "Xiaomi"), None]
)
def test_what_is_no_pair_is_refused_with_its_place(pair: tuple[str, str, str]) -> None:
    with pytest.raises(InputError, match=r"pair 1 \(from 0\)"):
        compare_pairs([("Company", "Xiaomi", "Haier"), pair])


def test_names_that_are_none_and_schemata_that_do_not_exist_are_not_compared() -> None:
    none: Any = None
    with pytest.raises(InputError):
        compare(none, "Xiaomi", "Company")
    with pytest.raises(UnknownNameError, match="Compnay"):
        compare("Xiaomi", "Xiaomi", "Compnay")
    assert compare("Xiaomi", "Xiaomi", "Security") > 0.7
