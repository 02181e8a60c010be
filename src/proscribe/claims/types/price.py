"""A share price."""

from proscribe.claims.phrases import SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.PRICE
STEMS = (
    "clos",
    "trad",
    "end",
    "stood",
    "settl",
    "open",
    "pric",
    "quot",
    "finish",
    "fell",
    "rose",
    "drop",
    "slid",
    "jump",
    "gain",
    "lost",
    "plung",
    "surg",
    "climb",
    "tumbl",
    "slump",
    "sank",
    "changed",
    "down",
    "up ",
)
_MOVED = (
    r"clos(?:ed|es|ing)|trad(?:ed|es|ing)|ended|ends|stood|settled|opened|priced|quoted|"
    r"finished|fell|rose|dropped|slid|jumped|gained|"
    r"lost|changed hands|plunged|surged|climbed|tumbled|slumped|sank"
)
RULES = (
    Rule(
        name="closing price",
        words=r"\b(?P<verb>(?:closing|share|stock|last|opening|market) price)(?: (?:of|per|for|"
        r"on) [^.;]{0,80}?)?"
        r" (?:was|is|stood at|of|at|fell to|rose to|ended at) (?P<value>{N})",
        role=DateRole.AS_OF,
        loose=True,
    ),
    Rule(
        name="shares at a price",
        words=rf"(?:(?P<subject>{{C}}|{{O}})(?:[’']s)?[^.;]{{0,40}}?(?:{SHARES})?|"
        rf"{SHARES} (?:of|in) (?:(?:{{C}}|{{O}}|{{A}})[’']s (?:[\w-]+ ){{0,2}}|(?:{{W}} |its )?"
        rf"(?:[a-z][\w’.-]* ){{1,3}})?(?P<subjects>{{C}}|{{O}})|(?<![^\s])(?:they|it|the "
        rf"(?:stock|shares)|{{S}})\b|(?P<shares>{{S}}))[^.;]{{0,70}}?"
        rf"(?:\b(?P<verb>{_MOVED})\b|{{R}})[^.;]{{0,70}}?\b(?:at|to) (?P<value>{{N}})",
        role=DateRole.AS_OF,
    ),
)
EXAMPLES = (
    ("Acme Corp shares closed at $15.34 on Friday.", True),
    ("Acme Corp bought a building at $15 million.", False),
)
