"""Acts by investors, as the law has them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Investor, Outcome, Reason
from proscribe.workspace import Workspace, open_workspace

XIAOMI, HIKVISION = "us_dod_1237-xiaomi", "us_ofac_cons-30946"


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with open_workspace("sqlite://") as opened:
        yield opened


def test_the_ban_binds_us_persons_and_their_branches_and_nobody_in_europe(
    workspace: Workspace,
) -> None:
    matrix = workspace.consequences(HIKVISION)

    assert len(matrix.cells) == len(Act) * len(Investor)
    assert matrix.investors_barred == (
        Investor.US_PERSON,
        Investor.FOREIGN_BRANCH_OF_US_ENTITY,
        Investor.US_PERSON_EMPLOYEE_OF_NON_US_ENTITY,
        Investor.US_FINANCIAL_INSTITUTION,
    )
    assert matrix.acts_barred == (Act.BUY, Act.SELL, Act.REINVEST_DIVIDEND, Act.CONVERT)
    (european,) = [c for c in matrix.row(Act.BUY) if c.investor is Investor.EU_PERSON]
    assert european.verdict.reason is Reason.NOT_BOUND


def test_the_matrix_agrees_with_each_question_asked_by_itself(workspace: Workspace) -> None:
    for moment, first in (("2021-03-06", 0), ("2021-03-16", 1)):
        matrix = workspace.consequences(XIAOMI, as_of=moment, known_at=moment)
        # Seven investors an act: steps of five come by every act and every investor.
        for cell in matrix.cells[first::5]:
            asked = workspace.check(
                XIAOMI,
                action=cell.act.value,
                investor=cell.investor.value,
                as_of=moment,
                known_at=moment,
            )
            assert cell.verdict.outcome is asked.verdict.outcome, cell
            if cell.verdict.reason is Reason.NOT_BOUND:
                assert cell.verdict.explanation == asked.verdict.explanation


def test_what_could_not_be_checked_is_said_of_each_investor_as_the_question_says_it(
    workspace: Workspace,
) -> None:
    matrix = workspace.consequences(XIAOMI)

    for investor in Investor:
        asked = workspace.check(XIAOMI, investor=investor.value)
        bound = {key: why for key, why in asked.not_checked if key in matrix.unchecked(investor)}
        assert bound.items() <= dict(matrix.not_checked).items()
        assert len(bound) == len(matrix.unchecked(investor))
    assert "SDN" in matrix.unchecked(Investor.US_PERSON)
    assert "EU-FREEZE" not in matrix.unchecked(Investor.US_PERSON)
    assert "EU-FREEZE" in matrix.unchecked(Investor.EU_PERSON)


def test_before_the_ban_a_purchase_is_allowed_and_says_from_when_not(
    workspace: Workspace,
) -> None:
    matrix = workspace.consequences(XIAOMI, as_of="2021-03-06", known_at="2021-03-06")

    buy = matrix.row(Act.BUY)[0].verdict
    assert buy.outcome is Outcome.ALLOWED
    assert buy.effective_at is not None
    assert buy.effective_at.isoformat() == "2021-03-15T13:30:00+00:00"
    assert matrix.acts_barred == ()


def test_an_instrument_that_is_none_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="no instrument"):
        workspace.consequences(XIAOMI, instrument="tulip")
