"""Regime files: what they must state, and how a wrong one is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proscribe.law.consistency import check_together
from proscribe.law.load import load_regime, load_regimes, parse_regime
from proscribe.model.errors import LawError, UnknownNameError
from proscribe.model.verdict import Act

SMALL = """\
key: X
title: A regime
authority: us-ofac
kind: listed
zone: America/New_York
checked_through: 2026-01-01
summary: Bars something.
binds: {investors: [us_person]}
lists: [us-ofac/X@us_ofac_cons]
instruments:
  order: {title: An order, published: 2020-11-12, cite: 85 FR 1}
classes: [{key: later, listed_after: 2020-11-12}]
rules:
- text: order
  clause: s.1
  class: later
  acts: [buy]
  start: {after: listed, days: 60, at: "09:30", zone: America/New_York}
  reason: EFFECTIVE_60D
ownership:
- {text: order, mode: aggregate, threshold: "0.5"}
"""


def test_a_small_regime_is_read() -> None:
    regime = parse_regime(SMALL, "x.yml")

    assert regime.rules[0].acts == (Act.BUY,)
    assert regime.rules[0].klass == "later"
    assert (regime.lists[0].program, regime.lists[0].source) == ("X", "us_ofac_cons")
    assert str(regime.instruments["order"].published) == "2020-11-12"


@pytest.mark.parametrize(
    ("wrong", "right", "named"),
    [
        ("summary: Bars something.", "summary: Bars something.\ncolour: red", "colour"),
        ("  acts: [buy]", "  acts: [buy]\n  begin: 2020-01-01", "begin"),
        ("  acts: [buy]", "  acts: [bye]", "bye"),
        ("- text: order\n  clause", "- text: ordre\n  clause", "ordre"),
        ("- {text: order, mode", "- {text: guidance, mode", "guidance"),
        ("  class: later", "  class: latter", "latter"),
        ("published: 2020-11-12", "published: 2020-11-31", "out of range"),
        ("published: 2020-11-12", "published: November 2020", "November 2020"),
        ("checked_through: 2026-01-01", "checked_through: soon", "soon"),
        ("listed_after: 2020-11-12", 'listed_after: "2020-11-12"', "2020-11-12"),
        ('at: "09:30"', 'at: "25:30"', "hour"),
        ("zone: America/New_York}", "zone: America/Nowhere}", "America/Nowhere"),
        ("after: listed,", "after: named,", "named"),
        ("{after: listed, days", "{after: listed, fixed: 2021-01-11, days", "exactly one"),
        ('threshold: "0.5"', 'threshold: "50"', "50"),
        ("lists: [us-ofac/X@us_ofac_cons]", "lists: [everything]", "everything"),
        ("key: X", "key: [X", "ParserError"),
        ("title: A regime", "label: A regime", "label"),
    ],
)
def test_a_wrong_file_is_refused_and_the_fault_named(wrong: str, right: str, named: str) -> None:
    assert SMALL.count(wrong) == 1

    with pytest.raises(LawError) as refusal:
        parse_regime(SMALL.replace(wrong, right), "x.yml")

    assert "x.yml" in str(refusal.value)
    assert named in str(refusal.value)


def test_a_regime_may_follow_only_one_that_exists() -> None:
    followed = replace(load_regime("NS-CMIC"), predecessor=None)

    with pytest.raises(LawError, match="CCMC names the regime 'NS-CMIC'"):
        check_together([load_regime("CCMC"), replace(followed, key="OTHER")])


def test_two_regimes_may_not_have_one_key() -> None:
    with pytest.raises(LawError, match="SDN"):
        check_together([load_regime("SDN"), load_regime("SDN")])


def test_a_regime_is_found_by_key_and_alias_in_any_case() -> None:
    assert load_regime("ns-cmic") is load_regime("NS-CMIC")
    assert load_regime("RU-D1").key == "RU-D1A"


def test_an_unknown_regime_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match="NS-CMIC"):
        load_regime("NS-CIMC")


def test_the_packaged_regimes_are_those_of_the_reference_and_the_users_own_list() -> None:
    assert {regime.key for regime in load_regimes()} == {
        *("CCMC", "NS-CMIC", "S1237", "S1260H", "SDN", "SSI", "RU-D1A", "RU-D2", "RU-D3"),
        *("RU-INV", "EU-833-5", "EU-FREEZE", "UK-16", "UK-FREEZE", "OUT", "BIS-EL", "UFLPA"),
        "LIST",
    }
