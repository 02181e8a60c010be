from __future__ import annotations

from datetime import date

import pytest

from proscribe.model.errors import InputError, QuarantineError
from proscribe.model.listing import Listing, NameKind, ParsedEdition
from proscribe.model.source import SnapshotFile
from proscribe.sources.snapshot import open_snapshot
from proscribe.sources.user.list import SOURCE

SAMPLE = """\
id,schema,name,isin,listed,reason,leiCode
7,Company,Example Holdings Ltd,US0378331005,2024-02-01,house view,
7,Company,Beispiel Holding,,,,529900T8BM49AURSDO55
8,Person,Max Mustermann,,,,
"""


def parse(text: str | bytes) -> ParsedEdition:
    content = text.encode() if isinstance(text, str) else text
    return SOURCE.parse(open_snapshot([SnapshotFile(name="own.csv", content=content)]))


def subjects(text: str) -> list[Listing]:
    return [listing for listing, _ in parse(text).listings]


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


def test_the_locator_is_the_line_in_the_file() -> None:
    assert [locator for _, locator in parse(SAMPLE).listings] == ["line 2", "line 4"]


def test_a_list_that_can_name_nobody_is_refused() -> None:
    with pytest.raises(QuarantineError, match="names nobody"):
        parse("colour,size\nred,3\n")


def test_a_list_in_another_encoding_is_refused() -> None:
    with pytest.raises(QuarantineError, match="not in UTF-8"):
        parse("name\nM\xfcller\n".encode("latin-1"))


def test_a_row_without_name_and_identifier_is_named_by_its_line() -> None:
    with pytest.raises(InputError, match=r"own\.csv, line 3: .*neither a name nor an identifier"):
        parse("id,name,reason\n1,Example,x\n2,,y\n")


def test_a_day_that_is_none_is_named_with_line_and_column() -> None:
    with pytest.raises(InputError, match=r"own\.csv, line 2, column listed"):
        parse("name,listed\nExample,01/02/2024\n")
