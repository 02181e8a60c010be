"""Gets the text of an article out of the bytes of a file, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from proscribe.claims.leftovers import find_leftovers
from proscribe.claims.text.decoding import decode
from proscribe.claims.text.extracted import (
    READ_LANGUAGES,
    Content,
    Extracted,
    Given,
    TextKind,
)
from proscribe.claims.text.filings import read_filing
from proscribe.claims.text.kinds import kind_of_bytes, kind_of_text, opened
from proscribe.claims.text.languages import NAMES, tell_language
from proscribe.claims.text.mail import read_mail
from proscribe.claims.text.page import read_page
from proscribe.claims.text.plain import read_plain
from proscribe.model.claim import Span


def extract(
    data: bytes,
    *,
    name: str,
    content_type: str | None = None,
    url: str | None = None,
    fetched: date | None = None,
) -> Extracted:
    """Get the text of an article out of a file: a page, plain text, a PDF or a mail.

    What kind of file it is, its bytes tell; its name and what a server calls it only help.
    Plain text keeps every character; of a page, a PDF or a mail, the article is taken, and
    ``text`` is what later offsets count in.

    Args:
        data: The bytes of the file.
        name: Its name or address, for messages; its ending helps to tell what it is.
        content_type: What a server calls it, such as ``text/html; charset=utf-8``.
        url: Where it was found, where that is known.
        fetched: The day it was fetched: nothing in it was published later.

    Raises:
        UnreadableTextError: It holds no article, or none that can be read: it is empty, damaged,
            packed, locked or no text, asks for a login, or is a PDF of pictures only.
    """
    given = Given(data=data, name=name, content_type=content_type, url=url, fetched=fetched)
    given = replace(given, data=opened(given))
    kind, content = _read(given)
    lang = tell_language(content.text) or content.declared_lang
    return Extracted(
        text=content.text,
        title=content.title,
        published=None if content.dated is None else content.dated.moment,
        published_from=None if content.dated is None else content.dated.origin,
        lang=lang,
        url=given.url or content.url,
        kind=kind,
        boilerplate=_merged((*find_leftovers(content.text), *content.boilerplate)),
        warnings=(*content.warnings, *_on_language(lang)),
    )


def _read(given: Given) -> tuple[TextKind, Content]:
    kind = kind_of_bytes(given.data)
    if kind is TextKind.PDF:
        return kind, read_filing(given)
    if kind is TextKind.MAIL:
        return kind, read_mail(given)
    decoded = decode(given.data, given.content_type)
    kind = kind_of_text(decoded.text, given)
    read = read_page if kind is TextKind.HTML else read_plain
    content = read(decoded.text, given)
    return kind, replace(content, warnings=(*decoded.warnings, *content.warnings))


def _on_language(lang: str | None) -> Iterable[str]:
    if lang is None:
        yield "There are too few words to tell the language of the text."
    elif lang not in READ_LANGUAGES:
        named = NAMES.get(lang, f"the language {lang!r}")
        yield (
            f"The text is in {named}, a language we do not read: the rules find claims in "
            "English, Chinese and Russian only, so few or none will be found here without a model."
        )


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, without those that lie in others."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)
