"""Articles that are handed in are kept as they were, and read as the store is now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from proscribe.backends.articles import fetch_page
from proscribe.model.errors import AbsentError
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.pages.articles import ArticleShelf
from proscribe.workspace.pages.shelf import Shelf
from tests.web import Reply, Web, serve

TEXT = "The European Union sanctioned Quarzwerk Nord on 14 January 2021, officials said in Brussels"
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
WHOSE, DAY = "default", "2021-03-06"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")
    with open_workspace(settings=settings) as workspace:
        yield workspace


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


def shelf_of(workspace: Workspace, folder: Path) -> ArticleShelf:
    """Return a shelf as another process has it: it remembers nothing of what was read."""
    return ArticleShelf(
        Shelf(folder / "shelf"), workspace.of, partial(fetch_page, allow_private=True)
    )


def test_what_lay_at_an_address_is_fetched_once_and_read_as_it_was(
    workspace: Workspace, tmp_path: Path, web: Web
) -> None:
    address = web.put("/story", Reply(body=TEXT.encode(), headers=PLAIN))
    first = shelf_of(workspace, tmp_path)
    article_id = first.add(WHOSE, "ana", name=address, published=DAY)
    web.put("/story", Reply(body=b"Nothing of all that was ever said by anybody.", headers=PLAIN))

    found = shelf_of(workspace, tmp_path).get(WHOSE, article_id)

    assert (found.text, found.url, found.id) == (TEXT, address, address)
    assert found == first.get(WHOSE, article_id)
    assert len(web.requests) == 1
    (kept,) = first.listed(WHOSE)
    assert "at" in kept.facts["fetched"]  # type: ignore[operator]


def test_an_address_whose_page_an_older_version_did_not_keep_is_not_fetched_anew(
    workspace: Workspace, tmp_path: Path, web: Web
) -> None:
    address = web.put("/story", Reply(body=TEXT.encode(), headers=PLAIN))
    shelf = Shelf(tmp_path / "shelf")
    facts = {"organisation": WHOSE, "given": address, "published": DAY}
    kept = shelf.note(shelf.open(), facts)

    with pytest.raises(AbsentError, match="not on file"):
        shelf_of(workspace, tmp_path).get(WHOSE, kept.id)
    assert web.requests == []


def test_a_list_that_is_imported_later_counts_in_what_was_read_before(
    workspace: Workspace, tmp_path: Path
) -> None:
    articles = shelf_of(workspace, tmp_path)
    article_id = articles.add(WHOSE, "ana", name="story.txt", content=TEXT, published=DAY)
    before = articles.look(WHOSE, article_id)
    listed = tmp_path / "own.csv"
    listed.write_text("id,schema,name\n1,Company,Quarzwerk Nord\n", "utf-8")
    workspace.import_files("list", listed, published="2021-02-01")

    after = articles.look(WHOSE, article_id)

    assert after.article == shelf_of(workspace, tmp_path).get(WHOSE, article_id)
    assert any("list-1" in one.ledger_ids for one in after.article.reading.entities)
    assert not any(one.ledger_ids for one in before.article.reading.entities)
    assert (before.basis, after.basis) == (before.basis, workspace.basis())
    assert before.basis != after.basis


def test_an_article_named_like_our_own_notes_is_kept_beside_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    articles = shelf_of(workspace, tmp_path)

    article_id = articles.add(WHOSE, "ana", name="facts.json", content=TEXT, published=DAY)

    assert shelf_of(workspace, tmp_path).get(WHOSE, article_id).text == TEXT
