"""What a language model answered about a text, taken only as far as the text bears it out.

The answer is held to be as hostile as the text: a claim counts only where its quote stands in the
text letter by letter, and about those alone whom the text names. Offsets, ids and figures are
ours. What is left out is counted, and never shown: it could say anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from proscribe.claims.dates import PUBLICATION
from proscribe.claims.model_entities import Named, listed, name_entities
from proscribe.claims.model_fields import choose, find_words, read_date, read_value
from proscribe.claims.sentences import split_sentences
from proscribe.claims.settling import settle
from proscribe.model.claim import (
    ARTICLE,
    Claim,
    ClaimType,
    EntityKind,
    Modality,
    Span,
    TextEntity,
)
from proscribe.model.errors import SourceError

MOST_CLAIMS = 2_000
LARGEST_ANSWER = 4_000_000
_LONGEST_QUOTE, _LEAST_QUOTE, _LONGEST_CHAIN, _LONGEST_NAME = 4_000, 6, 8, 100
_FIELDS = frozenset(
    {"type", "subject", "quote", "attribution", "agent", "object", "court", "list", "bound",
     "because", "value", "date", "modality", "negated", "contested", "direct_speech", "denies",
     "id", "fact", "start", "end", "optional", "note"}
)  # fmt: skip
_WHO = {
    "agent": None, "object": None, "court": EntityKind.COURT, "list": EntityKind.LIST,
}  # fmt: skip
_THOUGHTS = "</think>"
_NOT_ASKED = "fields of claims that were not asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """What of an answer the text bears out.

    Attributes:
        entities: Whom the claims may be about; the article itself is the first.
        claims: The claims, in order.
        dropped: How many of what was not taken, by why, in words.
    """

    entities: tuple[TextEntity, ...]
    claims: tuple[Claim, ...]
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a text before a model is asked.

    Attributes:
        text: The text, untouched.
        model: What the model is called.
        published: The day of the text, None where unknown.
        source: Where that day is known from.
        entities: Whom our own reading found.
        leftovers: Parts that belong to the page and not to the article.
    """

    text: str
    model: str
    published: date | None = None
    source: str = PUBLICATION
    entities: Sequence[TextEntity] = ()
    leftovers: Sequence[Span] = ()


def parse_answer(content: str, setting: Setting) -> ModelAnswer:
    """Read a model's answer.

    Args:
        content: What it wrote: a JSON object, alone, in a code fence or after its thoughts.
        setting: What is known of the text.

    Raises:
        SourceError: It is no JSON object with claims.
    """
    held = _object(content)
    dropped: Counter[str] = Counter()
    named = name_entities(held.get("entities"), setting.text, setting.entities, dropped)
    claims = settle(_Reader(setting, named, dropped).read(held["claims"]))
    article = TextEntity(id=ARTICLE, kind=EntityKind.ARTICLE, name="this article")
    return ModelAnswer(
        entities=(article, *named.entities.values()),
        claims=claims,
        dropped={why: count for why, count in sorted(dropped.items()) if count},
    )


def _object(content: str) -> dict[str, object]:
    if len(content) > LARGEST_ANSWER:
        raise SourceError(
            f"the model wrote more than {LARGEST_ANSWER:,} characters, so nothing of it was read.",
            remedy="Try again, try another model, or read without one.",
        )
    for start in _beginnings(content):
        try:
            held: object = orjson.loads(content[start : content.rfind("}") + 1])
        except orjson.JSONDecodeError:
            continue
        if isinstance(held, dict) and isinstance(held.get("claims"), list):
            return held
    raise SourceError(
        "the model did not answer with a JSON object that holds claims, so nothing was read.",
        remedy="Try again, try a model that keeps to a JSON schema, or read without one.",
    )


def _beginnings(content: str) -> Iterator[int]:
    """Yield where the object may begin: at the first brace, or behind thoughts or a fence."""
    yield max(0, content.find("{"))
    for mark in (_THOUGHTS, "```"):
        at = content.rfind(mark) if mark == _THOUGHTS else content.find(mark)
        if at >= 0:
            yield max(0, content.find("{", at))


