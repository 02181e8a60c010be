"""An exchange takes a security off its board."""

from proscribe.claims.phrases import BE, LISTED, MANY, SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.EXCHANGE_REMOVED
STEMS = ("listing of", "admission to", "delist", "remov", "struck", "delet", "withdr")
_NO_INDEX = r"(?![^.;]{0,90}\b(?:index|indices|indexes|benchmarks?)\b)"
_ITS = r"(?:the )?(?:securities|shares|stock|ADRs?|ADSs?|{S}|{G}) of (?:the )?"
RULES = (
    Rule(
        name="delists the securities of",
        words=rf"\b(?P<verb>delist(?:s|ed|ing)?|remov(?:e|es|ed|ing)) {_ITS}{{G}} ?(?::|,|–|—) "
        rf"(?P<subjects>[^.;:]{{1,240}})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="delists the securities of somebody",
        words=rf"(?P<agent>{{V}})[^.;]{{0,120}}?\b(?P<verb>delist(?:s|ed|ing)?) {_ITS}{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="delisting of securities",
        words=rf"\b(?P<verb>delisting|removal) of (?:the )?(?:{SHARES}|{{G}}) (?:of|issued by) "
        rf"(?:the )?{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="cancels the listing of",
        words=rf"(?P<agent>{{V}})[^.;]{{0,60}}? (?P<verb>cancel(?:led|s)|terminat(?:ed|es)|"
        rf"revok(?:ed|es)) (?:the )?(?:listing|admission to trading) of {MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="exchange delists",
        words=rf"(?P<agent>{{V}})(?!-)[^.;]{{0,60}}?\b(?P<verb>delist(?:ed|s|ing)?|"
        rf"remov(?:ed|es|ing|e)|delet(?:ed|es|ing|e)(?![^.;]{{0,90}} from ))\b(?! notice| "
        rf"proceeding| process| determination| "
        rf"letter) {_NO_INDEX}{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="announces the removal of",
        words=rf"(?P<agent>{{V}})(?!-)[^.;]{{0,40}}? (?:announced|confirmed|decided on|proposed) "
        rf"(?:the )?(?P<verb>removal|delisting|deletion) of {_NO_INDEX}{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="is delisted by an exchange",
        words=rf"{LISTED}(?:[’']s)?[^.;]{{0,40}}?\b(?:{SHARES})?[^.;]{{0,40}}?{BE} "
        rf"{_NO_INDEX}(?P<verb>delisted|removed|struck)[^.;]{{0,40}}?(?:by|from|on|"
        rf"off) (?:the )?(?P<agent>{{V}})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="is told of its delisting",
        words=rf"(?P<agent>{{V}}) (?:has |had )?(?:told|notified|informed|warned) "
        rf"(?P<subject>{{X}}) "
        rf"[^.;]{{0,40}}?(?:{SHARES}|{{X}}|\bit) {BE} (?P<verb>delisted|removed)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="security is delisted",
        words=rf"(?P<subject>{{S}})[^.;]{{0,40}}?{BE} {_NO_INDEX}(?P<verb>delisted|"
        rf"removed)\b(?:[^.;]{{0,40}}?(?:by|from|on) (?:the )?(?P<agent>{{V}}))?",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="securities are withdrawn",
        words=rf"(?P<subjects>{SHARES}|{{G}}|\b(?:warrants|notes|units|products)) {BE} "
        rf"(?P<verb>withdrawn|removed|struck) from (?:listing|trading|the official list)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="delisting proceedings",
        words=r"(?P<agent>{V})[^.;]{0,60}?\b(?P<verb>start(?:ed|s|ing)?|commenc(?:ed|es|"
        r"ing)|beg[ai]n|initiat(?:ed|es))\b[^.;]{0,40}?\b(?:delist\w*|removal)(?: "
        r"proceedings| process)?(?: of| against| for)? (?P<subjects>[^.;]{1,140})",
        role=DateRole.EVENT,
    ),
)
EXAMPLES = (
    ("The New York Stock Exchange delisted Acme Telecom Ltd.", True),
    ("Acme Telecom Ltd said that the warrants will be withdrawn from listing.", True),
    ("Acme Telecom Ltd said that the warrants will be withdrawn from use.", False),
    ("The Treasury delisted Acme Telecom Ltd.", False),
    ("Nasdaq cancelled the listing of Acme Telecom Ltd.", True),
    ("Nasdaq cancelled the meeting of Acme Telecom Ltd.", False),
    ("Nasdaq will remove Acme Telecom Ltd from its board.", True),
    ("MSCI will remove Acme Telecom Ltd from its indexes.", False),
    ("Nasdaq announced the delisting of the shares of Acme Telecom Ltd.", True),
    ("OFAC announced the delisting of the friends of Acme Telecom Ltd.", False),
)
