"""What a change of answers is, and what it is put down to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from proscribe.model.clearance import Word
from proscribe.operations.watches import (
    Answer,
    Asked,
    Cause,
    Change,
    EditionSeen,
    Found,
    Line,
    Said,
    Standing,
    Watch,
    compare,
)

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
OLD = EditionSeen(source="un", published="2026-11-01", digest="a")
NEW = EditionSeen(source="un", published="2026-11-26", digest="b")
OTHER = EditionSeen(source="eu", published="2026-11-26", digest="c")
ASKED = Asked(at=NOON, version="1", editions=(OLD,))
WATCH = Watch(
    id=7,
    organisation="bank",
    title="x",
    standing=Standing(query="x", files=(), actions=("buy", "hold"), investor="us_person"),
    set_up=Word(reason="a customer", by="ana", at=NOON),
    run=3,
    last=ASKED,
)


def answer(buy: str, hold: str = "ALLOWED", *, line: int = 1, due: str | None = None) -> Answer:
    said = [
        Said(action=action, verdict=verdict, reason_code="R", next_change_at=due, explanation="why")
        for action, verdict in (("buy", buy), ("hold", hold))
    ]
    return Answer(line=Line(file="a.csv", line=line, issuer="X"), regime="UN", said=tuple(said))


def found(*answers: Answer, asked: Asked = ASKED) -> Found:
    return Found(asked=asked, answers=answers, rests_on={"UN": ["un"]})


def test_an_answer_as_before_raises_nothing() -> None:
    assert [*compare(WATCH, [answer("PROHIBITED")], found(answer("PROHIBITED")))] == []


def test_another_explanation_alone_raises_nothing() -> None:
    before = answer("PROHIBITED")
    told = replace(before, said=tuple(replace(one, explanation="else") for one in before.said))

    assert [*compare(WATCH, [before], found(told))] == []


def test_only_the_acts_that_changed_are_told() -> None:
    (alert,) = compare(WATCH, [answer("ALLOWED", "REVIEW")], found(answer("PROHIBITED", "REVIEW")))

    assert alert.changes == (Change(action="buy", old="ALLOWED", new="PROHIBITED"),)
    assert (alert.organisation, alert.watch_id, alert.run) == ("bank", 7, 4)
    assert alert.explanation == "why"


def test_what_no_list_names_any_more_is_allowed() -> None:
    (alert,) = compare(WATCH, [answer("PROHIBITED")], found())

    assert alert.changes == (Change(action="buy", old="PROHIBITED", new="ALLOWED"),)
    assert "any more" in alert.explanation


def test_lines_are_told_apart() -> None:
    alerts = compare(WATCH, [answer("REVIEW", line=1)], found(answer("REVIEW", line=2)))

    assert [(one.line.line, one.changes[0].new) for one in alerts] == [
        (1, "ALLOWED"),
        (2, "REVIEW"),
    ]


def test_the_first_run_raises_nothing() -> None:
    new = replace(WATCH, run=0, last=None)

    assert [*compare(new, [], found(answer("PROHIBITED")))] == []


def test_a_new_edition_of_a_list_the_regime_rests_on_is_the_cause() -> None:
    asked = replace(ASKED, editions=(NEW, OTHER), version="2")
    (alert,) = compare(WATCH, [], found(answer("PROHIBITED"), asked=asked))

    assert (alert.cause, alert.editions) == (Cause.EDITION, (NEW,))


def test_an_edition_of_another_list_is_not() -> None:
    asked = replace(ASKED, editions=(OLD, OTHER), version="2")
    (alert,) = compare(WATCH, [], found(answer("PROHIBITED"), asked=asked))

    assert (alert.cause, alert.editions) == (Cause.VERSION, ())


def test_a_moment_that_has_passed_is_the_cause_and_one_to_come_is_not() -> None:
    causes = []
    for due in ("2026-11-27T06:59:00-05:00", "2026-11-27T07:01:00-05:00"):
        (alert,) = compare(WATCH, [answer("ALLOWED", due=due)], found(answer("PROHIBITED")))
        causes.append(alert.cause)

    assert causes == [Cause.TIME, Cause.DECISION]
