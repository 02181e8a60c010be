"""How names are written in practice: one way each, made on a real name, by seeded chance.

A way that does not fit a name (initials of a single word, Russian of an Arabic name) gives
None. The same name and the same state of the chance give the same result on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from training import east_asian, letters, romanisation, shapes, typing_errors, wording

_PERSON = frozenset({"Person"})
_ORGANIZATION = frozenset({"Organization"})
_VESSEL = frozenset({"Vessel"})
_SUBJECTS = _PERSON | _ORGANIZATION
_ALL = _SUBJECTS | _VESSEL
_ORDERED = frozenset({"surname_comma", "initial_first", "initials", "initial_middle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One way in which a name is written differently.

    Attributes:
        key: What it is called in figures.
        schemata: The schemata it occurs with.
        ordered: Whether it must know which word is the surname.
        write: Gives the name as written, or None where the way does not fit it.
    """

    key: str
    schemata: frozenset[str]
    ordered: bool
    write: Callable[[str, Random], str | None]


VARIATIONS = tuple(
    Variation(key=key, schemata=schemata, ordered=key in _ORDERED, write=write)
    for key, schemata, write in (
        ("typo_one", _ALL, typing_errors.typo_one),
        ("typo_two_words", _SUBJECTS, typing_errors.typo_two_words),
        ("typo_twice", _SUBJECTS, typing_errors.typo_twice),
        ("transposition", _ALL, typing_errors.transposition),
        ("vowel_dropped", _SUBJECTS, typing_errors.vowel_dropped),
        ("diacritics", _SUBJECTS, letters.diacritics),
        ("leet", _ALL, letters.leet),
        ("look_alike", _SUBJECTS, letters.look_alike),
        ("misread", _ALL, letters.misread),
        ("phonetic", _SUBJECTS, letters.phonetic),
        ("reorder", _SUBJECTS, shapes.reorder),
        ("surname_comma", _PERSON, shapes.surname_comma),
        ("initial_first", _PERSON, shapes.initial_first),
        ("initials", _PERSON, shapes.initials),
        ("initial_middle", _PERSON, shapes.initial_middle),
        ("join_pair", _SUBJECTS, shapes.join_pair),
        ("join_all", _ALL, shapes.join_all),
        ("split_word", _ALL, shapes.split_word),
        ("truncated", _SUBJECTS, shapes.truncated),
        ("honorific", _PERSON, shapes.honorific),
        ("word_dropped", _SUBJECTS, shapes.word_dropped),
        ("word_added", _PERSON, shapes.word_added),
        ("partial", _PERSON, shapes.partial),
        ("arabic", _SUBJECTS, romanisation.arabic),
        ("russian", _PERSON, romanisation.russian),
        ("cyrillic", _PERSON, romanisation.cyrillic),
        ("chinese_romanisation", _PERSON, east_asian.chinese_romanisation),
        ("chinese_order_hyphen", _PERSON, east_asian.chinese_order_hyphen),
        ("korean_romanisation", _PERSON, east_asian.korean_romanisation),
        ("legal_form_dropped", _ORGANIZATION, wording.legal_form_dropped),
        ("legal_form_exchanged", _ORGANIZATION, wording.legal_form_exchanged),
        ("abbreviated", _ORGANIZATION, wording.abbreviated),
        ("squeezed", _ORGANIZATION, wording.squeezed),
        ("fund_line", _ORGANIZATION, wording.fund_line),
        ("number_restyled", _ORGANIZATION | _VESSEL, wording.number_restyled),
        ("vessel_prefix", _VESSEL, wording.vessel_prefix),
    )
)
