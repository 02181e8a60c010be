"""A portfolio of any length, the same in every run: invented lines with true check digits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# Lines of companies the section 1237 list named; one line in a thousand is one of these.
LISTED = (
    ("KYG9830T1067", "XIAOMI CORP"),
    ("US98421U1088", "XIAOMI CORP ADR"),
    ("KYG8020E1199", "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORP"),
    ("CNE100000PM8", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD A"),
    ("HK0941009539", "CHINA MOBILE LTD"),
    ("HK0883013259", "CNOOC LTD"),
    ("CNE100000981", "CHINA RAILWAY CONSTRUCTION CORP LTD H"),
)
ONE_IN = 1000
COUNTRIES = ("US", "JP", "DE", "GB", "FR", "CN", "HK", "KR", "TW", "IN", "BR", "CA")
# Some of these begin names on the lists too, so that names must be looked at, as in real books.
FIRST = (
    *("China", "Bank", "Aviation", "Northern", "Pacific", "Industrial", "Global", "United"),
    *("Almaz", "Tokyo", "First", "National", "Energy", "Harbour", "Meridian", "Alpine", "Delta"),
)
SECOND = ("Systems", "Machinery", "Foods", "Capital", "Optical", "Retail", "Motor")
FORMS = ("Inc", "Ltd", "AG", "Corp", "Co Ltd", "PLC")
CURRENCIES = ("USD", "EUR", "JPY", "HKD", "GBP")
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def write_portfolio(path: Path, lines: int) -> None:
    """Write a portfolio of so many lines."""
    with path.open("w", encoding="utf-8") as file:
        file.write("isin,name,quantity,market value,currency\n")
        file.writelines(portfolio_lines(lines))


def portfolio_lines(lines: int) -> Iterator[str]:
    """Yield lines of CSV."""
    for number in range(lines):
        isin, name = _listed(number) if number % ONE_IN == 0 else _invented(number)
        quantity = 100 + number * 7919 % 90_000
        cents = 10_000 + number * 104_729 % 99_990_000
        currency = CURRENCIES[number % len(CURRENCIES)]
        yield f"{isin},{name},{quantity},{cents // 100}.{cents % 100:02},{currency}\n"


def check_digit(body: str) -> int:
    """Return the last digit of an ISIN: Luhn's, over its letters as two digits each."""
    digits = [int(digit) for char in body for digit in str(int(char, 36))]
    doubled = sum(_DOUBLED[digit] for digit in digits[::-2])
    return -(doubled + sum(digits[-2::-2])) % 10


def _listed(number: int) -> tuple[str, str]:
    return LISTED[number // ONE_IN % len(LISTED)]


def _invented(number: int) -> tuple[str, str]:
    body = f"{COUNTRIES[number % len(COUNTRIES)]}{number:09}"
    first, second = FIRST[number % len(FIRST)], SECOND[number % len(SECOND)]
    name = f"{first} {second} {number} {FORMS[number % len(FORMS)]}"
    return f"{body}{check_digit(body)}", name
