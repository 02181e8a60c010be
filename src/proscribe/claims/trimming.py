"""Leaves out of a masked sentence what changes nothing of what it says.

So that rules need not foresee it: adverbs between a subject and its verb, short forms in
brackets, the legal basis in passing, quotation marks around the name of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SIGN = "[\ue000-\uf0ff]"
_ADVERB = (
    r"(?:also|subsequently|thereafter|formally|officially|simultaneously|concurrently|jointly|"
    r"separately|likewise|unanimously|eventually|ultimately|finally|initially|originally|"
    r"previously|recently|again|later|then|first|already|duly|publicly|additionally|further|"
    r"similarly|promptly|swiftly|accordingly|once more|once again|in turn|in addition)"
)
# ``has since been removed``: elsewhere the word says when.
_SINCE = r"since (?=been |had |(?:\w+ly )?(?:\w+ed|won|lost)\b)"
_BETWEEN = re.compile(
    r"(?:\b(?:was|were|is|are|has|have|had|been|be|being|will|would|which|who|it|he|she|they)|"
    rf"{_SIGN}) (?:not )?(?P<cut>(?:{_ADVERB} |{_SINCE})+)"
    r"(?=[a-z])(?!(?:than|in|on|at|to|this|that|the|an?|of|by|for|from|years?|months?|days?)\b)"
)
_BRACKETS = re.compile(r"(?P<cut> (?:\((?P<inner>[^()]{1,80})\)|<[^<> ]{1,20}>))")
_BASIS = re.compile(
    r"(?P<cut>, (?:acting )?(?:pursuant to|in accordance with|in coordination with|in "
    r"consultation with|in line with|under (?:the authority of|Executive Order|E․?O․?|section|"
    r"Section|Article|article|regulation|Regulation)) ?[^,.;:]{1,90},)(?= )"
)
# ``a spokesman for Acme`` speaks as Acme, whoever it was said to.
_SPOKESMAN = re.compile(
    r"(?<![\w-])(?P<cut>(?:[Aa]n? |[Tt]he )?(?:spokes(?:man|woman|person)|representative|lawyers?|"
    rf"attorneys?|counsel|officials?) (?:for|of|at) (?:the )?)(?={_SIGN})(?!{_SIGN}['’])"
)
_TOLD = re.compile(
    rf"(?P<cut> (?:provided|sent|e-?mailed|given|made|issued) to (?:the )?{_SIGN})(?=,)"
)
_PLAIN = (_BETWEEN, _BASIS, _SPOKESMAN, _TOLD)
_QUOTES = re.compile("(?P<open>[\"“‘'])[\ue500-\ue5ff][,.]?(?P<close>[\"”’'])")
_LAST_SIGN = re.compile(rf"({_SIGN})(?: <[^<> ]{{1,20}}>)?\Z")
# Dates, money and shares of a hundred within brackets may be what a claim needs.
_AMOUNT = re.compile("[\uec00-\ueeff]")


def find_trimmings(text: str, entities: Mapping[str, str]) -> tuple[tuple[int, int], ...]:
    """Return the parts of a masked sentence that rules can do without, in order, apart.

    Args:
        text: The sentence with its signs.
        entities: By sign, the id of who is named.
    """
    kept: list[tuple[int, int]] = []
    for start, end in sorted(_found(text, entities)):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _found(text: str, entities: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    for pattern in _PLAIN:
        for match in pattern.finditer(text):
            yield match.span("cut")
    for match in _BRACKETS.finditer(text):
        if _says_nothing(match, entities):
            yield match.span("cut")
    for match in _QUOTES.finditer(text):
        yield match.span("open")
        yield match.span("close")


def _says_nothing(match: re.Match[str], entities: Mapping[str, str]) -> bool:
    """``Acme (“ACM”)`` names nobody anew; ``two firms (Acme and Beta)`` does."""
    if match["inner"] is None:
        return True  # ``Acme <0981.HK>``
    if _AMOUNT.search(match["inner"]) is not None:
        return False
    last = _LAST_SIGN.search(match.string, 0, match.start())
    before = None if last is None else entities.get(last[1])
    return all(entities.get(sign) in (before, None) for sign in match["inner"])
