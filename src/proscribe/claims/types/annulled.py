"""A court struck down the listing."""

from proscribe.claims.phrases import BE, LISTED, MEASURE, STOP
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.ANNULLED
STEMS = (
    "annul",
    "wip",
    "toss",
    "scrap",
    "nullif",
    "rescind",
    "vacat",
    "quash",
    "overturn",
    "str",
    "set",
    "void",
    "invalid",
    "cancel",
    "revers",
    "threw",
    "upheld",
    "uphold",
    "allow",
    "grant",
    "favo",
    "sided",
    "win",
    "won",
    "dismiss",
    "reject",
    "throw",
    "unlawful",
    "remov",
    "rul",
    "case",
    "lawsuit",
)
_STRIKES = (
    r"(?:annul(?:led|s|ling)|vacat(?:ed|es|ing)|quash(?:ed|es|ing)|overturn(?:ed|s|"
    r"ing)|str(?:uck|ikes) down|"
    r"set(?:s)? aside|void(?:ed|s)|invalidat(?:ed|es)|cancel(?:led|ed|s)|revers(?:ed|"
    r"es)|threw out|throws out|wip(?:ed|es) out|toss(?:ed|es)(?: out)?|scrapp(?:ed|s)|"
    r"nullif(?:ied|ies)|rescind(?:ed|s)|unwound|undid)"
)
_NAMED = (
    r"(?P<subjects>(?:(?!, but\b)(?!,? and (?:has |have )?(?:dismiss|reject|upheld|annul|den[iy]|"
    r"grant))(?!\b"
    r"(?:between|because|after|since|over|saying|citing|"
    r"ruling|finding|which|who|accused|alleged)\b)[^.;]){0,180})"
)
RULES = (
    Rule(
        name="court annuls",
        words=rf"(?P<court>{{K}})[^.;]{{0,130}}?\b(?P<verb>{_STRIKES})\b(?=[^.;]{{0,110}}?"
        rf"(?:\b{MEASURE}\b|{{L}})){_NAMED}",
        loose=True,
    ),
    Rule(
        name="sets a measure aside",
        words=rf"(?P<court>{{K}})[^.;]{{0,40}}? (?P<verb>set|sets|threw|throws) (?:the |that |"
        rf"this |{{X}} )?(?P<subjects>(?:[^.;,]{{0,40}}? )?{MEASURE}(?: (?:of|against|on) "
        rf"[^.;,]{{1,40}}?)?) (?:aside|out)\b",
        loose=True,
    ),
    Rule(
        name="whose listing is annulled",
        words=rf"{LISTED}(?:, whose|[’']s?) (?:\w+ )?{MEASURE}\b[^.;]{{0,40}}? {BE} (?:\w+ly )?"
        rf"(?P<verb>annulled|vacated|quashed|overturned|struck down|set aside|voided|"
        rf"invalidated)\b",
    ),
    Rule(
        name="measures against somebody are annulled",
        words=rf"\b{MEASURE} (?:imposed )?(?:against|on|of) (?:the )?{LISTED}(?:,[^.;]{{1,90}},)?"
        rf"[^.;,]{{0,20}}? {BE} (?:\w+ly )*(?P<verb>annulled|vacated|quashed|overturned|"
        rf"struck down|set aside|voided|invalidated)\b",
    ),
    Rule(
        name="is annulled",
        words=rf"(?<!whose\s)(?<!['’]s\s)\b{MEASURE}\b[^.;]{{0,60}}? {BE} (?:formally |finally "
        rf")?(?P<verb>annulled|vacated|quashed|overturned|struck down|set aside|"
        rf"voided|invalidated)\b",
    ),
    Rule(
        name="court upholds the action",
        words=r"(?P<court>{K})[^.;]{0,60}?\b(?P<verb>upheld|upholds|allowed|allows|"
        r"granted|ruled in favou?r of|rules in favou?r of|sided with|sides "
        r"with)\b(?:(?!\b(?:measures|sanctions|listing|designation|decision|freeze|ban)\b)[^.;]){0,40}?"
        r"(?P<subject>{X})(?:[’']s)? ?(?:action|appeal|application|challenge|case|claim|"
        r"\bagainst|\bin|\bover|\.|,)",
    ),
    Rule(
        name="court upholds the action of",
        words=r"(?P<court>{K})[^.;]{0,60}?\b(?P<verb>upheld|upholds|allowed|allows|granted|grants)"
        rf" (?:the |an |a )?(?:actions?|appeals?|applications?|challenges?|claims?|"
        rf"requests?|pleas?) (?:brought |filed |lodged |made )?(?:by|of) (?:the )?{LISTED}",
    ),
    Rule(
        name="wins its challenge",
        words=rf"{LISTED}(?:[^.;]{{0,40}}?) (?P<verb>wins|won|win|has won|have won) "
        rf"[^.;]{{0,40}}?\b(?:challenge|appeal|case|action|lawsuit|fight|battle|"
        rf"bid|annulment|removal|suit|victory)\b"
        r"[^.;]{0,60}?\b(?:sanctions?|freeze|listing|blacklist\w*|designation|ban|{L}|measures|"
        r"against (?:the )?{A})",
    ),
    Rule(
        name="court rules against a measure",
        words=rf"(?P<court>{{K}})[^.;]{{0,60}}?\b(?P<verb>rul(?:ed|es)) (?:\w+ )?against (?=(?:the "
        rf"|its )?(?:(?:{{A}}|{{X}})(?:[’']s?)? )?(?:\w+ )?{MEASURE}\b|(?:the )?{{A}}(?![’']))"
        rf"{_NAMED}",
        loose=True,
    ),
    Rule(
        name="court rules in favour",
        words=r"(?P<court>{K})[^.;]{0,60}?\b(?P<verb>rul(?:ed|es)|decid(?:ed|es)|f(?:ound|inds)) "
        r"in (?:the )?(?P<subject>{X})(?:[’']s?)? favou?r\b",
    ),
    Rule(
        name="authority's appeal is dismissed",
        words=r"(?P<court>{K})[^.;]{0,60}?\b(?P<verb>dismiss(?:ed|es)|reject(?:ed|s)|"
        r"threw out) (?:an |the )?(?:appeals? (?:brought |filed |lodged )?by "
        r"(?:the )?{A}|{A}[’']s appeals?)",
    ),
    Rule(
        name="is held unlawful",
        words=rf"\b{MEASURE}\b[^.;]{{0,60}}? {BE} (?P<verb>unlawful|illegal|invalid|"
        rf"void)\b(?=[^.;]{{0,60}}?(?:{{K}}|ruled|held))(?!{STOP})",
    ),
)
EXAMPLES = (
    ("The General Court annulled the listing of Acme JSC.", True),
    ("The General Court dismissed the action of Acme JSC.", False),
    ("Acme JSC won its court challenge against EU sanctions.", True),
    ("Acme JSC won a prize against the odds.", False),
    ("The General Court set the designation of Acme JSC aside.", True),
    ("The General Court set the documents of Acme JSC aside.", False),
    ("The General Court ruled against the designation of Acme JSC.", True),
    ("The General Court ruled against the request of Acme JSC.", False),
    ("The General Court ruled in Acme JSC's favour.", True),
    ("The General Court ruled in Acme JSC's town.", False),
    ("Also absent is Acme JSC, whose designation was vacated in May.", True),
    ("Also absent is Acme JSC, whose office was vacated in May.", False),
)
