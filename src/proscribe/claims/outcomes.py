"""Whether a clause about a court leaves a listing standing.

What a court does to what was asked of it, and what was asked, each turn the outcome round: who
dismisses an application to annul leaves the listing standing, and who sets aside a judgment that
annulled it does too. So the clause's words that go against something are counted: an odd number
of them strikes the listing down.
"""

from __future__ import annotations

import re

from proscribe.claims.masked import rule
from proscribe.claims.phrases import SUIT
from proscribe.model.claim import ClaimType

_AGAINST = (
    r"dismiss\w*|reject\w*|den(?:y|ied|ies|ying|ial)|refus\w+|threw out|throws? out|thrown out|"
    r"declin\w+|turn(?:s|ed)? down|wip(?:ed|es) out|toss(?:ed|es)|scrapp(?:ed|s)|nullif\w+|"
    r"rescind\w*|rebuff\w*|disturb\w*|interfer\w+|second-guess\w*|interven\w+|"
    r"annul\w*|overturn\w*|quash\w*|set(?:s|ting)? aside|vacat\w+|str(?:uck|ikes?|iking) "
    r"down|revers\w+|void\w*|invalidat\w+|cancel\w*|lift\w*|suspend\w*|suspension|block\w*|stay\w*|"
    r"enjoin\w*|injunction|halt\w*|remov\w+|delist\w*|los(?:es|t|e)|fail(?:s|ed)?"
)
_FOR = (
    r"uph(?:eld|olds?|olding)|affirm\w*|confirm\w*|sustain\w*|allow\w*|grant\w*|wins?|won|"
    r"let stand|lets stand|left in place"
)
_WORD = re.compile(
    rf"\b(?:(?P<against>{_AGAINST})|(?P<for>{_FOR})|(?P<suit>{SUIT}))\b", re.IGNORECASE
)
# What a suit asks for stands for the suit: ``an application to annul`` goes against a listing once.
_ASKS = re.compile(
    rf"(?:[^.;]{{0,70}}?)\b(?:to|for|seeking|sought|seeks|seek|of) (?:its |his |her |be |the |an? |"
    r"partial |immediate |have |get )*"
    rf"(?:(?:(?!\b(?:was|were|is|are|has|have|had|be)\b)[^.;,]){{0,40}}? )?(?:{_AGAINST})\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|would|to|may|might|can|could|not) \Z", re.IGNORECASE)
_KIND = re.compile("delisting|annulment|removal|suspension|stay|injunction|reversal", re.IGNORECASE)
_OWN_SUIT = rule(rf"{{A}}[’']s? (?:\w+ )?{SUIT}|{SUIT} (?:\w+ )?(?:by|of|from) (?:the )?{{A}}")
_CLAUSE = re.compile(
    rf"[;:—]|, (?:but|while|although|after|having|where)\b|,? and (?:has |have |had )?"
    rf"(?={_AGAINST}|{_FOR})(?!\w*ion\b)|, (?=\w+ing\b)| pending\b|\. |"
    r", (?:an?|the (?:first|second|third|latest|only|last))\b",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(r"\b(?:judg\w+|ruling|annul\w+|decision|to dismiss)\b")
# ``refused to lift the injunction``: it goes on.
_STAY = re.compile("injunction|stay", re.IGNORECASE)
_RULED = (ClaimType.ANNULLED, ClaimType.UPHELD)


def outcome_of(type_: ClaimType, text: str, at: int) -> ClaimType:
    """Return whether a clause says that a listing is struck down, stayed or left standing.

    Args:
        type_: What a rule took it for; anything but these two stays as it is.
        text: The masked sentence.
        at: Where the verb of the rule lies in it.
    """
    if type_ not in _RULED:
        return type_
    clause = _clause_at(text, at)
    turned, told = 0, False
    words = list(_WORD.finditer(clause))
    for place, match in enumerate(words):
        if match["suit"] is not None and _WILL.search(clause, 0, match.start()):
            continue  # ``it will appeal``: nobody has ruled on that
        if match["suit"] is not None:
            turned += not _is_told_twice(clause, words, place)
        elif match["against"] is not None:
            turned, told = turned + 1, True
        else:
            told = True
    if not told:
        return type_
    own = _OWN_SUIT.search(clause)
    if own is not None and not _NOT_OWN.search(clause):
        turned += 1
    if turned % 2 == 0:
        return ClaimType.UPHELD
    stays = len(words) > 1 and _STAY.fullmatch(words[-1][0]) is not None
    return ClaimType.ENJOINED if stays else ClaimType.ANNULLED


def _is_told_twice(clause: str, words: list[re.Match[str]], place: int) -> bool:
    """``a delisting application`` and ``an action to annul`` go against a listing once."""
    suit = words[place]
    before = words[place - 1] if place else None
    if before is not None and before.end() + 1 == suit.start() and _KIND.fullmatch(before[0]):
        return True
    until = words[place + 2].start() if place + 2 < len(words) else len(clause)
    return _ASKS.match(clause, suit.end(), max(until, suit.end())) is not None


def _clause_at(text: str, at: int) -> str:
    start = 0
    for match in _CLAUSE.finditer(text):
        if match.start() > at:
            return text[start : match.start()]
        start = match.end() if match.end() <= at else start
    return text[start:]
