"""The review queue: pairs that wait for a person's word, one at a time."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.web.doors import may
from proscribe.interfaces.web.visits import Visit
from proscribe.model.errors import InputError
from proscribe.model.time import parse_day
from proscribe.workspace.pages.queue import Queue, agree, read_queue, refuse_unseen, said_of, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

_UNSURE = "unsure"
_DECIDES = "approver"
_FIELDS = (
    *("kind", "left", "right", "judgement", "reason", "at", "run", "file", "line"),
    *("until", "number", "seen"),
)
_AGREES = {"confirm": True, "refuse": False}


async def show(request: Request) -> Response:
    """Show the pairs that wait, and one of them side by side."""
    return await _show(Visit(request), "")


async def decide(request: Request) -> Response:
    """Keep what a person says of a pair, and go on to the next."""
    visit = Visit(request)
    form = await visit.form()
    said = {name: form.text(name) for name in _FIELDS}
    # To be unsure changes no answer; to decide does, and needs who may do so over HTTP as well.
    visit.need("analyst" if said["judgement"] == _UNSURE else _DECIDES)
    place = said["at"] if said["at"].isdecimal() else "0"
    try:
        await run_in_threadpool(_settle, visit, said)
    except InputError as error:
        return await _show(visit, str(error), HTTPStatus.BAD_REQUEST, said["reason"])
    await visit.receipt("decide", {name: said[name] for name in _FIELDS if name != "at"})
    stays = said["judgement"] == _UNSURE
    return visit.to("/review", at=int(place) + 1 if stays else place, done=said["judgement"])


def _settle(visit: Visit, said: Mapping[str, str]) -> None:
    if said["judgement"] in _AGREES:
        agree(
            visit.workspace, said["kind"], (said["left"], said["right"]), said["number"],
            agrees=_AGREES[said["judgement"]], reason=said["reason"], by=visit.by,
        )  # fmt: skip
        return
    refuse_unseen(visit.workspace, said["kind"], (said["left"], said["right"]), said["seen"])
    given = None
    if said["kind"] == "line" and said["line"].isdecimal():
        given = visit.site.desk.screenings.given(
            visit.organisation, said["run"], said["file"] or None, int(said["line"])
        )
    settle(
        visit.workspace, said["kind"], (said["left"], said["right"]), said["judgement"],
        given=given, reason=said["reason"], by=visit.by,
        until=parse_day(said["until"]) if said["until"] else None,
    )  # fmt: skip


async def _show(
    visit: Visit, problem: str, status: int = HTTPStatus.OK, reason: str = ""
) -> Response:
    queue = await run_in_threadpool(_queue, visit)
    place = visit.asked("at", "0")
    at = int(place) if place.isdecimal() and len(place) < len("1000000") else 0
    at = min(at, max(len(queue.pairs) - 1, 0))
    pair = queue.pairs[at] if queue.pairs else None
    told = () if pair is None else said_of(visit.workspace, pair.kind, pair.left, pair.right)
    return await visit.page(
        "review.html",
        queue.to_json,
        status=status,
        queue=queue,
        decides=visit.caller is not None and may(visit.caller, _DECIDES),
        at=at,
        pair=pair,
        seen=len(told),
        done=visit.asked("done"),
        waits=visit.workspace.settings.second_person,
        problem=problem,
        reason=reason,
    )


def _queue(visit: Visit) -> Queue:
    screenings, organisation = visit.site.desk.screenings, visit.organisation
    reports = [
        (run, screenings.book(organisation, run.id).document)
        for run in screenings.listed(organisation)
        if run.state == "done"
    ]
    return read_queue(visit.workspace, reports)
