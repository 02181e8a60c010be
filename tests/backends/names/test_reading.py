"""Tables of names, as people's programs write them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.names import NameTable, PairTable, join_rows
from proscribe.matching.named import Named
from proscribe.model.errors import InputError


def write(folder: Path, text: str | bytes, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path) -> list[Named]:
    return [*NameTable(path).rows()]


def named(own: str, schema: str, *names: str, **properties: tuple[str, ...]) -> Named:
    return Named(id=own, schema=schema, names=names, properties=properties)


def test_a_row_is_an_id_a_schema_a_name_and_properties(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id,schema,name,birthDate,nationality\n"
        "q1,Person,Nicolás Maduro Moros,1962-11-23,ve;co\n"
        "q2,Company,Xiaomi Corp,,\n",
    )

    assert read(path) == [
        named(
            "q1",
            "Person",
            "Nicolás Maduro Moros",
            birthDate=("1962-11-23",),
            nationality=("ve", "co"),
        ),
        named("q2", "Company", "Xiaomi Corp"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_and_encoding_is_read(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    lines = (("id", "schema", "name"), ("q1", "Company", "小米集团"))
    text = "".join(separator.join(line) + "\n" for line in lines)

    assert read(write(tmp_path, text.encode(encoding))) == [named("q1", "Company", "小米集团")]


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_workbooks_and_parquet_are_read(tmp_path: Path, ending: str) -> None:
    frame = pl.DataFrame({"id": [7], "schema": ["Person"], "name": ["Ada Lovelace"]})
    path = tmp_path / f"names.{ending}"
    if ending == "xlsx":
        frame.write_excel(path)
    else:
        frame.write_parquet(path)

    assert read(path) == [named("7", "Person", "Ada Lovelace")]


def test_headers_count_in_any_order_case_and_usual_spelling(tmp_path: Path) -> None:
    path = write(tmp_path, "Full Name,LEI,date of birth,Colour\nAda,5493,1815-12-10,blue\n")

    assert read(path) == [
        named("2", "LegalEntity", "Ada", leiCode=("5493",), birthDate=("1815-12-10",))
    ]


def test_a_schema_is_told_in_any_case_and_is_a_legal_entity_where_there_is_none(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, "schema,name\nperson,Ada\n,Grace\nCryptoWallet,Wallet\n")

    schemata = [row.schema for row in read(path)]

    assert schemata == ["Person", "LegalEntity", "CryptoWallet"]


def test_an_unknown_schema_is_refused_with_its_line_and_what_to_write(tmp_path: Path) -> None:
    path = write(tmp_path, "id,Type,name\n1,Person,Ada\n2,Alien,Zork\n")

    with pytest.raises(InputError, match="'Alien' is no FollowTheMoney schema") as caught:
        read(path)

    assert "line 3, column Type" in str(caught.value)
    assert "Person, Company" in caught.value.remedy


def test_a_row_without_an_id_has_its_line_and_a_blank_line_counts(tmp_path: Path) -> None:
    path = write(tmp_path, 'id,name\nq1,Ada\n\n,"Gra\nce"\n,Mary\n')

    assert [row.id for row in NameTable(path, "names.csv:").rows()] == [
        *("q1", "names.csv:4", "names.csv:6"),
    ]


def test_lines_without_a_name_are_kept_and_told(tmp_path: Path) -> None:
    lines = "".join(f"q{number},--\n" for number in range(6))
    table = NameTable(write(tmp_path, f"id,name\n{lines}q6,Ada\nq7,\n"))

    rows = [*table.rows()]

    assert [row.id for row in rows] == [f"q{number}" for number in range(8)]
    assert [bool(row.names) for row in rows][-2:] == [True, False]
    assert table.unnamed is not None
    assert (table.unnamed.count, table.unnamed.lines) == (7, (2, 3, 4, 5, 6))


def test_a_name_of_figures_or_in_any_script_is_a_name(tmp_path: Path) -> None:
    table = NameTable(write(tmp_path, "id,name\n1,360\n2,小米\n3,محمد\n"))

    assert all(row.names for row in table.rows())
    assert table.unnamed is None


def test_further_names_are_parted_and_a_name_never_is(tmp_path: Path) -> None:
    path = write(tmp_path, "id,name,alias,weakAlias\n1,Smith; Sons,Smiths;S & S,SS\n2,Ada,,\n")

    assert [row.names for row in read(path)] == [("Smith; Sons", "Smiths", "S & S", "SS"), ("Ada",)]


def test_given_and_family_name_stand_in_for_a_name(tmp_path: Path) -> None:
    path = write(tmp_path, "id,lastName,firstName\n1,Lovelace,Ada\n2,Hopper,\n")

    assert [row.names for row in read(path)] == [("Ada Lovelace",), ("Hopper",)]


def test_what_stands_between_given_and_family_name_may_be_left_out(tmp_path: Path) -> None:
    header = "id,lastName,fatherName,firstName,middleName"
    path = write(tmp_path, f"{header}\n1,Putin,Vladimirovich,Vladimir,\n2,Lovelace,,Ada,King\n")

    assert [row.names for row in read(path)] == [
        ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
        ("Ada King Lovelace", "Ada Lovelace"),
    ]


def test_rows_of_one_id_that_follow_each_other_are_one_with_several_names() -> None:
    rows = [
        named("a", "LegalEntity", "Ada", country=("gb",)),
        named("a", "Person", "Ada Byron", "Ada", country=("gb", "fr")),
        named("b", "LegalEntity"),
        named("a", "LegalEntity", "Another Ada"),
    ]

    assert [*join_rows(rows)] == [
        named("a", "Person", "Ada", "Ada Byron", country=("gb", "fr")),
        rows[2],
        rows[3],
    ]


def test_names_with_commas_need_no_quotation_marks_where_there_is_one_column(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, "name\nSmith, Ada\nSons, Ltd.\n")

    assert [row.names for row in read(path)] == [("Smith, Ada",), ("Sons, Ltd.",)]


def test_a_row_that_is_too_long_is_refused_not_cut(tmp_path: Path) -> None:
    path = write(tmp_path, "id,schema,name\n1,Person,Ada\n2,Company,Sons, Ltd.\n")

    with pytest.raises(InputError, match="4 cells and the header 3") as caught:
        read(path)

    assert "line 3" in str(caught.value)
    assert "quotation marks" in caught.value.remedy


def test_a_row_that_is_too_short_lacks_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "id,name,country\n1,Ada\n2,Grace,us,,\n")

    assert read(path) == [
        named("1", "LegalEntity", "Ada"),
        named("2", "LegalEntity", "Grace", country=("us",)),
    ]


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no column is headed name.*kunde, wer") as caught:
        NameTable(write(tmp_path, "kunde,wer\n1,Ada\n"))

    assert "id, schema, name" in caught.value.remedy


def test_a_parquet_file_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.parquet"
    pl.DataFrame({"kunde": [1]}).write_parquet(path)

    with pytest.raises(InputError, match="no column is headed name"):
        NameTable(path)


def test_what_stands_above_the_header_is_told(tmp_path: Path) -> None:
    table = NameTable(write(tmp_path, "Customers of 2026\n\nid,schema,name\n1,Person,Ada\n"))

    assert [row.names for row in table.rows()] == [("Ada",)]
    (warning,) = table.warnings
    assert "above the header (id, schema, name) is not read: 1 line from line 1 on" in warning


def test_quotation_marks_out_of_order_are_told_and_lose_no_line(tmp_path: Path) -> None:
    table = NameTable(write(tmp_path, 'id,name\n1,"Ada\n2,Grace\n3,Mary\n'))

    rows = [*table.rows()]

    assert [row.id for row in rows] == ["1", "2", "3"]
    assert "quotation marks are out of order in line 2" in table.warnings[0]


def test_pairs_are_read_with_their_ids_and_lacking_names_are_told(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "pair_id,schema,name1,name2\np1,Person,Ada,ada\n,,Grace,\np3,Company,A,B\n",
    )
    table = PairTable(path)

    (batch,) = table.batches()

    assert batch.ids == ["p1", "names.csv:3", "p3"]
    assert batch.pairs[0] == ("Person", "Ada", "ada")
    assert batch.pairs[1] == ("LegalEntity", "Grace", "")
    assert batch.lacking.to_list() == [False, True, False]
    assert table.unnamed is not None
    assert table.unnamed.lines == (3,)


def test_pairs_may_be_numbered_under_id(tmp_path: Path) -> None:
    (batch,) = PairTable(write(tmp_path, "id,name1,name2\nx,Ada,ada\n")).batches()

    assert batch.ids == ["x"]


def test_a_table_without_two_names_is_no_table_of_pairs(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name1 and name2") as caught:
        PairTable(write(tmp_path, "pair_id,schema,name1\np1,Person,Ada\n"))

    assert "pair_id, schema, name1, name2" in caught.value.remedy


@pytest.mark.parametrize(
    "rows", ["q1,Company,Huawei Technologies\nq2,Company,Foo\n", "q1,Name,X\n"]
)
def test_a_header_without_a_name_is_refused_though_a_row_could_pass_for_one(
    tmp_path: Path, rows: str
) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"id,schema,caption\n{rows}", encoding="utf-8")

    with pytest.raises(InputError, match="no column is headed name"):
        NameTable(path)


def test_a_row_without_an_id_among_others_never_has_the_id_of_another(tmp_path: Path) -> None:
    path = write(tmp_path, "id,name\n3,Foo\n,Xiaomi\n4,Bar\n")

    assert [row.id for row in NameTable(path).rows()] == ["3", "names.csv:3", "4"]
    assert [row.names for row in join_rows(NameTable(path).rows())] == [
        ("Foo",),
        ("Xiaomi",),
        ("Bar",),
    ]


def test_a_second_byte_order_mark_is_no_part_of_a_header(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff\ufeffid,name\n7,Xiaomi\n")

    assert [row.id for row in NameTable(path).rows()] == ["7"]


def test_rows_of_one_id_that_are_compared_otherwise_stay_apart(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id,schema,name\n1,Company,A\n1,,B\n1,Organization,C\n1,Person,D\n1,Vessel,E\n2,Person,F\n",
    )

    joined = [(row.schema, row.names) for row in join_rows(NameTable(path).rows())]

    assert joined == [
        ("Company", ("A", "B", "C")),
        ("Person", ("D",)),
        ("Vessel", ("E",)),
        ("Person", ("F",)),
    ]


def test_columns_of_one_header_are_told(tmp_path: Path) -> None:
    table = NameTable(write(tmp_path, "id,ID,schema,name\n1,2,Company,Xiaomi\n"))

    assert [row.id for row in table.rows()] == ["1"]
    assert table.warnings == (f"{table.file}: 2 columns are headed id; the first of them is read.",)


def test_a_table_without_rows_is_told(tmp_path: Path) -> None:
    table = NameTable(write(tmp_path, "id,name\n"))

    assert [*table.rows()] == []
    assert table.warnings == (f"{table.file}: nothing stands below the header, id, name.",)
    full = NameTable(write(tmp_path, "id,name\n1,Xiaomi\n"))
    assert len([*full.rows()]) == 1
    assert full.warnings == ()


def test_rows_without_a_header_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "1,Company,Xiaomi\n2,Person,Ada Lovelace\n")

    with pytest.raises(InputError, match="no column is headed name"):
        [*NameTable(path).rows()]
    named = NameTable(write(tmp_path, "id,Company,x\n1,Xiaomi,\n2,Company,\n"))
    assert [row.names for row in named.rows()] == [("Xiaomi",), ("Company",)]


def test_only_a_name_too_long_to_be_read_whole_is_told(tmp_path: Path) -> None:
    aliases = ";".join(f"Company {place}" for place in range(5_000))
    path = write(tmp_path, f"id,name,alias\n1,Foo,{aliases}\n2,{'q' * 61},\n3,{'a b ' * 99},\n")
    table = NameTable(path)
    rows = [*table.rows()]

    assert len(rows[0].names) == 5_001
    (warning,) = table.warnings
    assert warning.startswith(f"{table.file}: a name is too long to be read whole")
    assert warning.endswith(": line 3.")


@pytest.mark.parametrize("name", ["\u3164", "\u200b", "...", "\ufeff"])
def test_a_name_that_nobody_sees_is_none(tmp_path: Path, name: str) -> None:
    table = NameTable(write(tmp_path, f"id,name\n1,Xiaomi\n2,{name}\n"))

    assert len([*table.rows()]) == 2
    assert table.unnamed is not None
    assert table.unnamed.lines == (3,)


@pytest.mark.parametrize("own", ["=1+1", "+A1", "@SUM(A1)", "-1+cmd|x"])
def test_an_id_that_a_spreadsheet_would_run_is_kept_and_told(tmp_path: Path, own: str) -> None:
    table = NameTable(write(tmp_path, f"id,name\n1,Ada\n{own},Grace\n-5,Mary\n"))

    assert [row.id for row in table.rows()] == ["1", own, "-5"]
    (warning,) = table.warnings
    assert "takes for formulas are kept as they are, in line 3;" in warning
    pairs = PairTable(write(tmp_path, f"id,name1,name2\n{own},Ada,Grace\n"))
    assert [batch.ids for batch in pairs.batches()] == [[own]]
    assert len(pairs.warnings) == 1
