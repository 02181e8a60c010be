"""An award given."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.AWARD
STEMS = ("award", "prize", "medal", "title", "hono")
_AWARD = r"(?:awards?|prize|medal|title|honou?r)"
RULES = (
    Rule(
        name="award given to",
        words=rf"\b(?P<verb>{_AWARD})\b[^.;]{{0,30}}?(?:given|presented|awarded|handed|"
        rf"bestowed) (?:to|on|upon) [^.;]{{0,40}}?(?P<subject>{{P}})",
    ),
    Rule(
        name="given an award",
        words=rf"(?P<subject>{{P}})(?!['’]s)[^.;]{{0,60}}?\b(?P<verb>given|received?|won|"
        rf"awarded|named|honou?red)\b[^.;]{{0,20}}?\b{_AWARD}",
    ),
    Rule(
        name="award somebody received",
        words=rf"\b{_AWARD} (?:that |which )?(?P<subject>{{P}}) (?:had |has "
        rf")?(?P<verb>received|won|"
        rf"accepted|was given)\b",
    ),
    Rule(
        name="award was given by",
        words=rf"(?P<subject>{{P}})[’']s {_AWARD}[^.;]{{0,30}}?\b(?P<verb>given|"
        rf"presented|awarded|bestowed)\b[^.;]{{0,20}}? by "
        rf"[^.;]{{0,20}}?(?P<agent>{{A}})",
    ),
)
EXAMPLES = (
    ("Jane Doe, who received a letter in 2019, left.", False),
    ("Chief Executive Jane Doe received an award in 2019.", True),
)
