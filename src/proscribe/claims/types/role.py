"""An office held."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.ROLE
RULES: tuple[Rule, ...] = ()
EXAMPLES = (
    ("Acme Corp Chief Executive Jane Doe left.", True),
    ("Jane Doe left.", False),
)
