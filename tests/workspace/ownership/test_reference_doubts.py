"""What reference data says of an identifier takes no doubt away that another name raised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proscribe.model.listing import Listing, SecurityLine, SecurityType
from proscribe.model.verdict import Outcome
from proscribe.screening.verdicts import Ruling
from tests.workspace.ownership.companies import ALPHA, company, listed

PERSON = replace(listed("us_ofac_sdn", 7, "Samiya DABA"), schema="Person")


def of_exchange(number: str, name: str, ticker: str) -> Listing:
    line = SecurityLine(type=SecurityType.EQUITY, ticker=f"{ticker} US")
    return replace(company(f"us_sec_company_tickers-{number}", name), securities=(line,))


def test_a_ticker_known_by_reference_data_alone_leaves_the_doubt_on_a_person_of_that_name(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", PERSON)
    before = ask("DABA")
    record("us_sec_company_tickers", of_exchange("1577552", "Dalian Barge Holding Ltd", "DABA"))
    after = ask("DABA")

    assert before.verdict.outcome is Outcome.REVIEW
    assert after.verdict.outcome is Outcome.REVIEW
    assert [one.candidate.subject.caption for one in after.candidates] == [
        "Dalian Barge Holding Ltd",
        "Samiya DABA",
    ]


def test_a_ticker_of_the_very_issuer_that_is_named_takes_the_doubt_away(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", PERSON, ALPHA)
    record("us_sec_company_tickers", of_exchange("1", "Daba Foods Inc", "DABA"))

    assert ask("DABA").verdict.outcome is Outcome.ALLOWED
