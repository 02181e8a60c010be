"""How well articles are read: those written for these tests, and the five shared examples."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import Reading, read
from proscribe.model.claim import MEASURES, ClaimType, EntityKind
from tests.bounded import grows_too_fast, must_end
from tests.claims.written import Written, load_articles

ARTICLES = load_articles()
PUBLISHED = date(2021, 3, 6)
HOSTILE = (
    "The Pentagon added Acme Corp, ", "was blacklisted because ", "“said “", "Mr. Mr. ",
    "A.", "1 May 2020 ", "two two ", "Acme and Beta and ", "((((", "shares fell 5% to $3 ",
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The actors, and a few companies."""
    company = EntityKind.COMPANY
    return Gazetteer.build(
        [
            ("x-1", company, "Xiaomi Corporation", "cn"),
            ("x-1", company, "Xiaomi", "cn"),
            ("x-2", company, "Semiconductor Manufacturing International Corporation", "cn"),
            ("x-2", company, "SMIC", "cn"),
            ("x-3", company, "Huawei", "cn"),
            ("x-4", company, "Hikvision", "cn"),
            ("x-5", company, "Luokung Technology Corp", "cn"),
        ]
    )


def as_prediction(name: str, reading: Reading) -> dict[str, Any]:
    """A reading in the shape of the schema, as far as it is scored."""
    return {
        "doc": {"id": name},
        "entities": [
            {"id": one.id, "kind": str(one.kind), "name": one.name, "aliases": list(one.aliases)}
            for one in reading.entities
        ],
        "claims": [
            {
                "type": str(one.type), "subject": one.subject, "quote": one.quote.text,
                "start": one.quote.start, "end": one.quote.end, "negated": one.negated,
                "attribution": list(one.attribution),
                "date": None if one.date is None else {"value": one.date.value},
                "value": None if one.value is None else {
                    "text": None if one.value.span is None else one.value.span.text,
                    "amount": None if one.value.amount is None else str(one.value.amount),
                    "currency": one.value.currency,
                },
            }
            for one in reading.claims
        ],
    }  # fmt: skip


