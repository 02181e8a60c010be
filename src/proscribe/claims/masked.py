"""A sentence as rules see it: each mention, date and amount is one sign that tells its kind.

So a rule is a short expression over words and signs: ``{A} (?:has )?blacklisted {X}``. Every
sign leads back to the mention and to its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from proscribe.claims.amounts import find_money, find_percents
from proscribe.claims.cast import Cast, Placed
from proscribe.claims.dates import Dated, find_dates
from proscribe.claims.trimming import find_trimmings
from proscribe.model.claim import ClaimValue, EntityKind, Span, ValueKind

_BLOCK = 0x100
_FIRST = 0xE000
_KINDS = (
    *(EntityKind.COMPANY, EntityKind.PERSON, EntityKind.SECURITY, EntityKind.AUTHORITY),
    *(EntityKind.COURT, EntityKind.LIST, EntityKind.VENUE, EntityKind.MEDIA),
    *(EntityKind.DOCUMENT, EntityKind.GROUP, EntityKind.VESSEL, EntityKind.OTHER),
)
_LETTERS = "CPSAKLVMDGBO"
_DATE, _MONEY, _PERCENT = (len(_KINDS) + place for place in range(3))
_PLACES = {
    **{letter: (place,) for place, letter in enumerate(_LETTERS)},
    "T": (_DATE,),
    "N": (_MONEY,),
    "R": (_PERCENT,),
    # Whom a measure can be against, who can speak, who can be on whose word.
    "X": tuple(_LETTERS.index(letter) for letter in "CPSGBO"),
    "Y": tuple(_LETTERS.index(letter) for letter in "CPAKGMDVO"),
    "W": tuple(range(len(_KINDS))),
}
_OWN = re.compile(r"its ([|)])")
_TEMPLATE = re.compile(r"\{([A-Z])\}")
_MOST = _BLOCK - 1
# ``its`` and ``his`` before what is theirs take the signs of the second half of a block.
_HALF = _BLOCK // 2
_POSSESSIVE = re.compile(r"(?:its|their|his|her)\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*|[一二三四五六七八九十百两]+")
_SIGN = re.compile("[\ue000-\uf0ff]")


@lru_cache(maxsize=2048)
def rule(pattern: str) -> re.Pattern[str]:
    """Compile an expression in which ``{C}`` is a company, ``{X}`` whoever can be listed, ….

    C company, P person, S security, A authority, K court, L list, V venue, M media, D document,
    G group, B vessel, O other name, T date, N money, R per cent; X whoever a measure can be
    against, Y whoever can speak; W ``its`` or ``their`` that stands for somebody, which also counts
    where a pattern writes ``its `` and more to choose from. Letters of either case match, and a
    space any white space.
    """
    return re.compile(_expression(pattern), re.IGNORECASE)


def _expression(pattern: str) -> str:
    def signs(match: re.Match[str]) -> str:
        return _class(match[1])

    return (
        _TEMPLATE.sub(signs, _OWN.sub(r"its |{W} \1", pattern))
        .replace(" ?", r"\s*")
        .replace(" ", r"\s+")
    )


@lru_cache(maxsize=2048)
def verb_of(pattern: str) -> re.Pattern[str] | None:
    """Return the words of a rule's verb alone: where they are missing, the rule finds nothing.

    They are looked for in the small letters of a sentence. None where the verb may be left out, or
    is no part of the expression.
    """
    start = pattern.find("(?P<verb>")
    if start < 0 or pattern.count("(?P<verb>") > 1:
        return None
    depth, end = 0, start
    while True:
        if pattern[end] == "\\":
            end += 2
            continue
        if pattern[end] == "[":
            end = pattern.index("]", end + 2)
        depth += (pattern[end] == "(") - (pattern[end] == ")")
        end += 1
        if depth == 0:
            break
    if pattern[end : end + 1] in ("?", "*", "|") or _is_choice(pattern, start):
        return None
    return _in_small(pattern[start:end])


@lru_cache(maxsize=2048)
def quick_of(pattern: str) -> re.Pattern[str] | None:
    """Return an expression that finds in small letters all that a rule finds in those of either.

    It is quicker. None where the rule speaks of what it found itself.
    """
    return None if "(?P=" in pattern else _in_small(pattern)


def _in_small(pattern: str) -> re.Pattern[str]:
    """Compile an expression without its names, in small letters."""
    words = _NAMED.sub("(?:", pattern)
    return re.compile(_LARGE.sub(lambda match: match[0].lower(), _expression(words)))


_NAMED = re.compile(r"\(\?P<\w+>")
# But for those of a kind of letters (``\W``).
_LARGE = re.compile(r"(?<!\\)[^\W\d_a-z]")


@lru_cache(maxsize=2048)
def signs_of(pattern: str) -> frozenset[int]:
    """Return the kinds of signs one of which a sentence must hold for a rule to find anything.

    Known of rules that begin with a sign; of all others every kind is returned.
    """
    begins = _BEGINS.match(pattern)
    letters = begins[1] if begins is not None else ""
    places = {place for letter in _TEMPLATE.findall(letters) for place in _PLACES[letter]}
    return frozenset(places or range(-1, _PERCENT + 1))


@lru_cache(maxsize=2048)
def needed_by(pattern: str) -> frozenset[int]:
    """Return the kinds of signs without which a rule finds nothing: of amounts at its very end."""
    last = _LAST_VALUE.search(pattern)
    return frozenset(_PLACES[last[1]]) if last is not None else frozenset()


_LAST_VALUE = re.compile(r"\(\?P<value>\{([NR])\}\)\Z")
_BEGINS = re.compile(r"\(\?P<\w+>(\{[A-Z]\}(?:\|\{[A-Z]\})*)[()]")


def _is_choice(pattern: str, start: int) -> bool:
    """Return whether a group is one of several ways: ``(?:(?P<verb>…)|…)``."""
    return pattern[:start].endswith(("(?:", "(?:\\b")) or pattern[:start].endswith("|")


def _class(letter: str) -> str:
    first = _HALF if letter == "W" else 0
    blocks = (
        f"{chr(_FIRST + _BLOCK * place + first)}-{chr(_FIRST + _BLOCK * place + _MOST)}"
        for place in _PLACES[letter]
    )
    return f"[{''.join(blocks)}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence with signs in the place of what is named.

    Attributes:
        sentence: The sentence in the text.
        text: The sentence with signs.
        small: The same in small letters.
        mentions: By sign, who is named.
        named: The same in order, with the places of ``text``.
        dates: By sign, the dates.
        values: By sign, the amounts of money and per cent.
        moves: Signs of per cent that words make a move.
        offsets: For each place of ``text``, where it begins in the whole text.
        ends: For each place of ``text``, where it ends there.
        kinds: Numbers of the kinds of signs in it, and -1.
        counts: How many a group holds, by the id of the group.
    """

    sentence: Span
    text: str
    small: str
    mentions: dict[str, Placed]
    named: tuple[tuple[int, Placed], ...]
    dates: dict[str, Dated]
    values: dict[str, ClaimValue]
    moves: frozenset[str]
    offsets: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: frozenset[int]
    counts: dict[str, int] = field(default_factory=dict)

    def where(self, start: int, end: int) -> Span:
        """Return the words of the text that a part of the masked sentence stands for."""
        begin, stop = self.offsets[start], self.ends[end - 1]
        words = self.sentence.text[begin - self.sentence.start : stop - self.sentence.start]
        return Span(text=words, start=begin, end=stop)

    def holds(self, kind: EntityKind) -> bool:
        """Return whether somebody or something of a kind is named."""
        return _KINDS.index(kind) in self.kinds

    def entities(self, start: int, end: int) -> Iterator[tuple[int, Placed]]:
        """Yield the mentions in a part of the masked sentence, with their places in it."""
        for place, one in self.named:
            if start <= place < end:
                yield place, one

    def count_of(self, entity: str | None) -> ClaimValue | None:
        """Return how many a group of the sentence holds, with the words that say it."""
        if entity is None or entity not in self.counts:
            return None
        placed = next((one for one in self.mentions.values() if one.entity == entity), None)
        if placed is None or placed.coref:
            return None
        start = placed.start - self.sentence.start
        words = self.sentence.text[start : placed.end - self.sentence.start]
        number = _DIGITS.match(words)
        word = words.split(maxsplit=1)[0] if number is None else number.group()
        return ClaimValue(
            kind=ValueKind.COUNT,
            span=Span(text=word, start=placed.start, end=placed.start + len(word)),
            amount=Decimal(self.counts[entity]),
        )


