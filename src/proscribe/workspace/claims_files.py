"""Files that hold what an article claims, as ``proscribe read ARTICLE --out`` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from proscribe.model.claim import (
    Claim,
    ClaimDate,
    ClaimType,
    ClaimValue,
    DateRole,
    EntityKind,
    Modality,
    RecordCheck,
    RecordStanding,
    TextEntity,
    ValueKind,
    Weighed,
)
from proscribe.model.errors import InputError, Place
from proscribe.workspace.articles import SCHEMA
from proscribe.workspace.claims_fields import REMEDY, Fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 50 * 1024 * 1024
_FULL_DATE = "2000-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsFile:
    """What one article claims.

    Attributes:
        file: The file.
        id: Name of the article.
        title: Its title, where the file tells it.
        url: Where it was published, where known.
        published: Its day, where known.
        entities: Whom it speaks of.
        claims: What it claims, in order.
        checks: How each claim stood when it was read, by its id; none for what was not checked.
    """

    file: str
    id: str
    title: str | None
    url: str | None
    published: date | None
    entities: tuple[TextEntity, ...]
    claims: tuple[Claim, ...]
    checks: Mapping[str, RecordCheck]


def read_claims_file(path: Path) -> ClaimsFile:
    """Read a file of claims; fields that are not known are passed over.

    Args:
        path: The file, of the schema ``proscribe.claims/1``.

    Raises:
        InputError: It cannot be opened, is too large, is no such file, or quotes what its text
            does not say.
    """
    root = Fields(_loaded(path), str(path), "")
    if not root.has("schema") or root.text("schema") != SCHEMA:
        root.refuse(f"its schema is not {SCHEMA}")
    doc = root.inner("doc")
    text = _text(doc)
    entities = tuple(_entity(one) for one in root.objects("entities"))
    known = {one.id for one in entities}
    if len(known) != len(entities):
        root.refuse("several entities have the same id")
    claims, checks = [], {}
    for fields in root.objects("claims"):
        claim = _claim(fields, text)
        if claim.subject not in known:
            fields.refuse(f"{fields.named('subject')} is none of the entities")
        claims.append(claim)
        check = fields.inner_or_none("record_check")
        if check is not None:
            now = check.inner_or_none("now")
            checks[claim.id] = RecordCheck(
                then=_weighed(check), now=None if now is None else _weighed(now)
            )
    if len({one.id for one in claims}) != len(claims):
        root.refuse("several claims have the same id")
    return ClaimsFile(
        file=str(path),
        id=doc.text("id"),
        title=doc.text_or_none("title"),
        url=doc.text_or_none("url"),
        published=_day(doc, "published"),
        entities=entities,
        claims=tuple(claims),
        checks=checks,
    )


def _loaded(path: Path) -> object:
    place = Place(file=str(path))
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else error
        raise InputError(
            f"the file of claims cannot be opened: {told}.", where=place, remedy=REMEDY
        ) from error
    if len(content) > MOST_BYTES:
        raise InputError(
            f"this is larger than {MOST_BYTES // 1024**2} MB, so it is no file of claims that was "
            "read from one article.",
            where=place,
            remedy=REMEDY,
        )
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise InputError(
            f"this is no file of claims: it is not JSON ({error}).", where=place, remedy=REMEDY
        ) from error


def _text(doc: Fields) -> str:
    """Return what offsets count in, if it is what was read."""
    text = doc.text("text")
    if doc.has("offset_unit") and doc.text("offset_unit") != "code point":
        doc.refuse("doc.offset_unit is not code point, so that quotes cannot be found")
    if doc.has("sha256") and doc.text("sha256") != sha256(text.encode()).hexdigest():
        doc.refuse("doc.sha256 is not that of doc.text, which was changed after it was read")
    return text


def _entity(fields: Fields) -> TextEntity:
    refs = fields.inner_or_none("refs")
    name = fields.text("name")
    return TextEntity(
        id=fields.text("id"),
        kind=fields.choice("kind", EntityKind),
        name=name,
        aliases=tuple(one for one in fields.texts("accept") if one != name),
        ledger_ids=() if refs is None else refs.texts("proscribe"),
        country=fields.text_or_none("country"),
    )


def _claim(fields: Fields, text: str) -> Claim:
    value, when = fields.inner_or_none("value"), fields.inner_or_none("date")
    return Claim(
        id=fields.text("id"),
        fact=fields.text_or_none("fact") or "",
        type=fields.choice("type", ClaimType),
        subject=fields.text("subject"),
        quote=fields.span("quote", text),
        attribution=fields.texts("attribution"),
        rule=fields.text_or_none("rule") or "",
        agent=fields.text_or_none("agent"),
        object=fields.text_or_none("object"),
        court=fields.text_or_none("court"),
        list=fields.text_or_none("list"),
        bound=fields.text_or_none("bound"),
        because=fields.text_or_none("because"),
        value=None if value is None else _value(value, text),
        date=None if when is None else _date(when, text),
        modality=fields.choice("modality", Modality, Modality.ASSERTED),
        negated=fields.flag("negated"),
        contested=fields.flag("contested"),
        direct_speech=fields.flag("direct_speech"),
        denies=fields.text_or_none("denies"),
    )


def _value(fields: Fields, text: str) -> ClaimValue:
    amount: Decimal | None = None
    if fields.has("amount"):
        try:
            amount = Decimal(fields.text("amount"))
        except InvalidOperation:
            fields.refuse(f"{fields.named('amount')} is no number")
        if not amount.is_finite() or abs(amount.adjusted()) > len(text):
            fields.refuse(f"{fields.named('amount')} is no number an article can state")
    return ClaimValue(
        kind=fields.choice("kind", ValueKind),
        span=fields.span("text", text) if fields.has("text") else None,
        amount=amount,
        currency=fields.text_or_none("currency"),
        per=fields.text_or_none("per"),
    )


def _date(fields: Fields, text: str) -> ClaimDate:
    value = fields.text_or_none("value")
    if value is not None:
        # A year or a month is a date once the rest is filled in.
        _check_day(fields, "value", value + _FULL_DATE[len(value) :])
    return ClaimDate(
        span=fields.span("text", text) if fields.has("text") else None,
        value=value,
        role=fields.choice("role", DateRole),
        inferred_from=fields.texts("inferred_from"),
    )


def _weighed(fields: Fields) -> Weighed:
    _day(fields, "as_of")
    return Weighed(
        standing=fields.choice("verdict", RecordStanding),
        known_at=fields.text("as_of"),
        record=fields.text_or_none("record") or "",
        expected_date=fields.text_or_none("expected_date"),
    )


def _day(fields: Fields, key: str) -> date | None:
    return _check_day(fields, key, fields.text(key)) if fields.has(key) else None


def _check_day(fields: Fields, key: str, value: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    # Weeks (2021-W03) and days without dashes are read too, but sort otherwise.
    if found is None or found.isoformat() != value:
        fields.refuse(f"{fields.named(key)} is no date such as {_FULL_DATE}")
    return found
