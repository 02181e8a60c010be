"""A permission: a general or specific licence, a waiver."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.LICENCE
_PAPER = r"(?:general licen[cs]e(?: (?:no\. ?)?\d+[A-Z]?)?|(?:specific |temporary |export )?licen[cs]es?\b|waivers?|authori[sz]ations?|exemptions?|wind-down period)"
RULES = (
    Rule(
        name="issues a licence",
        words=rf"\b(?P<verb>issu(?:ed|es|ing)|grant(?:ed|s|ing)|extend(?:ed|s|ing)|publish(?:ed|es)|renew(?:ed|s)|approved|gave|provid(?:ed|es))\b[^.;]{{0,40}}?\b{_PAPER}",
    ),
    Rule(
        name="licence authorizes",
        words=rf"\b{_PAPER}[^.;]{{0,60}}?\b(?P<verb>authori[sz](?:es|ed|ing)|permit(?:s|ted|ting)?|allow(?:s|ed|ing)?)\b",
        role=DateRole.UNTIL,
    ),
    Rule(
        name="licence expires",
        words=rf"\b{_PAPER}[^.;]{{0,60}}?\b(?P<verb>expir(?:es|ed|ing)|runs? until|lasts? until|valid until)\b",
        role=DateRole.UNTIL,
    ),
)
EXAMPLES = (
    ("OFAC issued General License 1A on January 27, 2021.", True),
    ("The driver had a licence.", False),
)
