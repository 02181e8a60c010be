"""A newspaper or agency ran a story."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.REPORTED
STEMS = ("report", "cite", "reveal", "publish", "ran", "wrote", "said")
RULES = (
    Rule(
        name="medium reports",
        words=r"(?P<subject>{M})(?!['’]s)(?: (?:newspaper|news agency|magazine))?(?: "
        r"first)? (?P<verb>(?:has |had )?(?:reported|reports|cited|revealed|"
        r"published|"
        r"ran|wrote|said))\b(?:[^.;]{0,60}?(?P<object>{D}))?",
        bare=True,
    ),
    Rule(
        name="reported by",
        words=r"\b(?P<verb>(?:was |were )?(?:first )?reported|revealed|published) by "
        r"(?:the )?(?P<subject>{M})",
        bare=True,
    ),
)
EXAMPLES = (
    ("Reuters reported the ban on Tuesday.", True),
    ("Acme Corp reported a profit on Tuesday.", False),
)
