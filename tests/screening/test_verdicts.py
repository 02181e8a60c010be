"""Verdicts on identities: certain, doubtful, contradicting, unknown for want of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from proscribe.law.load import load_regime
from proscribe.model.time import Moment, parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Question, Reason
from proscribe.screening.candidates import Wanted
from proscribe.screening.verdicts import Ruling, by_strictness, rule
from proscribe.securities.queries import read_query
from proscribe.workspace.directory import LedgerDirectory

BUY = Question(
    act=Act.BUY,
    investor=Investor.US_PERSON,
    instrument=Instrument.EQUITY,
    as_of=parse_moment("2022-06-06"),
    known_at=parse_moment("2022-06-06"),
)
Listed = Callable[[str], LedgerDirectory]


def ruling(
    directory: LedgerDirectory,
    name: str = "",
    identifier: str = "",
    *,
    regime: str = "NS-CMIC",
    question: Question = BUY,
    strict: bool = True,
    **attributes: str,
) -> Ruling:
    return rule(
        replace(question, attributes=tuple(attributes.items())),
        Wanted(keys=read_query(identifier).keys, name=name, people=True),
        regime=load_regime(regime),
        directory=directory,
        caption=name or identifier or "The issuer",
        strict=strict,
    )


def answer(found: Ruling) -> tuple[str, str]:
    return found.verdict.outcome.value, found.verdict.reason.value


def test_a_doubt_whose_bearer_is_barred_is_for_review(directory: LedgerDirectory) -> None:
    today = replace(BUY, as_of=parse_moment("2026-08-01"), known_at=parse_moment("2026-08-01"))
    found = ruling(directory, "SenseTime Group Inc.", question=today)

    assert answer(found) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert {one.candidate.subject.id: one.verdict.outcome for one in found.candidates} == {
        "us_dod_chinese_milcorps-sensetime-group-inc": Outcome.ALLOWED,
        "us_ofac_cons-33114": Outcome.PROHIBITED,
    }
    assert "SENSETIME GROUP LIMITED (us_ofac_cons-33114): PROHIBITED" in found.verdict.explanation


def test_a_misspelt_name_is_for_review_and_the_answer_says_which_names_met(
    directory: LedgerDirectory,
) -> None:
    misspelt = ruling(directory, "Hangzhou Hikvison Digital Technology")
    twin = ruling(directory, "Hangzhou Haikang Foods")

    assert answer(misspelt) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert "PROHIBITED, since “Hangzhou Hikvison Digital Technology” met “" in (
        misspelt.verdict.explanation
    )
    assert answer(twin) == ("ALLOWED", "NOT_LISTED")


def test_whose_name_the_case_says_is_only_resembled_is_not_meant(
    directory: LedgerDirectory,
) -> None:
    name = "China Communication Constructions Company"
    listed = "China Communications Construction Company Limited"
    told = ruling(directory, name, name_resembles=listed)

    assert answer(ruling(directory, name))[0] == "REVIEW"
    assert told.candidates == ()
    assert told.verdict.reason is not Reason.IDENTITY_UNCERTAIN


def test_the_equal_name_is_barred_whatever_doubt_stands_by(directory: LedgerDirectory) -> None:
    assert answer(ruling(directory, "SENSETIME GROUP LIMITED"))[0] == "PROHIBITED"


@pytest.mark.parametrize("name", ["CHINA TELECOM", "HIKVISION DIGITAL TECH-A", "COSTAR GROUP INC"])
def test_a_name_not_certain_is_for_review_with_each_candidate(
    directory: LedgerDirectory, name: str
) -> None:
    found = ruling(directory, name)

    assert answer(found) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert all(one.candidate.subject.id in found.verdict.explanation for one in found.candidates)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("KYG9830T1067", "China Mobile Limited"), ("KYG9830T1067", "HUAWEI TECHNOLOGIES")],
)
def test_an_identifier_of_one_and_the_name_of_another_is_for_review(
    directory: LedgerDirectory, identifier: str, name: str
) -> None:
    assert answer(ruling(directory, name, identifier)) == ("REVIEW", "IDENTITY_UNCERTAIN")


def test_an_identifier_of_the_earlier_list_alone_bars_nothing_under_the_later(
    directory: LedgerDirectory,
) -> None:
    then = replace(BUY, as_of=parse_moment("2021-03-16"), known_at=parse_moment("2021-03-16"))

    assert answer(ruling(directory, identifier="600050 CN"))[0] == "ALLOWED"
    assert (
        answer(ruling(directory, identifier="600050 CN", regime="CCMC", question=then))[0]
        == "PROHIBITED"
    )


def test_a_ticker_both_lists_print_bars_under_the_later_one(directory: LedgerDirectory) -> None:
    """The earlier list prints 728 HK for the parent, the later one for the company itself."""
    assert answer(ruling(directory, identifier="728 HK"))[0] == "PROHIBITED"


def test_where_all_who_may_be_meant_are_free_so_is_the_act(directory: LedgerDirectory) -> None:
    found = ruling(directory, "CHINA TELECOM", regime="CCMC")

    assert found.verdict.outcome is Outcome.ALLOWED
    assert "Several subjects may be meant, none of them restricted" in found.verdict.explanation


def test_no_list_on_file_is_no_permission(directory: LedgerDirectory) -> None:
    for name in ("Apple Inc", "CHINA TELECOM"):
        strict = ruling(directory, name, regime="SDN")
        lenient = ruling(directory, name, regime="SDN", strict=False)

        assert answer(strict) == ("REVIEW", "IDENTITY_UNCERTAIN")
        assert "no edition of us_ofac_sdn is on file" in strict.verdict.explanation
        assert (strict.covered, lenient.covered) == (False, False)
        assert "proscribe import us_ofac_sdn" in lenient.why


def test_a_list_on_file_allows_whom_it_does_not_name(directory: LedgerDirectory) -> None:
    found = ruling(directory, "Apple Inc", "US0378331005")

    assert answer(found) == ("ALLOWED", "NOT_LISTED")
    assert found.covered


def test_a_person_on_a_list_is_barred_in_either_order_of_the_name(listed: Listed) -> None:
    directory = listed("id,schema,name\n1,Person,ZHANG Xiaoming\n")

    for name in ("Xiaoming Zhang", "Zhang, Xiaoming"):
        assert answer(ruling(directory, name, regime="LIST")) == ("PROHIBITED", "PRIVATE_LIST")
    assert answer(ruling(directory, "Zhang Xiulan", regime="LIST")) == ("ALLOWED", "NOT_LISTED")


def test_a_holding_who_may_be_one_of_two_is_for_review(directory: LedgerDirectory) -> None:
    fund = replace(BUY, instrument=Instrument.ETF)

    certain = ruling(directory, "Example ETF", question=fund, holds="CNE100000PM8:0.003")
    doubtful = ruling(directory, "Example ETF", question=fund, holds="CHINA TELECOM:0.003")
    clean = ruling(directory, "Example ETF", question=fund, holds="Apple Inc:0.003")

    assert answer(certain)[0] == "PROHIBITED"
    assert answer(doubtful) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert "It is not certain who a party is" in doubtful.verdict.explanation
    assert answer(clean)[0] == "ALLOWED"


@pytest.mark.parametrize("underlying", ["Hikvision", "CNE100000PM8", "002415.SZ"])
def test_a_derivative_is_judged_by_its_underlying_however_named(
    directory: LedgerDirectory, underlying: str
) -> None:
    question = replace(BUY, instrument=Instrument.DERIVATIVE)

    found = ruling(directory, "Some Bank AG", question=question, underlying=underlying)

    assert found.verdict.outcome is Outcome.PROHIBITED


def test_a_derivative_is_judged_by_its_issuer_too(directory: LedgerDirectory) -> None:
    question = replace(BUY, instrument=Instrument.WARRANT)

    found = ruling(directory, "Hikvision", question=question, underlying="Apple Inc")

    assert found.verdict.outcome is Outcome.PROHIBITED


def test_a_listing_the_case_states_needs_no_ledger(directory: LedgerDirectory) -> None:
    found = ruling(directory, "Example Ltd", listed="2021-06-03")

    assert found.verdict.outcome is Outcome.PROHIBITED
    assert found.candidates == ()


def test_strictest_first_and_of_equals_the_one_that_speaks_of_somebody(
    directory: LedgerDirectory,
) -> None:
    barred = ruling(directory, "Hikvision")
    free = ruling(directory, "Apple Inc")
    past = ruling(directory, "Hikvision", regime="CCMC")

    assert by_strictness((free, past, barred)) == (barred, past, free)
    assert by_strictness(()) == ()


def test_a_bare_day_of_knowledge_ends_in_the_zone_of_the_regime(
    directory: LedgerDirectory,
) -> None:
    """EO 14032 was published on 2021-06-03 in Washington, when it was night in Shanghai."""
    of_day = replace(BUY, as_of=parse_moment("2021-08-02"), known_at=Moment(day=date(2021, 6, 3)))
    before = replace(of_day, known_at=parse_moment("2021-06-03T12:00:00-04:00"))

    assert answer(ruling(directory, "Hikvision", question=of_day))[0] == "PROHIBITED"
    assert ruling(directory, "Hikvision", question=before).verdict.reason is not (
        Reason.EFFECTIVE_FIXED_DATE
    )
