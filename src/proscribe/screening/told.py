"""What articles claim of a subject: shown beside official facts, never counted among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proscribe.screening.annotated import STANDING_WORDS, Card

_REASONS = ("reason", "allegation")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """One claim of one article about the subject.

    Attributes:
        card: The claim as it is shown, with its standing.
        article: Name of the article.
        title: Its title, where known.
        url: Where it was published, where known.
        file: The file its claims were read from.
        published: Day of the article, ``YYYY-MM-DD``; None where it is not known.
        on: When it happened by the claim: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None where the
            claim does not tell.
        on_what: What that date is to the claim (``event``, ``deadline``, …); empty without one.
        because: The reason given, in the words of the article.
        also: Entity ids of others that the name in the article may mean.
    """

    card: Card
    article: str
    file: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    on: str | None = None
    on_what: str = ""
    because: str | None = None
    also: tuple[str, ...] = ()

    @property
    def is_reason(self) -> bool:
        """Whether it gives a reason for a designation, or alleges one."""
        return self.card.type in _REASONS or self.because is not None

    @property
    def day(self) -> str | None:
        """What it is sorted by: when it happened, else the day of the article."""
        return self.on or self.published

    @property
    def called(self) -> str:
        """What the article is called."""
        return self.title or self.article

    @property
    def words(self) -> str:
        """The claim in words."""
        how = f" ({self.card.how})" if self.card.how else ""
        says = f"; {self.card.says}" if self.card.says else ""
        return f"{self.card.what}{how}{says}"

    @property
    def standing(self) -> str:
        """How it stands as known on the day of the article, in words; empty where unchecked."""
        return "" if self.card.standing is None else STANDING_WORDS[self.card.standing]

    @property
    def now_standing(self) -> str:
        """How it stands as known later, in words; empty where that adds nothing."""
        return "" if self.card.now_standing is None else STANDING_WORDS[self.card.now_standing]

    @property
    def record(self) -> str:
        """The record's words, with the date it has instead where it has another."""
        expected = self.card.expected
        return f"{self.card.record} The record has {expected}." if expected else self.card.record

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        card = self.card
        return {
            "kind": "claim",
            "date": self.on,
            "date_role": self.on_what or None,
            "article": {
                "id": self.article,
                "title": self.title,
                "url": self.url,
                "published": self.published,
                "file": self.file,
            },
            "id": card.id,
            "type": card.type,
            "claim": self.words,
            "is_reason": self.is_reason,
            "because": self.because,
            "quote": card.quote,
            "on_the_word_of": list(card.sources),
            "record_check": None
            if card.standing is None
            else {
                "standing": card.standing.value,
                "as_of": card.known_at,
                "record": card.record,
                "expected_date": card.expected,
                "now": None
                if card.now_standing is None
                else {"standing": card.now_standing.value, "record": card.now_record},
            },
            "may_also_mean": list(self.also),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What articles claim of a subject.

    Attributes:
        claims: The claims, earliest first; those without any day come last.
        left_out: What was left out and why, one sentence each.
    """

    claims: tuple[ToldClaim, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[ToldClaim, ...]:
        """The reasons that articles give, and what they allege."""
        return tuple(one for one in self.claims if one.is_reason)

    @property
    def dated(self) -> tuple[ToldClaim, ...]:
        """Those claims that tell when it happened."""
        return tuple(one for one in self.claims if one.on is not None)

    def to_json(self) -> Mapping[str, object]:
        """Return it as JSON values; reasons are marked among the claims."""
        return {
            "claims": [one.to_json() for one in self.claims],
            "claims_left_out": list(self.left_out),
        }
