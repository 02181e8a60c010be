"""Chinese in traditional characters: read in simplified ones, given back as it was written."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from proscribe.model.claim import Claim, Span, TextEntity

if TYPE_CHECKING:
    import icu

# Signs that hardly a Chinese text does without, and that simplified ones do not have.
_TRADITIONAL = re.compile("[國與將對們實發於據關證權價]")
_QUOTES = str.maketrans("「」『』", "“”‘’")


def is_traditional(text: str) -> bool:
    """Return whether a Chinese text is written in traditional characters."""
    return _TRADITIONAL.search(text) is not None


def in_simplified(text: str) -> str:
    """Return a text in simplified characters, sign for sign, so that places stay what they are."""
    plain = text.translate(_QUOTES)
    changed: str = _to_simplified().transliterate(plain)
    if len(changed) == len(text):
        return changed
    signs = (_to_simplified().transliterate(one) for one in plain)
    return "".join(new if len(new) == 1 else old for new, old in zip(signs, plain, strict=True))


@cache
def _to_simplified() -> icu.Transliterator:
    import icu

    return icu.Transliterator.createInstance("Hant-Hans")


def entity_as_written(one: TextEntity, text: str) -> TextEntity:
    """Return an entity found in the simplified text with its names as the text writes them."""
    mentions = tuple(replace(each, span=span_as_written(each.span, text)) for each in one.mentions)
    written = {
        old.span.text: new.span.text for old, new in zip(one.mentions, mentions, strict=True)
    }
    return replace(
        one,
        name=written.get(one.name, one.name),
        aliases=tuple(written.get(each, each) for each in one.aliases),
        mentions=mentions,
    )


def claim_as_written(one: Claim, text: str) -> Claim:
    """Return a claim found in the simplified text with its words as the text writes them."""
    value, day = one.value, one.date
    if value is not None and value.span is not None:
        value = replace(value, span=span_as_written(value.span, text))
    if day is not None and day.span is not None:
        day = replace(day, span=span_as_written(day.span, text))
    return replace(
        one,
        quote=span_as_written(one.quote, text),
        value=value,
        date=day,
        bound=_words(one.bound, one.quote, text),
        because=_words(one.because, one.quote, text),
    )


def span_as_written(one: Span, text: str) -> Span:
    """Return the same place of the text, in the signs of the text."""
    return replace(one, text=text[one.start : one.end])


def _words(words: str | None, quote: Span, text: str) -> str | None:
    at = -1 if words is None else quote.text.find(words)
    if words is None or at < 0:
        return words
    return text[quote.start + at : quote.start + at + len(words)]