def mask(
    sentence: Span, cast: Cast, *, published: date | None, source: str, told: date | None = None
) -> Masked:
    """Return a sentence with its mentions, dates and amounts as signs.

    Args:
        sentence: The sentence.
        cast: Who the text speaks of.
        published: The day of the text, None where unknown.
        source: Where that day is known from.
        told: The day that the sentences before told of last.
    """
    pieces: list[tuple[int, int, str]] = []
    signs = _Signs()
    mentions: dict[str, Placed] = {}
    for one in _titled_first(cast.within(sentence.start, sentence.end)):
        if one.kind not in _KINDS:
            continue
        if one.kind is EntityKind.AUTHORITY and _is_place(sentence, one):
            continue
        owns = one.coref and _POSSESSIVE.match(_words_of(sentence, one)) is not None
        sign = signs.next(_KINDS.index(one.kind), owns=owns)
        start = _with_office(one, sentence.start)
        if sign is not None and _is_free(pieces, start, one.end):
            mentions[sign] = one
            pieces.append((start, one.end, sign))
    dates: dict[str, Dated] = {}
    for dated in find_dates(
        sentence.text, published=published, source=source, start=sentence.start, told=told
    ):
        sign = signs.next(_DATE)
        if sign is not None and _is_free(pieces, dated.span.start, dated.span.end):
            dates[sign] = dated
            pieces.append((dated.span.start, dated.span.end, sign))
    values, moves = _amounts(sentence, signs, pieces)
    text, offsets, ends = _trimmed(*_joined(sentence, pieces), mentions)
    return Masked(
        sentence=sentence,
        text=text,
        small=text.lower(),
        mentions=mentions,
        named=_named(text, mentions),
        dates=dates,
        values=values,
        moves=moves,
        offsets=offsets,
        ends=ends,
        kinds=frozenset((-1, *((ord(sign) - _FIRST) // _BLOCK for _, _, sign in pieces))),
        counts=cast.counts,
    )


def _named(text: str, mentions: dict[str, Placed]) -> tuple[tuple[int, Placed], ...]:
    """Return the mentions in the order of their signs, with where these stand."""
    return tuple(
        (found.start(), mentions[found[0]])
        for found in _SIGN.finditer(text)
        if found[0] in mentions
    )


def _is_place(sentence: Span, one: Placed) -> bool:
    """``filed in Washington`` says where, and nothing of a government."""
    start = one.start - sentence.start
    words = sentence.text[start : one.end - sentence.start]
    if words not in _CAPITALS:
        return False
    behind = _BRANCH.match(sentence.text, one.end - sentence.start)
    return behind is not None or _WITHIN.search(sentence.text, 0, start) is not None


_CAPITALS = frozenset({"Washington", "Beijing", "Moscow", "London"})
_WITHIN = re.compile(r"\b(?:in|at|near|outside) \Z", re.IGNORECASE)
# ``its Moscow office`` says where, too.
_BRANCH = re.compile(r" (?:office|branch|unit|subsidiary|plant|headquarters|bureau|court)s?\b")


def _words_of(sentence: Span, one: Placed) -> str:
    return sentence.text[one.start - sentence.start : one.end - sentence.start]


def _titled_first(placed: Sequence[Placed]) -> list[Placed]:
    """What stands within the words of an office gives way to whose office it is."""
    return sorted(placed, key=lambda one: one.role is None)


def _with_office(one: Placed, least: int) -> int:
    """``Commerce Secretary Wilbur Ross`` is one sign, with his office."""
    if one.role is None or one.role.start > one.start:
        return one.start
    return max(least, one.role.start)


def _amounts(
    sentence: Span, signs: _Signs, pieces: list[tuple[int, int, str]]
) -> tuple[dict[str, ClaimValue], frozenset[str]]:
    values: dict[str, ClaimValue] = {}
    moves: set[str] = set()
    found = [(one, False, _MONEY) for one in find_money(sentence.text, start=sentence.start)]
    found += [
        (one, move, _PERCENT) for one, move in find_percents(sentence.text, start=sentence.start)
    ]
    for value, move, kind in found:
        span = value.span
        if span is None or not _is_free(pieces, span.start, span.end):
            continue
        sign = signs.next(kind)
        if sign is None:
            continue
        values[sign] = value
        pieces.append((span.start, span.end, sign))
        if move:
            moves.add(sign)
    return values, frozenset(moves)


class _Signs:
    def __init__(self) -> None:
        self._used: dict[int, int] = {}

    def next(self, kind: int, *, owns: bool = False) -> str | None:
        half = 2 * kind + owns
        number = self._used.get(half, 0)
        if number >= _HALF:
            return None
        self._used[half] = number + 1
        return chr(_FIRST + _BLOCK * kind + _HALF * owns + number)


def _is_free(pieces: list[tuple[int, int, str]], start: int, end: int) -> bool:
    return all(stop <= start or end <= begin for begin, stop, _ in pieces)


def _joined(
    sentence: Span, pieces: list[tuple[int, int, str]]
) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Return the masked text, and where each of its places begins and ends in the whole."""
    parts: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    at = sentence.start
    for start, end, sign in sorted(pieces):
        parts += (sentence.text[at - sentence.start : start - sentence.start], sign)
        offsets += (*range(at, start), start)
        ends += (*range(at + 1, start + 1), end)
        at = end
    parts.append(sentence.text[at - sentence.start :])
    offsets += range(at, sentence.end)
    ends += range(at + 1, sentence.end + 1)
    return _INNER_DOT.sub(_DOT, "".join(parts)), tuple(offsets), tuple(ends)


def _trimmed(
    text: str, offsets: tuple[int, ...], ends: tuple[int, ...], mentions: dict[str, Placed]
) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Return the masked text without what rules can do without."""
    cut = find_trimmings(text, {sign: one.entity for sign, one in mentions.items()})
    if not cut:
        return text, offsets, ends
    kept = [0, *(place for span in cut for place in span), len(text)]
    parts = [slice(*one) for one in zip(kept[::2], kept[1::2], strict=True)]
    return (
        "".join(text[part] for part in parts),
        tuple(place for part in parts for place in offsets[part]),
        tuple(place for part in parts for place in ends[part]),
    )


# The dot of ``E.O. 13382`` or ``s.r.o.`` ends nothing, while rules read up to a full stop.
_DOT = "\u2024"
_INNER_DOT = re.compile(
    r"\.(?=[\w,’'\ue000-\uf8ff])|(?<=\b(?:Mr|Dr|Ms))\.|(?<=\bMrs)\.|"
    r"(?<=\w\.\w)\.(?!\s*\Z)(?=\s)|(?<=[a-z])\.(?=\s[a-z0-9(])"
)
