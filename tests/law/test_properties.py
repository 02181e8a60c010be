"""What holds for every question, regime and designation, whatever they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proscribe.law.case import Case, Holding, Party, Stake, Standing
from proscribe.law.evaluate import evaluate
from proscribe.law.load import load_regimes
from proscribe.law.regime import Lists, Regime
from proscribe.model.errors import InputError
from proscribe.model.listing import Designation, Ending, EndKind
from proscribe.model.time import Moment
from proscribe.model.verdict import (
    Act,
    Instrument,
    Investor,
    Outcome,
    Purpose,
    Question,
    Verdict,
)

FIRST, LAST = datetime(2014, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, tzinfo=UTC)
TICK = timedelta(microseconds=1)
OPEN = timedelta(hours=1)
ENTITIES = (
    *("us_dod_1237-xiaomi", "us_dod_1237-luokung", "us_ofac_cons-1", "us_ofac_sdn-1"),
    *("us_dod_chinese_milcorps-1", "eu_833_annex_iii-1", ""),
)
NAMES = ("blocked person A", "blocked person B", "Gazprom", "Someone", "Other")

SPEAKING = tuple(one for one in load_regimes() if one.rules)
SILENT = tuple(one for one in load_regimes() if not one.rules)
regimes = st.sampled_from([*SPEAKING * 4, *SILENT])
# Moments of the law are where it goes wrong: half of what is asked lies at one.
EDGES = tuple(
    datetime.fromisoformat(text)
    for text in (
        *("2014-08-13T00:00:00-04:00", "2020-11-12T00:00:00-05:00", "2021-01-11T09:30:00-05:00"),
        *("2021-01-28T09:30:00-05:00", "2021-03-15T09:30:00-04:00", "2021-03-15T10:30:00-04:00"),
        *("2021-05-25T16:09:00-04:00", "2021-06-03T14:19:53-04:00", "2021-08-02T00:01:00-04:00"),
        *("2021-11-11T23:59:00-05:00", "2022-03-01T00:01:00-05:00", "2022-06-03T00:01:00-04:00"),
    )
)
LISTED = tuple(
    date.fromisoformat(day)
    for day in ("2020-06-12", "2020-12-03", "2021-01-14", "2021-06-03", "2021-12-16")
)
days = st.dates(min_value=date(2014, 1, 1), max_value=date(2024, 12, 31))


@st.composite
def moments(draw: st.DrawFn, regime: Regime) -> datetime:
    """An instant near a text of the regime, at an edge of the law, or anywhere."""
    text = draw(st.sampled_from(tuple(regime.instruments.values())))
    near = max(text.published.starts(regime.zone), FIRST)
    start = draw(st.sampled_from([near, near, near, FIRST, *EDGES]))
    if start in EDGES:
        return start + draw(st.integers(-1, 1)) * TICK
    later = draw(st.integers(0, 500 if start is near else 4000))
    return min(start + timedelta(days=later, minutes=draw(st.integers(0, 1439))), LAST)


@st.composite
def listing_days(draw: st.DrawFn, known: datetime) -> date:
    """A day so long before what is known that a clock of the law may just run out."""
    before = draw(st.sampled_from([0, 1, 14, 29, 30, 31, 59, 60, 61, 100, 200, 364, 365, 366, 400]))
    return draw(st.sampled_from([*[known.date() - timedelta(days=before)] * 3, *LISTED]))


shares = st.one_of(st.none(), st.integers(0, 20).map(lambda part: Decimal(part) / 20))


def texts(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), strategy.map(str))


@st.composite
def attributes(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    side = st.sampled_from(["us_person", "non_us_person"])
    drawn = {
        "issued": draw(texts(days)),
        "tenor_days": draw(texts(st.sampled_from([7, 14, 15, 30, 31, 60, 61, 90, 91]))),
        "venue": draw(texts(st.sampled_from(["private", "NYSE", "otc", "primary", "secondary"]))),
        "located_in": draw(texts(st.sampled_from(["RU", "CN", "FR"]))),
        "directive": draw(texts(st.sampled_from(["1", "4D", "4B", "?"]))),
        "counterparty": draw(texts(side)),
        "benefit": draw(texts(side)),
        "ordinary_course": draw(texts(st.sampled_from(["yes", "no"]))),
    }
    return tuple((key, value) for key, value in drawn.items() if value is not None)


@st.composite
def questions(draw: st.DrawFn, regime: Regime) -> Question:
    known = draw(moments(regime))
    later = known + timedelta(days=draw(st.integers(-100, 400)))
    bound = regime.binds.investors
    return Question(
        act=draw(st.sampled_from([Act.BUY, Act.SELL, Act.HOLD, *Act])),
        investor=draw(st.sampled_from([*bound * 6, *Investor])),
        instrument=draw(st.sampled_from([Instrument.EQUITY, Instrument.DEBT, *Instrument])),
        as_of=instant(draw(st.sampled_from([later, later, known, draw(moments(regime))]))),
        known_at=instant(known),
        purpose=draw(st.one_of(st.none(), st.sampled_from(Purpose))),
        location=draw(st.sampled_from([None, "US", "FR", "GB", "CN"])),
        held_since=draw(st.one_of(st.none(), days)),
        attributes=draw(attributes()),
    )


@st.composite
def standings(
    draw: st.DrawFn, regime: Regime, lists: tuple[Lists, ...], known: datetime
) -> Standing:
    entry = draw(st.sampled_from(lists))
    listed = draw(listing_days(known))
    ended = draw(st.sampled_from([None, None, None, 1, 30, 90, 800]))
    told: list[str | None] = [*sorted(regime.directives)] or [None]
    ending = None
    if ended is not None:
        on = Moment(day=listed + timedelta(days=ended))
        ending = Ending(on=on, published=on, kind=draw(st.sampled_from(EndKind)))
    return Standing(
        entity=draw(st.sampled_from([f"{entry.source or 'us_ofac_sdn'}-2", *ENTITIES])),
        caption="A subject",
        designation=Designation(
            authority=entry.authority,
            program="SDGT" if entry.program == "*" else entry.program,
            listed_on=draw(st.sampled_from([listed, listed, listed, listed, None])),
            published=Moment(day=listed),
            directive=draw(st.sampled_from([*told, *told, *told, None, "5"])),
            ended=ending,
        ),
    )


@st.composite
def cases(draw: st.DrawFn, regime: Regime) -> Case:
    lists, question = everything_looked_at(regime), draw(questions(regime))
    known = question.known_at.closes(regime.zone)
    one = standings(regime, lists, known) if lists else st.nothing()
    few = st.lists(one, max_size=1) if lists else st.just([])
    own = st.lists(one, min_size=1, max_size=3) if lists else st.just([])
    parties = tuple(
        Party(name=name, standings=tuple(draw(few)), blocked=name.startswith("blocked"))
        for name in NAMES
    )
    stakes = st.lists(
        st.builds(
            lambda owner, owned, share: Stake(owner=owner, owned=owned, share=share),
            st.sampled_from([*NAMES, "Holding"]),
            st.sampled_from(["", "Holding"]),
            shares,
        ),
        max_size=4,
    )
    held = st.lists(st.sampled_from(parties), max_size=3, unique=True)
    holdings = None
    if draw(st.sampled_from([False, False, False, True])):
        holdings = tuple(Holding(party=party, weight=draw(shares)) for party in draw(held))
    return Case(
        question=question,
        caption="A subject",
        standings=tuple(draw(own)),
        resembles=draw(st.sampled_from([None] * 4 + [*parties])),
        parties=parties,
        stakes=tuple(draw(stakes)) if draw(st.booleans()) else (),
        holdings=holdings,
        counterparty=draw(st.sampled_from([None] * 8 + [*parties])),
    )


@st.composite
def asked(draw: st.DrawFn) -> tuple[Regime, Case]:
    regime = draw(regimes)
    return regime, as_public(draw(cases(regime)), regime)


def everything_looked_at(regime: Regime) -> tuple[Lists, ...]:
    further = [one.lists for one in (regime.succession, regime.predecessor) if one is not None]
    return (*regime.lists, *(entry for lists in further for entry in lists))


def as_public(case: Case, regime: Regime) -> Case:
    """Leave out of the issuer's designations what was not public, as the ledger does."""
    known = case.question.known_at.closes(regime.zone)
    found = []
    for standing in case.standings:
        designation = standing.designation
        assert designation.published is not None
        if designation.published.starts(regime.zone) > known:
            continue
        ended = designation.ended
        if ended is not None and ended.published.ends(regime.zone) > known:
            designation = replace(designation, ended=None)
        found.append(replace(standing, designation=designation))
    return replace(case, standings=tuple(found))


