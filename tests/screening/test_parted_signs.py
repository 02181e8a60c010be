"""What tells at a glance that a name may have parts passes none over that has."""

from __future__ import annotations

import random

import polars as pl

from proscribe.screening.parted import MAY_HAVE_PARTS, is_symbol, parts_of
from proscribe.securities.named import identifiers_in, possible_identifiers_in

HELD = (
    *("KYG9830T1067", "US0378331005", "BBG000B9XRY4", "549300XOF5VJDM2J6R40", "0981", "1810"),
    *("600000", "B0YQ5W0", "037833100", "XIACY", "BABA", "HK0941", "SH600000", "00700"),
    *("KYG 9830 T106 7", "US 0378331005", "KYG9830T1067A", "00981", "688981"),
)
WORDS = (
    *("ADR", "(ADR)", "Class", "H", "Xiaomi", "shares", "ord", "ISIN", "ISIN:", "CUSIP"),
    *("SEHK", "HKEX", "(HKEX)", "(HK)", "XSHG", "SZSE", "SH.", "HK.", "A", "XHKG"),
    *("SEDOL no.", "Holding", "common", "HK", "SZ", "SS", "CH", "C1", "US", "UN", "OTC", "GR"),
)
BETWEEN = (*" .:-;/,()", "", ", ", " : ", "  ", "\t", "\u00a0", "\uff1a", "\u200b")
TEXTS = 30_000


def test_every_text_with_parts_bears_a_sign_of_them() -> None:
    chance = random.Random(4)
    texts = [
        "".join(
            chance.choice(chance.choice((HELD, HELD, WORDS))) + chance.choice(BETWEEN)
            for _ in range(chance.randint(1, 4))
        )
        for _ in range(TEXTS)
    ]
    texts += [text.lower() for text in texts[::5]]

    signed = pl.Series(texts).str.contains(MAY_HAVE_PARTS).to_list()

    unsigned = [text for text, is_signed in zip(texts, signed, strict=True) if not is_signed]
    parted = [[part for part in parts_of(one) if part.keys or part.name] for one in unsigned]
    assert len(unsigned) > TEXTS // 50
    # Of rare symbols another test tells at a glance.
    left = [one for one in parted if one and not any(is_symbol(value_of(x.keys)) for x in one)]
    assert left == []
    held = [text for text in texts if identifiers_in(text) or possible_identifiers_in(text)]
    assert len(held) > TEXTS // 4


def value_of(keys: tuple[tuple[str, str], ...]) -> str:
    """Return the symbol of the first key; empty for none."""
    return keys[0][1].rpartition(":")[2] if keys else ""
