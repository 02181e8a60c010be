"""``/v1/jobs``: how far a job has come, and the reports it made."""

from __future__ import annotations

from enum import StrEnum
from hashlib import file_digest
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from proscribe.interfaces.api.access import CALLER
from proscribe.interfaces.api.answers import JSON, RECEIPT_HEADER, Seal, leave
from proscribe.interfaces.api.documents import ASKED, JobAnswer, Jobs, errors
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.workspace.jobs import MOST_LISTED, REPORT_FORMATS, job_json

if TYPE_CHECKING:
    import pathlib

router = APIRouter(prefix="/v1", tags=["Portfolios"])

ReportFormat = StrEnum("ReportFormat", [(each, each) for each in REPORT_FORMATS])  # type: ignore[misc]
JobId = Annotated[str, Path(description="Id of the job.", max_length=64)]
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": JSON,
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_REPORTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report",
        "content": {kind.partition(";")[0]: _BINARY for kind in _KINDS.values()},
    }
}
# A report is a file to be kept; shown in a browser it may run nothing and reach nothing.
_HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "cache-control": "private, no-store",
}


@router.get("/jobs", summary="The jobs", response_model=Jobs, responses=ASKED)
async def jobs(
    request: Request,
    *,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED, description="Most jobs.")] = 100,
    before: Annotated[
        str | None, Query(max_length=64, description="Id of the job before which to go on.")
    ] = None,
) -> Response:
    """Return the jobs of the organisation, the newest first."""
    workspace = workspace_of(request)
    whose = request.scope[CALLER].organisation
    found = await run_in_threadpool(
        workspace.jobs.list, organisation=whose, most=limit, before=before
    )
    return Response(orjson.dumps({"jobs": [job_json(one) for one in found]}), media_type=JSON)


@router.get(
    "/jobs/{job_id}", summary="How far is a job?", response_model=JobAnswer, responses=ASKED
)
async def job(request: Request, job_id: JobId) -> Response:
    """Return a job: its state, how many lines are through, and what it came to."""
    workspace = workspace_of(request)
    whose = request.scope[CALLER].organisation
    found = await run_in_threadpool(workspace.jobs.get, job_id, organisation=whose)
    return Response(orjson.dumps(job_json(found)), media_type=JSON)


@router.delete("/jobs/{job_id}", summary="Cancel a job", response_model=JobAnswer, responses=ASKED)
async def cancel(request: Request, job_id: JobId) -> Response:
    """Cancel a job: at once where it waits, within seconds where it runs; else it stays."""
    workspace = workspace_of(request)
    caller = request.scope[CALLER]
    seal = Seal(request, "cancel")
    found = await run_in_threadpool(
        workspace.jobs.cancel, job_id, organisation=caller.organisation, by=caller.name,
        seal=lambda job: seal(job_json(job)),
    )  # fmt: skip
    return seal.respond(job_json(found))


@router.get(
    "/jobs/{job_id}/result.{report_format}",
    summary="The report of a job",
    response_class=Response,
    responses=_REPORTS | ASKED | errors(400),
)
async def result(
    request: Request,
    job_id: JobId,
    report_format: Annotated[ReportFormat, Path(description="The format.")],
) -> Response:
    """Return the report that a job made, in one of the formats that were asked for."""
    workspace = workspace_of(request)
    desk, whose = workspace.jobs, request.scope[CALLER].organisation
    chosen = report_format.value
    path = await run_in_threadpool(desk.result, job_id, chosen, organisation=whose)
    kept = await run_in_threadpool(_digest, path)
    edition = desk_of(request).edition
    receipt = await leave(request, "result", kept, edition=edition)
    headers = _HEADERS if receipt is None else {**_HEADERS, RECEIPT_HEADER: receipt}
    # The name is ours: nothing of what was handed in stands in a header.
    return FileResponse(
        path, media_type=_KINDS[chosen], filename=f"screening-{job_id}.{chosen}",
        headers=headers,
    )  # fmt: skip


def _digest(path: pathlib.Path) -> bytes:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return orjson.dumps({"sha256": digest, "size": path.stat().st_size})
