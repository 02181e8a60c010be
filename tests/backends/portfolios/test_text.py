"""Portfolios as text, as people's programs write them."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.backends.portfolios.text import Lines, RecordReader, TextFile
from proscribe.model.errors import InputError
from proscribe.securities.records import Record

XIAOMI = "KYG9830T1067"
APPLE = "US0378331005"


def write(folder: Path, text: str | bytes, name: str = "p.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rows(path: Path, size: int = 50_000) -> list[tuple[int, list[str | None], str | None]]:
    """Return line, cells and problem of every record below the header."""
    records: list[Record] = []
    for chunk in TextFile(path).chunks(size):
        records += chunk.records()
    return [(record.line, list(record.cells), record.problem) for record in records]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found(tmp_path: Path, separator: str) -> None:
    lines = (("isin", "name", "shares"), (XIAOMI, "Xiaomi", "5"))
    path = write(tmp_path, "".join(separator.join(line) + "\n" for line in lines))

    assert TextFile(path).head.headers == ("isin", "name", "shares")
    assert rows(path) == [(2, [XIAOMI, "Xiaomi", "5"], None)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one(tmp_path: Path, end: str) -> None:
    path = write(tmp_path, end.join(["isin,name", f"{XIAOMI},a", f"{APPLE},b"]))

    assert rows(path) == [(2, [XIAOMI, "a"], None), (3, [APPLE, "b"], None)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_found_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, f"isin,name\n{XIAOMI},Xiaomi Corp 小米\n".encode(encoding))

    file = TextFile(path)

    assert file.head.headers == ("isin", "name")
    assert file.head.warnings == ()
    assert rows(path) == [(2, [XIAOMI, "Xiaomi Corp 小米"], None)]


def test_another_encoding_is_read_as_windows_1252_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, f"isin,name\n{XIAOMI},a\nFR0000120321,L'Oréal\n".encode("cp1252"))

    assert TextFile(path).head.warnings == (
        (
            "Not all is UTF-8 (line 3, column 18): what is not was read as Windows-1252 (cp1252). "
            "Check the names there, or save the file as UTF-8."
        ),
    )
    assert rows(path)[1][1] == ["FR0000120321", "L'Oréal"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gb18030", ["华为技术有限公司", "小米集团"]),
        ("big5hkscs", ["中國移動有限公司", "小米集團"]),
        ("cp949", ["삼성전자", "에스케이하이닉스", "현대자동차", "엘지에너지솔루션"]),
        ("cp1251", ["Сбербанк России", "Газпром нефть"]),
        ("koi8-r", ["Сбербанк России", "Газпром нефть"]),
    ],
)
def test_names_of_another_script_are_read_as_they_were_written(
    tmp_path: Path, encoding: str, names: list[str]
) -> None:
    lines = [f"{name},{number}" for number, name in enumerate(names)]
    path = write(tmp_path, "\n".join(["name,quantity", *lines, ""]).encode(encoding))

    (warning,) = TextFile(path).head.warnings
    assert f"read as {encoding}" in warning
    assert [cells[0] for _, cells, _ in rows(path)] == names


@pytest.mark.parametrize(("encoding", "name"), [("gb18030", "浪潮集团"), ("cp932", "トヨタ自動車")])
def test_a_text_whose_encoding_cannot_be_told_is_refused_since_its_names_would_be_nobodys(
    tmp_path: Path, encoding: str, name: str
) -> None:
    path = write(tmp_path, f"name\n{name}\n".encode(encoding))

    with pytest.raises(InputError, match="Save it as UTF-8"):
        TextFile(path)


@pytest.mark.parametrize(
    "names", [["Größe", "Flößerei"], ["Société créée"], ["Österreichische Ölgüter", "Köln Rück"]]
)
def test_letters_with_accents_are_single_bytes_of_windows(tmp_path: Path, names: list[str]) -> None:
    path = write(tmp_path, "\n".join(["name", *names, ""]).encode("cp1252"))

    assert "Windows-1252" in TextFile(path).head.warnings[0]
    assert [cells[0] for _, cells, _ in rows(path)] == names


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_one_bad_byte_spoils_no_other_sign(tmp_path: Path, end: bytes) -> None:
    lines = [b"isin,name", f"{XIAOMI},小米集团".encode(), f"{APPLE},Ünï".encode() + b"\xe9\x81"]
    lines += [f"{XIAOMI},Škoda".encode()]
    path = write(tmp_path, codecs.BOM_UTF8 + end.join(lines))

    (warning,) = TextFile(path).head.warnings

    assert "(line 3, column 17)" in warning
    assert TextFile(path).head.headers == ("isin", "name")
    assert [cells[1] for _, cells, _ in rows(path)] == ["小米集团", "Ünïé\ufffd", "Škoda"]


def test_of_many_bad_lines_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    path = write(
        tmp_path, b"isin,name\n" + f"{XIAOMI},".encode() + f"\xe9\n{XIAOMI},".encode("latin-1") * 9
    )

    (warning,) = TextFile(path).head.warnings

    assert "column 14; line 3, column 14; line 4, column 14; and 6 more lines)" in warning


def test_a_bad_byte_far_down_is_found(tmp_path: Path) -> None:
    text = f"isin,name\n{XIAOMI},小米\n".encode() + f"{APPLE},Müller\n".encode() * 100_000
    path = write(tmp_path, text + f"{XIAOMI},".encode() + b"Nestl\xe9\n")

    (warning,) = TextFile(path).head.warnings

    assert "(line 100,003, column 19)" in warning
    assert [rows(path)[place][1][1] for place in (0, 1, -1)] == ["小米", "Müller", "Nestlé"]


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, f"isin,name\n{XIAOMI},小米集团\n".encode("gb18030"))

    (chunk,) = TextFile(path, "gb18030").chunks(10)

    assert [list(record.cells) for record in chunk.records()] == [[XIAOMI, "小米集团"]]


def test_a_text_that_is_not_in_the_named_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, f"isin,name\n{XIAOMI},小米集团\n".encode("gb18030"))

    with pytest.raises(InputError, match=r"p\.csv, line 2: the text is not utf-8"):
        list(TextFile(path, "utf-8").chunks(10))
    with pytest.raises(InputError, match="there is no encoding 'utf-99'"):
        TextFile(path, "utf-99")


def test_a_gzip_is_opened(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(f"isin,name\n{XIAOMI},a\n".encode()), "p.csv.gz")

    assert rows(path) == [(2, [XIAOMI, "a"], None)]


def test_a_gzip_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(f"isin,name\n{XIAOMI},a\n".encode())
    path = write(tmp_path, whole[:-10], "p.csv.gz")

    with pytest.raises(InputError, match="the gzip is damaged or cut off"):
        TextFile(path)


def test_quoted_cells_may_hold_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, f'isin,name\n{XIAOMI},"Xiaomi, ""the"" maker\nof phones"\n{APPLE},b\n')

    assert rows(path) == [
        (2, [XIAOMI, 'Xiaomi, "the" maker\nof phones'], None),
        (4, [APPLE, "b"], None),
    ]


def test_an_open_quotation_mark_swallows_no_line(tmp_path: Path) -> None:
    path = write(tmp_path, f'isin,name,qty\n"{XIAOMI},a,1\n{APPLE},b,2\n{APPLE},"c, d",3\n')

    assert rows(path) == [
        (2, [XIAOMI, "a", "1"], "Quotation marks in this line are out of order."),
        (3, [APPLE, "b", "2"], None),
        (4, [APPLE, "c, d", "3"], None),
    ]


def test_an_open_quotation_mark_that_closes_later_gives_back_whole_lines(tmp_path: Path) -> None:
    path = write(tmp_path, f'isin,name,qty\n{XIAOMI},"a,1\n{APPLE},b,2\n{APPLE},c",3\n')

    assert [line for line, _, _ in rows(path)] == [2, 3, 4]


def test_quotation_marks_inside_a_name_are_kept_as_well_as_can_be(tmp_path: Path) -> None:
    path = write(tmp_path, f'isin,name\n{XIAOMI},"Xiaomi "the" maker"\n')

    ((_, cells, problem),) = rows(path)

    assert cells[0] == XIAOMI
    assert cells[1] is not None
    assert "the" in cells[1]
    assert problem == "Quotation marks in this line are out of order."


def test_a_preamble_stands_before_the_header(tmp_path: Path) -> None:
    path = write(tmp_path, f'My fund\nAs of,"Mar 10, 2022"\n\nTicker,Name\n{XIAOMI},a\n')

    head = TextFile(path).head

    assert head.headers == ("Ticker", "Name")
    assert [list(record.cells) for record in head.preamble] == [
        ["My fund"],
        ["As of", "Mar 10, 2022"],
        [],
    ]
    assert rows(path) == [(5, [XIAOMI, "a"], None)]


def test_a_list_of_one_column_may_hold_any_separator(tmp_path: Path) -> None:
    path = write(tmp_path, "name\nXiaomi Corp, Ltd\nHuawei; the maker\n")

    assert [cells for _, cells, _ in rows(path)] == [["Xiaomi Corp, Ltd"], ["Huawei; the maker"]]


def test_a_file_without_a_header_is_refused_and_shows_what_was_found(tmp_path: Path) -> None:
    path = write(tmp_path, f"{XIAOMI},Xiaomi,5\n{APPLE},Apple,6\n")

    with pytest.raises(InputError, match=f"found: '{XIAOMI}', 'Xiaomi', '5'"):
        TextFile(path)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_size_of_a_chunk_changes_nothing(tmp_path: Path, size: int) -> None:
    body = f'{XIAOMI},"a\nb",1\n\n"{APPLE},c,2\n{APPLE},d,3\nshort\n{APPLE},e,4,5\n{APPLE},"f\n'
    path = write(tmp_path, "isin,name,qty\n" + body)

    assert rows(path, size) == rows(path)


@given(
    st.lists(
        st.lists(st.text('a",;\n', max_size=4), min_size=1, max_size=3), min_size=1, max_size=6
    ),
    st.integers(1, 4),
)
def test_no_physical_line_is_lost(records: list[list[str]], width: int) -> None:
    text = "\n".join(",".join(cells) for cells in records)
    physical = text.splitlines(keepends=True)
    lines = Lines(iter(physical))

    reader = RecordReader(lines, ",", width)
    starts = [record.line for record in iter(reader.read, None)]

    assert lines.number == len(physical) + 1
    assert starts == sorted(set(starts))
    assert all(1 <= start <= len(physical) for start in starts)
