"""The user's own list, as people keep it: any delimiter, encoding, workbook, spelling."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from proscribe.model.errors import InputError, QuarantineError
from proscribe.model.listing import EndKind, Listing, NameKind, ParsedEdition
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.snapshot import open_snapshot
from proscribe.sources.user.list import SOURCE

SAMPLE = """\
id,schema,name,isin,listed,reason,leiCode
7,Company,Example Holdings Ltd,US0378331005,2024-02-01,house view,
7,Company,Beispiel Holding,,,,529900T8BM49AURSDO55
8,Person,Max Mustermann,,,,
"""


def parse(text: str | bytes, name: str = "own.csv") -> ParsedEdition:
    content = text.encode() if isinstance(text, str) else text
    return SOURCE.parse(open_snapshot([SnapshotFile(name=name, content=content)]))


def subjects(text: str | bytes) -> list[Listing]:
    return [listing for listing, _ in parse(text).listings]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    else:
                        sheet.write(number, column, value)
    return held.getvalue()


def test_several_rows_of_one_id_are_one_subject_with_several_names() -> None:
    first, second = subjects(SAMPLE)

    assert (first.id, second.id) == ("list-7", "list-8")
    assert [(name.text, name.kind) for name in first.names] == [
        ("Example Holdings Ltd", NameKind.PRIMARY),
        ("Beispiel Holding", NameKind.ALIAS),
    ]
    assert [line.isin for line in first.securities] == ["US0378331005"]
    assert first.properties == (("leiCode", ("529900T8BM49AURSDO55",)),)
    assert second.schema == "Person"


def test_listing_day_and_reason_are_those_of_the_row() -> None:
    [designation] = subjects(SAMPLE)[0].designations

    assert (designation.authority, designation.program) == ("user", "LIST")
    assert designation.listed_on == date(2024, 2, 1)
    assert [reason.text for reason in designation.reasons] == ["house view"]


def test_headers_count_in_any_order_and_case_and_an_id_is_not_needed() -> None:
    [only] = subjects("ISIN,Name\nUS0378331005,Example\n")

    assert only.names[0].text == "Example"
    assert only.id.startswith("list-")


def test_headers_are_known_in_the_usual_spellings() -> None:
    [only] = subjects(
        "Company Name,LEI,Country of Incorporation,A.K.A.,Former name,Passport No.,Expiry Date\n"
        "Example Ltd,529900T8BM49AURSDO55,Germany,Ex,Old Ltd,A1,2030-01-01\n"
    )

    assert [(name.text, name.kind.value) for name in only.names] == [
        ("Example Ltd", "primary"),
        ("Ex", "alias"),
        ("Old Ltd", "former"),
    ]
    assert dict(only.properties) == {
        "jurisdiction": ("de",),
        "leiCode": ("529900T8BM49AURSDO55",),
        "passportNumber": ("A1",),
    }


def test_a_company_beside_a_name_is_not_another_name() -> None:
    edition = parse("name,company\nJane Sample,Example Ltd\n")
    [(only, _)] = edition.listings

    assert [name.text for name in only.names] == ["Jane Sample"]
    assert only.remarks == "company: Example Ltd"
    assert edition.warnings == (
        "the column 'company' is not known and is kept as a remark, 1 record",
    )


def test_a_person_is_known_by_first_and_last_name() -> None:
    [only] = subjects("type,First Name,Surname,DOB\nIndividual,Jane,Sample,3 March 1970\n")

    assert (only.schema, only.caption) == ("Person", "Jane Sample")
    assert dict(only.properties)["birthDate"] == ("1970-03-03",)


@pytest.mark.parametrize(
    "content",
    [
        "name;country;note\nMüller & Söhne, GmbH;DE;prüfen\n".encode(),
        "name;country;note\r\nMüller & Söhne, GmbH;DE;prüfen\r\n".encode("utf-16"),
        "\ufeffname\tcountry\tnote\nMüller & Söhne, GmbH\tDE\tprüfen\n".encode(),
        'sep=;\nname;country;note\n"Müller & Söhne, GmbH";DE;prüfen\n'.encode(),
        'name,country,note\n"Müller & Söhne, GmbH",DE,prüfen\n'.encode(),
        workbook(
            ("Liste", [["Name", "Country", "Note"], ["Müller & Söhne, GmbH", "DE", "prüfen"]])
        ),
    ],
)
def test_any_delimiter_encoding_and_workbook_says_the_same(content: bytes) -> None:
    edition = parse(content)
    [(only, _)] = edition.listings

    assert (only.caption, only.remarks) == ("Müller & Söhne, GmbH", "prüfen")
    assert dict(only.properties) == {"country": ("de",)}
    assert edition.warnings == ()


def test_windows_text_is_read_and_said_to_be() -> None:
    edition = parse("name\nMüller\n".encode("cp1252"))

    assert edition.listings[0][0].caption == "Müller"
    assert edition.warnings == ("the file is not in UTF-8 and was read as Windows-1252, 1 record",)


def test_of_a_workbook_the_first_sheet_that_names_somebody_is_read() -> None:
    edition = parse(
        workbook(
            ("About", [["What this is"]]),
            ("List", [["id", "name", "listed"], [7, "Example Ltd", date(2024, 2, 1)]]),
        )
    )
    [(only, locator)] = edition.listings

    assert (only.id, locator) == ("list-7", "sheet List row 2")
    assert only.designations[0].listed_on == date(2024, 2, 1)
    assert edition.warnings == ("the sheet 'About' is not read, 1 record",)


def test_an_entry_ends_with_the_day_it_is_listed_until() -> None:
    [only] = subjects("name,listed,expires\nExample,2024-02-01,2025-02-28\n")
    ended = only.designations[0].ended

    assert ended is not None
    assert (ended.on, ended.kind) == (Moment(day=date(2025, 2, 28)), EndKind.EXPIRED)


def test_an_lei_alone_names_its_subject() -> None:
    [only] = subjects("lei\n529900T8BM49AURSDO55\n")

    assert only.caption == "529900T8BM49AURSDO55"


def test_the_locator_is_the_line_in_the_file() -> None:
    assert [locator for _, locator in parse(SAMPLE).listings] == ["line 2", "line 4"]
    assert [locator for _, locator in parse("sep=,\nname\n\nExample\n").listings] == ["line 4"]


def test_a_list_that_can_name_nobody_is_refused() -> None:
    for content in (b"colour,size\nred,3\n", workbook(("A", [["colour"], ["red"]]))):
        with pytest.raises(QuarantineError, match="names nobody"):
            parse(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><body>Sign in</body></html>", "web page or XML"),
        (b"name\nA\0B\n", "zero byte"),
        (b"PK\x03\x04broken", "zip file is damaged"),
        (b'name\n"Example\n', "cannot be read on"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(QuarantineError, match=says):
        parse(content)


def test_two_files_are_no_list() -> None:
    files = [SnapshotFile(name=f"{n}.csv", content=f"name\nA{n}\n".encode()) for n in (1, 2)]

    with pytest.raises(QuarantineError, match="2 were given"):
        SOURCE.parse(open_snapshot(files))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,name,reason\n1,Example,x\n2,,y\n", "line 3: .*neither a name nor an identifier"),
        ("name,listed\nExample,01/02/2024\n", "line 2, column listed"),
        ("name,Expiry Date\nExample,soon\n", "line 2, column Expiry Date: 'soon' is not a day"),
        ("name,listed,until\nExample,2024-02-01,2023-01-01\n", "ends on 2023-01-01, before"),
        ("name,country\nExample, Ltd,DE\n", "line 2: the row has 3 cells, and there are 2"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match=rf"own\.csv, {says}" if "line" in says else says):
        parse(text)


@pytest.mark.parametrize(
    ("text", "warning", "remark"),
    [
        ("schema\nWizard", "unknown schema 'Wizard', 1 record", "schema Wizard"),
        ("country\nExamplia", "unknown country 'Examplia', 1 record", "country Examplia"),
        ("dob\n03/04/1970", "'03/04/1970' can be read as two days, 1 record",
         "birthDate 03/04/1970"),
        ("dob\nspring", "unread date 'spring', 1 record", "birthDate spring"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_kept_and_reported(text: str, warning: str, remark: str) -> None:
    header, _, value = text.partition("\n")
    edition = parse(f"name,{header}\nExample,{value}\n")

    assert edition.warnings == (warning,)
    assert edition.listings[0][0].remarks == remark
