"""Ways in which agencies, law firms and newspapers put the same thing."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import Reading, read
from proscribe.model.claim import EntityKind

BEFORE = "OFAC and the Bureau of Industry and Security published new sanctions on Monday. "


def read_after(sentence: str) -> Reading:
    company = EntityKind.COMPANY
    gazetteer = Gazetteer.build(
        [("o-1", company, "Orlan JSC", "ru"), ("b-1", company, "Beltek ZAO", "by")]
    )
    return read(BEFORE + sentence, lang="en", published=date(2023, 3, 1), gazetteer=gazetteer)


def told(sentence: str) -> set[tuple[str, str]]:
    reading = read_after(sentence)
    names = {one.id: one.name for one in reading.entities}
    return {
        (f"not {one.type}" if one.negated else str(one.type), names[one.subject])
        for one in reading.claims
        if one.quote.start >= len(BEFORE)
    }


REMOVED = (
    "Effective January 27, OFAC removed Orlan JSC from the Specially Designated Nationals (SDN) "
    "List."
)
DENIED = (
    "In a statement provided to Newsday, a spokesperson for Orlan JSC denied that the company had "
    "ties to the army."
)
FINED = (
    "A penalty of £152,750 was imposed on Orlan JSC over a breach of the Russia sanctions regime."
)
PURSUANT = "OFAC announced sanctions, pursuant to Executive Order 13846, against Orlan JSC."
MANY = "BIS added 28 governmental and commercial organizations to the Entity List."
APPEAL = (
    "Orlan JSC said it would appeal a ruling of the General Court dismissing its challenge to the "
    "sanctions."
)
BOTH = {("listed", "Orlan JSC"), ("listed", "Beltek ZAO")}


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (PURSUANT, {("listed", "Orlan JSC")}),
        ('BIS said it would add Orlan JSC to its "Entity List."', {("listed", "Orlan JSC")}),
        (REMOVED, {("delisted", "Orlan JSC")}),
        ("OFAC lifted sanctions previously imposed upon Orlan JSC.", {("delisted", "Orlan JSC")}),
        ("Orlan JSC came off the sanctions list last week.", {("delisted", "Orlan JSC")}),
        ("OFAC also added Orlan JSC and Beltek ZAO.", BOTH),
        (
            "OFAC also added that it had no comment on Orlan JSC.",
            {("statement", "Office of Foreign Assets Control")},
        ),
        (
            "OFAC added to the sanctions list an unnamed individual.",
            {("listed", "an unnamed individual")},
        ),
        (MANY, {("listed", "28 governmental and commercial organizations")}),
        (DENIED, {("not denial", "Orlan JSC")}),
        (
            "Although Orlan JSC has been sanctioned for the past eight months, it trades.",
            {("listed", "Orlan JSC")},
        ),
        (FINED, {("penalty", "Orlan JSC")}),
        (
            "The Treasury on Jan. 23 sanctioned nine vessels and Orlan JSC.",
            {("listed", "nine vessels"), ("listed", "Orlan JSC")},
        ),
        (
            "Two individuals were also listed in respect of threats.",
            {("listed", "Two individuals")},
        ),
        (
            "The White House had no plans to lift sanctions on Orlan JSC.",
            {("not delisted", "Orlan JSC")},
        ),
        ("Nordlake's bid to be removed from the list was refused by OFAC.", set()),
        ("Nordlake was fined £20,000 for breaching sanctions.", {("penalty", "Nordlake")}),
        ("Oil shares fell 3% after the sanctions.", set()),
        (APPEAL, {("upheld", "Orlan JSC")}),
    ],
)
def test_a_sentence_tells_just_that(sentence: str, claims: set[tuple[str, str]]) -> None:
    assert told(sentence) == claims


def test_who_fines_for_a_breach_of_a_regime_is_not_the_country_it_is_against() -> None:
    reading = read_after(
        "Orlan JSC was fined £152,750 over a breach of the Russia sanctions regime."
    )

    (fine,) = [one for one in reading.claims if one.type == "penalty"]
    assert fine.agent is None


def test_speech_without_a_beginning_ends_with_its_paragraph() -> None:
    text = (
        'The Pentagon put Orlan JSC on a list." the Pentagon spokesman Jonathan Hoffman said.\n\n'
        "OFAC sanctioned Beltek ZAO in May."
    )
    gazetteer = Gazetteer.build([("b-1", EntityKind.COMPANY, "Beltek ZAO", "by")])

    reading = read(text, lang="en", published=date(2020, 6, 25), gazetteer=gazetteer)

    names = {one.id: one.name for one in reading.entities}
    (listed,) = [one for one in reading.claims if names[one.subject] == "Beltek ZAO"]
    assert not listed.direct_speech
    assert listed.attribution == ("article",)
