"""How sure a clause makes what it says: denied, planned, possible, or an aim only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proscribe.model.claim import Modality

_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|nor|without|cannot|didn't|doesn't|hasn't|haven't|isn't|"
    r"wasn't|won't|wouldn't|fail(?:ed|s|ing) to (?=(?:get|have|persuade|make) [^.,;]{1,25} to \Z)|"
    r"yet to|declin(?:ed|es|ing) to|refus(?:ed|es|ing) to|stopped short "
    r"of|aren't|weren't|nobody|none)\b|n’t\b|\bno (?:new |other |further )?\Z|"
    r"\bno (?:(?:current |immediate |present )?(?:plans?|intention))\b|\bescap(?:ed?|es|ing) |"
    r"\b(?:revers|withdr[ae]w|rescind|cancel|abandon|dropp?|scrapp?|shelv|call(?=\w* off)|"
    r"reject|rule(?=\w* out)|resist)\w* (?:off |out )?(?:\w+ ){0,2}(?:plans?|decision|move"
    r"|proposals?|"
    r"intention|calls?|idea) (?:to |of |for )|"
    r"\b(?:decid|vot|opt)(?:ed|es|ing) against |"
    r"\b(?:spared|instead of|rather than|avoid(?:ed|s)?) |"
    r"\b(?:wrongly|falsely|mistakenly|erroneously) (?:said|reported|claimed|stated|told)\b|"
    r"\bden(?:y|ied|ies|ying) (?:that |having |being |it ))",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:delay|postpon|defer)(?:ed|s|ing)? |"
    r"\b(?:will|would|intent(?:ion)? to|plans? to|planned to|planning to|intends? to|intended "
    r"to|(?:is|are|was|were) "
    r"(?:set|due|about|going|expected|scheduled|poised|preparing|slated) to|had been due to|"
    r"expected to|scheduled to|preparing to|vowed to|pledged to|proposes? to|proposed)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|"
    r"whether|likely to|"
    r"unlikely to|possib\w+|threat\w*|fear\w*|risk\w*|speculat\w+|rumou?r\w*|urg(?:e|ed|es|ing)|"
    r"call(?:s|ed|ing)? (?:on|for)|ask(?:s|ed|ing)?|press(?:es|ed|ing)|lobb\w+|"
    r"recommend\w*|demand\w*|"
    r"push(?:es|ed|ing)? (?:for|to)|want(?:s|ed)?|should|ought to|discuss\w*|debat\w+|"
    r"hop(?:es?|ed|ing)|expects?|bill|legislation|lawmakers|draft)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|in case|were to|should it|provided that)\b|"
    r"\A(?-i:Had|Were|Should) (?:the )?[\ue000-\uf8ff] ",
    re.IGNORECASE,
)
# ``Reports that it was listed are false``
_REPORTED = re.compile(
    r"\b(?:reports?|claims?|suggestions?|assertions?|rumou?rs|allegations?|news|stories|story|"
    r"(?:not |un)true|false|wrong) (?:of|that)\b[^.;]*\Z",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"[^.;]{0,80}? (?:is|are|was|were) (?:\w+ )?(?:false|untrue|wrong|incorrect|inaccurate|"
    r"baseless|unfounded|groundless|fabricated|mistaken|not (?:true|correct|accurate))\b",
    re.IGNORECASE,
)
# ``Acme, which was never listed itself, has been``: what a closed clause denies is its own.
_CLOSED = re.compile(
    r", (?:(?:which|who|whose|whom)\b|(?:but |though |and )?not |unlike )[^,.;]{3,},(?= (?:has"
    r"|have|had|is|are|was|were|will|would|"
    r"[a-z]+ed|said|says|sued|won|lost)\b)"
)
_AIM = re.compile(
    r"\b(?:try(?:ing)?|tries|tried|seek(?:s|ing)?|sought|attempt(?:s|ed|ing)?|aim(?:s|ed|ing)?|"
    r"petition(?:s|ed|ing)?|appl(?:y|ied|ying)|request(?:s|ed|ing)?|fight(?:s|ing)?|"
    r"fought|battl\w+|"
    r"bid|effort|efforts|campaign|appeal(?:s|ed|ing)?|challeng(?:e|es|ed|ing)|su(?:ed|es|ing)|"
    r"in order|lawsuit|asks?|asked|asking)\b[^.;]{0,60}?\bto(?: have| get| be|"
    r" (?:have|get|see) [^.;,]{1,30})?\s*\Z|"
    r"\b(?:block|bar|stop|prevent|restrain|enjoin|prohibit|keep|kept)\w* [^.;]{0,60}?\bfrom\s*\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:—]| (?:that|which|who) (?=(?:was|were|is|are|had been|has been)\b)|, (?:but|and|which|"
    r"who|whose|whom|while|although|after|before|as)\b|"
    r"\band (?=(?:remains?|remained|continues?|continued|stays?|stayed)\b)|"
    r"\b(?:after|because|since) (?=(?:the )?[\ue000-\uf0ff] |both |they |each )|, (?=(?:the "
    r")?[\ue000-\uf0ff] (?:will|would|has|have|is|was|are|were)\b)|\bbut\b|"
    r"\bappeal(?:ing)? (?=(?:an?|the|this|that|its|his)\b)|“|\""
)
_NEAR = 45
_REACH = 110
_AHEAD = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a clause puts what it says.

    Attributes:
        modality: How sure it makes it.
        negated: Whether it denies it.
        aim: Whether it is only what somebody is after.
    """

    modality: Modality
    negated: bool
    aim: bool


def read_wording(text: str, start: int) -> Wording:
    """Return how the words before a verb put it.

    Args:
        text: The masked sentence.
        start: Where the verb begins.
    """
    before = _before(text, start)
    clause = _CLAUSE.split(before)[-1]
    near = clause[-_NEAR:]
    modality = Modality.ASSERTED
    if _CONDITIONAL.search(clause):
        modality = Modality.CONDITIONAL
    elif _POSSIBLE.search(clause):
        modality = Modality.POSSIBLE
    elif _PLANNED.search(clause):
        modality = Modality.PLANNED
    return Wording(
        modality=modality,
        negated=_NEGATED.search(near) is not None or _is_false(text, before, start),
        aim=_AIM.search(clause) is not None,
    )


def _before(text: str, start: int) -> str:
    """Return the words before a verb, without clauses that are over where it stands."""
    first = max(0, start - _REACH)
    closed = _CLOSED.search(text, first, start + _AHEAD) if "," in text[first:start] else None
    if closed is None or closed.end() > start:
        return text[first:start]
    return text[first : closed.start()] + text[closed.end() : start]


def _is_false(text: str, before: str, start: int) -> bool:
    """``Reports that it was listed are false``: it is said not to be listed."""
    told = _REPORTED.search(before)
    return told is not None and ("rue" in told[0][:12] or _FALSE.match(text, start) is not None)
