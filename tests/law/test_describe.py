"""The reference pages of the law are those the code writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.law.describe import describe_regimes
from proscribe.law.load import load_regimes
from proscribe.law.vocabulary import OUTCOMES, REASONS, describe_verdicts
from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Reason
from proscribe.screening.cases import ATTRIBUTES
from tests import goldens

PAGES = Path(__file__).parents[2] / "docs" / "reference"


# `make golden` runs the tests that ask for goldens.
@pytest.mark.usefixtures("golden")
def test_the_page_of_the_regimes_is_not_stale(pytestconfig: pytest.Config) -> None:
    rewrite = bool(pytestconfig.getoption("--golden"))

    goldens.compare(PAGES / "regimes.md", describe_regimes(load_regimes()), rewrite=rewrite)


@pytest.mark.usefixtures("golden")
def test_the_page_of_the_verdicts_is_not_stale(pytestconfig: pytest.Config) -> None:
    rewrite = bool(pytestconfig.getoption("--golden"))

    goldens.compare(PAGES / "verdicts.md", describe_verdicts(ATTRIBUTES), rewrite=rewrite)


def test_every_outcome_and_reason_is_explained_in_a_line() -> None:
    assert OUTCOMES.keys() == set(Outcome)
    assert REASONS.keys() == set(Reason)
    assert [line for line in REASONS.values() if "\n" in line or not line] == []


def test_every_word_of_a_question_is_explained() -> None:
    page = describe_verdicts(ATTRIBUTES)

    words = [*Act, *Investor, *Instrument, *ATTRIBUTES]
    assert [word for word in words if f"| `{word}` |" not in page] == []


def test_the_page_shows_each_text_with_its_day_and_each_clock_with_its_sum() -> None:
    page = describe_regimes(load_regimes())

    for regime in load_regimes():
        assert f"## {regime.key}\n" in page
        assert f"Compared with its texts through {regime.checked_through}" in page
        for text in regime.instruments.values():
            if text.published.instant is None:
                assert f"| {text.title} | {text.published} |" in page
    assert "| EO 14032 | 2021-06-03T14:19:53-04:00 |" in page
    assert "listing + 60 days, 09:30 America/New_York (or UTC-05:00: REVIEW between)" in page
    assert "2022-06-03, 00:01 America/New_York" in page
    assert "at least 50% held by all named owners together" in page
    assert "D.D.C. 21-280 ECF 21" in page
