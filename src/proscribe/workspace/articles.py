"""Reads articles: what they claim, on whose word, and how it stands against the record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from proscribe.backends.whole_files import disk, replacing
from proscribe.model.claim import RecordStanding
from proscribe.model.errors import InputError, Place
from proscribe.screening.annotated import STANDING_WORDS, Card, Piece, build_cards, cut
from proscribe.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from proscribe.claims.read import Reading
    from proscribe.model.claim import (
        Claim,
        ClaimDate,
        ClaimValue,
        RecordCheck,
        Span,
        TextEntity,
        Weighed,
    )

__all__ = ["Card", "Piece", "ReadArticle", "write_article"]

SCHEMA = "proscribe.claims/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article that was read.

    Attributes:
        id: Name of the file without its ending, or the address.
        text: What offsets count in.
        reading: Who it speaks of and what it claims.
        checks: How each claim stands, by its id; empty where nothing was checked.
        title: Its title, where the page states one.
        url: Where it was published, where known.
        published_from: Where its day is known from; empty where it is not known.
        warnings: What is odd about the page or text, one sentence each.
    """

    id: str
    text: str
    reading: Reading
    checks: Mapping[str, RecordCheck] = field(default_factory=dict)
    title: str | None = None
    url: str | None = None
    published_from: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def published(self) -> date | None:
        """The day relative dates were read from."""
        return self.reading.published

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What it claims, in order."""
        return self.reading.claims

    @property
    def cards(self) -> tuple[Card, ...]:
        """The claims as they are shown."""
        return build_cards(self.reading.claims, self.reading.entities, self.checks)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text in pieces, those that bear claims apart."""
        return cut(self.text, self.reading.claims, self.reading.leftovers, self.checks)

    @property
    def counts(self) -> tuple[tuple[RecordStanding, int], ...]:
        """How many claims stand how, the gravest first."""
        found = Counter(check.then.standing for check in self.checks.values())
        order = (
            *(RecordStanding.CONTRADICTED, RecordStanding.OVERSTATED),
            *(RecordStanding.CONFIRMED, RecordStanding.NOT_IN_RECORD),
        )
        return tuple((one, found[one]) for one in order if found[one])

    @property
    def contradicted(self) -> bool:
        """Whether the record contradicts a claim, or the article overstates it."""
        grave = (RecordStanding.CONTRADICTED, RecordStanding.OVERSTATED)
        return any(check.then.standing in grave for check in self.checks.values())

    def to_json(self) -> dict[str, object]:
        """Return it in the shape of the schema ``proscribe.claims/1``."""
        content = self.text.encode("utf-8", "surrogatepass")
        return {
            "schema": SCHEMA,
            "doc": {
                "id": self.id,
                **({} if self.reading.lang is None else {"lang": self.reading.lang}),
                "published": None if self.published is None else self.published.isoformat(),
                **({} if self.url is None else {"url": self.url}),
                "sha256": sha256(content).hexdigest(),
                "length": len(self.text),
                "offset_unit": "code point",
                "text": self.text,
                "warnings": list(self.warnings),
                "reader": f"proscribe {VERSION}",
            },
            "boilerplate": [_span(one) for one in self.reading.leftovers],
            "entities": [_entity(one) for one in self.reading.entities],
            "claims": [_claim(one, self.checks.get(one.id)) for one in self.reading.claims],
        }

    def to_html(self, path: Path | str) -> Path:
        """Write the article with its claims as one self-contained page; return where."""
        from proscribe.backends.reports.page import render_page

        out = Path(path)
        page = render_page(
            "article.html", article=self, standing_words=STANDING_WORDS, version=VERSION
        )
        with replacing(out, "page") as temporary, disk(out, "page"):
            temporary.write_text(page, encoding="utf-8")
        return out

    def _repr_html_(self) -> str:
        from proscribe.workspace.results import table_html

        rows = [
            {
                "claim": card.what,
                "subject": card.subject,
                "says": card.says,
                "on the word of": " > ".join(card.sources) or "the article",
                "standing": "" if card.standing is None else STANDING_WORDS[card.standing],
                "record": card.record,
            }
            for card in self.cards
        ]
        return table_html(self.title or self.id, rows)


def write_article(found: ReadArticle, path: Path) -> None:
    """Write an article as JSON or as a page, by the ending of the name.

    Raises:
        InputError: The ending is neither ``.json`` nor ``.html``.
    """
    ending = path.suffix.lower()
    if ending in (".html", ".htm"):
        found.to_html(path)
        return
    if ending != ".json":
        raise InputError(
            f"claims cannot be written as {ending.removeprefix('.') or 'a file without ending'!r}.",
            where=Place(file=str(path)),
            remedy="Let the name end in .json or .html.",
        )
    with replacing(path, "list of claims") as temporary, disk(path, "list of claims"):
        temporary.write_bytes(orjson.dumps(found.to_json(), option=orjson.OPT_INDENT_2))


def _span(one: Span) -> dict[str, object]:
    return {"text": one.text, "start": one.start, "end": one.end}


def _entity(one: TextEntity) -> dict[str, object]:
    found: dict[str, object] = {
        "id": one.id,
        "kind": one.kind.value,
        "name": one.name,
        "accept": [one.name, *one.aliases],
        "mentions": [
            {**_span(each.span), "kind": "coref" if each.coref else "name"} for each in one.mentions
        ],
    }
    if one.country is not None:
        found["country"] = one.country
    if one.ledger_ids:
        found["refs"] = {"proscribe": list(one.ledger_ids)}
    return found


def _claim(one: Claim, check: RecordCheck | None) -> dict[str, object]:
    found: dict[str, object] = {
        "id": one.id,
        "fact": one.fact,
        "type": one.type.value,
        "subject": one.subject,
    }
    for name in ("agent", "object", "court", "list", "bound", "because", "denies"):
        value = getattr(one, name)
        if value is not None:
            found[name] = value
    if one.value is not None:
        found["value"] = _value(one.value)
    if one.date is not None:
        found["date"] = _date(one.date)
    found |= {
        "attribution": list(one.attribution),
        "direct_speech": one.direct_speech,
        "modality": one.modality.value,
        "negated": one.negated,
        "contested": one.contested,
        "quote": one.quote.text,
        "start": one.quote.start,
        "end": one.quote.end,
        "rule": one.rule,
    }
    if check is not None:
        found["record_check"] = _weighed(check.then) | (
            {} if check.now is None else {"now": _weighed(check.now)}
        )
    return found


def _value(value: ClaimValue) -> dict[str, object]:
    found: dict[str, object] = {"kind": value.kind.value}
    if value.span is not None:
        found |= _span(value.span)
    if value.amount is not None:
        found["amount"] = f"{value.amount:f}"
    if value.currency is not None:
        found["currency"] = value.currency
    if value.per is not None:
        found["per"] = value.per
    return found


def _date(value: ClaimDate) -> dict[str, object]:
    found: dict[str, object] = {} if value.span is None else _span(value.span)
    return found | {
        "value": value.value,
        "role": value.role.value,
        "precision": value.precision,
        "inferred_from": list(value.inferred_from),
    }


def _weighed(one: Weighed) -> dict[str, object]:
    found: dict[str, object] = {
        "verdict": one.standing.value,
        "as_of": one.known_at,
        "record": one.record,
    }
    if one.expected_date is not None:
        found["expected_date"] = one.expected_date
    return found
