"""Where a security is traded."""

from proscribe.claims.phrases import SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.TRADED_ON
STEMS = ("trad", "list", "quot")
RULES = (
    Rule(
        name="shares are traded",
        words=rf"(?P<subject>{{C}})(?:[’']s)? {SHARES}[^.;]{{0,20}}? (?:are|is|were|was|remains?) "
        rf"(?:also |primarily |publicly )?(?P<verb>traded|listed|"
        rf"quoted)\b[^.;]{{0,30}}?(?:via|on|over|through|in|at) (?:the "
        rf")?(?P<object>{{V}})",
        dated=False,
    ),
    Rule(
        name="shares remain listed in",
        words=rf"(?:{SHARES} of (?:the )?(?P<subject>{{C}})|(?P<owner>{{C}})[’']s (?:[\w-]+ )?"
        rf"{SHARES}) (?:are|remains?|continue to be|is) (?:also |still |primarily )?"
        rf"(?P<verb>listed|traded|quoted) (?:in|on|at) (?=[A-Z])",
        dated=False,
    ),
    Rule(
        name="traded on",
        words=r"(?P<subject>{C})[^.;]{0,40}?,? (?:which |that )?(?:is |are |was "
        r")?(?P<verb>traded|listed|quoted|trades?) (?:on|via|over) (?:the "
        r")?(?P<object>{V})",
        dated=False,
    ),
)
EXAMPLES = (
    ("Acme Corp shares are traded on the New York Stock Exchange.", True),
    ("Acme Corp traded places with its rival.", False),
    ("Ordinary shares of Acme Corp remain listed in Hong Kong.", True),
    ("Ordinary friends of Acme Corp remain listed in Hong Kong.", False),
)
