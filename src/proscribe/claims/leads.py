"""How the words that an expression finds begin: cheaper to look for than the expression."""

from __future__ import annotations

import re
from itertools import product

_MOST, _LONGEST = 60, 3
_GROUP = re.compile(r"\(\?(?:P<\w+>|:)")
_LITERALS = re.compile(r"[a-z]+")


def leads_of(pattern: str) -> frozenset[str] | None:
    """Return the beginnings of at most three letters that all found begins with.

    None where they cannot be told from the expression, which is read as far as it is made of
    letters, groups and alternatives.

    Args:
        pattern: An expression in small letters.
    """
    leads = _leads(pattern.removeprefix(r"\b"))
    return None if leads is None or not leads or len(leads) > _MOST else frozenset(leads)


def _leads(pattern: str) -> set[str] | None:
    """Return how an expression begins, in up to three letters."""
    found: set[str] = set()
    for branch in _branches(pattern):
        leads = _of_branch(branch)
        if leads is None or "" in leads:
            return None
        found |= leads
    return found


def _of_branch(branch: str) -> set[str] | None:
    group = _GROUP.match(branch)
    if group is not None:
        end = _closing(branch, 0)
        if branch[end + 1 : end + 2] in ("?", "*", "{", "+"):
            return None
        first = _leads(branch[group.end() : end])
        return None if first is None else _with_rest(first, branch[end + 1 :])
    literals = _LITERALS.match(branch)
    if literals is None:
        return None
    words = literals[0]
    after = branch[len(words) : len(words) + 1]
    if after in ("?", "*", "{"):
        words = words[:-1]
    if after != "" and after in "?*{":
        return {words[:_LONGEST]}
    return _with_rest({words}, branch[literals.end() :])


def _with_rest(first: set[str], rest: str) -> set[str]:
    """Return beginnings, made longer by what follows those that are short."""
    if all(len(one) >= _LONGEST for one in first) or not rest:
        return {one[:_LONGEST] for one in first}
    follows = _of_branch(rest) if rest[0] in "(abcdefghijklmnopqrstuvwxyz" else None
    if follows is None or len(follows) * len(first) > _MOST:
        return {one[:_LONGEST] for one in first}
    return {(one + more)[:_LONGEST] for one, more in product(first, follows)}


def _branches(pattern: str) -> list[str]:
    """Part an expression at its own ``|``."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "[":
            at = pattern.index("]", at + 2)
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*parts, pattern[start:]]


def _closing(pattern: str, start: int) -> int:
    """Return where the group that begins somewhere ends."""
    depth, at = 0, start
    while True:
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "[":
            at = pattern.index("]", at + 2)
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
        at += 1
