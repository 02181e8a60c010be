"""Lists of words: what is no name though it has a capital, and where names end."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Return words with a capital that are no names."""
    return _words()[0]


@lru_cache(maxsize=1)
def breaks_of_names() -> frozenset[str]:
    """Return words at which a name ends."""
    return _words()[1]


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Return names of places that companies are named after: alone they are no names."""
    text = files("proscribe.claims.tables").joinpath("places.txt").read_text(encoding="utf-8")
    return frozenset(
        word
        for line in text.splitlines()
        if not line.startswith("#")
        for word in (line.split("|") if "|" in line else line.split())
    )


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    text = files("proscribe.claims.tables").joinpath("not_names.txt").read_text(encoding="utf-8")
    plain: set[str] = set()
    breaks: set[str] = set()
    parting = False
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        parting = parting or line.startswith(":")
        words = line.lstrip(":").split("|") if "|" in line else line.lstrip(":").split()
        (breaks if parting else plain).update(words)
    return frozenset(plain), frozenset(breaks)
