"""Names and lines that several entries print."""

from __future__ import annotations

from dataclasses import replace

from proscribe.ledger.union import distinct, union_lines, union_names
from proscribe.model.listing import Name, NameKind
from tests.ledger.stories import ticker

SMIC = Name(text="SMIC", kind=NameKind.WEAK)


def test_a_name_that_differs_in_its_citation_alone_is_one_with_both() -> None:
    cited = replace(SMIC, cite=("a", "b"))

    assert union_names([(SMIC,), (cited,), (replace(SMIC, cite=("b", "c")),)]) == (
        replace(SMIC, cite=("a", "b", "c")),
    )


def test_a_name_of_two_kinds_is_two() -> None:
    strong = replace(SMIC, kind=NameKind.ALIAS)

    assert union_names([(SMIC,), (strong, SMIC)]) == (SMIC, strong)


def test_the_language_of_a_name_is_completed() -> None:
    plain, tagged = (
        Name(text="小米", kind=NameKind.ALIAS),
        Name(text="小米", kind=NameKind.ALIAS, lang="zho"),
    )

    assert union_names([(plain,), (tagged,)]) == (tagged,)


def test_a_line_that_differs_in_its_citation_alone_is_one_with_both() -> None:
    line = ticker("0981.HK")
    cited = replace(line, cite=("a",))

    assert union_lines([(line,), (cited, ticker("688981.SH"))]) == (cited, ticker("688981.SH"))


def test_a_line_for_one_programme_only_is_another_line() -> None:
    lines = (ticker("0762 HK"), ticker("0762 HK", program="S1237"))

    assert union_lines([lines[:1], lines[1:]]) == lines


def test_repeats_within_one_entry_are_left_out_too() -> None:
    assert union_names([(SMIC, SMIC)]) == (SMIC,)
    assert union_lines([(ticker("1 HK"), ticker("1 HK"))]) == (ticker("1 HK"),)
    assert distinct("abca") == ("a", "b", "c")