def scores(shared: Path, gold: list[Path], predicted: Path, out: Path) -> dict[str, Any]:
    """What the shared scorer makes of predictions."""
    script = shared / "bench" / "claims" / "score_claims.py"
    command = [sys.executable, str(script), "--gold", *map(str, gold), "--pred", str(predicted)]
    command += ["--text-dir", str(shared / "seeds"), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_the_shared_examples_are_read_as_well_as_ever(
    shared: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    gold = [
        shared / "reference" / "seed_claims.json",
        *sorted((shared / "reference" / "dev_claims").glob("*.json")),
    ]
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    for path in gold:
        doc = json.loads(path.read_text(encoding="utf-8"))["doc"]
        source = shared / "seeds" / doc.get("source_file", "none")
        text = doc["text"] if "text" in doc else source.read_bytes().decode("utf-8")
        day = date.fromisoformat(doc["published"]) if doc["published"] else None
        if "source_file" in doc:
            day = PUBLISHED
        reading = read(text, lang="en", published=day, gazetteer=gazetteer)
        into = predicted / f"{doc['id']}.json"
        into.write_text(json.dumps(as_prediction(doc["id"], reading)), encoding="utf-8")

    found = scores(shared, gold, predicted, tmp_path / "scores.json")

    assert found["all"]["found"]["f1"] >= 0.97
    assert found["all"]["right"]["f1"] >= 0.92
    assert found["all"]["sourced"]["f1"] >= 0.89
    assert (found["unanchored"], found["offset_errors"], found["false_alarms"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("held", "found_least", "sourced_least"), [(False, 0.95, 0.9), (True, 0.9, 0.8)]
)
def test_articles_of_all_kinds_are_read(
    shared: Path, tmp_path: Path, gazetteer: Gazetteer, *, held: bool,
    found_least: float, sourced_least: float,
) -> None:  # fmt: skip
    predicted, gold = tmp_path / "predicted", tmp_path / "gold"
    predicted.mkdir()
    gold.mkdir()
    for one in ARTICLES:
        if ("hold" in one.kind) is not held:
            continue
        prediction = as_prediction(one.id, _read(one, gazetteer))
        (predicted / f"{one.id}.json").write_text(json.dumps(prediction), encoding="utf-8")
        (gold / f"{one.id}.json").write_text(json.dumps(one.gold), encoding="utf-8")

    found = scores(shared, [gold], predicted, tmp_path / "scores.json")

    assert found["all"]["found"]["f1"] >= found_least
    assert found["all"]["sourced"]["f1"] >= sourced_least
    assert found["offset_errors"] == 0


def _read(one: Written, gazetteer: Gazetteer) -> Reading:
    day = date.fromisoformat(one.published)
    return read(one.text, lang="en", published=day, gazetteer=gazetteer)


def test_who_acts_is_who_stands_before_the_verb_and_not_a_place_named_ahead(
    gazetteer: Gazetteer,
) -> None:
    text = "Just before Mr Biden moved into the White House, the U.S. blacklisted Acme Corp."
    alone = "The White House blacklisted Acme Corp on Friday."

    (claim,) = read(text, lang="en", published=PUBLISHED, gazetteer=gazetteer).claims
    (other,) = read(alone, lang="en", published=PUBLISHED, gazetteer=gazetteer).claims

    assert (claim.agent, other.agent) == ("us-gov", "us-president")


def test_an_exchange_on_which_a_share_trades_is_no_subject(gazetteer: Gazetteer) -> None:
    traded = (
        "The Pentagon blacklisted Acme Corp on Friday. "
        "Trading in Acme Corp on the Moscow Exchange was halted on Friday."
    )
    against = "OFAC sanctioned the Moscow Exchange on Friday."

    claims = read(traded, lang="en", published=PUBLISHED, gazetteer=gazetteer)
    other = read(against, lang="en", published=PUBLISHED, gazetteer=gazetteer)

    names = {one.id: one.name for one in claims.entities}
    assert {names[one.subject] for one in claims.claims} == {"Acme Corp"}
    names = {one.id: one.name for one in other.entities}
    assert [names[one.subject].endswith("Exchange") for one in other.claims] == [True]


@pytest.mark.parametrize(
    ("words", "type_", "subject"),
    [
        ("Added to the SDN List: Acme Corp; and Beta Lines Ltd.", "listed", "Beta Lines Ltd"),
        ("Removed from the SDN List: Acme Corp; and Beta Lines Ltd.", "delisted", "Acme Corp"),
        ("OFAC designated Acme Corp under E.O. 13382 for aiding Iran.", "reason", "Acme Corp"),
        ("OFAC fined Acme Inc. $91,000 over sanctions.", "penalty", "Acme Inc."),
        ("OFAC sanctioned Ivan Petrov, who heads Acme Corp, and Beta Lines Ltd.", "listed",
         "Beta Lines Ltd"),
        ("OFAC revoked the designation of Acme Corp.", "delisted", "Acme Corp"),
        ("OFAC today sanctioned a Chinese oil refinery in Rome.", "listed", "Chinese oil refinery"),
        ("OFAC sanctioned today:\n\nAcme Works, a maker of engines.", "listed", "Acme Works"),
        ("OFAC acted. The listed entities are Acme Works and Beta Lines.", "listed", "Acme Works"),
        ("OFAC sanctioned Idris Kamal and Beta Lines Ltd. They are banned from entering Palau.",
         "prohibited", "Idris Kamal"),
        ("OFAC updated its list.\n\nAnnex: Deletions\n\nACME LTD. Address: Minsk.", "delisted",
         "ACME LTD"),
        ("Sanctions list: firms removed from it include Acme Works, OFAC said.", "delisted",
         "Acme Works"),
        ("OFAC said Acme Corp moved a flat for a client who was sanctioned in 2022.", "listed",
         "client"),
        ("The Treasury has not sanctioned Acme Corp, but it blacklisted Beta Lines Ltd.", "listed",
         "Beta Lines Ltd"),
        ("BIS put 10 U.S. defence firms on the Entity List.", "listed", "10 U.S. defence firms"),
        ("OFAC designated 40 firms over Iran, among them the toolmaker Acme Works.", "listed",
         "Acme Works"),
        ("The UN blacklisted 27 ships and a Taiwanese businessman for smuggling.", "listed",
         "Taiwanese businessman"),
        ("OFAC acted. Acme Corp fined $2 million for breaking sanctions.", "penalty", "Acme Corp"),
        ("OFAC lifted sanctions on Acme Corp a year after blacklisting it for smuggling.", "listed",
         "Acme Corp"),
        (("The EU Council decided that the names of Ivan Petrov and Oleg Deri should no longer be "
         "included in Annex I to the sanctions."), "delisted", "Oleg Deri"),
        ("The 1988 Committee decided to strike from the list Abdul Zarif and Noor Jalal.",
         "delisted", "Noor Jalal"),
        ("OFAC blacklisted Acme Corp. The asset freeze on Acme Corp remains in force.",
         "prohibited", "Acme Corp"),
        ("The Commerce Department widened its Entity List to include Acme Works.", "listed",
         "Acme Works"),
        ("OFAC acted against Beta Corp. The Iranian firm, Acme Works, was blacklisted as well.",
         "listed", "Acme Works"),
        ("Two firms were removed from the SDN List, among them Beijing Acme Technology.",
         "delisted", "Beijing Acme Technology"),
    ],
)  # fmt: skip
def test_notices_are_read_as_they_are_written(
    words: str, type_: str, subject: str, gazetteer: Gazetteer
) -> None:
    reading = read(words, lang="en", published=PUBLISHED, gazetteer=gazetteer)

    names = {one.id: one.name for one in reading.entities}
    assert (type_, subject) in {(one.type.value, names[one.subject]) for one in reading.claims}
    assert ("listed", "Acme Corp") not in {
        (one.type.value, names[one.subject]) for one in reading.claims if "heads" in words
    }


@pytest.mark.parametrize("article", [one for one in ARTICLES if one.kind.startswith("no measure")],
                         ids=lambda one: one.id)  # fmt: skip
def test_an_article_about_no_measure_claims_none(article: Written, gazetteer: Gazetteer) -> None:
    reading = _read(article, gazetteer)

    assert [one.rule for one in reading.claims if one.type in MEASURES] == []


def test_the_same_words_claim_a_measure_where_an_authority_acts(gazetteer: Gazetteer) -> None:
    acts = "The Treasury Department sanctioned Acme Shipping Ltd over oil sanctions on Friday."
    approves = "The city council sanctioned Acme Shipping Ltd as a builder of the pier on Friday."

    claimed = read(acts, lang="en", published=PUBLISHED, gazetteer=gazetteer).claims
    others = read(approves, lang="en", published=PUBLISHED, gazetteer=gazetteer).claims

    assert (ClaimType.LISTED, "2021-03-05") in {
        (one.type, one.date.value) for one in claimed if one.date is not None
    }
    assert [one for one in others if one.type in MEASURES] == []


def test_a_claim_keeps_who_acts_on_which_list_and_when(gazetteer: Gazetteer) -> None:
    text = "On January 14, 2021, the Pentagon added Acme Corp. to its Section 1260H list."

    (claim,) = read(text, lang="en", published=PUBLISHED, gazetteer=gazetteer).claims

    assert claim.type is ClaimType.LISTED
    assert (claim.agent, claim.list) == ("us-dod", "us-1260h")
    assert claim.date is not None
    assert claim.date.value == "2021-01-14"
    assert claim.quote.text == text


@given(st.text(max_size=400) | st.lists(st.sampled_from(HOSTILE), max_size=30).map("".join))
@settings(max_examples=60, deadline=None)
def test_offsets_lead_back_to_the_text_whatever_it_is(text: str) -> None:
    reading = read(text, lang="en", published=PUBLISHED, gazetteer=Gazetteer.build([]))

    for span in (
        *(one.quote for one in reading.claims),
        *(mention.span for one in reading.entities for mention in one.mentions),
        *reading.leftovers,
    ):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_ends(piece: str, gazetteer: Gazetteer) -> None:
    def work(length: int) -> None:
        text = piece * (length // len(piece))
        read(text, lang="en", published=PUBLISHED, gazetteer=gazetteer)

    with must_end():
        work(200_000)
        assert not grows_too_fast(work, 20_000)
