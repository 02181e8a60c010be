from __future__ import annotations

import pytest

from proscribe.sources.us.ofac.record import Alias, Fact, Party, PrintedName, Record
from proscribe.sources.us.ofac.remarks import read_remarks


def read(text: str, *, party: Party = Party.ENTITY, cut: bool = False) -> Record:
    record = Record(uid="1", locator="line 1", party=party, name=PrintedName("X"))
    read_remarks(record, text, cut=cut)
    return record


def test_labelled_values_are_told_from_free_text() -> None:
    record = read("Equity Ticker CHA US; alt. Equity Ticker 0728  HK; All offices worldwide.")

    assert record.facts == [Fact("Equity Ticker", "CHA US"), Fact("Equity Ticker", "0728 HK")]
    assert record.notes == ["All offices worldwide"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Effective Date (CMIC) 02 Aug 2021", Fact("Effective Date (CMIC)", "02 Aug 2021")),
        (
            "Listing Date (EO 14024 Directive 1a): 22 Feb 2022",
            Fact("Listing Date (EO 14024 Directive 1a):", "22 Feb 2022"),
        ),
        (
            "Executive Order 13662 Directive Determination - Subject to Directive 1",
            Fact("Executive Order 13662 Directive Determination -", "Subject to Directive 1"),
        ),
        (
            "Executive Order 14024 Directive Information Subject to Directive 3 - All",
            Fact("Executive Order 14024 Directive Information", "Subject to Directive 3 - All"),
        ),
        (
            "Digital Currency Address - XBT 1Kuf2Rd8mDyAViwBozGTN",
            Fact("Digital Currency Address - XBT", "1Kuf2Rd8mDyAViwBozGTN"),
        ),
        (
            "Matricula Mercantil No 48131-1 (Mexico)",
            Fact("Matricula Mercantil No", "48131-1 (Mexico)"),
        ),
        ("Registration ID FN 117595 i", Fact("Registration ID", "FN 117595 i")),
    ],
)
def test_the_longest_label_is_taken(text: str, fact: Fact) -> None:
    assert read(text).facts == [fact]


def test_a_word_that_only_begins_like_a_label_is_free_text() -> None:
    record = read("Passports seized; Licensed trader")

    assert record.facts == []
    assert record.notes == ["Passports seized", "Licensed trader"]


def test_quoted_names_are_weak_aliases() -> None:
    record = read("a.k.a. 'ZAHAR, Mahmoud'; f.k.a. 'AL-'USAMAH'.", party=Party.INDIVIDUAL)

    assert record.aliases == [
        Alias(PrintedName("ZAHAR", "Mahmoud"), "a.k.a.", weak=True),
        Alias(PrintedName("AL-'USAMAH"), "f.k.a.", weak=True),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Linked To: HIZBALLAH.", ["HIZBALLAH"]),
        ("Linked To: R D I S.A.", ["R D I S.A."]),
        ("Linked To: HUAWEI TECHNOLOGIES CO., LTD.", ["HUAWEI TECHNOLOGIES CO., LTD."]),
        ("(Linked To: GUARD CORPS (IRGC)-QODS FORCE)", ["GUARD CORPS (IRGC)-QODS FORCE"]),
        ("DOB 1960; (Linked To: A, Bo; Linked To: THE LLC)", ["A, Bo", "THE LLC"]),
    ],
)
def test_links_are_read_in_both_notations(text: str, names: list[str]) -> None:
    assert [tie.name for tie in read(text).links] == names


def test_the_fragment_at_which_remarks_break_off_is_kept_raw() -> None:
    record = read("Gender Male; Passport 1234", cut=True)

    assert record.facts == [Fact("Gender", "Male")]
    assert record.broken == "Passport 1234"


def test_no_remarks_say_nothing() -> None:
    record = read("")

    assert (record.facts, record.notes, record.links, record.broken) == ([], [], [], None)
