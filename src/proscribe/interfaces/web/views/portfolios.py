"""Portfolios: handed in, screened, and leafed through by verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, Response

from proscribe.interfaces.web.doors import may
from proscribe.interfaces.web.guarding import wants_json
from proscribe.interfaces.web.moments import Moments
from proscribe.interfaces.web.treemap import Tile, tiles
from proscribe.interfaces.web.visits import Visit
from proscribe.model.errors import InputError
from proscribe.model.verdict import Investor, Outcome
from proscribe.workspace.jobs import job_json
from proscribe.workspace.pages.screenings import CALENDAR, REPORT_FORMATS, ScreenOptions
from proscribe.workspace.pages.uploads import MEANINGS, read_example
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from proscribe.workspace.pages.report_book import LinesPage
    from proscribe.workspace.pages.screenings import Run
    from proscribe.workspace.pages.uploads import Waiting

_LINES = 50
_MOST_TILES = 40
_MOST_UNRESOLVED = 50
_MOST_DATES = 60
_MAP_WIDTH, _MAP_HEIGHT = 960, 300
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "html": "text/html",
    "ics": "text/calendar",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


async def show_all(request: Request) -> Response:
    """Show the form to hand a portfolio in, and what was screened lately."""
    return await _form(Visit(request), "")


async def take(request: Request) -> Response:
    """Take files in; what their columns mean is asked next."""
    visit = Visit(request)
    form = await visit.form()
    visit.need("analyst")
    options = ScreenOptions(
        investor=form.text("investor", Investor.US_PERSON.value),
        actions=form.texts.get("action", ()),
        as_of=form.text("as_of") or None,
        known_at=form.text("known_at") or None,
        held_since=form.text("held_since") or None,
    )
    uploads, files = visit.site.desk.uploads, form.files.get("files", ())
    if form.text("example"):
        files = (await run_in_threadpool(read_example),)
    try:
        upload_id = await run_in_threadpool(
            uploads.add, visit.organisation, visit.by, files, options
        )
    except InputError as error:
        return await _form(visit, str(error), HTTPStatus.BAD_REQUEST)
    return visit.to(f"/portfolios/{upload_id}/columns")


async def show_columns(request: Request) -> Response:
    """Show what the columns of an upload seem to mean, each to be corrected."""
    visit = Visit(request)
    waiting = await run_in_threadpool(
        visit.site.desk.uploads.get, visit.organisation, request.path_params["run_id"]
    )
    return _at_its_moment(visit, waiting.options) or await _columns(visit, waiting, {})


async def screen(request: Request) -> Response:
    """Have an upload screened, its columns read as the form says; its report has an address."""
    visit = Visit(request)
    form = await visit.form()
    visit.need("analyst")
    uploads, whose = visit.site.desk.uploads, visit.organisation
    waiting = await run_in_threadpool(uploads.get, whose, request.path_params["run_id"])
    meanings = {
        (file.name, column.header): form.text(f"column-{number}-{place}", column.meaning)
        for number, file in enumerate(waiting.files)
        for place, column in enumerate(file.columns)
    }
    seal = visit.seal("screen")
    try:
        run_id = await run_in_threadpool(
            uploads.screen, whose, visit.by, waiting, meanings,
            seal=lambda job: seal(job_json(job)),
        )  # fmt: skip
    except InputError as error:
        return await _columns(visit, waiting, meanings, str(error))
    return visit.to(f"/portfolios/{run_id}")


async def cancel(request: Request) -> Response:
    """Cancel a screening that waits or runs."""
    visit = Visit(request)
    await visit.form()
    visit.need("analyst")
    run_id = request.path_params["run_id"]
    seal = visit.seal("cancel")
    await run_in_threadpool(
        visit.site.desk.screenings.cancel, visit.organisation, run_id, visit.by,
        seal=lambda job: seal(job_json(job)),
    )  # fmt: skip
    return visit.to(f"/portfolios/{run_id}")


async def show(request: Request) -> Response:
    """Show a report: totals, a map, dates, lines, and those that are unresolved."""
    visit = Visit(request)
    run_id, screenings = request.path_params["run_id"], visit.site.desk.screenings
    run = await run_in_threadpool(screenings.get, visit.organisation, run_id)
    if run.state != "done":
        return await visit.page("portfolio_waits.html", lambda: _run_json(run), run=run)
    elsewhere = _at_its_moment(visit, run)
    if elsewhere is not None:
        return elsewhere
    book = await run_in_threadpool(screenings.book, visit.organisation, run_id)
    wanted = _Wanted.of(visit)
    page = await run_in_threadpool(
        book.page, verdict=wanted.verdict, find=wanted.find, first=wanted.first, most=_LINES
    )
    return await visit.page(
        "portfolio.html",
        lambda: _run_json(run) | {"report": book.document, "lines": _lines_json(page)},
        run=run,
        shown=Shown(book.document),
        counts=book.counts(),
        page=page,
        wanted=wanted,
        size=_LINES,
        formats=(*REPORT_FORMATS, CALENDAR),
        map_size=(_MAP_WIDTH, _MAP_HEIGHT),
    )


async def download(request: Request) -> Response:
    """Send a report as a file."""
    visit = Visit(request)
    run_id, ending = request.path_params["run_id"], request.path_params["ending"]
    path = await run_in_threadpool(
        visit.site.desk.screenings.download, visit.organisation, run_id, ending
    )
    return FileResponse(
        path, media_type=_TYPES[ending], filename=f"proscribe-{run_id[:8]}.{ending}"
    )


def _at_its_moment(visit: Visit, asked: ScreenOptions | Run) -> Response | None:
    """Send the visitor to the moment that something is screened for; None where they are there.

    It answers for its own moment, whatever the address that led here says.
    """
    then = Moments.of({"as_of": asked.as_of or "", "known_at": asked.known_at or ""})
    if then == visit.moments or wants_json(visit.request):
        return None
    there = then.url(visit.request.url.path, **visit.other_params)
    return RedirectResponse(there, HTTPStatus.SEE_OTHER)


async def _columns(
    visit: Visit, waiting: Waiting, meanings: Mapping[tuple[str, str], str], problem: str = ""
) -> Response:
    return await visit.page(
        "portfolio_columns.html",
        lambda: {
            "id": waiting.id,
            "files": to_json(waiting.files),
            "options": to_json(waiting.options),
            "detail": problem,
        },
        status=HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK,
        waiting=waiting,
        chosen=meanings,
        meanings=MEANINGS,
        problem=problem,
    )


async def _form(visit: Visit, problem: str, status: int = HTTPStatus.OK) -> Response:
    screenings, before = visit.site.desk.screenings, visit.asked("before") or None
    page = await run_in_threadpool(screenings.listed, visit.organisation, before=before)
    return await visit.page(
        "portfolios.html",
        lambda: {
            "screenings": [_run_json(each) for each in page.runs],
            "older": page.older,
            "detail": problem,
        },
        status=status,
        runs=page.runs,
        older=page.older,
        before=before,
        problem=problem,
        hands_in=visit.caller is not None and may(visit.caller, "analyst"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Which lines are shown."""

    verdict: Outcome | None
    find: str
    first: int

    @classmethod
    def of(cls, visit: Visit) -> _Wanted:
        verdict, page = visit.asked("verdict"), visit.asked("page", "1")
        number = int(page) if page.isdecimal() and len(page) < len("1000000") else 1
        return cls(
            verdict=Outcome(verdict) if verdict in set(Outcome) else None,
            find=visit.asked("find")[:200],
            first=(max(number, 1) - 1) * _LINES,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One tile of the map, and what it stands for."""

    tile: Tile
    issuer: str
    entity_id: str
    verdict: str
    value: float


class Shown:
    """What stands around the lines of a report.

    Args:
        document: The head, the totals and the rest, as the report has them.
    """

    def __init__(self, document: Mapping[str, object]) -> None:
        self.head = _part(document, "head")
        self.summary = _part(document, "summary")
        unresolved, notes = document.get("unresolved"), document.get("notes")
        self.unresolved = unresolved[:_MOST_UNRESOLVED] if isinstance(unresolved, list) else []
        told = notes if isinstance(notes, list) else []
        odd = [each for each in told if each["kind"] == "warning"]
        self.oddities = [each["text"] for each in odd[:_MOST_UNRESOLVED]]
        notes = [each for each in told if each["kind"] != "warning"]
        self.notes = notes[:_MOST_UNRESOLVED]
        # The document holds the first of very many unresolved lines alone, and their number.
        waiting = int(str(self.summary.get("unresolved") or 0))
        self.further_unresolved = max(waiting - len(self.unresolved), 0)
        self.further_oddities = len(odd) - len(self.oddities)
        self.further_notes = len(notes) - len(self.notes)

    @property
    def currency(self) -> str | None:
        """The currency of which the portfolio holds most, empty where values state none.

        None where no value is stated.
        """
        values = _part(self.summary, "market_value")
        return max(values, key=lambda code: float(str(values[code])), default=None)

    @property
    def unvalued(self) -> int:
        """How many lines the value of the portfolio leaves out, as they state none."""
        lines = int(str(self.summary.get("lines", 0)))
        return lines - int(str(self.summary.get("valued", lines)))

    @property
    def dates(self) -> list[Mapping[str, object]]:
        """What begins, ends or changes, the next first; what is past is left out."""
        return self._coming[:_MOST_DATES]

    @property
    def further_dates(self) -> int:
        """How many dates ahead are not among them."""
        return max(len(self._coming) - _MOST_DATES, 0)

    @property
    def _coming(self) -> list[Mapping[str, object]]:
        found = self.summary.get("deadlines")
        now = datetime.now(UTC)
        asked = str(self.head.get("as_of", ""))[:10]
        since = datetime.fromisoformat(asked).replace(tzinfo=UTC) if asked else now
        coming = [
            each
            for each in (found if isinstance(found, list) else [])
            if datetime.fromisoformat(each["at"]) >= since
        ]
        return sorted(coming, key=lambda each: datetime.fromisoformat(each["at"]))

    @property
    def areas(self) -> list[Area]:
        """The map: what is not allowed in full issuer by issuer, and all else as one.

        Nothing where no issuer is restricted. Lines that are unresolved, restricted whoever is
        meant, or of further issuers are all else: it has a verdict only where there are none.
        """
        code = self.currency
        held = self.summary.get("issuers")
        issuers = (held if isinstance(held, list) else [])[:_MOST_TILES]
        found = [
            (each["issuer"], each["entity_id"], each["verdict"], _value(each, code))
            for each in issuers
        ]
        if not found:
            return []
        rest = _value(self.summary, code) - sum(value for *_, value in found)
        told = sum(int(str(each["lines"])) for each in issuers)
        doubtful = int(str(self.summary.get("not_allowed", 0))) > told or self.undecided
        verdict = "" if doubtful else Outcome.ALLOWED.value
        found.append(("", "", verdict, max(rest, 0.0)))
        placed = tiles([value for *_, value in found], _MAP_WIDTH, _MAP_HEIGHT)
        return [
            Area(
                tile=tile, issuer=found[tile.key][0], entity_id=found[tile.key][1],
                verdict=found[tile.key][2], value=found[tile.key][3],
            )
            for tile in placed
        ]  # fmt: skip

    @property
    def undecided(self) -> bool:
        """Whether it is open who the issuer of a line is."""
        return bool(self.summary.get("unresolved"))

    @property
    def undrawn(self) -> int:
        """How many issuers that are not allowed in full have no tile."""
        held = self.summary.get("issuers")
        drawn = sum(bool(area.issuer) for area in self.areas)
        return len(held) - drawn if isinstance(held, list) else 0


def _part(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = document.get(key)
    return found if isinstance(found, dict) else {}


def _value(holder: Mapping[str, object], code: str | None) -> float:
    if code is None:
        return float(str(holder.get("lines", 0)))
    return float(str(_part(holder, "market_value").get(code, 0)))


def _run_json(run: Run) -> dict[str, object]:
    return {
        "id": run.id,
        "files": list(run.names),
        "by": run.by,
        "at": run.at,
        "state": run.state,
        "lines": run.lines,
        "total": run.total,
        "error": run.error,
    }


def _lines_json(page: LinesPage) -> dict[str, object]:
    return {"total": page.total, "first": page.first, "lines": to_json(page.lines)}
