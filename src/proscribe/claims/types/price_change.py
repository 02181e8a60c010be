"""A move of a share price in per cent."""

from proscribe.claims.phrases import SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.PRICE_CHANGE
RULES = (
    Rule(
        name="shares move",
        words=rf"(?:(?P<subject>{{C}})(?:[’']s)?[^.;]{{0,40}}?{SHARES}|{SHARES} (?:of|in) (?P<subject_2>{{C}})|(?P<subjects>{{S}})|\b(?:they|it|the (?:stock|shares))\b)[^.;]{{0,90}}?(?P<value>{{R}})",
        role=DateRole.EVENT,
    ),
    Rule(
        name="company moves",
        words=r"(?P<subject>{C})(?!['’]s) (?:was |were |is |also |has |had )?(?:down |up |fell |rose |lost |gained |dropped |slumped |jumped |plunged |tumbled |slid |surged |climbed |shed |closed |ended |trading |as much as |by |about |nearly |more than |almost )*(?P<value>{R})",
        role=DateRole.EVENT,
    ),
)
EXAMPLES = (
    ("Acme Corp shares fell 5.2% on Friday.", True),
    ("Acme Corp owns 50% of Beta Ltd.", False),
)
