from __future__ import annotations

import re

import pytest

from proscribe.claims.leads import leads_of
from proscribe.claims.scanning import Scanner


@pytest.mark.parametrize(
    ("pattern", "leads"),
    [
        ("blacklist(?:ed|s)?", {"blackl"}),
        ("(?:ban|bars)", {"ban", "bars"}),
        # What may be left out may also be there.
        ("(?:re-?)?named", {"re", "named"}),
        ("put(?:s)? on", {"put ", "puts "}),
        ("put(?: on| up)", {"put "}),
        ("put(?: on to)", {"put "}),
        ("put(?:ting| on)", {"puttin", "put "}),
        ("on ?line", {"on ", "online"}),
        (r"on\s*(?:the\b|a)", {"on ", "onthe ", "ona"}),
        # A word ends where a space follows; what stands before the first is passed over.
        (r"\s+(?:not|no) listed", {"not ", "no "}),
        ("[Tt]he (?:last|next)", {"the "}),
        (r"(?i:Struck)(?= off)", {"struck"}),
        (r"(?!20)[12]\d", {f"{ten}{one}" for ten in "12" for one in "0123456789"}),
        (r"(?P<count>\d{1,3})(?:st|th)", {*"0123456789"}),
        ("ab+c", {"ab"}),
    ],
)  # fmt: skip
def test_beginnings_are_read_off_an_expression(pattern: str, leads: set[str]) -> None:
    assert set(leads_of(pattern) or ()) == leads


@pytest.mark.parametrize(
    "pattern", [r"\w+ ago", "(?:un)?", ".{3}", "x?[^y]", "被列入", "[A-Z]?被", "[A-Z]+ed"]
)
def test_what_can_begin_with_anything_or_within_a_word_has_no_beginnings(pattern: str) -> None:
    assert leads_of(pattern) is None


def test_too_many_beginnings_are_told_by_fewer_letters() -> None:
    assert set(leads_of(r"\d\d\d") or ()) == {f"{one:02d}" for one in range(100)}


def test_expressions_are_found_together_as_each_alone() -> None:
    patterns = [
        re.compile(r"(?<![\w-])(?:two|\d+) (?:firms|banks)(?: and banks)?"),
        re.compile(r"\bban(?:s|ned)?\b", re.IGNORECASE),
        re.compile(r"(?<=\b[Nn]on-two )f\w+"),
        # No beginning is known of this one.
        re.compile(r"\w+ed\b"),
    ]
    text = "BANNED: two firms and banks, 12 banks; non-two firms and urban bans were listed."

    found = [[match[0] for match in one] for one in Scanner(patterns).scan(text)]

    assert found == [
        ["two firms and banks", "12 banks"],
        ["BANNED", "bans"],
        ["firms"],
        ["listed"],
    ]


def test_what_begins_within_a_match_is_no_second_one() -> None:
    (found,) = Scanner([re.compile(r"\bon(?: on)?\b")]).scan("on on on")

    assert [match.span() for match in found] == [(0, 5), (6, 8)]
