"""Who an account belongs to, however a file says it."""

from __future__ import annotations

from proscribe.model.verdict import Investor
from proscribe.securities.wording import plain_words

SPELLINGS: dict[Investor, tuple[str, ...]] = {
    Investor.US_PERSON: (
        *(
            "us person",
            "us",
            "usa",
            "u s",
            "u s person",
            "united states",
            "american",
            "us investor",
        ),
        *("united states person", "us citizen", "us resident", "us entity", "us fund"),
    ),
    Investor.FOREIGN_BRANCH_OF_US_ENTITY: (
        *("foreign branch of us entity", "foreign branch", "foreign branch of us bank"),
        *("foreign branch of a us entity", "us foreign branch"),
    ),
    Investor.US_PERSON_EMPLOYEE_OF_NON_US_ENTITY: (
        *("us person employee of non us entity", "us person employed by non us entity"),
        *("us employee of non us entity",),
    ),
    Investor.US_FINANCIAL_INSTITUTION: (
        *("us financial institution", "us bank", "us broker", "us broker dealer", "usfi"),
    ),
    Investor.EU_PERSON: (
        *("eu person", "eu", "european union", "eu investor", "eu entity", "european"),
    ),
    Investor.UK_PERSON: (
        *("uk person", "uk", "gb", "united kingdom", "british", "uk investor", "uk entity"),
    ),
    Investor.NON_US_PERSON: (
        *("non us person", "non us", "nonus", "not us", "foreign", "foreign person", "offshore"),
        *("non u s person", "non u s", "non us investor", "non american", "foreign investor"),
    ),
}
_BY_WORDS = {words: investor for investor, spellings in SPELLINGS.items() for words in spellings}


def read_investor(text: str) -> Investor | None:
    """Return the investor a word means; None where it is not surely one of them."""
    return _BY_WORDS.get(plain_words(text))
