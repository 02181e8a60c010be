"""Articles that were handed in through the pages: kept as given, read again for each look."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, ProscribeError
from proscribe.model.time import parse_day
from proscribe.workspace.pages.shelf import Kept, Shelf, by_name, safe_name
from proscribe.workspace.service.articles import from_afar

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.workspace.articles import ReadArticle

_BOOKS = 32
_FIRST_YEAR = 1600
_ADDRESS = ("http://", "https://")


class ArticleShelf:
    """Keeps articles of organisations, and reads them.

    Args:
        shelf: Where they are kept.
        read: Returns what reads for an organisation: its ``Workspace.read``.
    """

    def __init__(self, shelf: Shelf, read: Callable[[str], Callable[..., ReadArticle]]) -> None:
        self._shelf = shelf
        self._read = read
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
            name: Name of the file; an address is fetched, and its content is empty.
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
        given = name
        if not name.startswith(_ADDRESS):
            given = safe_name(name, "article.txt")
            raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
            (kept.folder / given).write_bytes(raw)
        facts: dict[str, object] = {
            "organisation": organisation,
            "by": by,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "given": given,
            "published": published,
        }
        try:
            article = self._known(organisation, str(kept.folder), given, published, None)
        except ProscribeError as error:
            shutil.rmtree(kept.folder, ignore_errors=True)
            raise by_name(error) if isinstance(error, InputError) else error from error
        facts |= {"title": article.title or article.id, "claims": len(article.claims)}
        self._shelf.note(kept, facts)
        return kept.id

    def get(self, organisation: str, article_id: str, known_at: str | None = None) -> ReadArticle:
        """Return an article, read.

        Args:
            organisation: Whose it is.
            article_id: Its id.
            known_at: Only what was public by then counts as known; None for now.

        Raises:
            AbsentError: The organisation has none of that id.
        """
        kept = self._shelf.get(article_id, organisation)
        published = kept.facts.get("published")
        return self._known(
            organisation,
            str(kept.folder),
            str(kept.facts.get("given", "")),
            None if published is None else str(published),
            known_at,
        )

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

    def page(self, organisation: str, article_id: str, known_at: str | None = None) -> Path:
        """Return the article with its claims as one self-contained file; see :meth:`get`."""
        kept = self._shelf.get(article_id, organisation)
        made = safe_name(f"annotated-{known_at or 'now'}.html", "annotated.html")
        return self.get(organisation, article_id, known_at).to_html(kept.folder / made)

    def _reading(  # noqa: PLR0917 - a cache takes them by their places
        self,
        organisation: str,
        folder: str,
        given: str,
        published: str | None,
        known_at: str | None,
    ) -> ReadArticle:
        article = given if given.startswith(_ADDRESS) else Path(folder) / given
        with from_afar():
            return self._read(organisation)(article, published=published, known_at=known_at)


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
