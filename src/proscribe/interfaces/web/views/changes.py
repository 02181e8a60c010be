"""Changes and operations: how fresh each list is, and what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.web.visits import Visit
from proscribe.workspace.pages.changes import Comparison, compare, deadlines_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_SHOWN = 200
_MOST_DATES = 100


async def show(request: Request) -> Response:
    """Show each list with its freshness, and the dates ahead of what was screened."""
    visit = Visit(request)
    sources = await run_in_threadpool(visit.workspace.sources)
    screenings, whose = visit.site.desk.screenings, visit.organisation
    reports = await run_in_threadpool(screenings.reports, whose)
    dates = await run_in_threadpool(deadlines_of, reports.read)
    held = [one for one in sources if one.edition is not None]
    return await visit.page(
        "changes.html",
        lambda: {
            "sources": [one.to_json() for one in sources],
            "deadlines": [one.to_json() for one in dates],
            "unread_screenings": reports.unread,
        },
        held=held,
        empty=[one for one in sources if one.edition is None],
        needing=[one for one in held if one.state != "fresh" or one.warnings],
        dates=dates[:_MOST_DATES],
        further=max(len(dates) - _MOST_DATES, 0),
        unread=reports.unread,
    )


async def show_source(request: Request) -> Response:
    """Show what began, changed and ended between two editions of a list."""
    visit = Visit(request)
    source = request.path_params["source"]
    since, until = visit.asked("from") or None, visit.asked("to") or None
    found = await run_in_threadpool(_compared, visit, source, (since, until))
    return await visit.page(
        "source.html", found.to_json, found=found, shown=_SHOWN, since=since, until=until
    )


def _compared(visit: Visit, source: str, moments: tuple[str | None, str | None]) -> Comparison:
    return compare(visit.workspace, source, moments, visit.moments.known_at)
