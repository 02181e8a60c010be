"""Lines of a portfolio, told from what stands around them."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.securities.records import (
    NoteKind,
    Record,
    RecordSorter,
    is_in_order,
    note_preamble,
    read_facts,
)

HEADERS = ("ISIN", "Name", "Shares")
XIAOMI = ("KYG9830T1067", "Xiaomi", "5")
LEGAL = ("This text is long enough to be nothing but the small print of a fund house.",)


def sort(*rows: tuple[str, ...]) -> tuple[list[Record], list[tuple[int, str, int]]]:
    """Return the lines, and line, kind and count of the notes."""
    sorter = RecordSorter(HEADERS)
    lines = sorter.sort(Record(line=place, cells=row) for place, row in enumerate(rows, start=2))
    lines += sorter.finish()
    return lines, [(note.line, note.kind.value, note.records) for note in sorter.notes]


def test_full_lines_are_lines() -> None:
    lines, notes = sort(XIAOMI, XIAOMI)

    assert [(line.line, line.problem) for line in lines] == [(2, None), (3, None)]
    assert notes == []


def test_blank_records_are_one_note_for_each_run() -> None:
    lines, notes = sort(XIAOMI, (), ("", "\u00a0", ""), XIAOMI, ())

    assert [line.line for line in lines] == [2, 5]
    assert notes == [(3, "blank", 2), (6, "blank", 1)]


def test_a_repeated_header_is_noted() -> None:
    lines, notes = sort(XIAOMI, HEADERS, XIAOMI)

    assert [line.line for line in lines] == [2, 4]
    assert notes == [(3, "repeated_header", 1)]


def test_a_short_line_among_holdings_is_a_line_with_a_problem() -> None:
    lines, notes = sort(XIAOMI, ("Huawei",), XIAOMI)

    assert lines[1].cells == ["Huawei", None, None]
    assert lines[1].problem == "The line has 1 cell where the header has 3."
    assert notes == []


def test_a_long_line_keeps_what_fits_and_names_the_rest() -> None:
    lines, _ = sort((*XIAOMI, "USD", "x"))

    assert lines[0].cells == [*XIAOMI]
    assert lines[0].problem == (
        "The line has 5 cells where the header has 3; left over: 'USD | x'."
    )


def test_empty_cells_too_many_do_no_harm() -> None:
    lines, _ = sort((*XIAOMI, "", " "))

    assert (lines[0].cells, lines[0].problem) == ([*XIAOMI], None)


def test_a_legal_text_among_holdings_stays_a_line() -> None:
    lines, notes = sort(XIAOMI, LEGAL, XIAOMI)

    assert [line.line for line in lines] == [2, 3, 4]
    assert notes == []


def test_a_legal_text_at_the_end_is_a_footer() -> None:
    lines, notes = sort(XIAOMI, LEGAL, ("Source: the fund",), ("© 2022",))

    assert [line.line for line in lines] == [2]
    assert notes == [(3, "footer", 1), (4, "footer", 1), (5, "footer", 1)]


def test_a_short_text_after_a_blank_is_a_footer() -> None:
    lines, notes = sort(XIAOMI, (), ("End of portfolio", "", ""))

    assert [line.line for line in lines] == [2]
    assert notes == [(3, "blank", 1), (4, "footer", 1)]


def test_a_last_line_cut_off_is_a_line_with_a_problem() -> None:
    lines, notes = sort(XIAOMI, ("KYG8020E1199", "SM"))

    assert lines[1].problem == "The line has 2 cells where the header has 3."
    assert notes == []


@pytest.mark.parametrize(
    "row",
    [
        ("KYG9830T1067", "", ""),  # only an identifier
        ("Total", "", "5"),
        ("", "", "12"),
        ("Huawei", "x"),
    ],
)
def test_what_could_be_a_holding_at_the_end_is_a_line(row: tuple[str, ...]) -> None:
    lines, _ = sort(XIAOMI, (), row)

    assert [line.line for line in lines] == [2, 4]


def test_a_list_of_names_alone_is_no_footer() -> None:
    lines, notes = sort(("", "Xiaomi", ""), ("", "Huawei", ""))

    assert len(lines) == 2
    assert notes == []


@given(
    st.lists(
        st.sampled_from([XIAOMI, HEADERS, LEGAL, (), ("", "", ""), ("a",), ("a", "b"), ("Total",)]),
        max_size=30,
    )
)
def test_every_record_is_a_line_or_in_a_note(rows: list[tuple[str, ...]]) -> None:
    lines, notes = sort(*rows)

    assert len(lines) + sum(count for _, _, count in notes) == len(rows)
    assert [line.line for line in lines] == sorted(line.line for line in lines)
    assert all(len(line.cells) == len(HEADERS) for line in lines)


def test_waiting_records_do_not_pile_up() -> None:
    sorter = RecordSorter(HEADERS)

    lines = sorter.sort(Record(line=number, cells=("x",)) for number in range(2500))

    assert len(lines) > 1000


def test_a_preamble_is_noted_and_gives_facts() -> None:
    preamble = [
        Record(line=1, cells=("iShares of our own",)),
        Record(line=2, cells=("Fund Holdings as of", "Mar 10, 2022")),
        Record(line=3, cells=("Currency: USD",)),
        Record(line=4, cells=("Bond", "-")),
        Record(line=5, cells=("\u00a0",)),
    ]

    assert [note.kind for note in note_preamble(preamble)] == [
        *[NoteKind.PREAMBLE] * 4,
        NoteKind.BLANK,
    ]
    assert read_facts(preamble) == {
        "title": "iShares of our own",
        "Fund Holdings as of": "Mar 10, 2022",
        "Currency": "USD",
    }


@pytest.mark.parametrize(
    ("row", "in_order"),
    [
        (XIAOMI, True),
        ((None, "Xiaomi", "5"), True),
        (("", "", "5"), False),
        (("", " ", None), False),
        (HEADERS, False),
    ],
)
def test_a_table_in_order_needs_no_sorting(row: tuple[str | None, ...], *, in_order: bool) -> None:
    frame = pl.DataFrame([XIAOMI, row], schema=["a", "b", "c"], orient="row")

    assert is_in_order(frame, HEADERS) is in_order
