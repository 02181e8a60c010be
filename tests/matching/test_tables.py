"""The data tables of name analysis: their form, and entries that a person has checked."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from proscribe.matching import tables
from proscribe.matching.tables import CHOICES, NAMES, choices, multiword, rarity, table

WITH_ONE_MEANING = tuple(name for name in NAMES if name not in CHOICES)


def rows(name: str) -> list[str]:
    text = (files(tables) / f"{name}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_every_packaged_table_is_named() -> None:
    packaged = {entry.name for entry in files(tables).iterdir() if entry.name.endswith(".tsv")}

    assert packaged == {f"{name}.tsv" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_malformed(name: str) -> None:
    for row in rows(name):
        canonical, tab, variants = row.partition("\t")
        spellings = [canonical, *variants.split(";")]

        assert tab, row
        assert "\t" not in variants, row
        assert all(spelling == " ".join(spelling.split()) != "" for spelling in spellings), row


@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_is_folded(name: str) -> None:
    for row in rows(name):
        canonical, _, variants = row.partition("\t")
        for spelling in (canonical, *variants.split(";")):
            folded = unicodedata.normalize("NFC", spelling.lower())

            assert spelling == folded, row
            if name != "lookalikes" and any(map(is_latin, spelling)):
                assert spelling.isascii(), row


def is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


@pytest.mark.parametrize("name", WITH_ONE_MEANING)
def test_no_spelling_stands_under_two_canonical_forms(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for row in rows(name):
        canonical, _, variants = row.partition("\t")
        for spelling in (canonical, *variants.split(";")):
            owners.setdefault(spelling, set()).add(canonical)

    assert {spelling: found for spelling, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", CHOICES)
def test_no_spelling_has_its_choices_on_two_lines(name: str) -> None:
    spellings = Counter(row.partition("\t")[0] for row in rows(name))

    assert [spelling for spelling, lines in spellings.items() if lines > 1] == []


def test_a_short_form_of_several_meanings_is_not_also_one_of_a_single_meaning() -> None:
    single = {short for short, long in table("abbreviations").items() if short != long}

    assert single & choices("ambiguous").keys() == set()


@pytest.mark.parametrize(
    ("name", "one", "same"),
    [
        ("legal_forms", "ооо", "gmbh"),
        ("legal_forms", "有限公司", "ltd"),
        ("legal_forms", "株式会社", "kabushiki kaisha"),
        ("legal_forms", "pao", "public joint stock company"),
        ("legal_forms", "sdn bhd", "pte ltd"),
        ("abbreviations", "hldgs", "holdings"),
        ("abbreviations", "intl", "international"),
        ("abbreviations", "srvces", "services"),
        ("stems", "technologies", "teknoloji"),
        ("stems", "集团", "gruppa"),
        ("stems", "keshtirani", "shipping"),
        ("stems", "banco", "bank"),
        ("name_variants", "mohammed", "muhammad"),
        ("name_variants", "qaddafi", "gadhafi"),
        ("name_variants", "oleksandr", "alexander"),
        ("name_variants", "abdul rahman", "abdelrahman"),
        ("name_variants", "salah al din", "salaheddine"),
        ("syllables_korean", "park", "pak"),
        ("particles", "ibn", "ben"),
    ],
)
def test_forms_of_one_word_are_one(name: str, one: str, same: str) -> None:
    assert table(name)[one] == table(name)[same]


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("legal_forms", "pao", "zao"),
        ("legal_forms", "plc", "corp"),
        ("stems", "petroleum", "petrochemical"),
        ("stems", "national", "people s"),
        ("stems", "united", "union"),
        ("stems", "aerospace", "space"),
        ("stems", "security", "securities"),
        ("name_variants", "hassan", "hussein"),
        ("name_variants", "saad", "said"),
        ("name_variants", "ivan", "john"),
        ("name_variants", "hamid", "hammad"),
        ("syllables_korean", "kim", "kang"),
        ("particles", "bin", "bint"),
    ],
)
def test_near_twins_stay_two(name: str, one: str, other: str) -> None:
    known = table(name)

    assert known.get(one, one) != known.get(other, other)


@pytest.mark.parametrize("name", WITH_ONE_MEANING)
def test_a_canonical_form_is_its_own(name: str) -> None:
    known = table(name)

    assert all(known[canonical] == canonical for canonical in known.values())


def test_a_short_form_may_stand_for_any_of_several_words() -> None:
    assert choices("ambiguous")["comm"][:2] == ("communications", "commercial")
    assert "industries" in choices("ambiguous")["ind"]
    assert "india" in choices("ambiguous")["ind"]


def test_variants_of_several_words_are_known_apart() -> None:
    assert "joint stock company" in multiword("legal_forms")
    assert "ltd" not in multiword("legal_forms")
    assert all(" " in variant for variant in multiword("abbreviations"))


def test_words_that_tell_little_come_before_those_that_tell_more() -> None:
    levels = rarity()

    assert levels["company"] == 1
    assert levels["company"] < levels["muhammad"] <= levels["shipping"]
    assert "rosoboronexport" not in levels


def test_refuses_a_table_that_is_not_there_and_names_those_that_are() -> None:
    with pytest.raises(ValueError, match="no table 'legal'; there are abbreviations, ambiguous"):
        table("legal")


def test_refuses_to_choose_among_several_meanings() -> None:
    with pytest.raises(ValueError, match=r"several meanings: call choices\(\)"):
        table("ambiguous")
    with pytest.raises(ValueError, match=r"those that do are ambiguous, cantonese"):
        choices("stems")
