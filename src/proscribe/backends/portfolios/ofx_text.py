"""The markup of OFX, of both kinds: SGML without closing tags (1.x) and XML (2.x).

Read here and not by an XML parser: half of such files are no XML, and a parser of XML
would follow what a hostile one declares. Nothing is declared or expanded here.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._]*)([^<>]*?)(/?)>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_SKIPPED = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)
_HEADER_ENCODING = re.compile(rb"(?:encoding=[\"']|CHARSET:\s*)([A-Za-z0-9_-]+)", re.IGNORECASE)
_HEAD = 1024
_DEEPEST = 64


class OfxError(ValueError):
    """The markup is not OFX; says why, and ``line`` says where."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


@dataclass(slots=True)
class Element:
    """An element: its name in capitals, its own text, and what it holds."""

    name: str
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def find(self, *path: str) -> Element | None:
        """Return the first element along a path; None where there is none."""
        found: Element | None = self
        for name in path:
            if found is None:
                return None
            found = next((child for child in found.children if child.name == name), None)
        return found

    def value(self, *path: str) -> str:
        """Return the text along a path; empty where there is none."""
        found = self.find(*path)
        return "" if found is None else found.text

    def every(self, *names: str) -> Iterator[Element]:
        """Yield all elements of those names, at any depth."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.every(*names)


def decode(content: bytes) -> str:
    """Return the text of a file in the encoding its header names, else UTF-8 or Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    named = _HEADER_ENCODING.search(content[:_HEAD])
    stated = "" if named is None else named[1].decode("ascii").lower()
    for encoding in (_codec(stated), "utf-8-sig", "cp1252"):
        if encoding is None:
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def _codec(name: str) -> str | None:
    if name in ("", "none", "usascii"):
        return None
    try:
        return codecs.lookup(f"cp{name}" if name.isdigit() else name).name
    except LookupError:
        return None


def parse(text: str) -> Element:
    """Return the element ``OFX`` with all it holds.

    A tag that is followed by text, and whose end does not come before the next tag, holds
    that text and nothing else, as OFX 1 has it.

    Raises:
        OfxError: There is none, a document type is declared, or tags are out of order.
    """
    declared = re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE)
    if declared is not None:
        why = "it declares a document type, which no OFX file does; what it defines may be hostile"
        raise OfxError(why, _line(text, declared.start()))
    plain = _CDATA.sub(lambda match: html.escape(match[1]), text)
    plain = _SKIPPED.sub(lambda match: "\n" * match[0].count("\n"), plain)
    start = re.search(r"<OFX>", plain, re.IGNORECASE)
    if start is None:
        why = "it has no element OFX"
        raise OfxError(why, 1)
    return _tree(plain, start.start())


def _tree(text: str, start: int) -> Element:
    root = Element("", 1)
    stack = [root]
    line, seen = _line(text, start), start
    matches = list(_TAG.finditer(text, start))
    for place, tag in enumerate(matches):
        line += text.count("\n", seen, tag.start())
        seen = tag.start()
        closing, name = tag[1] == "/", tag[2].upper()
        if closing:
            _close(stack, name, line)
            continue
        end = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        element = Element(name, line, " ".join(html.unescape(text[tag.end() : end]).split()))
        stack[-1].children.append(element)
        holds_text = bool(element.text) or tag[4] == "/"
        if not holds_text and not _is_empty_leaf(matches, place, name):
            stack.append(element)
            if len(stack) > _DEEPEST:
                why = f"its elements are nested more than {_DEEPEST} deep"
                raise OfxError(why, line)
    if len(stack) > 1:
        why = f"it breaks off inside {stack[-1].name}, begun in line {stack[-1].line}"
        raise OfxError(why, line)
    return root.children[0]


def _close(stack: list[Element], name: str, line: int) -> None:
    """Close an element; one that is not open closed itself, unless something else is open in it."""
    if stack[-1].name == name:
        stack.pop()
        return
    if any(element.name == name for element in stack):
        # An element without text that OFX 1 leaves open holds nothing: what seemed to be in
        # it stands beside it.
        while stack[-1].name != name:
            left = stack.pop()
            stack[-1].children += left.children
            left.children = []
        stack.pop()
        return
    last = stack[-1].children[-1].name if stack[-1].children else ""
    if last != name:
        why = f"it closes {name}, which is not open"
        raise OfxError(why, line)


def _is_empty_leaf(matches: list[re.Match[str]], place: int, name: str) -> bool:
    following = matches[place + 1] if place + 1 < len(matches) else None
    return following is not None and following[1] == "/" and following[2].upper() == name


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
