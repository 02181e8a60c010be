"""An owner whose list states no listing day may have been listed before any moment asked about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proscribe.law.case import Case, Party, Stake, Standing
from proscribe.law.evaluate import evaluate
from proscribe.law.load import load_regime
from proscribe.model.listing import Designation
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Question


@pytest.mark.parametrize(
    ("as_of", "share", "outcome"),
    [
        (date(2016, 5, 1), "0.5", Outcome.REVIEW),
        (date(2016, 5, 1), "0.49", Outcome.ALLOWED),
        (date(2021, 4, 27), "0.5", Outcome.PROHIBITED),
    ],
)
def test_what_it_owns_by_half_needs_review_before_the_first_edition_on_file(
    as_of: date, share: str, outcome: Outcome
) -> None:
    listed = Designation(
        authority="us-ofac", program="CUBA", published=Moment(day=date(2021, 4, 25))
    )
    owner = Party(
        name="Owner",
        standings=(Standing(entity="us_ofac_sdn-1", caption="Owner", designation=listed),),
    )
    question = Question(
        act=Act.BUY,
        investor=Investor.US_PERSON,
        instrument=Instrument.EQUITY,
        as_of=Moment(day=as_of),
        known_at=Moment(day=date(2021, 5, 2)),
    )
    case = Case(
        question=question,
        caption="Shipyard",
        parties=(owner,),
        stakes=(Stake(owner="Owner", owned="", share=Decimal(share)),),
    )

    assert evaluate(load_regime("SDN"), case).outcome is outcome