def instant(moment: datetime) -> Moment:
    return Moment(day=moment.date(), instant=moment.astimezone(UTC))


def at(case: Case, moment: datetime) -> Case:
    return replace(case, question=replace(case.question, as_of=instant(moment)))


def outcome(regime: Regime, case: Case, moment: datetime) -> Outcome:
    return evaluate(regime, at(case, moment)).outcome


@settings(max_examples=250)
@given(asked())
def test_every_question_has_one_answer_that_says_why(question: tuple[Regime, Case]) -> None:
    verdict = evaluate(*question)

    assert isinstance(verdict, Verdict)
    assert verdict.explanation
    assert verdict.next_change_at is None or (
        verdict.next_change_at > question[1].question.as_of.closes(verdict.zone)
    )


@settings(max_examples=150)
@given(asked(), st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_the_answer_holds_until_its_next_change_and_no_longer(
    question: tuple[Regime, Case], parts: list[float]
) -> None:
    regime, case = question
    verdict, start = evaluate(regime, case), case.question.as_of.closes(regime.zone)
    end = verdict.next_change_at or datetime(2035, 1, 1, tzinfo=UTC)
    inside = [start + part * (end - start) for part in parts]

    for moment in {start, start + TICK, *inside, end - TICK}:
        if start <= moment < end:
            found = outcome(regime, case, moment)
            # In the hour that two readings of one text leave open a person decides, or the
            # answer to come holds already where it is that of both readings.
            either = (Outcome.REVIEW, outcome(regime, case, end))
            assert found is verdict.outcome or (end - moment <= OPEN and found in either)
    if verdict.next_change_at is not None:
        assert outcome(regime, case, end) is not verdict.outcome


@settings(max_examples=150)
@given(asked())
def test_nothing_published_later_changes_the_answer(question: tuple[Regime, Case]) -> None:
    regime, case = question
    verdict = evaluate(regime, case)
    stood = as_it_stood(regime, case.question.known_at.closes(regime.zone))
    # Nobody can have been named under a directive before it was public.
    assume(stood.directives == regime.directives)

    then = evaluate(stood, case)

    assert (then.outcome, then.next_change_at) == (verdict.outcome, verdict.next_change_at)


def as_it_stood(regime: Regime, known: datetime) -> Regime:
    """Strike from a regime file whatever rests on a text that was not yet public."""

    def public(key: str | None) -> bool:
        return key is None or regime.instruments[key].published.starts(regime.zone) <= known

    return replace(
        regime,
        rules=tuple(
            one if public(one.repealed_by) else replace(one, repealed_by=None)
            for one in regime.rules
            if public(one.text)
        ),
        windows=tuple(one for one in regime.windows if public(one.text)),
        permits=tuple(one for one in regime.permits if public(one.text)),
        licences=tuple(one for one in regime.licences if public(one.text)),
        glosses=tuple(one for one in regime.glosses if public(one.text)),
        exempt=tuple(one for one in regime.exempt if public(one.text)),
        ownership=tuple(one for one in regime.ownership if public(one.text)),
        funds=tuple(one for one in regime.funds if public(one.text)),
        courts=tuple(
            one for one in regime.courts if (one.published or one.on).starts(regime.zone) <= known
        ),
        resemblance=regime.resemblance if public(regime.resemblance) else None,
        succession=regime.succession
        if regime.succession is None or public(regime.succession.text)
        else None,
        predecessor=regime.predecessor
        if regime.predecessor is None or public(regime.predecessor.text)
        else None,
    )


@settings(max_examples=150)
@given(asked(), st.data())
def test_a_further_designation_never_makes_an_answer_milder(
    question: tuple[Regime, Case], data: st.DataObject
) -> None:
    regime, case = question
    # A name that resembles a listed one, and who is reached though no list names him, are
    # judged so only while they are not listed themselves.
    assume(regime.lists and case.resembles is None)
    assume(not any(rule.unlisted for rule in regime.rules))
    known = case.question.known_at.closes(regime.zone)
    more = data.draw(standings(regime, regime.lists, known))

    further = as_public(replace(case, standings=(*case.standings, more)), regime)

    assert evaluate(regime, further).outcome.severity <= evaluate(regime, case).outcome.severity


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("issued", "last spring"),
        ("issued", "2018-02-30"),
        ("matures", "2018-13-01"),
        ("tenor_days", "a month"),
        ("tenor_days", "-3"),
        ("ordinary_course", "perhaps"),
    ],
)
def test_an_attribute_that_cannot_be_read_is_refused_and_named(key: str, value: str) -> None:
    stated = {"issued": "2018-01-02", key: value}
    standing = Standing(
        entity="",
        caption="A bank",
        designation=Designation(
            authority="us-ofac",
            program="UKRAINE-EO13662" if key != "ordinary_course" else "CMIC-EO13959",
            listed_on=date(2014, 9, 12) if key != "ordinary_course" else date(2021, 6, 3),
            published=Moment(day=date(2014, 9, 12)),
            directive="1" if key != "ordinary_course" else None,
        ),
    )
    regime = next(
        one
        for one in load_regimes()
        if one.key == ("SSI" if key != "ordinary_course" else "NS-CMIC")
    )
    question = Question(
        act=Act.EXECUTE_FOR_EMPLOYER,
        investor=Investor.US_PERSON_EMPLOYEE_OF_NON_US_ENTITY,
        instrument=Instrument.DEBT,
        as_of=Moment(day=date(2022, 1, 10)),
        known_at=Moment(day=date(2022, 1, 10)),
        attributes=tuple(stated.items()),
    )

    with pytest.raises(InputError, match=value):
        evaluate(regime, Case(question=question, caption="A bank", standings=(standing,)))
