"""What sentences deny, except, undo or say of another."""

from __future__ import annotations

import pytest

from tests.claims.test_phrasings import told


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "OFAC renewed Orlan JSC's designation.",
            {("listed", "Orlan JSC")},
        ),
        ("OFAC renewed Orlan JSC's lease.", set()),
        (
            "Orlan JSC is not on Annex I of the Regulation.",
            {("not listed", "Orlan JSC")},
        ),
        ("Orlan JSC is not on the fence of the Regulation.", set()),
        (
            "Orlan JSC has called that “simply untrue”.",
            {("not denial", "Orlan JSC")},
        ),
        (
            "Orlan JSC, but not its unit Beltek ZAO, was added to the sanctions list by OFAC.",
            {("listed", "Orlan JSC")},
        ),
        (
            "Orlan JSC, which founded Beltek ZAO but left it, was sanctioned by OFAC.",
            {("listed", "Orlan JSC")},
        ),
        (
            "Orlan JSC sold its plant after Beltek ZAO was sanctioned by OFAC.",
            {("listed", "Beltek ZAO")},
        ),
        (
            "It is owned by Orlan JSC, which OFAC designated in 2018 and has not removed.",
            {("listed", "Orlan JSC"), ("not delisted", "Orlan JSC")},
        ),
        ("Orlan JSC has not been sanctioned by OFAC.", {("not listed", "Orlan JSC")}),
        (
            "OFAC reversed its decision to sanction Orlan JSC.",
            {("not listed", "Orlan JSC")},
        ),
        (
            "U.S. banks may deal with Orlan JSC, which OFAC took off the SDN List.",
            {("delisted", "Orlan JSC")},
        ),
        (
            "Reports that OFAC added Orlan JSC to the sanctions list are false.",
            {("not listed", "Orlan JSC")},
        ),
        (
            "Reports that OFAC added Orlan JSC to the sanctions list are welcome.",
            {("listed", "Orlan JSC")},
        ),
        (
            "OFAC sanctioned Orlan JSC, and not Beltek ZAO.",
            {("listed", "Orlan JSC")},
        ),
        (
            "OFAC sanctioned Orlan JSC, and Beltek ZAO.",
            {("listed", "Orlan JSC"), ("listed", "Beltek ZAO")},
        ),
        (
            "OFAC has not sanctioned Orlan JSC, although it leases a plant to Beltek ZAO.",
            {("not listed", "Orlan JSC")},
        ),
        (
            "Neither Orlan JSC nor Beltek ZAO is on the Entity List.",
            {("not listed", "Orlan JSC"), ("not listed", "Beltek ZAO")},
        ),
    ],
)
def test_a_sentence_tells_no_more_than_it_says(sentence: str, claims: set[tuple[str, str]]) -> None:
    assert told(sentence) == claims
