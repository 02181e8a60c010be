"""The transitive closure of being the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proscribe.ledger.identity import Identity


def test_links_are_followed_from_one_to_the_next() -> None:
    identity = Identity([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")])

    assert identity.group("d") == ("a", "b", "c", "d")
    assert identity.closure(["a", "x"]) == {"a", "b", "c", "d", "x", "y"}


def test_an_id_without_links_is_its_own_group() -> None:
    identity = Identity([("a", "a")])

    assert identity.group("a") == ("a",)
    assert identity.group("never linked") == ("never linked",)


def test_groups_are_given_once_and_sorted() -> None:
    identity = Identity([("b", "a")])

    assert identity.groups(["z", "b", "a"]) == (("a", "b"), ("z",))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_the_order_of_links_does_not_matter(links: list[tuple[str, str]]) -> None:
    forwards, backwards = Identity(links), Identity((b, a) for a, b in reversed(links))

    assert forwards.groups("abcdef") == backwards.groups("abcdef")
