"""Whether a court left a listing standing, whatever it was asked and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import read
from proscribe.model.claim import ClaimType, EntityKind

OUTCOMES = (ClaimType.ANNULLED, ClaimType.UPHELD)


SET_ASIDE = (
    "The Court of Justice upheld an appeal brought by the Council to set aside a decision of the "
    "General Court to annul the designation of Orlan JSC."
)
KEPT_ANNULLED = (
    "The Court of Justice dismissed the appeal to set aside the judgment annulling the listing of "
    "Orlan JSC."
)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The General Court dismissed Orlan JSC's application to annul its listing.", "upheld"),
        ("The General Court granted Orlan JSC's application to annul its listing.", "annulled"),
        ("The General Court rejected a delisting application from Orlan JSC.", "upheld"),
        ("Orlan JSC’s listing was first annulled by the General Court in July 2014.", "annulled"),
        ("The Court of Justice dismissed the Council's appeal over Orlan JSC.", "annulled"),
        (SET_ASIDE, "upheld"),
        (KEPT_ANNULLED, "annulled"),
        ("The General Court dismissed Orlan JSC's action against EU sanctions.", "upheld"),
        ("A court refused to revive a suit in which Orlan JSC sought its removal.", "upheld"),
        ("A court ruled against the designation of Orlan JSC.", "annulled"),
        ("A court granted OFAC's motion to dismiss the suit of Orlan JSC.", "upheld"),
        ("The General Court upheld Orlan JSC's action against EU sanctions.", "annulled"),
        ("The General Court upholds the requests of Orlan JSC and annuls the acts.", "annulled"),
        ("A court rejected efforts by Orlan JSC to get off the EU sanctions list.", "upheld"),
        ("EU Court Annuls Orlan JSC Sanctions for the First Time.", "annulled"),
        ("EU Court Upholds Designation of Orlan JSC for the First Time.", "upheld"),
        ("Orlan JSC on Wednesday lost a legal challenge against EU sanctions.", "upheld"),
    ],
)
def test_one_outcome_is_told_and_never_the_other(sentence: str, outcome: str) -> None:
    text = f"The European Union imposed sanctions on Orlan JSC in 2013. {sentence}"
    gazetteer = Gazetteer.build([("o-1", EntityKind.COMPANY, "Orlan JSC", "ru")])

    reading = read(text, lang="en", published=date(2023, 3, 1), gazetteer=gazetteer)

    names = {one.id: one.name for one in reading.entities}
    found = [(str(one.type), names[one.subject]) for one in reading.claims if one.type in OUTCOMES]
    assert found == [(outcome, "Orlan JSC")]


def test_each_of_two_outcomes_is_of_whom_it_names() -> None:
    text = (
        "The European Union imposed sanctions on Orlan JSC and Beltek ZAO in 2013. The General "
        "Court annulled the listing of Orlan JSC and dismissed the action of Beltek ZAO."
    )
    company = EntityKind.COMPANY
    gazetteer = Gazetteer.build(
        [("o-1", company, "Orlan JSC", "ru"), ("b-1", company, "Beltek ZAO", "by")]
    )

    reading = read(text, lang="en", published=date(2023, 3, 1), gazetteer=gazetteer)

    names = {one.id: one.name for one in reading.entities}
    assert {(str(c.type), names[c.subject]) for c in reading.claims if c.type in OUTCOMES} == {
        ("annulled", "Orlan JSC"),
        ("upheld", "Beltek ZAO"),
    }
