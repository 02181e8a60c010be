"""Identifiers of real securities, and what is said of wrong ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.model.errors import InternalError
from proscribe.securities.identifiers import (
    DIGITS,
    LETTERS,
    SCHEMES,
    check_identifier,
    cusip_isin,
    normalise_identifier,
    related_keys,
)

KINDS = sorted(SCHEMES)


@st.composite
def identifiers(draw: st.DrawFn, kind: str) -> str:
    """Identifiers of a kind with the right check digit."""
    rules = SCHEMES[kind]
    start = {"isin": st.sampled_from(["US", "KY", "CN", "HK", "XS"]), "figi": st.just("BBG")}
    head = draw(start.get(kind, st.just("")))
    alphabet = DIGITS if kind == "sedol" else rules.alphabet
    rest = rules.length - rules.check_length - len(head)
    body = head + draw(st.text(alphabet, min_size=rest, max_size=rest))
    return body + rules.check(body)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("isin", "US0378331005"),  # Apple
        ("isin", "KYG9830T1067"),  # Xiaomi, Hong Kong line
        ("isin", "HK0883013259"),  # CNOOC
        ("isin", "CND100005MX3"),  # an onshore bond as OFAC prints it
        ("cusip", "037833100"),  # Apple
        ("cusip", "16941M109"),  # China Mobile ADR
        ("sedol", "6073556"),  # China Mobile, of digits only
        ("sedol", "BG0ZMJ9"),  # Xiaomi
        ("figi", "BBG000B9XRY4"),  # Apple
        ("lei", "HWUPKR0MPOU8FGXBT394"),  # Apple
    ],
)
def test_a_real_identifier_passes_its_check(kind: str, value: str) -> None:
    checked = check_identifier(kind, value)

    assert (checked.value, checked.problem) == (value, None)


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        (
            "isin",
            "US0378331004",
            "ISIN US0378331004 fails its check digit: the last digit should be 5.",
        ),
        (
            "lei",
            "HWUPKR0MPOU8FGXBT395",
            "LEI HWUPKR0MPOU8FGXBT395 fails its check digits: the last two should be 94.",
        ),
        ("isin", "US03783310", "ISIN US03783310 has 10 characters where 12 are needed."),
        (
            "isin",
            "ZZ0378331005",
            "ISIN ZZ0378331005 begins with ZZ, which ISO 6166 gives to no country.",
        ),
        (
            "isin",
            "US03783310O5",
            "ISIN US03783310O5 fails its check digit: the last digit should be 8.",
        ),
        (
            "isin",
            "US037833100S",
            "ISIN US037833100S ends in a letter where its check digit must be.",
        ),
        (
            "isin",
            "US03783*1005",
            "ISIN US03783*1005 has '*' as its character 8, which cannot stand there.",
        ),
        (
            "cusip",
            "98421U10",
            (
                "CUSIP 98421U10 has 8 characters where 9 are needed; "
                "its check digit may be missing, which would be 8."
            ),
        ),
        (
            "cusip",
            "37833100",
            (
                "CUSIP 37833100 has 8 characters where 9 are needed; "
                "a spreadsheet may have cut a leading zero: 037833100 would pass."
            ),
        ),
        (
            "cusip",
            "3.78E+07",
            (
                "CUSIP 3.78E+07 has 8 characters where 9 are needed; "
                "a spreadsheet has rounded it: make the column text and export it again."
            ),
        ),
        (
            "sedol",
            "6O73556",
            "SEDOL 6O73556 has 'O' as its character 2, which cannot stand there.",
        ),
        (
            "sedol",
            "9994JV2",
            "SEDOL 9994JV2 begins with a digit, so all of it must be digits.",
        ),
        ("figi", "KYG9830T1067", "FIGI KYG9830T1067 begins with KY, which no FIGI may."),
        ("figi", "BB1000B9XRY4", "FIGI BB1000B9XRY4 must begin with two consonants and a G."),
        ("lei", "HWUPKR0MPOU8FGXBT39X", "LEI HWUPKR0MPOU8FGXBT39X must end in two check digits."),
    ],
)
def test_what_is_wrong_is_said_in_words(kind: str, text: str, problem: str) -> None:
    checked = check_identifier(kind, text)

    assert (checked.value, checked.problem) == (None, problem)


def test_small_letters_spaces_and_hyphens_do_no_harm() -> None:
    assert check_identifier("isin", " us-0378 331\u00a0005 ").value == "US0378331005"


def test_fullwidth_signs_are_read() -> None:
    assert check_identifier("isin", "ＵＳ０３７８３３１００５").value == "US0378331005"


@given(st.text())
def test_normalising_twice_equals_once(text: str) -> None:
    once = normalise_identifier(text)

    assert normalise_identifier(once) == once


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_identifier_with_the_right_check_digit_passes(kind: str, data: st.DataObject) -> None:
    value = data.draw(identifiers(kind))

    assert check_identifier(kind, value).value == value


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_one_changed_digit_is_always_found(kind: str, data: st.DataObject) -> None:
    value = data.draw(identifiers(kind))
    places = [place for place, sign in enumerate(value) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([sign for sign in DIGITS if sign != value[place]]))

    wrong = value[:place] + digit + value[place + 1 :]

    assert check_identifier(kind, wrong).value is None


@given(identifiers("isin"), st.sampled_from(range(2, 10)))
def test_two_swapped_neighbours_of_an_isin_are_found_but_where_luhn_is_blind(
    value: str, place: int
) -> None:
    left, right = value[place], value[place + 1]
    swapped = value[:place] + right + left + value[place + 2 :]
    digits_only = left.isdigit() and right.isdigit()

    if digits_only and left != right and {left, right} != {"0", "9"}:
        assert check_identifier("isin", swapped).value is None


def test_a_cusip_gives_its_american_and_canadian_isin() -> None:
    assert cusip_isin("037833100") == "US0378331005"
    assert related_keys("cusip", "037833100") == (
        ("isin", "US0378331005"),
        ("isin", "CA0378331007"),
    )


def test_an_american_isin_gives_its_cusip_and_a_british_one_its_sedol() -> None:
    assert related_keys("isin", "US16941M1099") == (("cusip", "16941M109"),)
    assert related_keys("isin", "GB00B03MLX29") == (("sedol", "B03MLX2"),)


def test_an_isin_of_the_cayman_islands_gives_nothing_more() -> None:
    assert related_keys("isin", "KYG9830T1067") == ()


def test_an_unknown_kind_is_our_fault() -> None:
    with pytest.raises(InternalError, match="'wkn'"):
        check_identifier("wkn", "710000")


def test_the_alphabets_hold_what_the_standards_allow() -> None:
    assert set(SCHEMES["isin"].alphabet) == {*DIGITS, *LETTERS}
    assert not set("AEIOU") & {*SCHEMES["sedol"].alphabet, *SCHEMES["figi"].alphabet}
