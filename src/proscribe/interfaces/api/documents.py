"""What the OpenAPI document says of answers that every family of endpoints shares."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from proscribe.model.verdict import Outcome
from proscribe.workspace.cases import CaseKind, CaseWord


class Problem(BaseModel):
    """What went wrong.

    Attributes:
        detail: In words; where fields are at fault, a list with the place of each.
    """

    detail: str | list[dict[str, Any]]


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what an endpoint's document says of those statuses."""
    return {
        status: {"model": Problem, "description": HTTPStatus(status).phrase} for status in statuses
    }


class Document(BaseModel):
    """A document that may hold more than is described."""

    model_config = ConfigDict(extra="allow")


class Total(BaseModel):
    """How many there are: so many, or at least so many (``gte``)."""

    value: int
    relation: Literal["eq", "gte"]


class EntityDocument(Document):
    """A FollowTheMoney entity."""

    id: str
    caption: str
    schema_: str = Field(alias="schema")
    properties: dict[str, list[Any]]
    datasets: list[str]
    referents: list[str]
    target: bool
    first_seen: str | None
    last_seen: str | None
    last_change: str | None


class Found(Document):
    """A page of what was found."""

    results: list[Any]
    total: Total
    limit: int
    offset: int


class Adjacent(BaseModel):
    """An entity, and those it is tied to by property."""

    entity: EntityDocument
    adjacent: dict[str, Found]


class Counted(BaseModel):
    """A value, what people call it, and how many have it."""

    name: str
    label: str
    count: int


class Facet(BaseModel):
    """How many have which value of a field."""

    label: str
    values: list[Counted]


class SearchAnswer(Found):
    """What was found, and how many have which values."""

    results: list[EntityDocument]
    facets: dict[str, Facet]


class ScoredEntity(EntityDocument):
    """An entity that an example may be."""

    score: float
    match: bool
    explanations: dict[str, Any]


class Matched(BaseModel):
    """The answer to one example."""

    status: int
    results: list[ScoredEntity]
    total: Total
    query: dict[str, Any]


class MatchAnswer(BaseModel):
    """The answers, by the caller's keys."""

    responses: dict[str, Matched]
    limit: int


class Catalogue(Document):
    """The data sets."""

    datasets: list[dict[str, Any]]
    current: list[str]
    outdated: list[str]
    index_stale: bool


class Algorithms(Document):
    """How names are matched."""

    algorithms: list[dict[str, Any]]
    default: str
    best: str


class Programs(Document):
    """The programmes of the law."""

    data: list[dict[str, Any]]


class JobProgress(BaseModel):
    """How many lines are through, and of how many, where that is known."""

    done: int
    total: int | None


class JobAnswer(Document):
    """A job, and how far it has come."""

    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: JobProgress
    by: str
    created_at: str
    started_at: str | None
    ended_at: str | None
    cancelled_by: str | None
    runs: int
    files: list[dict[str, Any]]
    options: dict[str, Any]
    results: list[dict[str, Any]]
    summary: dict[str, Any] | None
    error: dict[str, Any] | None


class Jobs(BaseModel):
    """Jobs, the newest first."""

    jobs: list[JobAnswer]


class WatchAnswer(Document):
    """Something that is asked again and again."""

    id: int
    title: str
    query: str | None
    files: list[dict[str, Any]]
    actions: list[str]
    investor: str
    runs: int
    set_up: dict[str, Any]
    removed: dict[str, Any] | None


class Watches(BaseModel):
    """What is watched."""

    watches: list[WatchAnswer]


class AlertAnswer(Document):
    """A verdict that is another than before."""

    id: int
    watch: int
    at: str
    regime: str
    changes: list[dict[str, Any]]
    cause: str
    explanation: str
    acknowledged: dict[str, Any] | None


class Alerts(BaseModel):
    """Alerts, the newest first."""

    alerts: list[AlertAnswer]


class Said(BaseModel):
    """What somebody said of a case before."""

    judgement: Literal["same", "different", "unsure"]
    by: str
    on: str
    reason: str
    withdrawn: bool


class RaisedBy(Document):
    """The line of a screening that raised a case, and what was asked there."""

    job: str
    file: str | None
    line: int


class Waiting(BaseModel):
    """A decision that woke, was left open, or waits for another person."""

    number: int
    judgement: Literal["same", "different", "unsure"]
    by: str
    until: str | None


class CaseAnswer(Document):
    """A pair that waits for a person's word."""

    id: str
    seen: str
    kind: CaseKind
    left: str
    left_name: str
    right: str
    right_name: str
    score: float | None
    explanation: str
    given: dict[str, str]
    verdict: Outcome | None
    earlier: list[Said]
    words: list[CaseWord]
    screening: RaisedBy | None
    decision: Waiting | None


class Cases(BaseModel):
    """A page of what waits, and how much of what screenings raise it leaves out."""

    cases: list[CaseAnswer]
    total: Total
    unread_screenings: int
    unread_lines: int
    limit: int
    offset: int


class WordKept(BaseModel):
    """What was said of a case, and whether another person must confirm it first."""

    judgement: CaseWord
    reason: str
    by: str
    at: str
    until: str | None
    waits: bool
    number: int | None


class CaseDecided(BaseModel):
    """A case as it was, and what was said of it."""

    case: CaseAnswer
    said: WordKept


class Audit(BaseModel):
    """Receipts, the newest first."""

    receipts: list[dict[str, Any]]


class Verified(BaseModel):
    """What came of going through the chain."""

    holds: bool
    receipts: int
    forgotten: int
    checkpoints: int
    head: dict[str, Any]
    resumed: list[dict[str, Any]]
    elsewhere: dict[str, Any] | None
    findings: list[dict[str, Any]]


ASKED = errors(400, 401, 403, 404, 413, 414, 422, 429, 503)
