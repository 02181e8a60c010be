"""The data tables of name analysis: spellings of legal forms, words and names of the world.

A line of a table is ``canonical<TAB>variant;variant``; a variant may hold several words
parted by one space. All is lower case; Latin script is plain ASCII. Lines that begin with
``#`` are comments, and one canonical form may have several lines.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

NAMES = (
    "abbreviations",
    "ambiguous",
    "cantonese",
    "honorifics",
    "legal_forms",
    "lookalikes",
    "name_variants",
    "native_names",
    "numerals",
    "ordinary_words",
    "palladius",
    "particles",
    "security_words",
    "stems",
    "suffixes",
    "surnames",
    "syllables",
    "syllables_korean",
)
# In these a spelling stands for any of several words: `choices` reads them, `table` cannot.
CHOICES = ("ambiguous", "cantonese")


@cache
def table(name: str) -> dict[str, str]:
    """Map each variant of a table, and each canonical form itself, to its canonical form.

    Args:
        name: One of `NAMES` that is not one of `CHOICES`.

    Returns:
        The map, shared by all callers: do not change it.

    Raises:
        ValueError: No such table, or one whose spellings have several meanings.
    """
    if name in CHOICES:
        raise ValueError(f"In table {name!r} one spelling has several meanings: call choices().")
    found: dict[str, str] = {}
    for canonical, variants in _lines(name):
        found[canonical] = canonical
        found |= dict.fromkeys(variants.split(";"), canonical)
    return found


@cache
def choices(name: str) -> dict[str, tuple[str, ...]]:
    """Map each spelling of a table to all the words it may stand for, likeliest first.

    Args:
        name: One of `CHOICES`.

    Raises:
        ValueError: No such table, or one whose spellings have one meaning each.
    """
    if name not in CHOICES:
        raise ValueError(
            f"Table {name!r} has no choices; those that do are {', '.join(CHOICES)}. Call table()."
        )
    return {spelling: tuple(meanings.split(";")) for spelling, meanings in _lines(name)}


@cache
def multiword(name: str) -> frozenset[str]:
    """Those variants of a table that hold several words, to be sought before single words."""
    known = choices(name) if name in CHOICES else table(name)
    return frozenset(variant for variant in known if " " in variant)


@cache
def rarity() -> dict[str, int]:
    """Map common words and names to how much they tell: 1 next to nothing, 4 a good deal.

    A word that is not in the map is rarer than all that are.
    """
    return {word: int(level) for word, level in table("ordinary_words").items() if word != level}


def _lines(name: str) -> list[tuple[str, str]]:
    if name not in NAMES:
        raise ValueError(f"There is no table {name!r}; there are {', '.join(NAMES)}.")
    text = (files(__name__) / f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and line[0] != "#")
    return [(canonical, variants) for canonical, _, variants in rows]
