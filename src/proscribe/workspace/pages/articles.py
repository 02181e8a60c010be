"""Articles that were handed in through the pages: kept as given, read again for each look."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.time import parse_day
from proscribe.workspace.pages.shelf import Kept, Shelf, safe_name
from proscribe.workspace.service.articles import from_afar

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.workspace.articles import ReadArticle

_BOOKS = 32
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
        article = self._known(organisation, str(kept.folder), given, published)
        facts |= {"title": article.title or article.id, "claims": len(article.claims)}
        self._shelf.note(kept, facts)
        return kept.id

    def get(self, organisation: str, article_id: str) -> ReadArticle:
        """Return an article, read.

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
        )

    def publish(self, organisation: str, article_id: str, published: str) -> None:
        """Say when an article was published; it is read anew with that.

        Raises:
            AbsentError: The organisation has none of that id.
            InputError: That is no day.
        """
        parse_day(published)
        kept = self._shelf.get(article_id, organisation)
        self._shelf.note(kept, dict(kept.facts) | {"published": published})

    def listed(self, organisation: str) -> tuple[Kept, ...]:
        """Return the articles of an organisation, the newest first."""
        return self._shelf.listed(organisation)

    def page(self, organisation: str, article_id: str) -> Path:
        """Return the article with its claims as one self-contained file."""
        kept = self._shelf.get(article_id, organisation)
        return self.get(organisation, article_id).to_html(kept.folder / "annotated.html")

    def _reading(
        self, organisation: str, folder: str, given: str, published: str | None
    ) -> ReadArticle:
        article = given if given.startswith(_ADDRESS) else Path(folder) / given
        with from_afar():
            return self._read(organisation)(article, published=published)
