"""The reference page of verdicts: every outcome, ground, act, investor and instrument in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OPENING = """\
# Verdicts

The words of an answer. The page is written from the code; `make golden` writes it anew. What each
regime says stands in [regimes](regimes.md).

An answer speaks of one regime. For a line of a portfolio, or where no regime is asked for, the
strictest answer counts, in the order below. Within a regime the ground named is the first that
applies of: not bound, identity uncertain, vacated or withdrawn, superseded or ended, injunction,
licence, divestment window, clock. What the texts on file do not settle is never called allowed: it
is REVIEW.
"""
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.PROHIBITED: "the regime forbids the act at that moment",
    Outcome.REVIEW: "a person must decide: a fact, an identity or the law itself is open",
    Outcome.ALLOWED_DIVEST: "allowed only because it is made solely to divest, in time",
    Outcome.ALLOWED_LICENSED: "allowed only because a general licence covers it",
    Outcome.ALLOWED_ENJOINED: "the listing stands, a court order suspends it",
    Outcome.ALLOWED: "no prohibition of this regime bites",
}
REASONS: Mapping[Reason, str] = {
    Reason.NOT_YET_EFFECTIVE: "the prohibition has not begun; `next_change_at` says when it will",
    Reason.EFFECTIVE_FIXED_DATE: "in force since a date the text itself names",
    Reason.EFFECTIVE_60D: "in force since so many days after the issuer's own listing",
    Reason.POSSESSION_BAN: "holding itself is barred",
    Reason.POSSESSION_BAN_NOT_YET: "holding will be barred, and is not yet",
    Reason.NO_POSSESSION_BAN: "the regime bars dealing, not holding or receiving",
    Reason.DIVESTMENT_WINDOW: "a trade made solely to divest, before the window closes",
    Reason.WINDOW_CLOSED: "the time for trades made solely to divest has passed",
    Reason.NOT_HELD_AT_CUTOFF: "the position was taken after the cut-off of the carve-out",
    Reason.PRELIMINARY_INJUNCTION: "a court suspended the prohibition for this issuer",
    Reason.VACATED: "a court struck the designation down; it binds at no moment",
    Reason.SUPERSEDED_NOT_RELISTED: "the regime was replaced, and the issuer not taken over",
    Reason.GAP_BETWEEN_LISTINGS: "free between the end of one list and a listing on the next",
    Reason.STILL_ON_NS_CMIC: "gone from another list, but still on the NS-CMIC List",
    Reason.WITHDRAWN_NOTICE: "named only in a notice that was withdrawn and never took effect",
    Reason.GL_1: "general licence 1 of the CCMC programme runs",
    Reason.GL_1A: "general licence 1A of the CCMC programme runs",
    Reason.GL_1B: "general licence 1B of the CCMC programme runs",
    Reason.GL_2: "general licence 2 of the CCMC programme, for US exchanges, runs",
    Reason.GL_9: "Russia general licence 9 runs: old securities of five banks, sold abroad",
    Reason.GL_9A: "Russia general licence 9A, which replaced 9, runs",
    Reason.LICENCE_EXPIRED: "a general licence covered it, and has ended as far as is known",
    Reason.DERIVATIVE: "decided by the instrument being derived from the security",
    Reason.FUND_EXPOSURE: "decided by what the fund holds, and how much of it",
    Reason.DRIP_IS_PURCHASE: "reinvesting a dividend is a purchase",
    Reason.NOT_BOUND: "the regime does not bind whoever acts, or acts for others so",
    Reason.EMPLOYEE_OF_NON_US: "done in the ordinary course for an employer that is no US person",
    Reason.FOREIGN_BRANCH_IS_US_PERSON: "a foreign branch of a US entity is bound as it is",
    Reason.NO_50_PERCENT_RULE: "an owner is named, but owners do not count in this regime",
    Reason.FIFTY_PERCENT_AGGREGATE: "decided by adding the shares of named owners, met or not",
    Reason.LIST_WITHOUT_INVESTMENT_BAN: "named on a list that forbids no investment",
    Reason.NEW_DEBT_TENOR: "decided by the debt's issue date and days to maturity",
    Reason.NEW_EQUITY: "decided by when the shares were issued",
    Reason.ISSUE_DATE_AND_TENOR: "decided by issue date and days to maturity, whatever the kind",
    Reason.NEW_INVESTMENT: "decided by whether the act is new investment in the territory",
    Reason.BLOCKED: "the property of the person is blocked",
    Reason.NOT_LISTED: "not named under this regime, or no longer",
    Reason.IDENTITY_UNCERTAIN: "it is not certain who is meant, or whether the list is complete",
    Reason.PRIVATE_LIST: "named on a list of your own",
    Reason.RULE_UNCERTAIN: "a needed fact is not stated, or the texts leave the point open; the "
    "explanation says which",
    Reason.NOT_COVERED: "the instrument, act or place lies outside the terms of the regime",
}
_ACTS: Mapping[Act, str] = {
    Act.BUY: "purchase, subscription included",
    Act.SELL: "sale",
    Act.HOLD: "going on holding",
    Act.RECEIVE_DIVIDEND: "taking a cash dividend or a split",
    Act.REINVEST_DIVIDEND: "having a dividend paid in further securities",
    Act.CONVERT: "turning a receipt or convertible into the share",
    Act.TRANSFER: "moving the position to another, other than by sale",
    Act.LEND_AGAINST: "lending with the security as collateral",
    Act.EXECUTE_FOR_EMPLOYER: "trading as an employee for the employer",
    Act.INTERMEDIATE: "standing between others: broking, clearing, settling, keeping",
}
_INVESTORS: Mapping[Investor, str] = {
    Investor.US_PERSON: "citizen, permanent resident, entity under US law, anyone in the US",
    Investor.FOREIGN_BRANCH_OF_US_ENTITY: "branch abroad of an entity under US law",
    Investor.US_PERSON_EMPLOYEE_OF_NON_US_ENTITY: "US person working for an entity that is none",
    Investor.US_FINANCIAL_INSTITUTION: "bank, broker or fund of the United States",
    Investor.EU_PERSON: "national or entity of a member state",
    Investor.UK_PERSON: "national or entity of the United Kingdom",
    Investor.NON_US_PERSON: "anyone else, foreign-incorporated subsidiaries included",
}
_INSTRUMENTS: Mapping[Instrument, str] = {
    Instrument.EQUITY: "shares",
    Instrument.ADR: "depositary receipts, American or global",
    Instrument.DEBT: "bonds, notes, bills",
    Instrument.WARRANT: "warrants and rights",
    Instrument.DERIVATIVE: "options, futures, swaps on a security",
    Instrument.ETF: "shares of an exchange-traded fund",
    Instrument.FUND: "shares of another fund",
    Instrument.CONVERTIBLE: "bonds that turn into shares",
    Instrument.CURRENCY: "money",
    Instrument.OTHER: "anything else; what hangs on the kind is then REVIEW",
}


def describe_verdicts(attributes: Mapping[str, str]) -> str:
    """Return the page on the words of an answer, as Markdown.

    Args:
        attributes: What a case may state besides its columns, each in a few words.
    """
    return "\n".join(_page(attributes))


def _page(attributes: Mapping[str, str]) -> Iterator[str]:
    yield _OPENING
    yield from _table("Outcomes, strictest first", {str(key): OUTCOMES[key] for key in Outcome})
    yield from _table("Reasons", {str(key): REASONS[key] for key in Reason})
    yield from _table("Acts", {str(key): _ACTS[key] for key in Act})
    yield from _table("Investors", {str(key): _INVESTORS[key] for key in Investor})
    yield from _table("Instruments", {str(key): _INSTRUMENTS[key] for key in Instrument})
    yield from _table("Attributes", attributes)


def _table(title: str, lines: Mapping[str, str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| word | means |"
    yield "|---|---|"
    for word, meaning in lines.items():
        shown = meaning.replace("|", "\\|")
        yield f"| `{word}` | {shown} |"
    yield ""
