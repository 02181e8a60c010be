"""The review queue: pairs that wait for a person's word, one at a time."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.web.doors import may
from proscribe.interfaces.web.visits import Visit
from proscribe.model.errors import InputError
from proscribe.model.time import parse_day
from proscribe.workspace.settling import (
    CONFIRM,
    REFUSE,
    agree,
    mark_of,
    refuse_unseen,
    said_of,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

_UNSURE = "unsure"
_DECIDES = "approver"
_MOST_DIGITS = 18
_FIELDS = (
    *("kind", "left", "right", "judgement", "reason", "at", "run", "file", "line"),
    *("until", "number", "seen"),
)
_AGREES = {CONFIRM: True, REFUSE: False}


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
    place = _number(said["at"])
    seal = visit.seal("decide", {name: said[name] for name in _FIELDS if name != "at"})
    try:
        await run_in_threadpool(_settle, visit, said, seal)
    except InputError as error:
        await visit.unseal(error)
        return await _show(visit, str(error), HTTPStatus.BAD_REQUEST, said["reason"])
    stays = said["judgement"] == _UNSURE
    return visit.to("/review", at=place + 1 if stays else place, done=said["judgement"])


def _settle(visit: Visit, said: Mapping[str, str], seal: Callable[[object], object]) -> None:
    workspace, kind, pair = visit.workspace, said["kind"], (said["left"], said["right"])
    line, number = _number(said["line"]), _number(said["number"])
    if said["judgement"] in _AGREES:
        agree(
            workspace, kind, pair, number, agrees=_AGREES[said["judgement"]],
            reason=said["reason"], by=visit.by, seal=seal,
        )  # fmt: skip
        return
    refuse_unseen(workspace, kind, pair, said["seen"])
    given = workspace.cases.given(
        kind, pair, number=number, run_id=said["run"], file=said["file"] or None, line=line
    )
    settle(
        workspace, kind, pair, said["judgement"], given=given, reason=said["reason"], by=visit.by,
        until=parse_day(said["until"]) if said["until"] else None, seal=seal,
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


async def _show(
    visit: Visit, problem: str, status: int = HTTPStatus.OK, reason: str = ""
) -> Response:
    place = visit.asked("at", "0")
    at = int(place) if place.isdecimal() and len(place) < len("1000000") else 0
    queue = await run_in_threadpool(visit.workspace.cases.queue, at)
    pair = queue.pair
    told = () if pair is None else said_of(visit.workspace, pair.kind, pair.left, pair.right)
    return await visit.page(
        "review.html",
        queue.to_json,
        status=status,
        queue=queue,
        decides=visit.caller is not None and may(visit.caller, _DECIDES),
        at=queue.at,
        pair=pair,
        seen=mark_of(told),
        done=visit.asked("done"),
        waits=visit.workspace.settings.second_person,
        problem=problem,
        reason=reason,
    )
