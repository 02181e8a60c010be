"""Lines of a page that are no part of its article: menus, notices, links, counts of comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.model.claim import Span

_LONGEST = 300
_LINE = re.compile(r"[^\r\n]+")
_LEFTOVER = re.compile(
    r"(?:header ads?|footer ads?|advertisement|ads?|sponsored(?: content)?|breaking "
    r"news|latest news|"
    r"source link|no comments?(?: yet)?|\d+ comments?|leave a (?:comment|reply)|post a comment|"
    r"share(?: this)?(?: article| story)?:?.*(?:facebook|twitter|linkedin|email|whatsapp).*|"
    r"(?:facebook|twitter|linkedin|email|whatsapp|reddit|print|copy link)(?:[ |,/·]+(?:facebook|"
    r"twitter|linkedin|email|whatsapp|reddit|print|copy link))*|"
    r"(?:related|read more|see also|more on this|you may also like|recommended|"
    r"trending)(?: (?:stories|"
    r"articles|news|topics))?:.*|(?:related|recommended|trending)(?: (?:stories|"
    r"articles|news|topics))?|"
    r"(?:subscribe|sign in|sign up|log in|login|register|menu|home|search|skip to "
    r"content|newsletter)"
    r"(?: now| today| here)?(?:[ |·>/]+.*)?|[^|\n]{1,40}(?:\s\|\s[^|\n]{1,40}){1,8}|"
    r"(?:tags?|filed under|categor(?:y|ies)|topics):.*|(?:©|\(c\)|copyright)\s.*|all "
    r"rights reserved\.?|"
    r"(?:we use cookies|this (?:web)?site uses cookies).*|accept(?: all)?(?: cookies)?|"
    r"(?:previous|next)(?: (?:article|post|story))?|back to top|click here.*|reporting "
    r"by .*|editing by .*|"
    r"our standards:.*|photo(?: credit)?:.*|image(?: credit| source)?:.*|getty images.*|"
    r"follow us(?: on)?.*|\d+ min(?:ute)?s? read|listen to this article.*|"
    r"责任编辑.*|分享到.*|相关阅读.*|"
    r"читайте также.*|подпис\w+ на .*|поделиться.*)\s*",
    re.IGNORECASE,
)


def find_leftovers(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that belong to the page it stood on."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words and len(words) <= _LONGEST and _LEFTOVER.fullmatch(words):
            start = line.start() + line.group().index(words[0])
            yield Span(text=words, start=start, end=start + len(words))