class _Reader:
    """Reads the claims of one answer."""

    def __init__(self, setting: Setting, named: Named, dropped: Counter[str]) -> None:
        self._setting = setting
        self._named = named
        self._dropped = dropped
        self._sentences = split_sentences(setting.text)
        self._starts = [one.start for one in self._sentences]
        self._rule = f"reader: {_clean(setting.model)}"
        self._quoted: Counter[tuple[object, ...]] = Counter()

    def read(self, held: object) -> Iterator[Claim]:
        """Yield the claims that the text bears out."""
        found = 0
        for one in listed(held, MOST_CLAIMS, "claims", self._dropped):
            claim = self._claim(one, f"c{found:05d}") if isinstance(one, dict) else "that are none"
            if isinstance(claim, str):
                self._dropped[f"claims {claim}"] += 1
            else:
                found += 1
                yield claim

    def _claim(self, held: Mapping[str, object], new_id: str) -> Claim | str:
        """Return a claim, or why it is none."""
        type_ = choose(held.get("type"), ClaimType)
        if type_ is None:
            return "of no known type"
        subject = self._named.find(held.get("subject"))
        if subject is None or subject == ARTICLE:
            return "about somebody whom the text does not name"
        modality = choose(held.get("modality", Modality.ASSERTED), Modality)
        negated = held.get("negated", False)
        if modality is None or not isinstance(negated, bool):
            return "that do not say how sure they are, or whether they deny"
        attribution = self._attribution(held.get("attribution"))
        if attribution is None:
            return "on the word of somebody whom the text does not name"
        # Where the text has the same sentence twice, the same claim made twice is of both.
        key = (type_, subject, negated, *_told(held))
        self._quoted[key] += 1
        quote = self._quote(held.get("quote"), self._quoted[key])
        if isinstance(quote, str):
            return quote
        self._dropped[_NOT_ASKED] += len(held.keys() - _FIELDS)
        who = {field: self._who(field, held) for field in _WHO}
        words = {field: self._words(field, held, quote) for field in ("bound", "because")}
        when = read_date(
            held.get("date"), quote, self._dropped,
            published=self._setting.published, source=self._setting.source,
        )  # fmt: skip
        return Claim(
            id=new_id, fact="", type=type_, subject=subject, quote=quote, attribution=attribution,
            rule=self._rule, value=read_value(held.get("value"), quote, self._dropped), date=when,
            modality=modality, negated=negated, contested=self._flag("contested", held),
            direct_speech=self._flag("direct_speech", held), **who, **words,
        )  # fmt: skip

    def _quote(self, held: object, nth: int) -> Span | str:
        """Return the whole sentence in which a quote stands; or why there is none."""
        if not isinstance(held, str) or not _LEAST_QUOTE <= len(held.strip()) <= _LONGEST_QUOTE:
            return "whose quote is no sentence"
        words, text, start, end = held.strip(), self._setting.text, -1, 0
        for _ in range(nth):
            start = text.find(words, end)
            if start < 0:
                break
            end = start + len(words)
        if start < 0:
            return "made twice" if nth > 1 else "whose quote does not stand in the text"
        quote = self._whole(start, end)
        if any(one.start < quote.end and quote.start < one.end for one in self._setting.leftovers):
            return "whose quote is of the page, not of the article"
        return quote

    def _whole(self, start: int, end: int) -> Span:
        """Widen words to the sentences that they stand in, unless those never end."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        begin = min(start, self._sentences[first].start)
        stop = max(end, self._sentences[last].end)
        if stop - begin > _LONGEST_QUOTE:
            begin, stop = start, end
        return Span(text=self._setting.text[begin:stop], start=begin, end=stop)

    def _attribution(self, held: object) -> tuple[str, ...] | None:
        """Return who says so on whose word; None where that rests on somebody unknown.

        Without its last link a chain would rest the claim on another's word, so it is not kept.
        """
        if not isinstance(held, list) or not held:
            return None
        chain = [self._named.find(one) for one in held[-_LONGEST_CHAIN:]]
        if chain[-1] is None:
            return None
        self._dropped["links of attributions whom the text does not name"] += chain.count(None)
        return tuple(dict.fromkeys((ARTICLE, *(one for one in chain if one is not None))))

    def _who(self, field: str, held: Mapping[str, object]) -> str | None:
        if held.get(field) is None:
            return None
        found, kind = self._named.find(held[field]), _WHO[field]
        if found is None or found == ARTICLE:
            self._dropped[f"{field}s whom the text does not name"] += 1
            return None
        if kind is not None and self._named.entities[found].kind is not kind:
            self._dropped[f"{field}s that are no {kind}"] += 1
            return None
        return found

    def _words(self, field: str, held: Mapping[str, object], quote: Span) -> str | None:
        if held.get(field) is None:
            return None
        span = find_words(held[field], quote)
        self._dropped[f"words ({field}) that do not stand in the sentence"] += span is None
        return None if span is None else span.text

    def _flag(self, field: str, held: Mapping[str, object]) -> bool:
        flag = held.get(field)
        self._dropped[f"marks ({field}) that are neither yes nor no"] += not isinstance(
            flag, bool | None
        )
        return flag is True


def _told(held: Mapping[str, object]) -> tuple[object, ...]:
    """Return the words by which two claims of an answer are told apart."""
    parts = [held, *(held.get(field) for field in ("value", "date"))]
    words = [
        part.get(field)
        for part in parts
        if isinstance(part, dict)
        for field in ("quote", "text", "amount", "value")
    ]
    return tuple(one if isinstance(one, str) else None for one in words)


def _clean(model: str) -> str:
    return "".join(one for one in model if one.isprintable())[:_LONGEST_NAME] or "unnamed"
