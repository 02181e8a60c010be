"""Who is one subject: ties the weightiest first, names only where they fit one."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from proscribe.ledger.identity import Identity, build_identity
from proscribe.model.identity import Decision, Evidence, Judgement, Tie, TieKind

AT = datetime(2026, 1, 1, tzinfo=UTC)


def tie(one: str, other: str, kind: TieKind = TieKind.NAME, confidence: float = 0.95) -> Tie:
    left, right = sorted((one, other))
    return Tie(
        left=left,
        right=right,
        evidence=Evidence(kind=kind, confidence=confidence, basis="as tests have it"),
    )


def decided(one: str, other: str, judgement: Judgement) -> Decision:
    left, right = sorted((one, other))
    return Decision(left=left, right=right, judgement=judgement, reason="seen", by="ana", at=AT)


def test_links_are_followed_from_one_to_the_next() -> None:
    identity = Identity([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")])

    assert identity.group("d") == ("a", "b", "c", "d")
    assert identity.group("x") == ("x", "y")


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


def test_a_tie_of_too_little_confidence_joins_nothing() -> None:
    identity = build_identity([tie("ofac-1", "un-1", confidence=0.89)], ())

    assert identity.group("ofac-1") == ("ofac-1",)


def test_a_name_that_fits_two_entries_of_one_list_ties_to_neither() -> None:
    identity = build_identity([tie("ofac-1", "un-1"), tie("ofac-1", "un-2")], ())

    assert identity.group("ofac-1") == ("ofac-1",)


def test_a_name_that_fits_two_entries_ties_to_both_where_an_identifier_makes_them_one() -> None:
    ties = [tie("ofac-1", "un-1"), tie("ofac-1", "eu-1"), tie("un-1", "eu-1", TieKind.IDENTIFIER)]

    assert build_identity(ties, ()).group("ofac-1") == ("eu-1", "ofac-1", "un-1")


def test_two_entries_of_one_list_are_never_joined_by_names_through_a_third() -> None:
    ties = [tie("ofac-1", "eu-1"), tie("eu-1", "un-1"), tie("un-1", "ofac-2")]

    identity = build_identity(ties, ())

    assert "ofac-2" not in identity.group("ofac-1")


def test_a_collection_of_lists_holds_one_subject_several_times() -> None:
    ties = [
        tie("us_ofac_cons-1", "us_trade_csl-1", TieKind.STATED, 1.0),
        tie("us_ofac_cons-1", "us_trade_csl-el1"),
    ]

    identity = build_identity(ties, ())

    assert identity.group("us_trade_csl-el1") == (
        *("us_ofac_cons-1", "us_trade_csl-1", "us_trade_csl-el1"),
    )


def test_an_identifier_joins_two_entries_of_one_list() -> None:
    ties = [tie("ofac-1", "un-1", TieKind.IDENTIFIER), tie("ofac-2", "un-1", TieKind.IDENTIFIER)]

    assert build_identity(ties, ()).group("un-1") == ("ofac-1", "ofac-2", "un-1")


def test_a_person_can_undo_a_tie_and_take_that_back() -> None:
    ties = [tie("ofac-1", "un-1", TieKind.STATED, 1.0)]
    different = decided("ofac-1", "un-1", Judgement.DIFFERENT)
    same = decided("ofac-1", "un-1", Judgement.SAME)

    assert build_identity(ties, [different]).group("un-1") == ("un-1",)
    assert build_identity(ties, [different, same]).group("un-1") == ("ofac-1", "un-1")


def test_two_entries_told_apart_stay_apart_whatever_third_ties_to_both() -> None:
    ties = [tie("ofac-1", "eu-1", TieKind.IDENTIFIER), tie("un-1", "eu-1", TieKind.IDENTIFIER)]

    identity = build_identity(ties, [decided("ofac-1", "un-1", Judgement.DIFFERENT)])

    assert "un-1" not in identity.group("ofac-1")


def test_a_person_joins_what_nothing_tied() -> None:
    identity = build_identity((), [decided("ofac-1", "un-1", Judgement.SAME)])

    assert identity.group("un-1") == ("ofac-1", "un-1")


ids = st.sampled_from(["ofac-1", "ofac-2", "un-1", "un-2", "eu-1"])
pairs = st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1])


@given(
    st.lists(st.tuples(pairs, st.sampled_from([TieKind.IDENTIFIER, TieKind.NAME])), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_ties_does_not_matter(
    drawn: list[tuple[tuple[str, str], TieKind]], chance: Random
) -> None:
    ties = [tie(*pair, kind) for pair, kind in drawn]
    shuffled = ties.copy()
    chance.shuffle(shuffled)
    everyone = ["ofac-1", "ofac-2", "un-1", "un-2", "eu-1"]

    one, other = build_identity(ties, ()), build_identity(shuffled, ())

    assert one.groups(everyone) == other.groups(everyone)
