"""``/v1/watches`` and ``/v1/alerts``: what is asked again and again, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api.access import CALLER
from proscribe.interfaces.api.answers import JSON, Seal, answer
from proscribe.interfaces.api.documents import ASKED, AlertAnswer, Alerts, WatchAnswer, Watches
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.model.verdict import Act, Investor
from proscribe.workspace import Workspace
from proscribe.workspace.watches import Watch, alert_json, watch_json

router = APIRouter(prefix="/v1", tags=["Watches"])

_MOST_NUMBER = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=_MOST_NUMBER, description="Its number.")]
Reason = Annotated[str, Query(max_length=10_000, description="Why; it is kept.")]


class Watching(BaseModel):
    """What is watched: a name, or the portfolios of a job."""

    model_config = ConfigDict(extra="forbid")

    query: str | None = Field(
        default=None,
        max_length=1_000,
        description="A name, ISIN, CUSIP, SEDOL, FIGI, LEI or ticker.",
        examples=["Xiaomi"],
    )
    job: str | None = Field(
        default=None,
        max_length=64,
        description="Id of a job: its portfolios are watched, as they were handed in.",
    )
    reason: str = Field(max_length=10_000, description="Why; it is kept.")
    title: str | None = Field(default=None, max_length=200)
    actions: list[Act] = Field(default_factory=list, description="Buy, sell and hold by default.")
    investor: Investor = Investor.US_PERSON
    location: str | None = Field(default=None, description="Where the investor is, two letters.")
    held_since: str | None = Field(default=None, description="Since when positions are held.")
    regimes: list[str] = Field(default_factory=list, description="Regimes asked; all by default.")

    @model_validator(mode="after")
    def _is_one(self) -> Watching:
        if (self.query is None) == (self.job is None):
            raise ValueError("either query or job is needed")
        return self


class Acknowledging(BaseModel):
    """What came of an alert."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(max_length=10_000, description="What came of it; it is kept.")


@router.get("/watches", summary="What is watched", response_model=Watches, responses=ASKED)
async def watches(request: Request) -> Response:
    """Return what the organisation watches."""
    workspace = workspace_of(request)
    whose = request.scope[CALLER].organisation
    found = await run_in_threadpool(workspace.watches.list, organisation=whose)
    told = {"watches": [watch_json(one) for one in found]}
    return Response(orjson.dumps(told), media_type=JSON)


@router.post(
    "/watches",
    summary="Watch something",
    status_code=201,
    response_model=WatchAnswer,
    responses=ASKED,
)
async def watch(request: Request, asked: Watching) -> Response:
    """Watch a name or portfolios: what is answered now is what later runs are held against."""
    seal = Seal(request, "watch", body=asked.model_dump(mode="json"))

    def sealed(watch: Watch) -> None:
        # Its number is known only once it is on file.
        seal(watch_json(watch) | {"id": None})

    caller = request.scope[CALLER]
    made = await run_in_threadpool(_watch, workspace_of(request), caller, asked, sealed)
    return seal.respond(watch_json(made), status=201)


@router.delete(
    "/watches/{number}", summary="Watch no longer", response_model=WatchAnswer, responses=ASKED
)
async def remove(request: Request, number: Number, *, reason: Reason) -> Response:
    """Watch something no longer: its files are deleted, its alerts stay on file."""
    workspace = workspace_of(request)
    caller, seal = request.scope[CALLER], Seal(request, "unwatch")
    made = await run_in_threadpool(
        workspace.watches.remove, number, by=caller.name, reason=reason,
        organisation=caller.organisation, seal=lambda watch: seal(watch_json(watch)),
    )  # fmt: skip
    return seal.respond(watch_json(made))


@router.post("/watches/run", summary="Ask again", response_model=Alerts, responses=ASKED)
async def run(
    request: Request,
    *,
    watch: Annotated[
        int | None, Query(ge=1, le=_MOST_NUMBER, description="Number of a watch; all by default.")
    ] = None,
) -> Response:
    """Ask watches again, as of now; return the alerts that were raised."""
    workspace = workspace_of(request)
    whose = request.scope[CALLER].organisation
    # What they raise is known only once it is on file: that they are asked is proven before.
    seal = Seal(request, "watch_run")
    raised = await run_in_threadpool(
        workspace.watches.run, watch, organisation=whose,
        seal=lambda asked: seal({"watches": [one.id for one in asked]}),
    )  # fmt: skip
    told = {"alerts": [alert_json(one) for one in raised]}
    return await answer(request, "watch_run", told, edition=desk_of(request).edition)


@router.get("/alerts", summary="The alerts", response_model=Alerts, responses=ASKED)
async def alerts(
    request: Request,
    *,
    every: Annotated[
        bool, Query(alias="all", description="Those too that somebody acknowledged.")
    ] = False,
) -> Response:
    """Return what watches raised and nobody has acknowledged, the newest first."""
    workspace = workspace_of(request)
    whose = request.scope[CALLER].organisation
    found = await run_in_threadpool(workspace.watches.alerts, organisation=whose, every=every)
    told = {"alerts": [alert_json(one) for one in found]}
    return await answer(request, "alerts", told, edition=desk_of(request).edition)


@router.post(
    "/alerts/{number}/acknowledge",
    summary="Acknowledge an alert",
    response_model=AlertAnswer,
    responses=ASKED,
)
async def acknowledge(request: Request, number: Number, said: Acknowledging) -> Response:
    """Say that an alert was seen, and what came of it; it stays on file."""
    workspace = workspace_of(request)
    caller = request.scope[CALLER]
    seal = Seal(request, "acknowledge", body=said.model_dump(mode="json"))
    made = await run_in_threadpool(
        workspace.watches.acknowledge, number, by=caller.name, reason=said.reason,
        organisation=caller.organisation, seal=lambda alert: seal(alert_json(alert)),
    )  # fmt: skip
    return seal.respond(alert_json(made))


def _watch(
    workspace: Workspace,
    caller: Any,  # noqa: ANN401 - whom the gate let in
    asked: Watching,
    seal: Callable[[Watch], None],
) -> Watch:
    whose = caller.organisation
    what = (
        workspace.jobs.portfolios(asked.job, organisation=whose)
        if asked.job is not None
        else asked.query or ""
    )
    return workspace.watches.add(
        what, by=caller.name, reason=asked.reason, title=asked.title, organisation=whose,
        actions=[act.value for act in asked.actions], investor=asked.investor.value,
        location=asked.location, held_since=asked.held_since, regimes=asked.regimes, seal=seal,
    )  # fmt: skip
