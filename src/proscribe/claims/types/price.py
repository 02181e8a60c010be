"""A share price."""

from proscribe.claims.phrases import SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.PRICE
RULES = (
    Rule(
        name="shares at a price",
        words=rf"(?:(?P<subject>{{C}})(?:[’']s)?[^.;]{{0,40}}?{SHARES}|(?P<subjects>{{S}})|(?P<subjects_2>they|it|the (?:stock|shares)))?[^.;]{{0,60}}?"
        r"\b(?P<verb>clos(?:ed|es|ing)|trad(?:ed|es|ing)|ended|ends|stood|settled|opened|priced|quoted|finished|fell|rose|dropped|slid|jumped|gained|lost|plunged|surged|climbed|tumbled)\b"
        r"[^.;]{0,60}?\b(?:at|to) (?P<value>{N})",
        role=DateRole.AS_OF,
    ),
)
EXAMPLES = (
    ("Acme Corp shares closed at $15.34 on Friday.", True),
    ("Acme Corp bought a building at $15 million.", False),
)
