"""What errors and warnings say, as pages say it.

The workspace words its remedies for the command line. On a page, what names an option or a command
gives way to what can be done on the page; what only the command line can do is for whoever runs
the server.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proscribe.interfaces.web.catalogue import Texts

_PARTS = re.compile(r"(?<=[.!?;])\s+")
_OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
_COMMAND = re.compile(r"`(proscribe ([a-z]+)[^`]*)`?")
_SERVER = "hint.server"


def told(text: str, texts: Texts, english: Callable[[str], str | Markup]) -> Markup:
    """Return an error or a warning as a page says it.

    Args:
        text: Its words, in English.
        texts: The texts of the pages.
        english: Marks English words for readers of another language.
    """
    said: list[str | Markup] = []
    own: list[str] = []
    for part, hint in _parts(text, texts):
        if not hint:
            own.append(part)
            continue
        if own and own[-1].endswith(";"):
            own[-1] = f"{own[-1][:-1]}."
        said += [english(_capital(" ".join(own)))] if own else []
        said += [] if hint in said else [hint]
        own = []
    said += [english(_capital(" ".join(own)))] if own else []
    return Markup(" ").join(escape(each) for each in said)


def reworded(text: str, texts: Texts) -> Iterator[str | Markup]:
    """Yield the words of an answer, as markup where a page says something else in their place.

    That is where they name a command. What else looks like an option may be words of a law.

    Args:
        text: The words, in English.
        texts: The texts of the pages.
    """
    if not _COMMAND.search(text):
        yield text
        return
    own: list[str] = []
    for part, hint in _parts(text, texts):
        if not hint or not _COMMAND.search(part):
            own.append(part)
            continue
        if own:
            said = " ".join(own)
            yield f"{said[:-1]}." if said.endswith(";") else said
        yield escape(hint)
        own = []
    if own:
        yield " ".join(own)


def _parts(text: str, texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield each part of a text, with what a page says in its place; empty where it stays."""
    for part in _PARTS.split(text):
        options, commands = _OPTION.findall(part), _COMMAND.findall(part)
        names = [*(each.replace("-", "_") for each in options), *(word for _, word in commands)]
        own = next((key for each in names if texts.has(key := f"hint.{each}")), None)
        if own is not None:
            yield part, str(texts(own))
        elif commands:
            yield part, str(texts(_SERVER, command=commands[0][0]))
        elif options:
            yield part, str(texts("hint.none"))
        else:
            yield part, ""


def _capital(text: str) -> str:
    """Return a text that begins with a capital, unless it begins with a sign or an identifier."""
    return text[:1].upper() + text[1:] if text.split(" ", maxsplit=1)[0].isalpha() else text
