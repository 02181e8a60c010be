"""What somebody said."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.STATEMENT
STEMS: tuple[str, ...] = ()
RULES: tuple[Rule, ...] = ()
EXAMPLES = (
    ('"We are pleased," Chief Executive Jane Doe said.', True),
    ("Chief Executive Jane Doe left.", False),
)
