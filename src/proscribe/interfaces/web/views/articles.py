"""The claim desk: an article with its claims beside it, each with its standing."""

from __future__ import annotations

from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING

import orjson
from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from proscribe.interfaces.web.visits import JSON, Visit
from proscribe.model.claim import RecordStanding
from proscribe.model.errors import InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_ADDRESS = ("http://", "https://")


async def show_all(request: Request) -> Response:
    """Show the form to hand an article in, and what was read lately."""
    return await _form(Visit(request), "")


async def take(request: Request) -> Response:
    """Take an article: a file, an address, or pasted text."""
    visit = Visit(request)
    form = await visit.form()
    wrote = {name: form.text(name).strip() for name in ("text", "address", "published")}
    for name, content in form.files.get("file", ()):
        return await _keep(visit, name, content, wrote)
    address = wrote["address"]
    if address and not address.startswith(_ADDRESS):
        problem = escape(visit.reader.texts("articles.no_address"))
        return await _form(visit, problem, HTTPStatus.BAD_REQUEST, wrote)
    return await _pasted(visit, address or wrote["text"], wrote)


async def keep_article(visit: Visit, text: str) -> Response:
    """Read what was pasted, or lies at an address, and send the visitor to it."""
    return await _pasted(visit, text, {"text": text})


async def _pasted(visit: Visit, text: str, wrote: Mapping[str, str]) -> Response:
    if text.startswith(_ADDRESS) and "\n" not in text:
        return await _keep(visit, text, b"", wrote)
    if not text:
        problem = escape(visit.reader.texts("articles.nothing"))
        return await _form(visit, problem, HTTPStatus.BAD_REQUEST, wrote)
    return await _keep(visit, "pasted.txt", text.encode("utf-8", "replace"), wrote)


async def show(request: Request) -> Response:
    """Show an article, its claims beside it."""
    visit = Visit(request)
    article_id = request.path_params["article_id"]
    article = await run_in_threadpool(
        visit.site.desk.articles.get, visit.organisation, article_id, visit.moments.known_at
    )
    return await visit.page(
        "article.html",
        article.to_json,
        article=article,
        article_id=article_id,
        standings=tuple(RecordStanding),
    )


async def read_again(request: Request) -> Response:
    """Read an article again, as published on a day that somebody states."""
    visit = Visit(request)
    form = await visit.form()
    article_id = request.path_params["article_id"]
    published = form.text("published")
    articles = visit.site.desk.articles
    await run_in_threadpool(articles.publish, visit.organisation, article_id, published)
    return visit.to(f"/articles/{article_id}")


async def download(request: Request) -> Response:
    """Send an article with its claims as a page or as data."""
    visit = Visit(request)
    article_id, ending = request.path_params["article_id"], request.path_params["ending"]
    articles = visit.site.desk.articles
    name = f"proscribe-article-{article_id[:8]}.{ending}"
    if ending == "html":
        path = await run_in_threadpool(
            articles.page, visit.organisation, article_id, visit.moments.known_at
        )
        return FileResponse(path, media_type="text/html", filename=name)
    if ending != "json":
        raise HTTPException(HTTPStatus.NOT_FOUND)
    article = await run_in_threadpool(
        articles.get, visit.organisation, article_id, visit.moments.known_at
    )
    return Response(
        orjson.dumps(article.to_json(), option=orjson.OPT_INDENT_2),
        media_type=JSON,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def _keep(visit: Visit, name: str, content: bytes, wrote: Mapping[str, str]) -> Response:
    articles = visit.site.desk.articles
    try:
        article_id = await run_in_threadpool(
            lambda: articles.add(
                visit.organisation,
                visit.by,
                name=name,
                content=content,
                published=wrote.get("published") or None,
            )
        )
    except (InputError, SourceError) as error:
        return await _form(visit, str(error), HTTPStatus.BAD_REQUEST, wrote)
    return visit.to(f"/articles/{article_id}")


async def _form(
    visit: Visit,
    problem: str,
    status: int = HTTPStatus.OK,
    wrote: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    kept = await run_in_threadpool(visit.site.desk.articles.listed, visit.organisation)
    return await visit.page(
        "articles.html",
        lambda: {"articles": [{"id": one.id, **one.facts} for one in kept], "detail": problem},
        status=status,
        earlier=kept,
        wrote=wrote,
        problem=problem,
    )
