"""A court left the listing standing."""

from proscribe.claims.phrases import BE, BETWEEN
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.UPHELD
_SUIT = r"(?:action|appeal|application|challenge|case|claim|lawsuit|suit|complaint|petition|bid|request|motion)"
_WHAT = r"(?:ban|designation|blacklisting|listing|order|sanctions?|restrictions?|measures?|decision|inclusion)"
RULES = (
    Rule(
        name="court dismisses",
        words=rf"(?P<court>{{K}}|{{P}}|\bcourt\b|\bjudge\b){BETWEEN}\b(?P<verb>dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|den(?:ied|ies|ying)|"
        rf"threw out|refus(?:ed|es))\b[^.;]{{0,80}}?\b{_SUIT}",
    ),
    Rule(
        name="court upholds",
        words=rf"(?P<court>{{K}}|{{P}}|\bcourt\b|\bjudge\b){BETWEEN}\b(?P<verb>uph(?:eld|olds)|affirm(?:ed|s)|confirm(?:ed|s)|sustain(?:ed|s)|maintain(?:ed|s))\b[^.;]{{0,100}}?\b{_WHAT}",
    ),
    Rule(
        name="suit is dismissed",
        words=rf"(?P<subject>{{X}})(?:[’']s)? {_SUIT}[^.;]{{0,60}}? {BE} (?P<verb>dismissed|rejected|denied|thrown out)\b",
    ),
    Rule(
        name="loses its challenge",
        words=rf"(?P<subject>{{X}}) (?:has |had )?(?P<verb>los(?:es|t)) [^.;]{{0,40}}?\b{_SUIT}[^.;]{{0,60}}?\b(?:{_WHAT}|{{L}})",
    ),
)
EXAMPLES = (
    ("The court dismissed Acme Corp's appeal against the sanctions.", True),
    ("The court granted Acme Corp's motion.", False),
)
