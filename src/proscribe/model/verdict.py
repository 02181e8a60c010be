"""Acts, investors, instruments, and the verdicts on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from proscribe.model.time import Moment


class Act(StrEnum):
    """What the investor wants to do."""

    BUY = "buy"
    SELL = "sell"
    HOLD = "hold"
    RECEIVE_DIVIDEND = "receive_dividend"
    REINVEST_DIVIDEND = "reinvest_dividend"
    CONVERT = "convert"
    TRANSFER = "transfer"
    LEND_AGAINST = "lend_against"
    EXECUTE_FOR_EMPLOYER = "execute_for_employer"
    INTERMEDIATE = "intermediate"


class Purpose(StrEnum):
    """What the act is for."""

    INVEST = "invest"
    DIVEST = "divest"


class Investor(StrEnum):
    """Who acts."""

    US_PERSON = "us_person"
    FOREIGN_BRANCH_OF_US_ENTITY = "foreign_branch_of_us_entity"
    US_PERSON_EMPLOYEE_OF_NON_US_ENTITY = "us_person_employee_of_non_us_entity"
    US_FINANCIAL_INSTITUTION = "us_financial_institution"
    EU_PERSON = "eu_person"
    UK_PERSON = "uk_person"
    NON_US_PERSON = "non_us_person"


INVESTORS = {
    Investor.US_PERSON: "a US person",
    Investor.FOREIGN_BRANCH_OF_US_ENTITY: "a foreign branch of a US entity",
    Investor.US_PERSON_EMPLOYEE_OF_NON_US_ENTITY: "a US person employed by a non-US entity",
    Investor.US_FINANCIAL_INSTITUTION: "a US financial institution",
    Investor.EU_PERSON: "an EU person",
    Investor.UK_PERSON: "a UK person",
    Investor.NON_US_PERSON: "a person who is no US person",
}


class Instrument(StrEnum):
    """What is dealt in."""

    EQUITY = "equity"
    ADR = "adr"
    DEBT = "debt"
    WARRANT = "warrant"
    DERIVATIVE = "derivative"
    ETF = "etf"
    FUND = "fund"
    CONVERTIBLE = "convertible"
    CURRENCY = "currency"
    OTHER = "other"


# Attribute of a question about a derivative of which nobody knows what it derives from.
OF_UNKNOWN = "of_unknown"


class Outcome(StrEnum):
    """The verdict itself, strictest first."""

    PROHIBITED = "PROHIBITED"
    REVIEW = "REVIEW"
    ALLOWED_DIVEST = "ALLOWED_DIVEST"
    ALLOWED_LICENSED = "ALLOWED_LICENSED"
    ALLOWED_ENJOINED = "ALLOWED_ENJOINED"
    ALLOWED = "ALLOWED"

    @property
    def severity(self) -> int:
        """Rank for comparison: 0 is strictest."""
        return tuple(Outcome).index(self)


class Reason(StrEnum):
    """The ground a verdict stands on."""

    NOT_YET_EFFECTIVE = "NOT_YET_EFFECTIVE"
    EFFECTIVE_FIXED_DATE = "EFFECTIVE_FIXED_DATE"
    EFFECTIVE_60D = "EFFECTIVE_60D"
    POSSESSION_BAN = "POSSESSION_BAN"
    POSSESSION_BAN_NOT_YET = "POSSESSION_BAN_NOT_YET"
    NO_POSSESSION_BAN = "NO_POSSESSION_BAN"
    DIVESTMENT_WINDOW = "DIVESTMENT_WINDOW"
    WINDOW_CLOSED = "WINDOW_CLOSED"
    NOT_HELD_AT_CUTOFF = "NOT_HELD_AT_CUTOFF"
    PRELIMINARY_INJUNCTION = "PRELIMINARY_INJUNCTION"
    VACATED = "VACATED"
    SUPERSEDED_NOT_RELISTED = "SUPERSEDED_NOT_RELISTED"
    GAP_BETWEEN_LISTINGS = "GAP_BETWEEN_LISTINGS"
    STILL_ON_NS_CMIC = "STILL_ON_NS_CMIC"
    WITHDRAWN_NOTICE = "WITHDRAWN_NOTICE"
    GL_1 = "GL_1"
    GL_1A = "GL_1A"
    GL_1B = "GL_1B"
    GL_2 = "GL_2"
    GL_9 = "GL_9"
    GL_9A = "GL_9A"
    LICENCE_EXPIRED = "LICENCE_EXPIRED"
    DERIVATIVE = "DERIVATIVE"
    FUND_EXPOSURE = "FUND_EXPOSURE"
    DRIP_IS_PURCHASE = "DRIP_IS_PURCHASE"
    NOT_BOUND = "NOT_BOUND"
    EMPLOYEE_OF_NON_US = "EMPLOYEE_OF_NON_US"
    FOREIGN_BRANCH_IS_US_PERSON = "FOREIGN_BRANCH_IS_US_PERSON"
    NO_50_PERCENT_RULE = "NO_50_PERCENT_RULE"
    FIFTY_PERCENT_AGGREGATE = "FIFTY_PERCENT_AGGREGATE"
    LIST_WITHOUT_INVESTMENT_BAN = "LIST_WITHOUT_INVESTMENT_BAN"
    NEW_DEBT_TENOR = "NEW_DEBT_TENOR"
    NEW_EQUITY = "NEW_EQUITY"
    ISSUE_DATE_AND_TENOR = "ISSUE_DATE_AND_TENOR"
    NEW_INVESTMENT = "NEW_INVESTMENT"
    BLOCKED = "BLOCKED"
    NOT_LISTED = "NOT_LISTED"
    IDENTITY_UNCERTAIN = "IDENTITY_UNCERTAIN"
    PRIVATE_LIST = "PRIVATE_LIST"
    RULE_UNCERTAIN = "RULE_UNCERTAIN"
    NOT_COVERED = "NOT_COVERED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One case: may this investor do this act with this instrument at that moment.

    Attributes:
        act: What is to be done.
        investor: By whom.
        instrument: With what.
        as_of: The moment asked about.
        known_at: Only what was public by then counts.
        purpose: What for; None where the asker does not say.
        location: ISO 3166 code of where the investor is, where it matters.
        held_since: Since when the position is held; None where unknown.
        attributes: What the instrument or the case adds (``issued``, ``tenor_days``, …).
    """

    act: Act
    investor: Investor
    instrument: Instrument
    as_of: Moment
    known_at: Moment
    purpose: Purpose | None = None
    location: str | None = None
    held_since: date | None = None
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, key: str) -> str | None:
        """Return one attribute, or None where the case does not state it."""
        return dict(self.attributes).get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of one regime to one question.

    Attributes:
        regime: Key of the regime that answers.
        outcome: The verdict.
        reason: The ground it stands on.
        explanation: The whole reasoning in words, with the date arithmetic.
        citation: The clauses and documents it rests on.
        arithmetic: Each date computed, as one line.
        effective_at: When the prohibition began or begins (UTC), where there is one.
        deadline_at: Until when the position may be closed (UTC), where there is such a window.
        next_change_at: The next moment at which the answer changes on what is known (UTC).
        zone: Zone in which the regime's moments are written.
        subject: Entity id of the subject it speaks of, where there is one.
        checked_through: Last day the regime file was compared with the texts.
        caveats: What limits the answer (incomplete lists, unchecked facts).
    """

    regime: str
    outcome: Outcome
    reason: Reason
    explanation: str
    citation: str
    zone: str
    checked_through: date
    arithmetic: tuple[str, ...] = ()
    effective_at: datetime | None = None
    deadline_at: datetime | None = None
    next_change_at: datetime | None = None
    subject: str | None = None
    caveats: tuple[str, ...] = ()


def strictest(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Return the strictest of some verdicts; of equals the first."""
    return min(verdicts, key=lambda verdict: verdict.outcome.severity)
