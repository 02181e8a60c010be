"""``/v1/cases``: pairs that wait for a person's word, listed and decided on."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.access import CALLER
from proscribe.interfaces.api.answers import Seal, answer
from proscribe.interfaces.api.documents import ASKED, CaseAnswer, CaseDecided, Cases
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.interfaces.api.rules import may_say
from proscribe.workspace.cases import Case, CaseKind, CaseWord
from proscribe.workspace.settling import Settled

router = APIRouter(prefix="/v1", tags=["Cases"])

CaseId = Annotated[str, Path(description="Its id.", max_length=64)]


class Deciding(BaseModel):
    """What somebody says of a case."""

    model_config = ConfigDict(extra="forbid")

    judgement: CaseWord = Field(description="One of the `words` of the case.")
    reason: str = Field(max_length=10_000, description="Why; it is kept.")
    seen: str = Field(
        max_length=64,
        description="What the case had as `seen`: refused where it is another by now.",
    )
    until: date | None = Field(
        default=None,
        description="Last day on which a decision on a name counts; by default it has no end.",
    )


@router.get("/cases", summary="What waits for a person", response_model=Cases, responses=ASKED)
async def cases(
    request: Request,
    *,
    kind: Annotated[CaseKind | None, Query(description="Only those of a kind.")] = None,
    limit: params.Limit = 50,
    offset: params.Offset = 0,
) -> Response:
    """Return pairs that wait for a person's word, as the review queue of the pages has them.

    Decisions on names that woke (`woken`), were left open (`unsure`) or wait for another person
    (`confirm`), decisions on entries of lists that wait for another person (`confirm_link`), lines
    of the newest 100 screenings whose issuer is not certain (`line`), and entries of lists that may
    be one (`link`); of screenings, those whose report is kept as Parquet, too.

    What is left out is counted: `unread_screenings` are older, or their report cannot be read;
    `unread_lines` come after the first 10,000 uncertain lines of a screening, and are raised once
    those are decided and the portfolio is screened again. By its id any case of an older screening
    is found.
    """
    edition, workspace = desk_of(request).edition, workspace_of(request)
    basis, found = await run_in_threadpool(
        workspace.settled,
        lambda: workspace.cases.list(kind=kind, limit=limit, offset=offset),
    )
    told = {
        "cases": [one.to_json() for one in found.cases],
        "total": {"value": found.total, "relation": "gte" if found.more else "eq"},
        "unread_screenings": found.unread_screenings,
        "unread_lines": found.unread_lines,
        "limit": limit,
        "offset": offset,
    }
    return await answer(request, "cases", told, edition=edition, basis=basis)


@router.get(
    "/cases/{case_id}", summary="A case that waits", response_model=CaseAnswer, responses=ASKED
)
async def case(request: Request, case_id: CaseId) -> Response:
    """Return a pair that waits: the two, what speaks for their being one, what was said before."""
    edition, workspace = desk_of(request).edition, workspace_of(request)
    basis, found = await run_in_threadpool(workspace.settled, lambda: workspace.cases.get(case_id))
    return await answer(request, "case", found.to_json(), edition=edition, basis=basis)


@router.post(
    "/cases/{case_id}", summary="Decide a case", response_model=CaseDecided, responses=ASKED
)
async def decide(request: Request, case_id: CaseId, said: Deciding) -> Response:
    """Say whether the two are one, for an approver; or that one is not sure, for an analyst.

    With the setting `second_person` a decision waits, `waits` says so, until another approver says
    `confirm`; `refuse` takes it back. The case is told as it was when it was decided.
    """
    caller, workspace = request.scope[CALLER], workspace_of(request)
    if not may_say(caller.role, caller.scopes, said.judgement):
        raise HTTPException(
            HTTPStatus.FORBIDDEN,
            "This key is not for that: it takes `decide` (approver); to be `unsure`, `screen` "
            "(analyst).",
        )
    seal = Seal(request, "decide", body=said.model_dump(mode="json"))

    def sealed(case: Case, kept: Settled) -> None:
        # Of a new decision the number is known only once it is on file.
        seal(_told(case, kept))

    case, kept = await run_in_threadpool(
        lambda: workspace.cases.decide(
            case_id, said.judgement, reason=said.reason, by=caller.name, seen=said.seen,
            until=said.until, seal=sealed,
        )
    )  # fmt: skip
    return seal.respond(_told(case, kept))


def _told(case: Case, kept: Settled) -> dict[str, object]:
    return {"case": case.to_json(), "said": kept.to_json()}
