"""Plans as files: every format says the same, and a calendar is one that any reader takes."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from proscribe.backends.reports.plan_calendar import plan_calendar
from proscribe.backends.reports.plan_file import write_plan
from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Outcome
from proscribe.screening.plan import (
    PLAN_ACTS,
    ActPlan,
    LineFacts,
    Plan,
    PlanLine,
    Step,
    TimeLeft,
    Undecided,
)
from proscribe.screening.plan_words import PLAN_COLUMNS
from tests.backends.reports.samples import EVIL, HEAD, WINDOW_ENDS

MADE = datetime(2021, 3, 6, 12, tzinfo=UTC)
INJECTED = (
    "=Evil, Inc; a\\b\r\nEND:VEVENT\r\nBEGIN:VEVENT\nDTSTART:19700101T000000Z\x00\x85\u2028"
    + "小米" * 60
)


def step(verdict: Outcome, since: str | None = None) -> Step:
    return Step(
        since=since,
        verdict=verdict,
        reason_code="DIVESTMENT_WINDOW",
        regime="CCMC",
        citation="EO 13959 s.1(c), 85 FR 73185; EO 13974",
        explanation=f"Because; so, {EVIL}",
    )


def plan_line(number: int, issuer: str, *, ends: str | None = WINDOW_ENDS) -> PlanLine:
    barred = () if ends is None else (step(Outcome.PROHIBITED, ends),)
    acts = {act: (step(Outcome.ALLOWED),) for act in PLAN_ACTS}
    acts[Act.BUY] = (step(Outcome.PROHIBITED),)
    acts[Act.SELL] = (step(Outcome.ALLOWED_DIVEST), *barred)
    return PlanLine(
        facts=LineFacts(
            file="book.csv",
            line=number,
            issuer=issuer,
            entity_id=f"us_dod_1237-{number}",
            quantity=Decimal(100),
            market_value=Decimal("1250.5"),
            currency="HKD",
        ),
        acts=tuple(ActPlan(act=act, steps=steps) for act, steps in acts.items()),
        left=TimeLeft(days=314, trading_days=214, venue="Hong Kong"),
    )


PLAN = Plan(
    head=HEAD,
    lines=(plan_line(2, "Xiaomi Corporation"), plan_line(3, INJECTED)),
    decide_first=(Undecided(facts=plan_line(4, "Somebody").facts, why="Two are called so."),),
    participation=Decimal("0.2"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An event as the library reads it back."""

    uid: str
    sequence: int
    summary: str
    description: str
    start: datetime
    alarms: tuple[timedelta, ...]


def read(calendar: bytes) -> list[Read]:
    found = Calendar.from_ical(calendar)
    assert isinstance(found, Calendar)
    return [
        Read(
            uid=str(event["uid"]),
            sequence=int(str(event.decoded("sequence"))),
            summary=str(event["summary"]),
            description=str(event["description"]),
            start=event.decoded("dtstart"),
            alarms=tuple(alarm.decoded("trigger") for alarm in event.walk("VALARM")),
        )
        for event in found.walk("VEVENT")
    ]


def unfolded(calendar: bytes) -> list[str]:
    """Read a calendar strictly: CRLF, 75 octets a line, whole letters, no control signs."""
    assert calendar.endswith(b"\r\n")
    lines = calendar.split(b"\r\n")[:-1]
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(0 < len(line) <= 75 for line in lines)
    joined: list[str] = []
    for line in lines:
        text = line.decode()
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", text)
        if text.startswith((" ", "\t")):
            joined[-1] += text[1:]
        else:
            joined.append(text)
    assert all(re.match(r"[A-Z0-9-]+[;:]", line) for line in joined)
    return joined


def test_a_calendar_is_strictly_what_the_standard_asks() -> None:
    lines = unfolded(plan_calendar(PLAN, MADE))

    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert lines.count("BEGIN:VALARM") == 4
    assert "DTSTART:19700101T000000Z" not in lines
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER:-P7D",
        "TRIGGER:-P1D",
    ] * 2


def test_a_calendar_reads_back_with_moment_value_and_citation() -> None:
    events = read(plan_calendar(PLAN, MADE))

    first = next(event for event in events if event.summary.startswith("Xiaomi"))
    assert first.summary == "Xiaomi Corporation: last moment to get out (CCMC)"
    # 23:59 in New York in January is 04:59 of the next day in UTC.
    assert first.start == datetime(2022, 1, 15, 4, 59, tzinfo=UTC)
    assert "HKD 1,250.50" in first.description
    assert "book.csv line 2: Xiaomi Corporation" in first.description
    assert "Citation: EO 13959 s.1(c), 85 FR 73185; EO 13974" in first.description
    assert first.alarms == (timedelta(days=-7), timedelta(days=-1))


