"""What is got out of a file that holds an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from proscribe.model.claim import Span
from proscribe.model.errors import Place, UnreadableTextError
from proscribe.model.time import Moment

READ_LANGUAGES = frozenset({"en", "ru", "zh"})
"""The languages whose claims are found, as ISO 639-1 codes."""


class TextKind(StrEnum):
    """What kind of file a text came in."""

    HTML = "html"
    PLAIN = "plain"
    PDF = "pdf"
    MAIL = "mail"


class DateOrigin(StrEnum):
    """Where the day of publication was found."""

    JSON_LD = "JSON-LD"
    META = "meta tag"
    TIME = "time element"
    URL = "URL"
    MAIL = "Date header"
    STAMP = "filing stamp"
    DATELINE = "dateline"
    PAGE = "text of the page"
    FILE = "file metadata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of an article, and what the file says about it.

    Attributes:
        text: The text; offsets of claims count its code points.
        title: The headline, None where none is told.
        published: When it was published, None where nothing tells.
        published_from: What told it; None exactly where ``published`` is.
        lang: ISO 639-1 code of its language, None where it cannot be told.
        url: Its address, None where neither the caller nor the page gives one.
        kind: What kind of file it came in.
        boilerplate: Parts of the text that belong to the page or the mail around the article.
        warnings: What is odd about it, a sentence each.
    """

    text: str
    title: str | None
    published: Moment | None
    published_from: DateOrigin | None
    lang: str | None
    url: str | None
    kind: TextKind
    boilerplate: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_language_read(self) -> bool:
        """Whether claims can be found in its language; False where that is unknown."""
        return self.lang in READ_LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as it is handed over.

    Attributes:
        data: Its bytes.
        name: Its name or address, for messages and its ending.
        content_type: What a server calls it.
        url: Where it was found.
        fetched: The day it was fetched: nothing in it was published later.
    """

    data: bytes
    name: str
    content_type: str | None = None
    url: str | None = None
    fetched: date | None = None

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters, without the dot."""
        path = self.name.partition("?")[0].partition("#")[0]
        return path.rpartition(".")[2].lower() if "." in path else ""

    @property
    def media_type(self) -> str:
        """What a server calls it, without parameters; empty where none does."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    def unreadable(self, what: str, remedy: str) -> UnreadableTextError:
        """Return the error that this file holds no text that could be read."""
        return UnreadableTextError(what, where=Place(file=self.name), remedy=remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day of publication, and what told it."""

    moment: Moment
    origin: DateOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the reader of one kind of file found, before its language is told.

    Attributes:
        text: The text.
        title: The headline.
        dated: When it was published.
        url: The address that the file itself gives.
        declared_lang: The language that the file says it is in.
        boilerplate: Parts that are no part of the article, besides what any kind has.
        warnings: What is odd about it.
    """

    text: str
    title: str | None = None
    dated: Dated | None = None
    url: str | None = None
    declared_lang: str | None = None
    boilerplate: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
