"""Who is meant, who speaks, and how sure the words make it."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.claims.cast import build_cast
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.leftovers import find_leftovers
from proscribe.claims.read import read
from proscribe.claims.relevance import is_about_measures
from proscribe.claims.sentences import split_sentences
from proscribe.claims.wording import read_wording
from proscribe.model.claim import Claim, ClaimType, Modality

NOBODY = Gazetteer.build([])


def _claims(text: str) -> tuple[Claim, ...]:
    return read(text, lang="en", published=date(2021, 3, 6), gazetteer=NOBODY).claims


def _named(text: str, words: str) -> str:
    cast = build_cast(text, NOBODY, starts=[one.start for one in split_sentences(text)])
    found = {text[one.start : one.end]: one.entity for one in cast.placed}
    return cast.entities[found[words]].name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Acme Corp fell. The Shenzhen-based chip maker sued.",
         "The Shenzhen-based chip maker", "Acme Corp"),
        ("Chairman Ivan Petrov, a friend of Mr Orlov, left. The tycoon sued.",
         "The tycoon", "Ivan Petrov"),
        ("Yangtze Memory Technologies Corp (YMTC) fell. Then YMTC sued.",
         "YMTC", "Yangtze Memory Technologies Corp"),
        ("Acme Corp saw OFAC act. The agency left.", "The agency",
         "Office of Foreign Assets Control"),
        ("The Pentagon wrote to OFAC. The Treasury says this agency left.", "this agency",
         "Office of Foreign Assets Control"),
        ("The case of Aven. Petr Aven sued. Viktor Aven left.", "Petr Aven", "Petr Aven"),
        ("Chairman Petr Orlov left. An Acme Corp spokesman spoke. The spokesman left.",
         "The spokesman", "Acme Corp"),
        ("U.S. District Judge Jane Doe saw Acme Corp. Later it left.", "it", "Acme Corp"),
        ("Judge Jane Doe held it. She wrote so.", "She", "Jane Doe"),
        ("Acme Ltd (the “Company”) met Beta Inc. Beta Inc left. Beta Inc sued. The Company fell.",
         "The Company", "Acme Ltd"),
        ("Acme Ltd met Beta Inc. Beta Inc left. Beta Inc sued. The Company fell.",
         "The Company", "Beta Inc"),
        ("The General Court met Acme Ltd. It held that all was well.", "It",
         "General Court"),
        ("The General Court met Acme Ltd. It sold that well.", "It", "Acme Ltd"),
        ("OFAC listed Acme Micro. The company sued.", "The company", "Acme Micro"),
        ("Finder Vision, a drone maker, lists on the STAR Market. The firm sued.", "The firm",
         "Finder Vision"),
        ("Oleg Deri, 61, lives in North Kivu. He sued.", "He", "Oleg Deri"),
        ("OFAC met Acme Ltd, Beta Inc and Gamma Corp. They sued.", "They",
         "Acme Ltd and Beta Inc and Gamma Corp"),
        ("OFAC met Beta Inc and Gamma Corp. The Companies sued.", "The Companies",
         "Beta Inc and Gamma Corp"),
        ("Acme Ltd paid Tver Bank Ltd. Then the bank sued.", "the bank", "Tver Bank Ltd"),
        ("Acme Ltd paid Tver Bank Ltd. Then the company sued.", "the company", "Acme Ltd"),
        ("OFAC acted. Acme Ltd, it said, hid the buyer.", "it",
         "Office of Foreign Assets Control"),
        ("OFAC acted. Acme Ltd said it hid the buyer.", "it", "Acme Ltd"),
        ("The Honourable Ann Doe spoke. Rolf Doe/Minister Doe/Doe left.", "Doe",
         "Rolf Doe"),
    ],
)  # fmt: skip
def test_a_role_stands_for_who_was_named(text: str, words: str, name: str) -> None:
    assert _named(text, words) == name


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("OFAC removed Acme Corp from the SDN List, Reuters reported.", ("reuters",)),
        ("OFAC removed Acme Corp from the SDN List.", ()),
        ("Reuters reported on Friday that OFAC removed Acme Corp from the SDN List.", ("reuters",)),
        (
            "Reuters reported that OFAC removed Acme Corp from the SDN List, but OFAC denied it.",
            ("reuters",),
        ),
        ("The Treasury said it was adding Acme Corp to the SDN List.", ("us-treasury",)),
    ],
)
def test_a_claim_rests_on_whose_word_it_is(sentence: str, source: tuple[str, ...]) -> None:
    (claim,) = [
        one for one in _claims(sentence) if one.type in (ClaimType.LISTED, ClaimType.DELISTED)
    ]

    assert claim.attribution == ("article", *source)


@pytest.mark.parametrize(
    ("before", "modality", "negated", "aim"),
    [
        ("The Pentagon ", Modality.ASSERTED, False, False),
        ("The Pentagon has not ", Modality.ASSERTED, True, False),
        ("The Pentagon will ", Modality.PLANNED, False, False),
        ("Lawmakers urged the Pentagon to ", Modality.POSSIBLE, False, False),
        ("Acme Corp is trying to ", Modality.ASSERTED, False, True),
        ("The Pentagon decided against steps to ", Modality.ASSERTED, True, False),
        ("The Pentagon decided to ", Modality.ASSERTED, False, False),
        ("Acme, which was never fined itself, was said to ", Modality.ASSERTED, False, False),
        ("Acme, which was fined itself, was never said to ", Modality.ASSERTED, True, False),
        ("It would postpone its sale after \ue000 chose to ", Modality.ASSERTED, False, False),
        ("It would postpone its sale and then ", Modality.PLANNED, False, False),
        ("Had \ue000 chosen to ", Modality.CONDITIONAL, False, False),
    ],
)
def test_the_words_before_a_verb_tell_how_sure_it_is(
    before: str, modality: Modality, *, negated: bool, aim: bool
) -> None:
    wording = read_wording(f"{before}blacklist it.", len(before))

    assert (wording.modality, wording.negated, wording.aim) == (modality, negated, aim)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The Treasury imposed sanctions on Acme Corp.", True),
        ("The Treasury imposed a new form on Acme Corp.", False),
        ("OFAC fined Acme Corp.", True),
        ("The European Commission fined Acme Corp.", False),
    ],
)
def test_a_text_is_about_measures_where_an_authority_and_sanctions_are(
    text: str, *, about: bool
) -> None:
    cast = build_cast(text, NOBODY)

    assert is_about_measures(text, cast.entities.values()) is about


def test_an_entry_is_what_the_heading_above_it_says() -> None:
    heading = "The following {} to OFAC's SDN List:\n\nORION MARITIME LTD, Dubai [SDGT]."
    entry = "ORION MARITIME LTD, Dubai [SDGT]."

    added = _claims(heading.format("entities have been added"))
    taken = _claims(heading.format("deletions have been made"))

    assert [one.type for one in added if one.quote.text == entry] == [ClaimType.LISTED]
    assert [one.type for one in taken if one.quote.text == entry] == [ClaimType.DELISTED]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Acme Corp said on March 4 that it would appeal.", "2021-03-04"),
        ("Acme Corp on March 4 said that it would appeal.", "2021-03-04"),
        ("Acme Corp said that it would appeal on March 4.", None),
    ],
)
def test_a_statement_is_of_the_day_it_was_made(sentence: str, day: str | None) -> None:
    claims = _claims(f"OFAC sanctioned Acme Corp. {sentence}")

    (said,) = [one for one in claims if one.type is ClaimType.STATEMENT]
    assert (None if said.date is None else said.date.value) == day


def test_a_denial_is_tied_to_what_it_denies() -> None:
    claims = _claims(
        "The Pentagon blacklisted Acme Corp because of alleged ties to the military. "
        "Acme Corp denied any ties to the military."
    )

    (denial,) = [one for one in claims if one.type is ClaimType.DENIAL]
    denied = next(one for one in claims if one.id == denial.denies)
    assert denied.type in (ClaimType.ALLEGATION, ClaimType.REASON)
    assert denied.contested


def test_lines_of_the_page_are_no_part_of_the_article() -> None:
    text = "Header Ads\nAcme Corp fell.\nShare this: Facebook Twitter\n3 comments"

    assert [one.text for one in find_leftovers(text)] == [
        "Header Ads", "Share this: Facebook Twitter", "3 comments",
    ]  # fmt: skip