def test_a_hostile_name_stays_a_name() -> None:
    events = read(plan_calendar(PLAN, MADE))

    hostile = next(event for event in events if "Evil" in event.summary)
    assert hostile.summary.startswith("=Evil, Inc; a\\b END:VEVENT BEGIN:VEVENT DTSTART:1970")
    assert hostile.start.year == 2022


def with_lines(*lines: PlanLine, suppositions: tuple[str, ...] = ()) -> Plan:
    return replace(PLAN, lines=lines, head=replace(HEAD, suppositions=suppositions))


def test_an_event_written_anew_is_the_same_event_and_a_later_one() -> None:
    moved = with_lines(plan_line(2, "Xiaomi Corporation", ends="2022-02-01T23:59:00-05:00"))
    still = with_lines(plan_line(2, "Xiaomi Corporation"))

    (before,) = read(plan_calendar(still, MADE))
    (after,) = read(plan_calendar(moved, MADE + timedelta(hours=1)))

    assert after.uid == before.uid
    assert after.sequence == before.sequence + 60
    assert after.start > before.start


def test_what_is_supposed_is_another_event_and_says_so() -> None:
    real = with_lines(plan_line(2, "Xiaomi Corporation"))
    supposed = with_lines(plan_line(2, "Xiaomi Corporation"), suppositions=("Supposing that x.",))

    (event,) = read(plan_calendar(supposed, MADE))

    assert event.uid != read(plan_calendar(real, MADE))[0].uid
    assert event.summary.startswith("SUPPOSED: ")
    assert event.description.startswith("Supposing that x.")


def test_no_deadline_makes_no_event() -> None:
    lines = unfolded(plan_calendar(with_lines(plan_line(2, "X", ends=None)), MADE))

    assert "BEGIN:VEVENT" not in lines


def test_a_csv_plan_has_the_columns_and_runs_nothing(tmp_path: Path) -> None:
    write_plan(tmp_path / "p.csv", PLAN, MADE)

    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert tuple(rows[0]) == tuple(PLAN_COLUMNS)
    assert [row["standing"] for row in rows] == ["GET_OUT", "GET_OUT", "DECIDE_FIRST"]
    assert rows[0]["deadline_at"] == WINDOW_ENDS
    assert (rows[0]["market_value"], rows[0]["currency"]) == ("1250.5", "HKD")
    assert rows[1]["issuer"].startswith("'=Evil")
    assert rows[2]["first_step"] == "Decide first: Two are called so."


def test_a_json_plan_has_every_step(tmp_path: Path) -> None:
    write_plan(tmp_path / "p.json", PLAN, MADE)

    plan = json.loads((tmp_path / "p.json").read_bytes())["plan"]
    acts = {one["act"]: one["steps"] for one in plan["lines"][0]["acts"]}
    assert [one["verdict"] for one in acts["sell"]] == ["ALLOWED_DIVEST", "PROHIBITED"]
    assert acts["sell"][1]["since"] == WINDOW_ENDS
    assert plan["totals"][0]["market_value"] == {"HKD": 2501}
    assert plan["decide_first"][0]["line"] == 4


def test_a_page_escapes_what_it_shows(tmp_path: Path) -> None:
    write_plan(tmp_path / "p.html", PLAN, MADE)

    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "Sell, solely to divest, before" in page
    assert "314 days left, 214 of them trading days (Hong Kong)" in page
    assert "Decide first" in page
    assert EVIL not in page


def test_a_workbook_has_the_plan(tmp_path: Path) -> None:
    write_plan(tmp_path / "p.xlsx", PLAN, MADE)

    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx")["Plan"]
    rows = [*sheet.iter_rows(values_only=True)]
    top = rows.index(tuple(PLAN_COLUMNS))
    first = dict(zip(PLAN_COLUMNS, rows[top + 1], strict=True))
    assert first["deadline_at"] == datetime(2022, 1, 14, 23, 59)  # noqa: DTZ001 - as Excel holds it
    assert first["market_value"] == 1250.5


@pytest.mark.parametrize("name", ["p.doc", "p"])
def test_another_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"\.ics"):
        write_plan(tmp_path / name, PLAN, MADE)

    assert not [*tmp_path.iterdir()]
