"""Parameters that several endpoints take, each declared once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from proscribe.model.verdict import Act, Investor
from proscribe.workspace.service.asking import Terms
from proscribe.workspace.service.lookups import Page
from proscribe.workspace.service.scopes import Scope, build_scope

MOST_RESULTS, MOST_OFFSET = 500, 9_499

Dataset = Annotated[str, Path(description="`default`, or the key of a source.", max_length=200)]
Limit = Annotated[int, Query(ge=0, le=MOST_RESULTS, description="Most results.")]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET, description="Results passed over.")]
Texts = tuple[str, ...]
IncludeDataset = Annotated[Texts, Query(description="Only these data sets, within the path's.")]
ExcludeDataset = Annotated[Texts, Query(description="Not these; this wins over what is included.")]
ExcludeSchema = Annotated[Texts, Query(description="Schemata left out, with all below them.")]
Topics = Annotated[Texts, Query(description="One of these topics is wanted.")]
ChangedSince = Annotated[str | None, Query(description="Only what changed since that day.")]
Sort = Annotated[Texts, Query(description="FIELD:asc or FIELD:desc.")]
AsOf = Annotated[
    str | None,
    Query(description="The moment asked about: a day, or an instant with offset. Default: now."),
]
KnownAt = Annotated[
    str | None, Query(description="Only what was public by that moment counts. Default: now.")
]
InvestorParam = Annotated[Investor | None, Query(description="Who acts; asks for a verdict.")]
ActionParam = Annotated[Act | None, Query(description="What is to be done; asks for a verdict.")]


def scope(
    dataset: Dataset,
    *,
    include_dataset: IncludeDataset = (),
    exclude_dataset: ExcludeDataset = (),
    exclude_schema: ExcludeSchema = (),
    topics: Topics = (),
    changed_since: ChangedSince = None,
    exclude_entity_ids: Annotated[
        Texts, Query(description="Subjects left out, by any of their ids.")
    ] = (),
) -> Scope:
    """Return whom a question is about."""
    return build_scope(
        dataset,
        include=include_dataset,
        exclude=exclude_dataset,
        exclude_schema=exclude_schema,
        topics=topics,
        changed_since=changed_since,
        exclude_ids=exclude_entity_ids,
    )


def search_scope(
    dataset: Dataset,
    *,
    include_dataset: IncludeDataset = (),
    exclude_dataset: ExcludeDataset = (),
    exclude_schema: ExcludeSchema = (),
    changed_since: ChangedSince = None,
) -> Scope:
    """Return whom a search is about; topics are among its filters."""
    return build_scope(
        dataset,
        include=include_dataset,
        exclude=exclude_dataset,
        exclude_schema=exclude_schema,
        changed_since=changed_since,
    )


def page(limit: Limit = 50, offset: Offset = 0, sort: Sort = ()) -> Page:
    """Return which part of a list is wanted."""
    return Page(limit=limit, offset=offset, sort=sort)


def search_page(limit: Limit = 10, offset: Offset = 0, sort: Sort = ()) -> Page:
    """Return which part of what is found is wanted."""
    return Page(limit=limit, offset=offset, sort=sort)


def terms(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    investor: InvestorParam = None,
    action: ActionParam = None,
) -> Terms:
    """Return the moment and the deal of which a verdict is asked beside each result."""
    return Terms(
        as_of=as_of,
        known_at=known_at,
        investor=(investor or Investor.US_PERSON).value,
        action=(action or Act.BUY).value,
        verdict=investor is not None or action is not None or as_of is not None,
    )
