"""The user's own table of securities, FinanceDatabase's layout included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from proscribe.model.errors import InputError, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition, SecurityType
from proscribe.securities.keys import security_keys
from proscribe.sources.user.securities import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = """\
Issuer;LEI;Country;Type;ISIN;CUSIP;SEDOL;Ticker;Exchange;Since;Until;Ratio
Example Corp;529900T8BM49AURSDO55;DE;Ordinary shares;DE0007164600;;;SAP;Xetra;;;
Example Inc;529900T8BM49AURSDO55;DE;Sponsored ADR;;037833100;;EXMPY;OTC;2010-01-04;2021-03-04;1:2
Lone Ltd;;GB;;;;;LONE.L;;;;
"""
FINANCE = """\
symbol,name,exchange,mic,market,country,isin,figi,composite_figi,shareclass_figi,delisted
1810.HK,Xiaomi Corporation,HKG,XHKG,HKEX,China,KYG9830T1067,,BBG00KVBNBT5,BBG00KVR9RT1,False
0011.HK,Gone Limited,HKG,XHKG,HKEX,Hong Kong,,,,,True
"""


def parse(content: str | bytes, name: str = "lines.csv") -> ParsedEdition:
    return SOURCE.parse(
        snapshot_from(content.encode() if isinstance(content, str) else content, name)
    )


def keys(listing: Listing) -> set[tuple[str, str]]:
    return {key for line in listing.securities for key in security_keys(line)}


def test_reads_the_sample_as_the_golden_has_it(golden: Callable[[str, str], None]) -> None:
    golden("edition.json", as_text(parse(SAMPLE)))


def test_rows_of_one_lei_are_one_issuer_whatever_they_call_it() -> None:
    found = by_id(parse(SAMPLE))["securities-529900T8BM49AURSDO55"]

    assert [name.text for name in found.names] == ["Example Corp", "Example Inc"]
    assert [line.type for line in found.securities] == [SecurityType.EQUITY, SecurityType.ADR]
    assert (found.securities[1].since, found.securities[1].until) == (
        date(2010, 1, 4),
        date(2021, 3, 4),
    )
    assert {("ticker", "DE:SAP"), ("ticker", "US:EXMPY"), ("cusip", "037833100")} <= keys(found)


def test_reads_the_layout_of_finance_database() -> None:
    xiaomi, gone = (listing for listing, _ in parse(FINANCE).listings)

    assert keys(xiaomi) == {
        ("isin", "KYG9830T1067"),
        ("ticker", "HK:1810"),
        ("figi", "BBG00KVBNBT5"),
        ("figi", "BBG00KVR9RT1"),
    }
    assert xiaomi.properties == (("country", ("cn",)),)
    assert gone.remarks == "0011.HK delisted, no day given"
    assert gone.securities[0].until is None


def test_a_table_as_parquet_says_what_it_says_as_text() -> None:
    held = BytesIO()
    pl.read_csv(BytesIO(FINANCE.encode()), infer_schema=False).write_parquet(held)

    one, other = parse(FINANCE), parse(held.getvalue(), "lines.parquet")
    assert [listing for listing, _ in one.listings] == [listing for listing, _ in other.listings]


def test_the_published_tables_give_zte_an_isin_of_the_netherlands(shared: Path) -> None:
    folder = shared / "data" / "refdata_financedatabase" / "2026-08-16"
    edition = read_edition(SOURCE, *sorted(folder.glob("*.csv")))
    [zte] = [one for one, _ in edition.listings if one.caption == "ZTE Corporation"]

    assert (edition.records, edition.warnings) == (3_192, ())
    assert {line.isin for line in zte.securities} == {"NLJPMSP0MIY6"}
    assert ("ticker", "HK:763") in keys(zte)


def test_a_number_that_cannot_be_is_kept_told_and_leads_to_nobody() -> None:
    edition = parse(FINANCE.replace("KYG9830T1067", "KYG9830T1068"))

    assert edition.warnings == (
        "the ISIN KYG9830T1068 fails its check and leads to nobody, 1 record",
    )
    assert ("isin", "KYG9830T1068") not in keys(edition.listings[0][0])


@pytest.mark.parametrize(
    ("content", "error", "what"),
    [
        ("isin,ticker\nDE0007164600,SAP\n", QuarantineError, "whose it is"),
        ("issuer,country\nExample,DE\n", QuarantineError, "whose it is"),
        ("issuer,isin,until\nA,DE0007164600,03/04/2021\n", InputError, "is not a day"),
        ("issuer,isin,since,until\nA,,2021-05-01,2021-04-01\n", InputError, "before it begins"),
        ("issuer,isin\n-,-\n", InputError, "neither an issuer nor an identifier"),
        ("issuer,isin\nA, B,DE0007164600\n", InputError, "wrong ones"),
    ],
)
def test_refuses_what_cannot_be_read_and_says_where(
    content: str, error: type[Exception], what: str
) -> None:
    with pytest.raises(error, match=what):
        parse(content)
