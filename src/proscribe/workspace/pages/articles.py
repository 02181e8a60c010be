"""Articles that were handed in through the pages: kept as given, read as the store is now."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proscribe.model.errors import AbsentError, InputError, ProscribeError
from proscribe.model.time import parse_day
from proscribe.workspace.newsroom import today
from proscribe.workspace.pages.shelf import KEPT_DAYS, Kept, Shelf, by_name, safe_name
from proscribe.workspace.service.articles import from_afar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proscribe.backends.articles import Fetched
    from proscribe.operations.receipts import Basis
    from proscribe.workspace.articles import ReadArticle
    from proscribe.workspace.facade import Workspace

_BOOKS = 32
_FIRST_YEAR = 1600
_ADDRESS = ("http://", "https://")
_GIVEN, _FETCHED = "given", "fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """An article as it stands with the record at a moment.

    Attributes:
        article: What was read.
        basis: What that rests on.
        question: What a receipt keeps of what was read: which article, and how.
    """

    article: ReadArticle
    basis: Basis
    question: Mapping[str, object]

    def page(self) -> bytes:
        """Return the article with its claims as one self-contained page."""
        with tempfile.TemporaryDirectory(prefix="proscribe-") as folder:
            return self.article.to_html(Path(folder) / "article.html").read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handed:
    """What was handed in, and how it is read; the same is not read twice.

    Attributes:
        path: Where its bytes are.
        fetched: What is told of bytes that lay at an address: the address as asked and as found,
            what the server calls them, and when they were fetched.
        published: The day of publication that somebody states.
        known_at: Only what was public by then counts as known; None for now.
        today: The day of the latest knowledge.
        basis: What the answer rests on.
    """

    path: Path
    fetched: tuple[str, str, str, str] | None
    published: str | None
    known_at: str | None
    today: date
    basis: Basis | None = None

    def read(self, workspace: Workspace) -> ReadArticle:
        """Read it."""
        article = self.path if self.fetched is None else self._page(*self.fetched)
        return workspace.read(article, published=self.published, known_at=self.known_at)

    def _page(self, asked: str, url: str, content_type: str, at: str) -> Fetched:
        from proscribe.backends.articles import Fetched

        return Fetched(
            asked=asked, url=url, data=self.path.read_bytes(), content_type=content_type,
            at=datetime.fromisoformat(at),
        )  # fmt: skip


class ArticleShelf:
    """Keeps articles of organisations, and reads them.

    Args:
        shelf: Where they are kept.
        workspace: Returns what reads for an organisation.
        fetch: Fetches what lies at an address; None for what asks the public network alone.
    """

    def __init__(
        self,
        shelf: Shelf,
        workspace: Callable[[str], Workspace],
        fetch: Callable[[str], Fetched] | None = None,
    ) -> None:
        self._shelf = shelf
        self._workspace = workspace
        self._fetch = fetch
        self._known = lru_cache(maxsize=_BOOKS)(self._reading)

    def add(
        self,
        organisation: str,
        by: str,
        *,
        name: str,
        content: bytes | str = b"",
        published: str | None,
    ) -> str:
        """Keep an article, and read it once; what cannot be read is refused and not kept.

        Args:
            organisation: Whose it is.
            by: Who handed it in.
            name: Name of the file; an address is fetched, once, and its content is empty.
            content: The file, or the text as pasted.
            published: The day of publication; None where the page states it.

        Returns:
            Its id.

        Raises:
            InputError: It holds no text.
            SourceError: The address cannot be fetched.
        """
        _refuse_unreal(published)
        kept = self._shelf.open()
        facts: dict[str, object] = {
            "organisation": organisation,
            "by": by,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "published": published,
        }
        try:
            facts |= self._put(kept.folder, name, content)
            handed = _handed(replace(kept, facts=facts), None)
            _, article = self._settled(organisation, handed)
        except ProscribeError as error:
            shutil.rmtree(kept.folder, ignore_errors=True)
            raise by_name(error) if isinstance(error, InputError) else error from error
        facts |= {
            "title": article.title or article.id,
            "lang": article.reading.lang if article.title else None,
            "claims": len(article.claims),
        }
        self._shelf.note(kept, facts)
        return kept.id

    def look(self, organisation: str, article_id: str, known_at: str | None = None) -> LookedAt:
        """Return an article as it stands with the record.

        Args:
            organisation: Whose it is.
            article_id: Its id.
            known_at: Only what was public by then counts as known; None for now.

        Raises:
            AbsentError: The organisation has none of that id.
        """
        kept = self._shelf.get(article_id, organisation)
        handed = _handed(kept, known_at)
        basis, article = self._settled(organisation, handed)
        question = {
            "article": {
                "id": kept.id,
                "given": kept.facts.get("given"),
                "sha256": _digest(handed.path),
                "fetched": kept.facts.get("fetched"),
                "published": handed.published,
                "known_at": known_at,
            },
            "today": str(handed.today),
        }
        return LookedAt(article=article, basis=basis, question=question)

    def get(self, organisation: str, article_id: str, known_at: str | None = None) -> ReadArticle:
        """Return an article, read; see :meth:`look`."""
        return self.look(organisation, article_id, known_at).article

    def read_again(self, workspace: Workspace, asked: Mapping[str, Any]) -> ReadArticle:
        """Read an article as a receipt says that it was read.

        Args:
            workspace: The store as it was.
            asked: What the receipt keeps of the article.

        Raises:
            InputError: It is not on file any more, or is another by now.
        """
        try:
            kept = self._shelf.get(asked["id"], workspace.organisation)
            handed = _handed(kept, asked["known_at"])
        except AbsentError as error:
            raise InputError(
                "the article is not on file any more: what is handed in at the pages is kept for "
                f"{KEPT_DAYS} days.",
                remedy="Its hash, its text and what was answered are in the receipt.",
            ) from error
        if _digest(handed.path) != asked["sha256"]:
            raise InputError("the article on file is not the one that was read.")
        return replace(handed, published=asked["published"]).read(workspace)

    def publish(self, organisation: str, article_id: str, published: str) -> None:
        """Say when an article was published; it is read anew with that.

        Raises:
            AbsentError: The organisation has none of that id.
            InputError: That is no day.
        """
        _refuse_unreal(published)
        kept = self._shelf.get(article_id, organisation)
        self._shelf.note(kept, dict(kept.facts) | {"published": published})

    def listed(self, organisation: str) -> tuple[Kept, ...]:
        """Return the articles of an organisation, the newest first."""
        return self._shelf.listed(organisation)

    def _put(self, folder: Path, name: str, content: bytes | str) -> dict[str, object]:
        """Write down what was handed in, or lies at an address; return what is told of it."""
        # Beside what we write down ourselves, whatever it is called.
        inside = folder / _GIVEN
        inside.mkdir(mode=0o700)
        if not name.startswith(_ADDRESS):
            given = safe_name(name, "article.txt")
            raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
            (inside / given).write_bytes(raw)
            return {"given": given, "file": f"{_GIVEN}/{given}"}
        with from_afar():
            page = self._fetched(name)
        (inside / _FETCHED).write_bytes(page.data)
        at = page.at.isoformat(timespec="seconds")
        told = {"url": page.url, "content_type": page.content_type, "at": at}
        return {"given": name, "file": f"{_GIVEN}/{_FETCHED}", "fetched": told}

    def _fetched(self, address: str) -> Fetched:
        if self._fetch is not None:
            return self._fetch(address)
        from proscribe.backends.articles import fetch_page

        return fetch_page(address)

    def _settled(self, organisation: str, handed: _Handed) -> tuple[Basis, ReadArticle]:
        workspace = self._workspace(organisation)
        return workspace.settled(
            lambda: self._known(organisation, replace(handed, basis=workspace.basis()))
        )

    def _reading(self, organisation: str, handed: _Handed) -> ReadArticle:
        return handed.read(self._workspace(organisation))


def _handed(kept: Kept, known_at: str | None) -> _Handed:
    """Return what was handed in.

    Raises:
        AbsentError: Its bytes are not there.
    """
    told, given = kept.facts.get("fetched"), str(kept.facts.get("given", ""))
    path = kept.folder / str(kept.facts.get("file") or given)
    if not path.is_file():
        # Of an address, older versions kept nothing else.
        raise AbsentError(
            "what was handed in is not on file, so it cannot be read again.",
            remedy="Hand it in again.",
        )
    published = kept.facts.get("published")
    return _Handed(
        path=path,
        fetched=(given, told["url"], told["content_type"], told["at"])
        if isinstance(told, dict)
        else None,
        published=None if published is None else str(published),
        known_at=known_at,
        today=today(),
    )


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _refuse_unreal(published: str | None) -> None:
    """Refuse a day on which no article was published: days around it are computed from it.

    Raises:
        InputError: That is no day, or one before there were newspapers.
    """
    if published is not None and parse_day(published).year < _FIRST_YEAR:
        raise InputError(
            f"{published} is before the first newspaper, so no article was published then.",
            remedy="Give the day the article bears.",
        )
