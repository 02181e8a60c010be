"""A fine or settlement."""

from proscribe.claims.phrases import BE
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.PENALTY
RULES = (
    Rule(
        name="agrees to pay",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,90}?\b(?P<verb>agreed to pay|will pay|to pay|paid|pays|must pay|settled for|agreed to remit)\b[^.;]{0,30}?(?P<value>{N})[^.;]{0,90}?"
        r"(?:settle|fine|penalt|violat|liabilit|sanction|resolve)",
        aims=True,
    ),
    Rule(
        name="fined",
        words=rf"(?P<subject>{{X}})(?!['’]s)[^.;]{{0,50}}?{BE} (?P<verb>fined|penali[sz]ed|ordered to pay)\b[^.;]{{0,20}}?(?P<value>{{N}})?",
    ),
    Rule(
        name="fines",
        words=r"(?P<agent>{A}|{K})[^.;]{0,40}?\b(?P<verb>fin(?:ed|es|ing)|penali[sz](?:ed|es)) (?P<subject>{X})[^.;]{0,30}?(?P<value>{N})?",
    ),
    Rule(
        name="settlement with",
        words=r"(?P<value>{N}) (?P<verb>settlement|fine|penalty|civil penalty)[^.;]{0,30}? (?:with|against|on|from) (?P<subject>{X})",
    ),
)
EXAMPLES = (
    ("Acme Bank agreed to pay $5 million to settle violations of sanctions.", True),
    ("Acme Bank paid $5 million for a building.", False),
)
