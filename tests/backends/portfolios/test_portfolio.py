"""Portfolios read batch by batch: nothing is lost, and memory does not grow."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.backends.portfolios import NoteKind, open_portfolio, open_portfolios
from proscribe.model.errors import InputError
from proscribe.securities.identifiers import SCHEMES

XIAOMI, APPLE = "KYG9830T1067", "US0378331005"
PEAK = """
import resource, sys
from proscribe.backends.portfolios import open_portfolio
for batch in open_portfolio(sys.argv[1]).batches():
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def write(folder: Path, text: str, name: str = "p.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def write_many(path: Path, lines: int) -> Path:
    """Write a portfolio of that many lines, with right check digits."""
    check = SCHEMES["isin"].check
    bodies = [f"KYG{number:06d}" + "00" for number in range(1000)]
    isins = [body + check(body) for body in bodies]
    with path.open("w", encoding="utf-8") as stream:
        stream.write("isin,name,quantity,price,market value,currency\n")
        for number in range(lines):
            value = f"{number * 3.7:,.2f}"
            isin = isins[number % 1000]
            stream.write(f'{isin},"COMPANY {number}, LTD",{number},3.7,"{value}",USD\n')
    return path


def test_good_lines_are_delivered_where_others_are_bad(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"isin,name,quantity\n{XIAOMI},Xiaomi,1\nKYG9830T1068,Xiaomi,2\nshort\n"
        f"{APPLE},Apple,x,y\nisin,name,quantity\n\n{APPLE},Apple,4\n",
    )

    portfolio = open_portfolio(path)
    (batch,) = portfolio.batches()

    assert batch.file == str(path)
    assert batch.given.columns == ["isin", "name", "quantity"]
    assert batch.lines["line"].to_list() == [2, 3, 4, 5, 8]
    assert batch.lines["problem"].to_list() == [
        None,
        "ISIN KYG9830T1068 fails its check digit: the last digit should be 7.",
        (
            "The line has 1 cell where the header has 3. ISIN SHORT has 5 characters "
            "where 12 are needed."
        ),
        "The line has 4 cells where the header has 3; left over: 'y'. Quantity 'x' is no number.",
        None,
    ]
    assert [(note.line, note.kind) for note in portfolio.notes] == [
        (6, NoteKind.REPEATED_HEADER),
        (7, NoteKind.BLANK),
    ]


def test_cells_are_given_exactly_as_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, f' ISIN ,Name\n" {XIAOMI.lower()} ", Xiaomi \n')

    (batch,) = open_portfolio(path).batches()

    assert batch.given.to_dict(as_series=False) == {
        " ISIN ": [f" {XIAOMI.lower()} "],
        "Name": [" Xiaomi "],
    }
    assert batch.lines["isin"].to_list() == [XIAOMI]


def test_a_file_can_be_read_twice(tmp_path: Path) -> None:
    portfolio = open_portfolio(write(tmp_path, f"isin,qty\n{XIAOMI},1\n\n"))

    first, second = list(portfolio.batches()), list(portfolio.batches())

    assert first[0].lines.equals(second[0].lines)
    assert len(portfolio.notes) == 1


def test_a_header_without_lines_is_warned_of(tmp_path: Path) -> None:
    portfolio = open_portfolio(write(tmp_path, "isin,name\n"))

    assert list(portfolio.batches()) == []
    assert portfolio.warnings == ("There is a header, but no line below it.",)


def test_a_batch_of_no_lines_is_refused(tmp_path: Path) -> None:
    portfolio = open_portfolio(write(tmp_path, f"isin\n{XIAOMI}\n"))

    with pytest.raises(InputError, match="a batch of 0 lines"):
        list(portfolio.batches(0))


def test_several_files_are_read_as_one_with_their_names(tmp_path: Path) -> None:
    first = write(tmp_path, f"isin,name\n{XIAOMI},a\n", "a.csv")
    second = write(tmp_path, f"My fund\nname;isin;isin\nb;{APPLE};\n", "b.csv")

    portfolios = open_portfolios([first, second])
    lines = pl.concat([batch.lines for batch in portfolios.batches()])

    assert lines.columns[:2] == ["file", "line"]
    assert lines.select("file", "line", "isin").rows() == [
        (str(first), 2, XIAOMI),
        (str(second), 3, APPLE),
    ]
    assert [(note.file, note.line) for note in portfolios.notes] == [(str(second), 1)]
    assert portfolios.warnings == (
        (
            f"{second}: The columns 'isin' and 'isin (2)' both look like the isin: "
            "'isin' is read, the other only looked through for whom it names."
        ),
    )


def test_of_several_files_a_bad_one_is_told_before_any_is_read(tmp_path: Path) -> None:
    good = write(tmp_path, f"isin\n{XIAOMI}\n", "good.csv")

    with pytest.raises(InputError, match=r"none\.csv"):
        open_portfolios([good, tmp_path / "none.csv"])


@given(
    st.lists(
        st.sampled_from(
            [
                [XIAOMI, "Xiaomi", "1"],
                [APPLE, 'Apple, "the"\nmaker', "2"],
                ["", "", ""],
                ["isin", "name", "quantity"],
                ["short"],
                [XIAOMI, "a", "1", "too much"],
                ["Total", "", "9"],
                [],
            ]
        ),
        max_size=25,
    ),
    st.integers(1, 9),
)
def test_every_record_is_a_row_or_a_note_in_batches_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, records: list[list[str]], size: int
) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["isin", "name", "quantity"], *records])
    path = write(tmp_path_factory.mktemp("p"), stream.getvalue())

    portfolio = open_portfolio(path)
    batches = list(portfolio.batches(size))

    rows = sum(batch.lines.height for batch in batches)
    numbers = [line for batch in batches for line in batch.lines["line"]]
    assert rows + sum(note.records for note in portfolio.notes) == len(records)
    assert numbers == sorted(set(numbers))
    assert all(batch.given.height == batch.lines.height for batch in batches)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for lines in (100_000, 400_000):
        path = write_many(tmp_path / f"{lines}.csv", lines)
        command = [sys.executable, "-c", PEAK, str(path)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks.append(int(ran.stdout))

    assert peaks[1] - peaks[0] < 60  # MiB; the file itself grows by 17


def test_two_hundred_thousand_lines_are_all_read(tmp_path: Path) -> None:
    path = write_many(tmp_path / "many.csv", 200_000)

    lines = sum(batch.lines.height for batch in open_portfolio(path).batches())

    assert lines == 200_000


def test_a_name_too_long_to_be_read_whole_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, f"name,quantity\nXiaomi,1\n{'q' * 61},2\n{'word ' * 20},3\n")

    portfolio = open_portfolio(path)

    assert sum(batch.lines.height for batch in portfolio.batches()) == 3
    (warning,) = (each for each in portfolio.warnings if "read whole" in each)
    assert warning.startswith("a name is too long to be read whole")
    assert warning.endswith(": line 3.")
