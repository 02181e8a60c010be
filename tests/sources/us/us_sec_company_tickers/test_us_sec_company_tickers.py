"""The SEC's files of company tickers, in both shapes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.securities.keys import security_keys
from proscribe.sources.us.us_sec_company_tickers import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = b"""{"fields":["cik","name","ticker","exchange"],"data":[
[1018724,"AMAZON COM INC","AMZN","Nasdaq"],
[70858,"BANK OF AMERICA CORP /DE/","BAC","NYSE"],
[70858,"BANK OF AMERICA CORP /DE/","BAC-PL","NYSE"],
[1378580,"Airbus SE/ADR","EADSY","OTC"],
[1668717,"Anheuser-Busch InBev SA/NV","BUD","NYSE"]]}"""
OLD = b'{"0":{"cik_str":1018724,"ticker":"AMZN","title":"AMAZON COM INC"}}'


def parse(content: bytes) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, "company_tickers.json"))


def test_reads_the_sample_as_the_golden_has_it(golden: Callable[[str, str], None]) -> None:
    golden("edition.json", as_text(parse(SAMPLE)))


def test_both_shapes_say_the_same_of_a_company() -> None:
    old, new = by_id(parse(OLD)), by_id(parse(SAMPLE))
    company = "us_sec_company_tickers-1018724"

    assert old[company].names == new[company].names
    assert security_keys(old[company].securities[0]) == (("ticker", "US:AMZN"),)
    assert new[company].securities[0].venue == "Nasdaq"


def test_takes_edgar_marks_off_a_name_and_leaves_legal_forms() -> None:
    found = by_id(parse(SAMPLE))
    names = [listing.caption for listing in found.values()]

    assert names == [
        "BANK OF AMERICA CORP",
        "AMAZON COM INC",
        "Airbus SE",
        "Anheuser-Busch InBev SA/NV",
    ]


def test_the_file_of_february_2023_holds_luokung_and_alibaba_but_not_xiaomi(shared: Path) -> None:
    file = shared / "data" / "sec_company_tickers" / "2023-02-08" / "company_tickers.json"
    edition = read_edition(SOURCE, file)
    tickers = {
        key for one, _ in edition.listings for s in one.securities for key in security_keys(s)
    }

    assert (edition.records, len(edition.listings), edition.warnings) == (11_611, 8_911, ())
    assert by_id(edition)["us_sec_company_tickers-1487839"].caption == "Luokung Technology Corp."
    assert {("ticker", "US:LKCO"), ("ticker", "US:BABA")} <= tickers
    assert ("ticker", "US:XIACY") not in tickers


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><body>Undeclared Automated Tool</body></html>", "web page"),
        (SAMPLE[:200], "breaks off"),
        (b'{"0":{"cik_str":1,"ticker":"","title":"NOBODY"}}', "no CIK, name or ticker"),
        (b'{"data":[]}', "no file of company tickers"),
        (b"[]", "no file of company tickers"),
        (b'{"fields":["cik","name","ticker"],"data":[[1,"A"]]}', "3 cells"),
    ],
)
def test_refuses_what_is_no_such_file(content: bytes, what: str) -> None:
    with pytest.raises(QuarantineError, match=what):
        parse(content)


def test_reports_a_field_the_sec_has_added() -> None:
    changed = OLD.replace(b'"ticker"', b'"lei":"X","ticker"')

    assert parse(changed).warnings == ("unread field lei, 1 record",)
