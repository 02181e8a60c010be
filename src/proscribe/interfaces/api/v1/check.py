"""``/v1/check``: may this be done, under which law, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import ASKED, Document
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Purpose
from proscribe.workspace import Workspace

router = APIRouter(prefix="/v1", tags=["Verdicts"])

_MOST_CHARACTERS = 2_000


class Checking(BaseModel):
    """What is to be done, with whom, by whom, and when."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(
        max_length=_MOST_CHARACTERS,
        description="A name, ISIN, CUSIP, SEDOL, FIGI, LEI, ticker or id.",
        examples=["Xiaomi"],
    )
    action: Act = Act.BUY
    purpose: Purpose | None = None
    investor: Investor = Investor.US_PERSON
    location: str | None = Field(default=None, description="Where the investor is, two letters.")
    instrument: Instrument = Instrument.EQUITY
    as_of: str | None = Field(default=None, min_length=1, description="The moment asked about.")
    known_at: str | None = Field(
        default=None, min_length=1, description="Only what was public by then counts."
    )
    held_since: str | None = Field(default=None, description="Since when the position is held.")
    regimes: list[str] = Field(default_factory=list, description="Regimes asked; all by default.")
    attributes: dict[str, str] = Field(default_factory=dict, description="Further facts.")
    what_if: list[str] = Field(default_factory=list, description="What is supposed.")


class CheckAnswer(Document):
    """The strictest verdict, and that of each regime."""

    query: str
    verdict: Outcome
    reason_code: str
    explanation: str
    regimes: list[dict[str, object]]
    not_checked: list[dict[str, str]]
    warnings: list[str]


async def checking(
    query: Annotated[str, Query(description="A name or identifier.", max_length=_MOST_CHARACTERS)],
    *,
    action: Annotated[Act, Query(description="What is to be done.")] = Act.BUY,
    purpose: Annotated[Purpose | None, Query(description="What for.")] = None,
    investor: Annotated[Investor, Query(description="Who acts.")] = Investor.US_PERSON,
    instrument: Annotated[Instrument, Query(description="What is dealt in.")] = Instrument.EQUITY,
    as_of: params.AsOf = None,
    known_at: params.KnownAt = None,
    held_since: Annotated[str | None, Query(description="Since when it is held.")] = None,
    location: Annotated[str | None, Query(description="Where the investor is.")] = None,
    regime: Annotated[params.Texts, Query(description="Regimes asked.")] = (),
    attribute: Annotated[params.Texts, Query(description="KEY=VALUE")] = (),
    what_if: Annotated[params.Texts, Query(description="What is supposed.")] = (),
) -> Checking:
    """Return what is asked in an address."""
    return Checking(
        query=query, action=action, purpose=purpose, investor=investor, location=location,
        instrument=instrument, as_of=as_of, known_at=known_at, held_since=held_since,
        regimes=[*regime], attributes=_pairs(attribute), what_if=[*what_if],
    )  # fmt: skip


@router.get("/check", summary="May it be done?", response_model=CheckAnswer, responses=ASKED)
async def check(request: Request, asked: Annotated[Checking, Depends(checking)]) -> Response:
    """Say whether an act is allowed, under each regime, strictest first."""
    return await _check(request, asked)


@router.post("/check", summary="May it be done?", response_model=CheckAnswer, responses=ASKED)
async def check_body(request: Request, asked: Checking) -> Response:
    """Say whether an act is allowed, under each regime, strictest first."""
    return await _check(request, asked, body=asked.model_dump(mode="json"))


async def _check(request: Request, asked: Checking, body: object = None) -> Response:
    desk = desk_of(request)
    edition, at = desk.standing.version, desk.now()
    workspace = workspace_of(request)
    basis, found = await run_in_threadpool(
        workspace.settled, lambda: _answered(workspace, asked, at)
    )
    return await answer(request, "check", found, edition=edition, body=body, at=at, basis=basis)


def _answered(workspace: Workspace, asked: Checking, at: datetime) -> dict[str, object]:
    return workspace.check(
        asked.query, action=asked.action, purpose=asked.purpose, investor=asked.investor,
        location=asked.location, instrument=asked.instrument, as_of=asked.as_of or at,
        known_at=asked.known_at or at, held_since=asked.held_since, regimes=asked.regimes,
        attributes=asked.attributes, what_if=asked.what_if,
    ).to_json()  # fmt: skip


def _pairs(texts: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in map(_pair, texts):
        if found.setdefault(key, value) != value:
            raise InputError(
                f"the attribute {key!r} has two values, {found[key]!r} and {value!r}.",
                remedy="Give one.",
            )
    return found


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise InputError(f"the attribute {text!r} has no value.", remedy="Write KEY=VALUE.")
    return key, value
