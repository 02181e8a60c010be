"""The article of a web page, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import lru_cache

from lxml.etree import _Element, iterwalk
from lxml.html import HtmlElement

from proscribe.claims.leftovers import find_leftovers
from proscribe.claims.text.days import LinkedData, find_published, read_linked_data
from proscribe.claims.text.extracted import Content, Given
from proscribe.claims.text.plain import find_day
from proscribe.claims.text.tree import is_bounded, one_line, parse_tree, unescaped
from proscribe.claims.text.walls import asks_to_subscribe, is_of_wall, name_wall

_LEAST = 60
_WALL_LINE = 600
_TOO_FEW = 250
_TITLE_TAIL = re.compile(r"\s+[|–—·»]\s+[^|–—·»]{2,60}\Z|\s+-\s+[^-]{2,40}\Z")
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "ab"})
_PLAIN_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "dd"})
# Characters without a glyph (marks of direction, joiners) are lost on the extractor.
_MARKS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_STAND_INS = range(0x1D300, 0x1D357)
_REMEDY = (
    "Open the page in a browser, save the article as a page or as text, and give that file with "
    "--published."
)


def read_page(text: str, given: Given) -> Content:
    """Read the article of a web page.

    Raises:
        UnreadableTextError: There is no article in it, or it stands behind a login.
    """
    tree, warnings = parse_tree(text, given)
    data = read_linked_data(tree)
    title, url = _title(tree, data), given.url or _address(tree)
    dated, odd = find_published(tree, data, url=url, fetched=given.fetched)
    article, note = _article(tree, text)
    if title is not None and _h1(tree) == title and title not in article[: len(title) + 200]:
        article = f"{title}\n\n{article}" if article else article
    _require_article(article, tree, given)
    if data.is_free is False or asks_to_subscribe(_tail(tree)):
        note = (*note, "The page keeps the rest for subscribers: only what it shows was read.")
    return Content(
        text=article,
        title=title,
        dated=dated or find_day(article),
        url=_address(tree),
        declared_lang=_lang(tree, data),
        warnings=(*warnings, *odd, *note),
    )


def _require_article(article: str, tree: HtmlElement, given: Given) -> None:
    letters = min(_letters(article), _letters_outside_links(tree))
    if letters >= _TOO_FEW:
        return
    wall = name_wall(deepcopy(tree))
    if letters >= _LEAST and (wall is None or wall.may_stand_beside):
        return
    if wall is not None:
        raise given.unreadable(
            f"this is {wall.value}, and the article itself is not in it.", _REMEDY
        )
    raise given.unreadable(
        "there is no article in the page, only menus and the like, or a program that would fetch "
        "it.",
        _REMEDY,
    )


def _letters(text: str) -> int:
    """Count the letters of what is no part of a wall; a Chinese character counts as two."""
    left = {span.text for span in find_leftovers(text)}
    lines = (line for line in text.split("\n") if line.strip() not in left)
    return sum(
        2 if character > "\u2fff" else 1
        for line in lines
        if not (len(line) < _WALL_LINE and is_of_wall(line))
        for character in line
        if character.isalnum()
    )


def _letters_outside_links(tree: HtmlElement) -> int:
    """Count the letters of a page that lead nowhere: menus are made of links."""
    parts: list[str] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        if event == "end":
            parts.append(element.tail or "")
        elif element.tag not in {"a", "script", "style", "title", "option", "button"}:
            parts.append(element.text or "")
    return _letters("".join(parts))


def _article(tree: HtmlElement, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of the article: precisely found, else widely, else all there is."""
    if not is_bounded(tree):
        note = "The page is too large to tell the article from what surrounds it; all is read."
        return _everything(tree), (note,)
    found = _extracted(tree, text, precisely=True)
    if _letters(found) < _LEAST:
        wider = _extracted(tree, text, precisely=False)
        found = wider if len(wider) > len(found) else found
    return found, ()


