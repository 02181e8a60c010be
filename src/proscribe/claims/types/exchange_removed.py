"""An exchange takes a security off its board."""

from proscribe.claims.phrases import BE, SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.EXCHANGE_REMOVED
RULES = (
    Rule(
        name="exchange delists",
        words=r"(?P<agent>{V})[^.;]{0,60}?\b(?P<verb>delist(?:ed|s|ing)?|remov(?:ed|es|ing|e)) (?P<subjects>[^.;]{1,140})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="is delisted by an exchange",
        words=rf"(?P<subject>{{C}})(?:[’']s)?[^.;]{{0,40}}?\b(?:{SHARES})?[^.;]{{0,40}}?{BE} (?P<verb>delisted|removed|struck)[^.;]{{0,40}}?(?:by|from|on|off) (?:the )?(?P<agent>{{V}})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="security is delisted",
        words=rf"(?P<subject>{{S}})[^.;]{{0,40}}?{BE} (?P<verb>delisted|removed)\b(?:[^.;]{{0,40}}?(?:by|from|on) (?:the )?(?P<agent>{{V}}))?",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="delisting proceedings",
        words=r"(?P<agent>{V})[^.;]{0,60}?\b(?P<verb>start(?:ed|s|ing)?|commenc(?:ed|es|ing)|beg[ai]n|initiat(?:ed|es))\b[^.;]{0,40}?\b(?:delist\w*|removal)(?: proceedings| process)?(?: of| against| for)? (?P<subjects>[^.;]{1,140})",
        role=DateRole.EVENT,
    ),
)
EXAMPLES = (
    ("The New York Stock Exchange delisted Acme Telecom Ltd.", True),
    ("The Treasury delisted Acme Telecom Ltd.", False),
)
