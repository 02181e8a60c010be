"""Texts that hold more than one name or identifier, read by their parts.

Whom a part by itself leads to may be meant by the whole: that is a doubt, unless the whole is
surely somebody's name. A part that may belong to a longer name must lead there beyond doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from proscribe.matching.keys import names_nobody, security_name
from proscribe.matching.several import MAY_BE_SEVERAL, is_telling, parts_of_text
from proscribe.matching.within import is_rare
from proscribe.screening.candidates import HOLDS, Candidate, Resolution, Wanted, ordered
from proscribe.screening.recalling import recall
from proscribe.screening.similar import MOST_ALIKE
from proscribe.securities.identifiers import related_keys
from proscribe.securities.named import MAY_STAND, identifiers_in, possible_identifiers_in
from proscribe.securities.queries import read_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MAY_HAVE_PARTS = (
    rf"{MAY_STAND}|{MAY_BE_SEVERAL}"
    r"|\b(?i:ad[rs]s?|ord|shs|shares?|common|class|h|US|OTC|LN|LI|GR|PK|U[NQWRAVP]"
    r"|HK|S[SZH]|C[HN12])\b"
)
"""A pattern that every name has which :func:`parts_of` finds parts in, but for rare symbols."""

_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Z]{4,5}(?![A-Za-z0-9])")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,4}[0-9][A-Za-z0-9]{6,}(?![A-Za-z0-9])")
# A number of a register, or an id of an entity, is none of a security.
_MAY_BE_KEY = re.compile(rf"{MAY_STAND}|\d{{6}}|_")
_LEAST_DIGITS, _LEAST_SYMBOL, _LONGEST_SYMBOL = 7, 3, 14
_BESIDE = "the text holds {} beside other words"
_SEVERAL = "one of several names in the text, “{}”"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text, as it is resolved by itself.

    Attributes:
        name: The part where it may be a name; empty for an identifier.
        keys: The identifiers it may be.
        clear: Whether it stands by itself beyond doubt: an ordinary word then is a name too.
        how: How it stands in the text, in words.
    """

    name: str
    keys: tuple[tuple[str, str], ...]
    clear: bool
    how: str


@lru_cache(maxsize=20_000)
def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a text that may mean somebody by themselves; most names have none.

    Args:
        text: A name or a query.
    """
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[Part]:
    held = (*identifiers_in(text), *possible_identifiers_in(text))
    symbols = (word for word in _WORD.findall(text) if word != text and is_symbol(word))
    listed = (("ticker", f"US:{symbol}") for symbol in symbols)
    for kind, value in dict.fromkeys((*held, *listed)):
        shown = f"the {'ticker' if kind == 'ticker' else kind.upper()} {value}"
        keys = ((kind, value), *related_keys(kind, value))
        yield Part("", keys, clear=True, how=_BESIDE.format(shown))
    bare = security_name(text)
    if bare != text.strip():
        yield Part("", _keys(bare, clear=True), clear=True, how=_BESIDE.format(f"“{bare}”"))
    for part, clear in parts_of_text(text):
        keys = _keys(part, clear=clear)
        if keys or not names_nobody(part):
            yield Part(part, keys, clear, how=_SEVERAL.format(part))


def _keys(part: str, *, clear: bool) -> tuple[tuple[str, str], ...]:
    """Return the identifiers a part may be; one of a few letters is a symbol only where clear."""
    if len(part) > _LONGEST_SYMBOL and _MAY_BE_KEY.search(part) is None:
        return ()
    keys = read_query(part).keys
    if clear or len(part) >= _LEAST_SYMBOL:
        return keys
    return tuple(key for key in keys if key[0] != "ticker")


def is_symbol(word: str) -> bool:
    """Return whether a word may be a symbol of the United States, and is no ordinary word."""
    return _WORD.fullmatch(word) is not None and is_rare(word.lower())


def numbers_in(text: str) -> tuple[Part, ...]:
    """Return the numbers in a text that may be those of a register, with nothing that says so."""
    return tuple(
        Part("", (("id", number.upper()),), clear=True, how=_BESIDE.format(f"“{number}”"))
        for number in dict.fromkeys(_NUMBER.findall(text))
        if sum(map(str.isdigit, number)) >= _LEAST_DIGITS
    )


def with_parts(
    wanted: Sequence[Wanted],
    found: Iterable[Resolution],
    resolve: Callable[[Sequence[Wanted]], Sequence[Resolution]],
    beside: Callable[[str], Iterable[str]],
) -> tuple[Resolution, ...]:
    """Add as doubts whom parts of a text surely mean, where the whole is nobody's name for sure.

    Args:
        wanted: What is resolved.
        found: Whom it leads to, in the same order.
        resolve: Resolves parts in the same way.
        beside: Returns the names on file that stand by themselves in a text.
    """
    resolved = [*found]
    asked: list[tuple[int, Part]] = []
    for place, (one, so_far) in enumerate(zip(wanted, resolved, strict=True)):
        if one.exact or not one.name or any(_is_named(each) for each in so_far.candidates):
            continue
        names = (
            Part(name, (), clear=False, how=_SEVERAL.format(name)) for name in beside(one.name)
        )
        parts = (*parts_of(one.name), *names, *(numbers_in(one.name) if one.people else ()))
        asked += ((place, part) for part in dict.fromkeys(parts))
    parted = [
        replace(wanted[place], keys=part.keys, name=part.name, exact=not part.clear, decided=None)
        for place, part in asked
    ]
    for (place, part), other in zip(asked, resolve(parted) if parted else (), strict=True):
        one, so_far = wanted[place], resolved[place]
        told = {each.subject.id for each in so_far.candidates}
        told |= {each.candidate.subject.id for each in so_far.recalled}
        if not part.clear and _is_of_whom_is_known(other, so_far):
            continue
        doubts = [
            _doubt(each, part, one.name)
            for each in other.candidates
            if each.subject.id not in told and _counts(each, part)
        ]
        if doubts:
            more = recall(ordered(doubts), one.decided)
            resolved[place] = replace(
                so_far,
                candidates=ordered((*so_far.candidates, *more.candidates)),
                recalled=(*so_far.recalled, *more.recalled),
            )
    return tuple(resolved)


def _is_of_whom_is_known(part: Resolution, whole: Resolution) -> bool:
    """Return whether a part is a name of whom an identifier of the whole surely leads to."""
    known = {one.subject.id for one in whole.candidates if one.certain}
    return any(one.subject.id in known for one in part.candidates)


def _is_named(one: Candidate) -> bool:
    return one.certain and one.by_name


def _counts(one: Candidate, part: Part) -> bool:
    """Return whether a part leads to somebody listed: for certain, or it tells enough by itself."""
    if not one.subject.records or not (one.certain or part.clear):
        return False
    return (one.certain and (part.clear or not one.by_name)) or is_telling(part.name)


def _doubt(one: Candidate, part: Part, text: str) -> Candidate:
    return replace(
        one,
        given=text,
        certain=False,
        score=min(one.score, MOST_ALIKE),
        matched_by=HOLDS,
        explanation=f"{part.how}: {one.explanation}" if one.explanation else part.how,
    )