def _extracted(tree: HtmlElement, text: str, *, precisely: bool) -> str:
    """Ask the extractor, with marks it would drop replaced while it works."""
    import trafilatura

    copied = deepcopy(tree)
    stand_ins = _stand_in(copied, text)
    found = trafilatura.bare_extraction(
        copied,
        favor_precision=precisely,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        with_metadata=False,
        config=_settings(),
    )
    body = getattr(found, "body", None)
    if body is None:
        return ""
    return "\n\n".join(_paragraphs(body)).translate(stand_ins)


@lru_cache(maxsize=1)
def _settings() -> ConfigParser:
    """Let the extractor trust a short article that it has found: it may be in Chinese."""
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_LEAST // 2))
    return settings


def _stand_in(tree: HtmlElement, text: str) -> dict[int, str]:
    """Put visible characters in the place of marks; return what turns them back."""
    whole = "".join(str(each) for each in tree.itertext())
    marks = sorted(set(_MARKS.findall(whole)))
    if not marks:
        return {}
    free = (chr(code) for code in _STAND_INS if chr(code) not in text and chr(code) not in whole)
    pairs = dict(zip(marks, free, strict=False))
    table = str.maketrans(pairs)
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)
    return {ord(shown): mark for mark, shown in pairs.items()}


def _paragraphs(body: _Element) -> Iterator[str]:
    """Yield the paragraphs of an extracted article, rows of tables as lines of their own."""
    open_text: list[str] = []

    def close() -> Iterator[str]:
        lines = (one_line(line) for line in "".join(open_text).split("\x1e"))
        text = "\n".join(filter(None, lines))
        open_text.clear()
        if text:
            yield text

    stack: list[tuple[_Element, bool]] = [(body, False)]
    while stack:
        element, is_done = stack.pop()
        tag = str(element.tag)
        if is_done:
            if tag in _BLOCKS:
                yield from close()
            elif tag == "cell":
                open_text.append("\t")
            open_text.append(element.tail or "")
            continue
        if tag in _BLOCKS:
            yield from close()
        if tag == "lb":
            open_text.append("\x1e")
        open_text.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from close()


def _everything(tree: HtmlElement) -> str:
    """Return all paragraphs of a page, of its article where it marks one."""
    marked = next(tree.iter("article"), None)
    root = next(tree.iter("main"), tree) if marked is None else marked
    blocks = (
        one_line("".join(str(each) for each in element.itertext()))
        for element in root.iter(*_PLAIN_BLOCKS)
        if not any(str(child.tag) in _PLAIN_BLOCKS for child in element)
    )
    return "\n\n".join(filter(None, blocks))


def _tail(tree: HtmlElement) -> str:
    """Return what a page shows in its article, for the words of a paywall."""
    shown = tree.iter("p", "div", "h2", "h3", "span", "a", "button")
    parts = [each.text for each in shown if each.text and not each.text.isspace()]
    return " ".join(parts)[:200_000]


def _h1(tree: HtmlElement) -> str | None:
    heads = [one_line(str(each.text_content())) for each in tree.iter("h1")]
    return next(filter(None, heads), None)


def _title(tree: HtmlElement, data: LinkedData) -> str | None:
    """Return the headline: as the page shows it, else as its head names it."""
    first = _h1(tree)
    named = unescaped(data.headline) or _meta(tree, "og:title")
    if first is not None and (named is None or first in named or named in first):
        return first
    if named is not None and any(one_line(h.text_content()) == named for h in tree.iter("h1")):
        return named
    title = unescaped(next((each.text for each in tree.iter("title")), None))
    cut = None if title is None else _TITLE_TAIL.sub("", title)
    return named or first or cut


def _address(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _is_address(link.get("href")):
            return str(link.get("href")).strip()
    url = _meta(tree, "og:url")
    return url if _is_address(url) else None


def _is_address(text: str | None) -> bool:
    return text is not None and text.strip().startswith(("http://", "https://"))


def _meta(tree: HtmlElement, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == name:
            return unescaped(meta.get("content"))
    return None


def _lang(tree: HtmlElement, data: LinkedData) -> str | None:
    root = tree.getroottree().getroot()
    named = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or data.lang
    code = re.split(r"[-_]", (named or "").strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None
