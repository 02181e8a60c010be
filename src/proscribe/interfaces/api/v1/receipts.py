"""``/v1/receipts`` and ``/v1/audit``: the proof of answers, and who was given them."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api.access import CALLER
from proscribe.interfaces.api.answers import answer, digest_of
from proscribe.interfaces.api.documents import ASKED, Audit, Document, Verified
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.workspace.proof_shown import receipt_json, verification_json

router = APIRouter(prefix="/v1", tags=["Proof"])

_MOST_RECEIPTS = 10_000
_MOST_NUMBER = 2**63 - 1


@router.get(
    "/receipts/verify", summary="Verify the chain", response_model=Verified, responses=ASKED
)
async def verify(request: Request) -> Response:
    """Go through all receipts; tell which were changed, are missing, moved or cut off."""
    workspace = workspace_of(request)
    found = await run_in_threadpool(workspace.receipts.verify)
    edition = desk_of(request).edition
    return await answer(request, "verify", verification_json(found), edition=edition)


@router.get("/receipts/{number}", summary="A receipt", response_model=Document, responses=ASKED)
async def receipt(
    request: Request,
    number: Annotated[
        int, Path(ge=1, le=_MOST_NUMBER, description="What `x-proscribe-receipt` said.")
    ],
) -> Response:
    """Return a receipt of the organisation, with question and answer unless they are forgotten."""
    workspace = workspace_of(request)
    caller = request.scope[CALLER]
    shown = await run_in_threadpool(workspace.receipts.get, caller, number)
    content = orjson.dumps(shown.to_json())
    # Kept once more, it would outlive the day on which it is forgotten.
    return await answer(
        request, "receipt", content, edition=desk_of(request).edition,
        kept=digest_of(content),
    )  # fmt: skip


@router.get(
    "/audit", summary="Who asked what kind of question", response_model=Audit, responses=ASKED
)
async def audit(
    request: Request,
    *,
    limit: Annotated[int, Query(ge=1, le=_MOST_RECEIPTS, description="Most receipts.")] = 100,
) -> Response:
    """Return the last receipts of the organisation, the newest first: when, by whom, of what."""
    workspace = workspace_of(request)
    caller = request.scope[CALLER]
    found = await run_in_threadpool(workspace.receipts.newest, caller, limit)
    content = orjson.dumps({"receipts": [receipt_json(one) for one in found]})
    return await answer(
        request, "audit", content, edition=desk_of(request).edition,
        kept=digest_of(content),
    )  # fmt: skip
