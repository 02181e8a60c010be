"""Whose accounts are: a table of them, or single ones, as the caller gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from proscribe.backends.portfolios.source import Heading
from proscribe.backends.portfolios.table import open_table
from proscribe.model.errors import InputError, Place
from proscribe.model.verdict import Investor
from proscribe.screening.cases import parse_country
from proscribe.screening.terms import Holder, plain_account
from proscribe.securities.dates import parse_day_of_file
from proscribe.securities.investors import read_investor
from proscribe.securities.wording import plain_words

_KNOWN = ("account", "investor", "location", "held since")
_INVESTORS = "us_person, eu_person, uk_person, non_us_person, us_financial_institution, …"
Row = Mapping[str, str | None]


def read_accounts(given: Mapping[str, str] | Path | str | None) -> dict[str, Holder]:
    """Return whose each account is, by its plain name.

    Args:
        given: Investors by account, or a table with the columns ``account``, ``investor`` and,
            if wanted, ``location`` and ``held_since``.

    Raises:
        InputError: The table or an investor cannot be read, or an account stands twice.
    """
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return {
            plain_account(account): Holder(investor=_investor(word, Place(), account))
            for account, word in given.items()
        }
    return _from_table(Path(given))


def _from_table(path: Path) -> dict[str, Holder]:
    file = open_table(path, heading=Heading(score=_score, missing=_no_header))
    names = [plain_words(header) for header in file.head.headers]
    found: dict[str, Holder] = {}
    for chunk in file.chunks(50_000):
        for record in chunk.records():
            row = dict(zip(names, record.cells, strict=False))
            place = Place(file=str(path), line=record.line)
            if not any((cell or "").strip() for cell in record.cells):
                continue
            account, holder = _read(row, place)
            if found.setdefault(account, holder) != holder:
                raise InputError(
                    f"account {row['account']!r} stands twice, with two investors.",
                    where=place,
                    remedy="Leave one of them.",
                )
    return found


def _read(row: Row, place: Place) -> tuple[str, Holder]:
    account = (row.get("account") or "").strip()
    if not account:
        raise InputError(
            "the line names no account.", where=place, remedy="Write account,investor."
        )
    location, held = ((row.get(name) or "").strip() for name in ("location", "held since"))
    day = parse_day_of_file(held) if held else None
    if isinstance(day, str):
        raise InputError(day, where=place, remedy="Write the day as 2021-03-15.")
    return plain_account(account), Holder(
        investor=_investor((row.get("investor") or "").strip(), place, account),
        location=_country(location, place, account) if location else None,
        held_since=day,
    )


def _country(word: str, place: Place, account: str) -> str:
    try:
        return parse_country(word)
    except InputError as error:
        raise InputError(
            f"the location of account {account}: there is no country {word!r}.",
            where=place,
            remedy=error.remedy,
        ) from error


def _investor(word: str, place: Place, account: str) -> Investor:
    investor = read_investor(word)
    if investor is None:
        raise InputError(
            f"the investor {word!r} of account {account} is not known.",
            where=place,
            remedy=f"Write one of {_INVESTORS}",
        )
    return investor


def _score(cells: Sequence[str]) -> int:
    known = {plain_words(cell) for cell in cells} & set(_KNOWN)
    return len(known) if {"account", "investor"} <= known else 0


def _no_header(cells: Sequence[str], file: str) -> InputError:
    found = ", ".join(map(repr, cells)) or "nothing"
    return InputError(
        f"no line names the columns account and investor; found: {found}.",
        where=Place(file=file),
        remedy="Begin the file with account,investor,location,held_since.",
    )
