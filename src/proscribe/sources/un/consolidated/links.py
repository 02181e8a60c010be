"""Ties to other listed subjects, which the free text names with their reference numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proscribe.model.listing import Link
from proscribe.sources.un.consolidated.references import references_in

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"])[.;]\s+(?=[A-Z“\"])")
_KIN = (
    "father|mother|parent|son|daughter|child|brother|sister|wife|husband|spouse|cousin|uncle"
    "|aunt|nephew|niece|grandson|grandfather|brother-in-law|sister-in-law|son-in-law"
    "|father-in-law|half-brother"
)
# How a sentence begins that says what the tie is; else the two are named together, no more.
_RELATED = "related"
_LONGEST_ROLE = 2_000
_BEGINNINGS = (
    (rf"(?:(?:his|her|the|a|also)\s+)?(?:{_KIN})(?:[’']s name)?\s", "family"),
    (r"(?:previously\s+|also\s+|closely\s+|close\s+){0,4}associated?\s", "associate"),
    (r"(?:senior\s+|former\s+|founding\s+|a\s+){0,4}member\s", "member"),
    (r"owned\s+(?:or\s+controlled\s+)?by\s", "owner"),
    (r"(?:reportedly\s+|also\s+){0,4}linked\s", "linked_to"),
)
_RELATIONS = tuple((re.compile(start, re.IGNORECASE), name) for start, name in _BEGINNINGS)


# A member of someone's inner circle is not a member of that person.
_POSSESSED = 16
_POSSESSIVE = re.compile(r"[’']s\s*\(?\Z")
# Small words that stand within the name of a group or a person.
_SMALL = re.compile(
    r"(?:and|or|the|of|in|with|to|by|is|for|as|de|du|la|le|et|bin|ben|al|ul|abu|wa|listed|also"
    r"|known|under|permanent|reference|number|(?:al|ul|ur|an|ad|as|wa|i|e|l)[-’'].*)\Z"
)


def links_in(text: str, ids: Mapping[str, str]) -> Iterator[Link]:
    """Yield a tie for each reference number of a subject in the list.

    Args:
        text: Free text of a record.
        ids: Entity ids by reference number. A number that is not in it, of a listing that
            has ended or that was merged, gives no tie; the text is kept elsewhere.
    """
    for sentence in _SENTENCE_END.split(text):
        words = " ".join(sentence.split())
        relation, read = _beginning(words)
        for start, end, reference in references_in(words):
            if not _only_names(words[read:start]):
                relation = _RELATED
            read = end
            entity_id = ids.get(reference)
            if entity_id is not None:
                role = words[max(0, end - _LONGEST_ROLE) : end] + (
                    ")" if words[end : end + 1] == ")" else ""
                )
                is_possessive = (
                    _POSSESSIVE.search(words[max(0, start - _POSSESSED) : start]) is not None
                )
                tie = _RELATED if is_possessive else relation
                yield Link(relation=tie, id=entity_id, role=role)


def _beginning(sentence: str) -> tuple[str, int]:
    for pattern, relation in _RELATIONS:
        match = pattern.match(sentence)
        if match is not None:
            return relation, match.end()
    return _RELATED, 0


def _only_names(words: str) -> bool:
    """Whether words are names and what joins them, so that the beginning speaks of them too."""
    return all(
        not word[0].islower() or _SMALL.match(word)
        for each in words.split()
        if (word := each.strip("().,;“”\"'’‘"))
    )
