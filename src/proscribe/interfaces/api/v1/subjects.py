"""``/v1/subjects``: everything known of one subject, and its dated facts."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer, look_up
from proscribe.interfaces.api.documents import ASKED, Document
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.interfaces.api.slashes import WithIds
from proscribe.interfaces.api.yente.entities import EntityId
from proscribe.model.verdict import Act, Investor
from proscribe.workspace import Workspace
from proscribe.workspace.service.asking import Terms

router = APIRouter(prefix="/v1", tags=["Subjects"], route_class=WithIds)


async def moment(
    *,
    as_of: params.AsOf = None,
    known_at: params.KnownAt = None,
    investor: Annotated[Investor, Query(description="Who acts.")] = Investor.US_PERSON,
    action: Annotated[Act, Query(description="What is to be done.")] = Act.BUY,
) -> Terms:
    """Return the moment and the deal."""
    return Terms(as_of=as_of, known_at=known_at, investor=investor, action=action, verdict=True)


# An id may hold slashes, so the longer address is tried before it; one that ends as it does is to
# be escaped.
@router.get(
    "/subjects/{entity_id:path}/timeline",
    summary="The dated facts of a subject",
    response_model=Document,
    responses=ASKED,
)
async def timeline(
    request: Request, entity_id: EntityId, terms: Annotated[Terms, Depends(moment)]
) -> Response:
    """Return the dated facts of a subject, oldest first, as far as they were public."""
    desk = desk_of(request)
    edition, at = desk.standing.version, desk.now()
    absent = await look_up(request, "timeline", partial(desk.find, entity_id), edition=edition)
    if absent is not None:
        return absent
    workspace = workspace_of(request)
    basis, found = await run_in_threadpool(
        workspace.settled, lambda: _timeline(workspace, entity_id, terms, at)
    )
    return await answer(request, "timeline", found, edition=edition, at=at, basis=basis)


@router.get(
    "/subjects/{entity_id:path}",
    summary="Everything known of a subject",
    response_model=Document,
    responses=ASKED,
)
async def dossier(
    request: Request, entity_id: EntityId, terms: Annotated[Terms, Depends(moment)]
) -> Response:
    """Return the dossier of a subject: its entries, designations, securities, ties and verdicts."""
    desk = desk_of(request)
    edition, at = desk.standing.version, desk.now()
    absent = await look_up(request, "dossier", partial(desk.find, entity_id), edition=edition)
    if absent is not None:
        return absent
    workspace = workspace_of(request)
    basis, found = await run_in_threadpool(
        workspace.settled, lambda: _dossier(workspace, entity_id, terms, at)
    )
    return await answer(request, "dossier", found, edition=edition, at=at, basis=basis)


def _dossier(workspace: Workspace, id_: str, terms: Terms, at: datetime) -> dict[str, object]:
    return workspace.dossier(
        id_, as_of=terms.as_of or at, known_at=terms.known_at or at, investor=terms.investor,
        action=terms.action,
    ).to_json()  # fmt: skip


def _timeline(workspace: Workspace, id_: str, terms: Terms, at: datetime) -> dict[str, object]:
    return workspace.timeline(id_, known_at=terms.known_at or at).to_json()
