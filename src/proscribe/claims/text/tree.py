"""A page as a tree, however hostile: bounded in depth, in attributes and in elements."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from proscribe.claims.text.extracted import Given

MOST_ELEMENTS, DEEPEST = 30_000, 200
"""What has more or goes deeper is not put to the extractor, whose time grows faster than both."""

_LONGEST_TAG, _LONGEST_RUN = 8_000, 50
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,30}})\b[^<>]{{{_LONGEST_TAG},}}>")
_RUN = re.compile(
    rf"(?:<(?!(?:p|h\d)\b)[a-zA-Z][\w:-]{{0,30}}\b[^<>]{{0,200}}>\s{{0,50}}){{{_LONGEST_RUN},}}"
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# What a page can hold and a tree cannot.
_NOT_IN_TREES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse_tree(text: str, given: Given) -> tuple[HtmlElement, tuple[str, ...]]:
    """Return a page as a tree, and what had to be left out of it.

    Raises:
        UnreadableTextError: There is no page in it.
    """
    warnings = []
    text, count = _NOT_IN_TREES.subn("", text)
    if count:
        warnings.append(f"{count:,} control characters were left out of the page.")
    text = _LONG_TAG.sub(r"<\1>", text)
    text, runs = _RUN.subn("<div>", text)
    if runs:
        warnings.append(
            "The page nests its elements more deeply than any writer does; they were flattened."
        )
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise given.unreadable(
            f"there is no page in it ({error}).", "Save the page again, and give that file."
        ) from error
    return tree, tuple(warnings)


def is_bounded(tree: HtmlElement) -> bool:
    """Whether a page is no larger and no deeper than the extractor is quick with."""
    if sum(1 for _ in zip(range(MOST_ELEMENTS + 1), tree.iter(), strict=False)) > MOST_ELEMENTS:
        return False
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return False
    return True


def one_line(text: str | None) -> str:
    """Return a text with its white space of the source as single spaces, others kept."""
    return _SPACE.sub(" ", text or "").strip()


def unescaped(text: str | None) -> str | None:
    """Return a headline from linked data or a head as a reader sees it; None where it is empty."""
    return one_line(unescape(text or "")) or None
