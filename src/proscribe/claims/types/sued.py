"""A suit was brought."""

from proscribe.claims.phrases import ASIDE, LISTED
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.SUED
STEMS = (
    "su",
    "lawsuit",
    "action",
    "complain",
    "challeng",
    "appeal",
    "petition",
    "contest",
    "fil",
    "brought",
    "court",
    "lodg",
)
_SUIT = (
    r"(?:lawsuits?|suits?|legal action|complaints?|legal challenges?|actions?(?: for "
    r"annulment)?|court challenges?|appeals?|petitions?(?! (?:for "
    r"(?:removal|delisting|reconsider)|to be (?:removed|delisted)))|cases?)"
)
_KIND = (
    r"(?:a |an |its |their |his |her |the |civil |federal |legal |own |separate |similar |joint |"
    r"individual |{X} )*"
)
_HAVE = r"(?: has| had| have| which| who| also| later| since| \w+ly)*"
RULES = (
    Rule(
        name="files a suit",
        words=rf"{LISTED}(?!['’]s)[^.;]{{0,110}}?\b(?P<verb>fil(?:ed|es|ing)|"
        r"brought|brings|launch(?:ed|es)|lodg(?:ed|es)|"
        rf"start(?:ed|s)|beg[au]n|initiat(?:ed|es)|mount(?:ed|s)|submitted|took) {_KIND}"
        rf"(?:{_SUIT}|(?:\w+ )?(?P<object>{{D}})(?=[^.;]{{0,30}} "
        r"(?:against|challenging|in)\b|(?: on {T}| {T}| in {T})?, (?:arguing|alleging|claiming|"
        r"saying|contending|asking|seeking)\b))",
        aims=True,
    ),
    Rule(
        name="has a suit pending",
        words=rf"{LISTED}(?!['’]s){ASIDE},? (?P<verb>has|have) (?:an? |{{X}} |its |their "
        rf")*(?:own )?"
        rf"(?:similar |separate )?{_SUIT} (?:of (?:its|their|{{W}}|{{X}}) own )?(?:still "
        rf")?(?:pending|"
        rf"under way|before (?:the |an? )?(?:[\w.]+ ){{0,2}}(?:{{K}}|courts?))",
    ),
    Rule(
        name="filed this action",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,40}? (?P<verb>filed|brought|commenced|instituted) "
        r"(?:this|the instant|the present) (?:action|suit|lawsuit|case|proceeding|petition)",
    ),
    Rule(
        name="in a suit filed",
        words=rf"\b[Ii]n {_KIND}(?P<verb>(?:{_SUIT}(?= (?:filed|lodged|brought|submitted|against|"
        rf"challenging)\b)|{{D}}(?=, (?:filed|lodged) (?:on |in )?(?:early |late )?{{T}})|"
        rf"{{D}}(?= (?:filed|lodged) (?:on {{T}} )?(?:in|with|before) "
        rf"[^.;,]{{0,60}}?"
        rf"(?:{{K}}|[Cc]ourt|District|tribunal)|(?: filed)? (?:against|challenging) (?:the "
        rf")?{{A}})))[^.;]{{0,120}}?, (?:the )?(?P<subject>{{X}})"
        rf"(?!['’]s)",
    ),
    Rule(
        name="sues",
        words=rf"{LISTED}(?!['’]s){ASIDE},?{_HAVE} "
        rf"(?P<verb>su(?:ed|es|ing)|appealed|challenged|(?:is|are) challenging) "
        rf"(?:the )?"
        r"(?P<object>{A})",
    ),
    Rule(
        name="takes to court",
        words=rf"{LISTED}(?!['’]s){ASIDE},?{_HAVE} (?P<verb>took|takes?|taken|taking) "
        r"(?:the )?(?:(?P<object>{A})|{L}|[^.;,]{1,60}?) to (?:[\w.]+ "
        r"){0,2}(?P<court>{K}|courts?\b)",
    ),
    Rule(
        name="sued",
        words=rf"{LISTED}(?!['’]s){ASIDE},?{_HAVE} (?P<verb>sued|"
        rf"(?:is|are) suing|"
        r"went to court|gone to court)(?=[,.]|\Z| (?:in|on|over|to|for|last|that|this|"
        r"earlier|after|"
        r"and|{T})\b| {T})",
    ),
    Rule(
        name="suit by",
        words=rf"\b(?P<verb>{_SUIT})(?: (?:was|were|has been|have been))? (?:brought |filed "
        rf"|lodged "
        rf"|launched )?(?:(?:in|on|before) [^.;,]{{1,40}}? )?by (?:the )?{LISTED}",
    ),
    Rule(
        name="challenge brought by",
        words=rf"\b(?P<verb>challenges?|claims?|applications?) (?:(?:was|were|had been|has been) )?"
        rf"(?:brought|filed|lodged|mounted|launched) (?:[^.;,]{{1,40}}? )?by (?:the )?{LISTED}",
    ),
    Rule(
        name="challenges in court",
        words=rf"{LISTED}(?!['’]s)[^.;]{{0,60}}?\b(?P<verb>challeng(?:ed|es|ing)|"
        r"contest(?:ed|s|ing)|disput(?:ed|es|ing)|fighting|fought|appeal(?:ed|s)) [^.;]{0,60}?"
        r"\b(?:in|before|at|to) (?:the |a |an )?(?:[\w.]+ ){0,2}(?P<court>{K}|courts?\b)",
    ),
)
EXAMPLES = (
    ("Acme Corp filed a lawsuit against the Pentagon.", True),
    ("Acme Corp wore a suit.", False),
    ("Acme Corp sued the Defense Department.", True),
    ("Acme Corp praised the Defense Department.", False),
    ("Acme Corp has taken the Defense Department to court over its listing.", True),
    ("Acme Corp has taken the Defense Department to heart.", False),
    ("The challenge was brought by Acme Corp.", True),
    ("The challenge was met by Acme Corp.", False),
    ("In a complaint filed with a federal court, Acme Corp said the ban was unlawful.", True),
    ("In a report filed with the Treasury, Acme Corp said the ban was unlawful.", False),
)
