"""Puts the pages before an application of endpoints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Match, Route

from proscribe.interfaces.api.answers import NoRecorder
from proscribe.interfaces.web.guarding import Branch, Guard
from proscribe.interfaces.web.views import (
    articles,
    ask,
    assets,
    changes,
    door,
    operations,
    portfolios,
    problems,
    review,
    subjects,
)
from proscribe.interfaces.web.visits import Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI
    from starlette.types import Scope

    from proscribe.interfaces.api.answers import Recorder
    from proscribe.interfaces.web.doors import Door
    from proscribe.workspace import Workspace

ROUTES = (
    Route("/", ask.show, methods=["GET"]),
    Route("/", ask.take, methods=["POST"]),
    Route("/login", door.show, methods=["GET"]),
    Route("/login", door.enter, methods=["POST"]),
    Route("/login/with", door.sign_on, methods=["GET"]),
    Route("/login/ended", door.ended, methods=["POST"]),
    Route("/login/back", door.come_back, methods=["GET"]),
    Route("/logout", door.leave, methods=["POST"]),
    # An id may hold slashes, so the longer addresses are tried before it.
    Route("/subjects/{subject_id:path}/consequences", subjects.consequences, methods=["GET"]),
    Route("/subjects/{subject_id:path}/timeline", subjects.timeline, methods=["GET"]),
    Route("/subjects/{subject_id:path}/timeline", subjects.timeline_with_files, methods=["POST"]),
    Route("/subjects/{subject_id:path}", subjects.show, methods=["GET"]),
    Route("/portfolios", portfolios.show_all, methods=["GET"]),
    Route("/portfolios", portfolios.take, methods=["POST"]),
    Route("/portfolios/{run_id}", portfolios.show, methods=["GET"]),
    Route("/portfolios/{run_id}", portfolios.cancel, methods=["POST"]),
    Route("/portfolios/{run_id}/columns", portfolios.show_columns, methods=["GET"]),
    Route("/portfolios/{run_id}/columns", portfolios.screen, methods=["POST"]),
    Route("/portfolios/{run_id}/report.{ending}", portfolios.download, methods=["GET"]),
    Route("/articles", articles.show_all, methods=["GET"]),
    Route("/articles", articles.take, methods=["POST"]),
    Route("/articles/{article_id}", articles.show, methods=["GET"]),
    Route("/articles/{article_id}", articles.read_again, methods=["POST"]),
    Route("/articles/{article_id}/page.{ending}", articles.download, methods=["GET"]),
    Route("/changes", changes.show, methods=["GET"]),
    Route("/changes/{source}", changes.show_source, methods=["GET"]),
    Route("/review", review.show, methods=["GET"]),
    Route("/review", review.decide, methods=["POST"]),
    Route("/operations", operations.show, methods=["GET"]),
    Route("/operations", operations.act, methods=["POST"]),
    Route("/refused", problems.refuse, methods=["GET"]),
    Route("/assets/{name}", assets.show, methods=["GET"]),
)
_SEGMENTS = frozenset(route.path.split("/")[1] for route in ROUTES)
_GZIP_FROM_BYTES = 500


def _answers(routes: Sequence[BaseRoute], scope: Scope) -> bool:
    """Tell whether an address is one of those that programs ask."""
    return any(route.matches(scope)[0] is not Match.NONE for route in routes)


def mount_web(
    app: FastAPI, workspace: Workspace, door: Door, recorder: Recorder | None = None
) -> Starlette:
    """Have an application show the pages, too; its own addresses stay as they are.

    Args:
        app: The application.
        workspace: What answers.
        door: Who may come in.
        recorder: Keeps a receipt of each answer; None keeps none.

    Returns:
        The pages as an application of their own.
    """
    site = Site(
        workspace=workspace,
        desk=workspace.page_desk(),
        door=door,
        recorder=NoRecorder() if recorder is None else recorder,
    )
    pages = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(GZipMiddleware, minimum_size=_GZIP_FROM_BYTES),
        ],
        exception_handlers=problems.HANDLERS,
    )
    pages.state.site = site
    # To where it would lead, the request itself says, in its header `host`.
    pages.router.redirect_slashes = False
    app.add_middleware(
        Branch, pages=Guard(pages, door), segments=_SEGMENTS, answers=partial(_answers, app.routes)
    )
    return pages
