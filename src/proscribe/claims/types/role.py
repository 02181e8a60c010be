"""An office held."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.ROLE
STEMS: tuple[str, ...] = ()
RULES: tuple[Rule, ...] = ()
EXAMPLES = (
    ("Acme Corp Chief Executive Jane Doe left.", True),
    ("Jane Doe left.", False),
)
