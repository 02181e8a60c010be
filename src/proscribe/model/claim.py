"""What a text asserts of a measure against a company, with the words that say it.

The shape is that of the schema ``proscribe.claims/1``. Offsets count code points of the
text that was read; ``text[start:end]`` is the quoted text, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ARTICLE = "article"
"""Id of the article itself, the outermost of every chain of attribution."""


class ClaimType(StrEnum):
    """What is said."""

    LISTED = "listed"
    DELISTED = "delisted"
    ENJOINED = "enjoined"
    ANNULLED = "annulled"
    UPHELD = "upheld"
    COURT_FINDING = "court_finding"
    SUED = "sued"
    FILED = "filed"
    REPORTED = "reported"
    PROHIBITED = "prohibited"
    DIVEST_BY = "divest_by"
    LICENCE = "licence"
    PENALTY = "penalty"
    EXCHANGE_REMOVED = "exchange_removed"
    TRADING_HALT = "trading_halt"
    INDEX_REMOVED = "index_removed"
    TRADED_ON = "traded_on"
    PRICE = "price"
    PRICE_CHANGE = "price_change"
    REASON = "reason"
    ALLEGATION = "allegation"
    STATEMENT = "statement"
    DENIAL = "denial"
    AWARD = "award"
    ROLE = "role"


MEASURES = frozenset(
    {
        ClaimType.LISTED,
        ClaimType.DELISTED,
        ClaimType.ENJOINED,
        ClaimType.ANNULLED,
        ClaimType.UPHELD,
        ClaimType.PROHIBITED,
        ClaimType.DIVEST_BY,
        ClaimType.LICENCE,
        ClaimType.PENALTY,
    }
)
"""Types that speak of a government measure: none is claimed in a text about none."""


class Modality(StrEnum):
    """How sure the text makes it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class ValueKind(StrEnum):
    """What a value is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    TEXT = "text"


class DateRole(StrEnum):
    """What a date is to its claim."""

    EVENT = "event"
    EFFECTIVE = "effective"
    DEADLINE = "deadline"
    AS_OF = "as_of"
    SINCE = "since"
    UNTIL = "until"
    SAID = "said"


class EntityKind(StrEnum):
    """What somebody or something named in a text is."""

    ARTICLE = "article"
    COMPANY = "company"
    PERSON = "person"
    SECURITY = "security"
    AUTHORITY = "authority"
    COURT = "court"
    LIST = "list"
    VENUE = "venue"
    MEDIA = "media"
    DOCUMENT = "document"
    GROUP = "group"
    VESSEL = "vessel"
    PLACE = "place"
    OTHER = "other"


class RecordStanding(StrEnum):
    """How a claim stands against the record."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    OVERSTATED = "overstated"
    NOT_IN_RECORD = "not_in_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the text: ``text[start:end]``, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where an entity is spoken of.

    Attributes:
        span: The words.
        coref: True where they name it by a role or a pronoun only.
    """

    span: Span
    coref: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntity:
    """Somebody or something that a text speaks of.

    Attributes:
        id: Id within the text.
        kind: What it is.
        name: The fullest name the text gives it.
        aliases: Other names the text gives it.
        ledger_ids: Entity ids of the ledger it may be; none where the ledger does not know it,
            several where the name is borne by several.
        country: ISO 3166 code, where the text or the ledger says so.
        mentions: Where it is spoken of, in order.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    ledger_ids: tuple[str, ...] = ()
    country: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimValue:
    """An amount, a count or a title that a claim states.

    Attributes:
        kind: What it is.
        span: The words; None where it is only implied.
        amount: The number, signed for per cent; None for text.
        currency: ISO 4217 code, for money.
        per: What one pays it for (``share``), for money.
    """

    kind: ValueKind
    span: Span | None
    amount: Decimal | None = None
    currency: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDate:
    """When, as exact as the text says.

    Attributes:
        span: The words; None where only the setting tells.
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None where it cannot be told.
        role: What the date is to the claim.
        inferred_from: What else was needed to tell (``publication date``, ``dateline``).
    """

    span: Span | None
    value: str | None
    role: DateRole
    inferred_from: tuple[str, ...] = ()

    @property
    def precision(self) -> str | None:
        """``year``, ``month`` or ``day``; None without a value."""
        if self.value is None:
            return None
        return ("year", "month", "day")[self.value.count("-")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing a text says, tied to the sentence that says it.

    Attributes:
        id: Id within the text.
        fact: Claims that tell the same fact share it.
        type: What is said.
        subject: Id of the entity the claim is about.
        quote: The whole sentence that bears it.
        attribution: Ids of who says so on whose word, outermost first; begins with ``article``.
        rule: Name of the rule that found it.
        agent: Id of who acts.
        object: Id of what is acted with or on.
        court: Id of the court.
        list: Id of the list.
        bound: Who must obey, in the words of the text.
        because: The reason given, in the words of the text.
        value: An amount, count or title.
        date: When.
        modality: How sure the text makes it.
        negated: Whether the sentence denies it.
        contested: Whether another party in the text disputes it.
        direct_speech: Whether the words are quoted speech.
        denies: Id of the claim that this one disputes.
    """

    id: str
    fact: str
    type: ClaimType
    subject: str
    quote: Span
    attribution: tuple[str, ...]
    rule: str
    agent: str | None = None
    object: str | None = None
    court: str | None = None
    list: str | None = None
    bound: str | None = None
    because: str | None = None
    value: ClaimValue | None = None
    date: ClaimDate | None = None
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    contested: bool = False
    direct_speech: bool = False
    denies: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How a claim stands against the record as known at a moment.

    Attributes:
        standing: The result.
        known_at: The day whose knowledge counts, ``YYYY-MM-DD``.
        record: What the record says, with its arithmetic and citation, in words.
        expected_date: The date the record has instead, where it has another.
    """

    standing: RecordStanding
    known_at: str
    record: str
    expected_date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck:
    """How a claim stands against the record, as known then and now.

    Attributes:
        then: As known on the day of the article.
        now: As known now, where that differs or adds something.
    """

    then: Weighed
    now: Weighed | None = None
