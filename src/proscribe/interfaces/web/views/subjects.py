"""A subject: where it stands, what follows, and how that came about."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import orjson
from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.web.lanes import draw_lanes
from proscribe.interfaces.web.network import BOX_HEIGHT, BOX_WIDTH, draw_network
from proscribe.interfaces.web.views.ask import Terms
from proscribe.interfaces.web.visits import Visit
from proscribe.model.errors import InputError
from proscribe.workspace.pages.history import Files, History, read_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from proscribe.workspace.dossiers import Dossier
    from proscribe.workspace.owners import Owned
    from proscribe.workspace.pages.articles import LookedAt

_MOST_ARTICLES = 10


async def show(request: Request) -> Response:
    """Show everything known of a subject."""
    visit = Visit(request)
    subject_id, terms = request.path_params["subject_id"], Terms.of(visit)
    dossier = await run_in_threadpool(_dossier, visit, subject_id, terms)
    owned = await run_in_threadpool(_owned, visit, subject_id)
    network = await run_in_threadpool(
        visit.workspace.network, dossier.subject, owned,
        as_of=visit.moments.as_of, known_at=visit.moments.known_at,
    )  # fmt: skip
    document = dossier.to_json() | {
        "ownership": None if owned is None else owned.to_json(),
        "network": network.to_json(),
    }
    receipt = await visit.receipt("read", document)
    return await visit.page(
        "subject.html",
        lambda: document | {"receipt": receipt},
        dossier=dossier,
        shown=dossier.shown,
        owned=owned,
        network=network,
        picture=draw_network(network),
        box=(BOX_WIDTH, BOX_HEIGHT),
        receipt=receipt,
        terms=terms,
        tab="overview",
    )


async def consequences(request: Request) -> Response:
    """Show what follows for every act and investor."""
    visit = Visit(request)
    subject_id, terms = request.path_params["subject_id"], Terms.of(visit)
    dossier = await run_in_threadpool(_dossier, visit, subject_id, terms)
    matrix = await run_in_threadpool(
        visit.workspace.consequences, subject_id, instrument=terms.instrument.value,
        as_of=visit.moments.as_of, known_at=visit.moments.known_at,
    )  # fmt: skip
    document = matrix.to_json()
    receipt = await visit.receipt("check", document)
    return await visit.page(
        "consequences.html",
        lambda: document | {"receipt": receipt},
        receipt=receipt,
        dossier=dossier,
        matrix=matrix,
        terms=terms,
        tab="consequences",
    )


async def timeline(request: Request) -> Response:
    """Show what happened, in three lanes."""
    return await _timeline(Visit(request), ())


async def timeline_with_files(request: Request) -> Response:
    """Show the same with prices of files that were given; they are not kept."""
    visit = Visit(request)
    form = await visit.form()
    return await _timeline(visit, form.files.get("prices", ()))


async def _timeline(visit: Visit, prices: Files) -> Response:
    subject_id, terms = visit.request.path_params["subject_id"], Terms.of(visit)
    dossier = await run_in_threadpool(_dossier, visit, subject_id, terms)
    problem = ""
    looked = await run_in_threadpool(_looked, visit)
    try:
        history = await run_in_threadpool(_history, visit, subject_id, looked, prices)
    except InputError as error:
        if not prices:
            raise
        problem, prices = str(error), ()
        history = await run_in_threadpool(_history, visit, subject_id, looked, prices)
    document = history.to_json()
    asked = {
        "articles": [one.question["article"] for one in looked],
        "prices": [{"name": name, "sha256": sha256(data).hexdigest()} for name, data in prices],
    }
    # A file of prices is drawn and not kept, so of what it says only the hash is written down.
    receipt = await visit.receipt("timeline", document | {"prices": []}, asked=asked)
    return await visit.page(
        "timeline.html",
        lambda: document | {"receipt": receipt},
        receipt=receipt,
        langs={one.article.id: one.article.reading.lang for one in looked},
        dossier=dossier,
        history=history,
        lanes=draw_lanes(history, visit.moments.asked.day, visit.reader.locale),
        articles=visit.site.desk.articles.listed(visit.organisation),
        chosen=visit.request.query_params.getlist("article"),
        problem=problem,
        terms=terms,
        tab="timeline",
    )


def _looked(visit: Visit) -> list[LookedAt]:
    """Return the articles whose claims are drawn."""
    chosen = visit.request.query_params.getlist("article")[:_MOST_ARTICLES]
    return [visit.site.desk.articles.look(visit.organisation, each) for each in chosen]


def _history(visit: Visit, subject_id: str, looked: Sequence[LookedAt], prices: Files) -> History:
    claims = [
        (f"article-{number}.json", orjson.dumps(one.article.to_json()))
        for number, one in enumerate(looked)
    ]
    return read_history(
        visit.workspace,
        subject_id,
        known_at=visit.moments.known_at,
        prices=prices,
        claims=tuple(claims),
        moments=(visit.asked("from") or None, visit.asked("to") or None),
        investor=Terms.of(visit).investor.value,
    )


def _dossier(visit: Visit, subject_id: str, terms: Terms) -> Dossier:
    return visit.workspace.dossier(
        subject_id,
        as_of=visit.moments.as_of,
        known_at=visit.moments.known_at,
        investor=terms.investor.value,
    )


def _owned(visit: Visit, subject_id: str) -> Owned | None:
    try:
        return visit.workspace.owners(
            subject_id, as_of=visit.moments.as_of, known_at=visit.moments.known_at
        )
    except InputError:
        return None
