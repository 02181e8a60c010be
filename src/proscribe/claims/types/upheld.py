"""A court left the listing standing."""

from proscribe.claims.phrases import BE, LISTED, MEASURE, SUIT
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.UPHELD
STEMS = (
    "dismiss",
    "reject",
    "den",
    "threw",
    "refus",
    "uph",
    "affirm",
    "confirm",
    "sustain",
    "maintain",
    "los",
    "declin",
    "left",
    "let",
    "against",
    "turn",
    "toss",
    "grant",
    "rul",
    "rebuff",
    "back",
    "sided",
    "favo",
    "throw",
    "fail",
)
_NAMED = (
    r"(?P<subjects>(?:(?!, but\b)(?!,? and (?:has |have )?(?:dismiss|reject|upheld|annul|den[iy]|"
    r"grant))(?!\b"
    r"(?:because|after|since|over|saying|citing|ruling|"
    r"finding|which|who|said|accused|alleged)\b)[^.;]){0,160})"
)
RULES = (
    Rule(
        name="court dismisses",
        words=rf"(?P<court>{{K}})[^.;]{{0,80}}?\b(?P<verb>dismiss(?:ed|es|ing)|"
        rf"reject(?:ed|s|ing)|den(?:ied|ies|ying)|threw out|throws out|toss(?:ed|es)(?: out)?|"
        rf"refus(?:ed|"
        rf"es)|declin(?:ed|es)|turn(?:ed|s) down|rebuff(?:ed|s))\b"
        rf"(?! (?:the )?(?:{{A}}[’']s|appeals? by (?:the "
        rf")?{{A}}))(?=[^.;]{{0,80}}?\b(?:{SUIT}|injunction|to hear|to (?:block|halt|lift|"
        rf"suspend|remove|overturn|annul|hear|disturb|set aside|quash|interfere|stop|vacate|"
        rf"strike|intervene|order|grant|second-guess))\b){_NAMED}",
        loose=True,
    ),
    Rule(
        name="court upholds",
        words=rf"(?P<court>{{K}})[^.;]{{0,80}}?\b(?P<verb>uph(?:eld|olds|olding)|"
        rf"affirm(?:ed|s|ing)|confirm(?:ed|s)|sustain(?:ed|s)|left in place|let "
        rf"stand|lets stand)\b"
        rf"(?=[^.;]{{0,100}}?(?:\b(?:{MEASURE}|dismissal|ruling|judgment)\b|{{L}})){_NAMED}",
        loose=True,
    ),
    Rule(
        name="suit is dismissed",
        words=rf"(?P<subject>{{X}})(?:[’']s)? (?:own |separate |last |final |second "
        rf")?{SUIT}(?:(?! that\b)[^.;]){{0,60}}? {BE} "
        rf"(?P<verb>dismissed|rejected|denied|thrown out)\b",
    ),
    Rule(
        name="motion is dismissed",
        words=rf"(?<![’']s\s)\b(?:the|this|that|his|her|its|their) {SUIT}"
        rf"(?! (?:brought |filed |lodged )?(?:of|by) (?:the )?{{X}})(?: [^.;]{{1,60}}?)? "
        rf"{BE} (?:therefore |"
        rf"accordingly |hereby |\w+ly )*(?P<verb>dismissed|rejected|refused|denied|thrown out)\b",
        loose=True,
    ),
    Rule(
        name="suit by is dismissed",
        words=rf"\b(?!(?:requests?|bids?|efforts?|attempts?) (?![^.;]*(?:{{K}}|\bcourts?\b)))"
        rf"{SUIT} (?:brought |filed |lodged )?(?:by|of) {LISTED}[^.;]{{0,60}}? {BE} "
        rf"(?P<verb>dismissed|rejected|denied|thrown out)\b",
    ),
    Rule(
        name="loses its challenge",
        words=rf"{LISTED}(?: \w+)?(?: has| had| have| on {{T}}| {{T}})* "
        rf"(?P<verb>los(?:es|t|e)|fail(?:s|ed)?) "
        rf"[^.;]{{0,40}}?\b(?:{SUIT}|battle|fight|to (?:overturn|annul|block|"
        rf"lift))\b[^.;]{{0,60}}?(?:\b{MEASURE}\b|{{L}}|\blist\b|against (?:the )?{{A}})",
    ),
    Rule(
        name="motion to dismiss is granted",
        words=r"(?P<court>{K})[^.;]{0,60}?\b(?P<verb>grant(?:ed|s)) (?:the |an? )?"
        rf"(?:{{A}}[’']s? |government[’']s )?(?:motion|request|application) to dismiss\b{_NAMED}",
        loose=True,
    ),
    Rule(
        name="court sides with the authority",
        words=r"(?P<court>{K})[^.;]{0,60}?\b(?P<verb>(?:sided|sides) with (?:the )?{A}|"
        r"(?:back(?:ed|s)|rul(?:ed|es) for|(?:granted|awarded) summary judgment (?:to|for)|handed "
        r"(?:a |another )?victory to) (?:the )?{A}|"
        r"rul(?:ed|es) in favou?r of (?:the )?{A}|rul(?:ed|es) against (?=(?:the "
        r")?{X}(?![’']s (?:\w+ "
        r")?(?:designation|decision|listing|blacklisting))))(?P<subjects>[^.;]{0,120})",
        loose=True,
    ),
)
EXAMPLES = (
    ("The court dismissed Acme Corp's appeal against the sanctions.", True),
    ("The court granted Acme Corp's motion.", False),
    ("The General Court upheld the restrictive measures against Acme Corp.", True),
    ("The court granted OFAC's motion to dismiss Acme Corp's suit.", True),
    ("The court granted OFAC's motion to move Acme Corp's suit.", False),
    ("The General Court heard the restrictive measures case of Acme Corp.", False),
)
