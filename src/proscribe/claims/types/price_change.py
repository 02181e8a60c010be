"""A move of a share price in per cent."""

from proscribe.claims.phrases import SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.PRICE_CHANGE
STEMS = ("%", "per cent", "percent", " half", "quarter", " fifth", " tenth")
_BY = (
    r"(?:was |were |is |also |has |had |down |up |fell |rose |lost |gained |dropped |"
    r"slumped |jumped |plunged |tumbled |slid |surged |"
    r"climbed |shed |closed |ended |trading |as much as |by |about |nearly |more than |"
    r"almost |around |the |its |(?:its|{X}|{A}) daily limit of |some |sank |soared )*"
)
_FALL = (
    r"(?:falls?|drops?|declines?|gains?|rises?|decreases?|increases?|jumps?|losse?s?|"
    r"plunges?|tumbles?)"
)
RULES = (
    Rule(
        name="whose shares move",
        words=rf"(?P<subject>{{C}}|{{O}}),? (?:whose|with its|and its) (?:[\w.-]+ "
        rf"){{0,2}}?{SHARES}[^.;]{{0,60}}?"
        rf"(?P<value>{{R}})",
        role=DateRole.EVENT,
    ),
    Rule(
        name="loses a part of its value",
        words=r"(?P<subject>{C}|{O})(?!['’]s)[^.;]{0,60}?(?P<value>{R}) of (?:its|their|{W}|{X}) "
        r"(?:\w+ )?(?:value|worth|capitali[sz]ation)\b",
        role=DateRole.EVENT,
    ),
    Rule(
        name="and moves again",
        words=r"{R}[^.;]{0,60}?,? (?:and |but |then |later |had "
        r")*(?P<verb>climbed|rose|fell|jumped|"
        r"gained|lost|recovered|rallied|slid|dropped|closed|ended|surged|slipped) (?:by |up "
        r"|down |as "
        r"much as |another |a further )*(?P<value>{R})",
        role=DateRole.EVENT,
        loose=True,
    ),
    Rule(
        name="a fall of",
        words=rf"\b(?:price|shares|stock)\b[^.;]{{0,120}}?, an? (?P<verb>{_FALL}) of "
        rf"(?P<value>{{R}})",
        role=DateRole.EVENT,
    ),
    Rule(
        name="shares move",
        words=rf"(?:(?P<subject>{{C}}|{{O}})(?:[’']s)? (?:(?:[\w.-]|{{V}}|{{A}})+ "
        rf"){{0,3}}?{SHARES}|"
        rf"{SHARES} (?:of|in) (?:(?:{{C}}|{{O}}|{{A}})[’']s )?(?:[\w’.-]+ ){{0,4}}?"
        rf"(?P<subjects>{{C}}|{{O}})|(?P<shares>{{S}})|"
        rf"\b(?:they|it|the (?:stock|shares))\b)[^.;]{{0,90}}?(?P<value>{{R}})",
        role=DateRole.EVENT,
    ),
    Rule(
        name="closes at a price, up",
        words=rf"(?P<subject>{{C}}|{{O}})(?:[’']s {SHARES})?(?!['’]s)[^.;]{{0,30}}? "
        rf"(?P<verb>closed|"
        rf"ended|finished|traded|settled|opened|stood|was|were)\b[^.;]{{0,60}}?{{N}}"
        rf"[^.;]{{0,50}}?, "
        rf"(?:(?:about|nearly|some|more than|having) |an? (?:\w+ )?{_FALL} of )?"
        rf"(?P<value>{{R}})",
        role=DateRole.EVENT,
    ),
    Rule(
        name="company moves",
        words=rf"(?P<subject>{{C}}|{{O}})(?!['’]s)(?:,[^.;,]{{1,30}},|, "
        rf"(?:which|whose|who) [^.;,]{{1,90}},|,)? {_BY}(?P<value>{{R}})",
        role=DateRole.EVENT,
    ),
)
EXAMPLES = (
    ("Acme Corp shares fell 5.2% on Friday.", True),
    ("Acme Corp owns 50% of Beta Ltd.", False),
    ("Acme Corp closed at $41.07 on the Nasdaq, up 0.6%.", True),
    ("Acme Corp closed a plant at $41 million, half its 20% margin.", False),
)
