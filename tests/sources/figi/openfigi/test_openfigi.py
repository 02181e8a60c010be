"""OpenFIGI's answers, as the interface gives them and as Proscribe keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition, SecurityType
from proscribe.securities.keys import security_keys
from proscribe.sources.figi.openfigi import SOURCE
from tests.sources.editions import as_text, read_edition, snapshot_from


def item(**fields: str | None) -> dict[str, str | None]:
    plain: dict[str, str | None] = {
        "figi": "BBG00KVBNBT5", "name": "XIAOMI CORP-CLASS B", "ticker": "1810", "exchCode": "HK",
        "compositeFIGI": "BBG00KVBNBT5", "securityType": "Common Stock", "marketSector": "Equity",
        "shareClassFIGI": "BBG00KVR9RT1", "securityType2": "Common Stock",
        "securityDescription": "1810",
    }  # fmt: skip
    return plain | fields


KEPT = {
    "asked_at": "2026-03-01T10:00:00+00:00",
    "jobs": [
        {"idType": "ID_ISIN", "idValue": "KYG9830T1067"},
        {"idType": "ID_CUSIP", "idValue": "98421U108"},
        {"idType": "ID_SEDOL", "idValue": "0000000"},
    ],
    "answers": [
        {"data": [item(), item(figi="BBG00L8NB9B0", ticker="3CP", exchCode="GB",
                               compositeFIGI="BBG00L8NB957")]},
        {"data": [item(figi="BBG00LB7XZW1", name="XIAOMI CORP-UNSP ADR", ticker="XIACY",
                       exchCode="US", compositeFIGI="BBG00LB7XZW1", securityType="ADR",
                       shareClassFIGI="BBG00LB7Y095", securityType2="Depositary Receipt")]},
        {"warning": "No identifier found."},
    ],
}  # fmt: skip


def parse(document: object) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(json.dumps(document).encode(), "answers.json"))


def test_reads_kept_answers_as_the_golden_has_them(golden: Callable[[str, str], None]) -> None:
    golden("edition.json", as_text(parse(KEPT)))


def test_the_number_asked_about_stands_in_the_lines_that_answer() -> None:
    first, second = (listing for listing, _ in parse(KEPT).listings)

    assert ("isin", "KYG9830T1067") in security_keys(first.securities[0])
    assert ("ticker", "HK:1810") in security_keys(first.securities[1])
    assert ("cusip", "98421U108") in security_keys(second.securities[0])
    assert second.securities[0].type is SecurityType.ADR
    assert parse(KEPT).extras == (("questions without an answer", "1"),)


def test_a_code_of_bloomberg_that_is_another_countrys_in_iso_means_bloombergs() -> None:
    first, _ = (listing for listing, _ in parse(KEPT).listings)
    keys = {key for line in first.securities for key in security_keys(line)}

    assert ("ticker", "DE:3CP") in keys
    assert ("ticker", "GB:3CP") not in keys


def test_the_published_answer_on_an_isin_is_one_share_class(shared: Path) -> None:
    file = shared / "data" / "refdata_openfigi" / "2025-08" / "isin_example.json"
    edition = read_edition(SOURCE, file)
    [(listing, _)] = edition.listings

    assert (edition.records, edition.warnings, edition.complete) == (198, (), False)
    assert (listing.id, listing.caption) == (
        "openfigi-BBG001S5S399",
        "INTL BUSINESS MACHINES CORP",
    )
    assert ("ticker", "US:IBM") in {key for s in listing.securities for key in security_keys(s)}


def test_options_have_no_issuer_and_alone_make_no_edition(shared: Path) -> None:
    file = shared / "data" / "refdata_openfigi" / "2025-08" / "query_example.json"

    with pytest.raises(QuarantineError, match="all 100 instruments are options"):
        read_edition(SOURCE, file)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'[{"data":[{"figi":"BBG00', "breaks off"),
        (b'{"error":"Invalid API key."}', "Invalid API key"),
        (b'[{"data":[{"name":"A"}]}]', "no FIGI"),
        (b'[{"something":1}]', "neither data nor a warning"),
        (b'{"jobs":[],"answers":[{"data":[]}]}', "one answer for each question"),
    ],
)
def test_refuses_what_is_no_answer(content: bytes, what: str) -> None:
    with pytest.raises(QuarantineError, match=what):
        SOURCE.parse(snapshot_from(content, "answers.json"))


def test_reports_a_field_that_was_added() -> None:
    assert parse([{"data": [item(issuerLEI="X")]}]).warnings == (
        "unread field issuerLEI, 1 record",
    )
