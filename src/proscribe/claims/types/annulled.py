"""A court struck down the listing."""

from proscribe.claims.phrases import BE, BETWEEN
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.ANNULLED
_WHAT = r"(?:ban|designation|blacklisting|listing|order|sanctions?|restrictions?|measures?|decision|regulation|inclusion|acts?)"
RULES = (
    Rule(
        name="court annuls",
        words=rf"(?P<court>{{K}}|{{P}}|\bcourt\b|\bjudge\b){BETWEEN}\b(?P<verb>annul(?:led|s|ling)?|vacat(?:ed|es|ing)|"
        rf"quash(?:ed|es|ing)|overturn(?:ed|s|ing)|str(?:uck|ikes) down|set(?:s)? aside|void(?:ed|s)|invalidat(?:ed|es)|"
        rf"cancel(?:led|ed|s)|revers(?:ed|es)|threw out)\b[^.;]{{0,100}}?\b{_WHAT}",
    ),
    Rule(
        name="is annulled",
        words=rf"\b{_WHAT}[^.;]{{0,60}}? {BE} (?:formally |finally )?(?P<verb>annulled|vacated|quashed|overturned|struck down|set aside|voided|invalidated)\b",
    ),
    Rule(
        name="court upholds the action",
        words=rf"(?P<court>{{K}}|\bcourt\b)[^.;]{{0,60}}?\b(?P<verb>upheld|upholds|allowed|allows|granted|ruled in favou?r of|sided with)\b[^.;]{{0,40}}?"
        r"(?P<subject>{X})(?:[’']s)? ?(?:action|appeal|application|challenge|case|claim)",
    ),
)
EXAMPLES = (
    ("The General Court annulled the listing of Acme JSC.", True),
    ("The General Court dismissed the action of Acme JSC.", False),
)
