"""How a page writes what the rows hold: verdicts, acts, people, amounts, moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from markupsafe import Markup, escape

from proscribe.model.verdict import Investor, Outcome
from proscribe.screening.summary import Amounts

# A sign of its own for each verdict, so that colour is never all that tells them apart.
VERDICT_SIGNS = {
    Outcome.PROHIBITED: "■",
    Outcome.REVIEW: "◆",
    Outcome.ALLOWED_DIVEST: "◐",
    Outcome.ALLOWED_LICENSED: "▲",
    Outcome.ALLOWED_ENJOINED: "◇",
    Outcome.ALLOWED: "○",
}

VERDICT_MEANINGS = {
    Outcome.PROHIBITED: "The act is forbidden at the moment asked about.",
    Outcome.REVIEW: (
        "No answer without a person: who is meant, or what the law says, is not certain. "
        "Read it as a prohibition until someone has decided."
    ),
    Outcome.ALLOWED_DIVEST: "Allowed only to get rid of a position, until the deadline named.",
    Outcome.ALLOWED_LICENSED: "Forbidden, but a licence allows it, until that expires.",
    Outcome.ALLOWED_ENJOINED: "Forbidden, but a court has ordered that the ban is not applied.",
    Outcome.ALLOWED: "No regime that was checked forbids the act at that moment.",
}

INVESTOR_WORDS = {
    Investor.US_PERSON: "a US person",
    Investor.FOREIGN_BRANCH_OF_US_ENTITY: "a foreign branch of a US entity",
    Investor.US_PERSON_EMPLOYEE_OF_NON_US_ENTITY: "a US person employed by a non-US entity",
    Investor.US_FINANCIAL_INSTITUTION: "a US financial institution",
    Investor.EU_PERSON: "an EU person",
    Investor.UK_PERSON: "a UK person",
    Investor.NON_US_PERSON: "a person who is no US person",
}

MOMENT_WORDS = {
    "effective_at": "prohibition begins",
    "deadline_at": "last moment to close",
    "next_change_at": "the answer changes",
}

_MOMENT = r"(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?"
_LEADING_MOMENT = re.compile(_MOMENT)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)\]]")
_MARKED = re.compile(rf"{_ADDRESS.pattern}|(?P<moment>\b{_MOMENT}\b)", re.ASCII)
_LINK = Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>')
_TIME = Markup("<time>{0}</time>")
_STEPS = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))


def spaced(code: str) -> str:
    """Return a code in words: ``receive_dividend`` is *receive dividend*."""
    return code.replace("_", " ")


def lines(count: int) -> str:
    """Return a number of lines in words."""
    return f"{count:,} {'line' if count == 1 else 'lines'}"


def moment_words(kind: str, *, is_past: bool) -> str:
    """Say what happens at a moment, or what happened."""
    said = MOMENT_WORDS[kind]
    if not is_past:
        return said
    return said.replace("begins", "began").replace("changes", "changed")


def amount(value: Decimal) -> str:
    """Return an amount with thousands apart, and cents only where there are any."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def amounts(values: Amounts) -> str:
    """Return amounts of several currencies, each with its code."""
    return " + ".join(f"{code} {amount(value)}".strip() for code, value in values)


def amounts_apart(values: Amounts) -> Markup:
    """Return amounts of several currencies as elements that are not broken inside."""
    return Markup(" + ").join(
        Markup('<span class="amount">{0}</span>').format(f"{code} {amount(value)}".strip())
        for code, value in values
    )


def short_amount(value: Decimal) -> str:
    """Return an amount as a chart labels it: ``12.3 m``."""
    for step, unit in _STEPS:
        if abs(value) >= step:
            return f"{value / step:,.1f} {unit}"
    return f"{value:,.0f}"


def percent(part: float | None) -> str:
    """Return a part of the whole (0 to 1) in percent; nothing where it is unknown."""
    return "" if part is None else f"{part * 100:.2f} %"


def score(value: float | None) -> str:
    """Return a score of a match, two digits."""
    return "" if value is None else f"{value:.2f}"


def moment(text: str) -> str:
    """Return an RFC 3339 instant with blanks between day, time and offset.

    A day, and whatever else is no instant, stays as it is.
    """
    found = _LEADING_MOMENT.fullmatch(text)
    if found is None or found.group(2) is None:
        return text
    day, clock = text.split("T", 1)
    offset = "+00:00" if clock.endswith("Z") else clock[-6:]
    signed = "UTC" if offset == "+00:00" else offset.replace("-", "\N{MINUS SIGN}")
    return f"{day} {clock[:5]} {signed}"


def when(text: str | None) -> Markup:
    """Return a moment as an element a machine can read too; nothing where there is none."""
    if text is None:
        return Markup("")
    return Markup('<time datetime="{0}">{1}</time>').format(text, moment(text))


def long_day(instant: datetime) -> str:
    """Return the day of an instant as prose writes it: *15 March 2021*."""
    return f"{instant.day} {instant:%B %Y}"


def shortened(text: str, longest: int) -> str:
    """Return a text cut to so many letters, with an ellipsis where something is cut."""
    return text if len(text) <= longest else f"{text[: max(longest - 1, 1)].rstrip(' ,')}…"


def linked(text: str) -> Markup:
    """Return a text with its web addresses as links and its dates in one piece.

    Everything is escaped, and the words stay as they are.
    """
    parts = []
    end = 0
    for found in _MARKED.finditer(text):
        shape = _TIME if found.group("moment") else _LINK
        parts += [escape(text[end : found.start()]), shape.format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def is_address(text: str | None) -> bool:
    """Tell whether a text is a web address a page may link to."""
    return text is not None and _ADDRESS.fullmatch(text) is not None


def asked_instant(as_of: str) -> datetime | None:
    """Return the instant a moment asked about ends at; None where the text names none.

    A bare day is taken to its end in UTC: this serves to draw a line in a chart
    and to put past dates behind coming ones, not to judge.
    """
    found = _LEADING_MOMENT.match(as_of)
    if found is None:
        return None
    instant = datetime.fromisoformat(found.group())
    if instant.tzinfo is None:
        return instant.replace(tzinfo=UTC) + timedelta(days=1)
    return instant.astimezone(UTC)
