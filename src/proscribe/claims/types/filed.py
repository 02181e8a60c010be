"""A paper was filed with a court or authority."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.FILED
STEMS = ("fil", "submitted", "lodged", "made", "responded")
RULES = (
    Rule(
        name="petitions an authority",
        words=r"(?P<subject>{Y})(?!['’]s)[^.;]{0,60}?\b(?P<verb>filed|submitted|lodged) (?:a |"
        r"an |its |"
        r"the |own )*(?:[\w-]+ ){0,2}?(?:petition|request|application|appeal) (?:for (?:removal|"
        r"delisting|reconsideration)|to be (?:removed|delisted))",
    ),
    Rule(
        name="responds with a filing",
        words=r"(?P<subject>{C}|{P}|{A}|{K}|{G}|{O})(?!['’]s)[^.;]{0,60}?\b(?P<verb>responded with|"
        r"filed|"
        r"submitted|lodged|made) (?:a |an |its |the |own )*"
        r"(?:[\w-]+ ){0,2}(?P<object>{D})(?![^.;]{0,30} (?:against|challenging))",
        bare=True,
    ),
    Rule(
        name="paper filed with a court",
        words=r"(?P<object>{D})[^.;]{0,30}?\b(?P<verb>filed|submitted|lodged) (?:on {T} "
        r")?(?:with|in|to|at) (?:the |a )?(?P<court>{K}|{A})",
    ),
)
EXAMPLES = (
    ("The Pentagon responded with a filing of its own.", True),
    ("The Pentagon responded with silence.", False),
)
