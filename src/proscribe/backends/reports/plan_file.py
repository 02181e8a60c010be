"""Writes the plan to get out: CSV, JSON, HTML, XLSX or a calendar (ICS), by extension."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from proscribe.backends.reports.formula import defuse_text
from proscribe.backends.reports.plan_document import dump_plan
from proscribe.backends.whole_files import disk, replacing
from proscribe.model.errors import InputError, Place
from proscribe.screening.plan import Plan
from proscribe.screening.plan_words import PLAN_COLUMNS, plan_rows
from proscribe.screening.summary import trimmed


def write_plan(path: Path, plan: Plan, made_at: datetime) -> None:
    """Write a plan in the format its name ends in; the file appears only when it is whole.

    Args:
        path: Where to write it.
        plan: The plan.
        made_at: When it is written (UTC), for the calendar.

    Raises:
        InputError: The format is unknown, or no file can be made there.
        StoreError: The disk failed while writing.
    """
    write = check_plan(path)
    with replacing(path, "plan") as temporary, disk(path, "plan"):
        write(temporary, plan, made_at)


def check_plan(path: Path) -> Callable[[Path, Plan, datetime], None]:
    """Return what writes the format a name ends in.

    Raises:
        InputError: The format is unknown.
    """
    key = path.suffix.removeprefix(".").lower()
    if key not in FORMATS:
        raise InputError(
            f"a plan cannot be written as {key!r}."
            if key
            else "the name of the plan does not say its format.",
            where=Place(file=str(path)),
            remedy=f"Let it end in one of {', '.join(f'.{each}' for each in FORMATS)}.",
        )
    return FORMATS[key]


def _csv(path: Path, plan: Plan, _made_at: datetime) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PLAN_COLUMNS)
        writer.writerows(map(_cell, row.values()) for row in plan_rows(plan))


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{trimmed(value):f}"
        case str():
            return defuse_text(value)
        case _:
            return value


def _json(path: Path, plan: Plan, _made_at: datetime) -> None:
    path.write_bytes(dump_plan(plan))


def _html(path: Path, plan: Plan, _made_at: datetime) -> None:
    from proscribe.backends.reports.plan_view import stream_plan

    with path.open("w", encoding="utf-8") as file:
        file.writelines(stream_plan(plan))


def _xlsx(path: Path, plan: Plan, _made_at: datetime) -> None:
    from proscribe.backends.reports.plan_sheet import write_plan_book

    try:
        write_plan_book(path, plan)
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _ics(path: Path, plan: Plan, made_at: datetime) -> None:
    from proscribe.backends.reports.plan_calendar import plan_calendar

    path.write_bytes(plan_calendar(plan, made_at))


FORMATS: dict[str, Callable[[Path, Plan, datetime], None]] = {
    "csv": _csv,
    "json": _json,
    "html": _html,
    "xlsx": _xlsx,
    "ics": _ics,
}
