"""The subject was put on a list, or stands on one."""

from proscribe.claims.phrases import (
    AS_SUCH,
    ASIDE,
    BE,
    BLACKLISTED,
    FEW,
    LIST,
    LISTED,
    LISTING_STEMS,
    MANY,
    ON_ANY_LIST,
    OWN,
    SANCTIONS,
)
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.LISTED
STEMS = LISTING_STEMS
_SOON = (
    r"(?:not (?:yet )?|never |\w+ly |also |then |later |first |itself |himself |already |in "
    r"\w+ |now )*"
)
_LATELY = r"(?: ?(?:on |in |last |earlier |back )?{T})?"
_JOINS = (
    r"(?:land(?:ed|s)|end(?:ed|s) up|appear(?:ed|s)|figure[sd]?|wound up|found (?:itself|himself|"
    r"herself)|join(?:ed|s)|ma(?:de|kes)|has been|have been|had been)"
)
_ANY_LIST = (
    rf"{OWN}(?:{{A}}[’']s |{{A}} )?(?:{{L}}|[\w-]*blacklist|sanctions lists?|"
    r"(?:black)?list\b(?! of))"
)
RULES = (
    Rule(
        name="also named",
        words=rf"(?P<subject>{{X}}),? (?:also |newly |itself |likewise )*(?P<verb>{BLACKLISTED}|"
        rf"added|named|"
        rf"listed|(?:which|who) (?:was|were) (?:hit|targeted|penali[sz]ed)) (?:by {{A}} )?(?:on |"
        rf"in |last |earlier |back in )*(?:{{T}}|the same day)(?! as\b)",
    ),
    Rule(
        name="which was put on a list",
        words=rf"(?P<subject>{{X}}),? (?:which|who|that) (?P<verb>(?:is|was|has been|remains?|"
        rf"had been)"
        rf"(?: not)?)(?: also| still| already| first| \w+ly)* (?:{BLACKLISTED}|(?:added|put|"
        rf"placed|named|"
        rf"included|listed)? ?{ON_ANY_LIST})",
    ),
    Rule(
        name="was added",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>added|designated|"
        rf"(?:listed|included)(?= (?:in |on )?{{T}}))"
        rf"(?= ?(?:[.,;]|\Z|by {{A}}|{{T}}|in {{T}}|on {{T}}))(?!, (?:and )?(?:its|his|an?|the)\b)",
    ),
    Rule(
        name="added, in a headline",
        words=rf"{LISTED}(?!['’]s)(?: newly| also)? (?P<verb>added|placed|put|named) {ON_ANY_LIST}",
    ),
    Rule(
        name="lands on a list",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? (?P<verb>{_JOINS})"
        rf"(?: (?:also|now|first|since|\w+ly))* (?:on |in )?{_ANY_LIST}",
    ),
    Rule(
        name="was among those added",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} (?:one of|among|part of) "
        rf"[^.;]{{0,60}}? "
        rf"(?P<verb>blacklisted|sanctioned|designated|(?:added|put|placed|named|listed) "
        rf"{ON_ANY_LIST})",
    ),
    Rule(
        name="is hit as well",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} (?:(?:also|likewise) (?P<verb>hit|"
        rf"targeted|named|penali[sz]ed)(?=[.,;]|\Z| (?:for|in|on|by "
        rf"{{A}})\b)|(?:hit|targeted|named|"
        rf"penali[sz]ed|listed|designated|sanctioned) (?:as well|too)\b)",
    ),
    Rule(
        name="is placed under sanctions",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? "
        rf"(?:{BE} (?=placed|put|brought)|(?=came|comes|fell|falls))"
        rf"(?P<verb>placed|put|brought|came|comes|fell|falls) under {OWN}(?:{{A}}[’']s "
        rf"|{{A}} )?{SANCTIONS}",
    ),
    Rule(
        name="sanctioned as well",
        words=rf"^(?:Also|Additionally|Separately|Likewise) (?P<verb>{BLACKLISTED}|(?:added|put|"
        rf"placed|"
        rf"named|included|listed)(?: {ON_ANY_LIST})?)[^.;]{{0,30}}? (?:was|were|is|are) {MANY}",
    ),
    Rule(
        name="faces sanctions",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? (?:\w+ly |already |now "
        rf")*(?P<verb>faces?|faced) (?:{{A}} )?sanctions(?! (?:risk|if\b|unless\b|"
        rf"for (?!(?:alleged(?:ly)? )?(?:suppl|support|help|aid|assist|provid|produc|procur|"
        rf"its role|their role))))",
    ),
    Rule(
        name="was hit with sanctions",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>hit|targeted|"
        rf"slapped|struck) (?:with|by) (?:{OWN}){SANCTIONS}",
    ),
    Rule(
        name="is blacklisted",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} "
        rf"{_SOON}(?P<verb>{BLACKLISTED})\b(?! (?:driver|area|site|official))",
    ),
    Rule(
        name="that was blacklisted",
        words=rf"{LISTED}, (?:an? |the |one of )[^,.;]{{3,80}}? (?:that|which|who) {BE} "
        rf"{_SOON}(?P<verb>{BLACKLISTED})\b",
    ),
    Rule(
        name="is added for",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>added|listed)"
        rf"{_LATELY} (?=(?:for (?:(?!trad|sal)[a-z]+ing|its |their |his |her "
        rf"|alleged|support|actions? |"
        rf"activit|involvement|ties |links )|because|"
        rf"based on|pursuant to|in respect of|in connection with|in view of|on the grounds?|"
        rf"under the (?:Export|authorit)))",
    ),
    Rule(
        name="qualifies as",
        words=rf"{LISTED} (?P<verb>qualif(?:y|ies|ied)|(?:are|is|was|were|has been|have been) "
        rf"(?:identified|named|label+ed|classified|designated|determined to be|found to "
        rf"be)) {AS_SUCH}",
    ),
    Rule(
        name="is listed by an authority",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>listed|"
        rf"named) by (?:the )?(?P<agent>{{A}})",
    ),
    Rule(
        name="a list in which somebody is",
        words=rf"(?:{{L}}|\blists?\b)[^.;]{{0,60}}?,? (?:in|on) which {LISTED} {BE} "
        rf"(?P<verb>included|named|listed)\b",
    ),
    Rule(
        name="is put on a list",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>added|"
        rf"put|placed|included|named|listed|entered){_LATELY} {ON_ANY_LIST}",
    ),
    Rule(
        name="along with others",
        words=rf"{BE} (?P<verb>{BLACKLISTED}|(?:added|put|placed|included|named) {ON_ANY_LIST})"
        rf"[^.;]{{0,110}}?\b(?:along with|together with|as well as|alongside) {MANY}",
    ),
    Rule(
        name="is on a list",
        words=rf"{LISTED}(?!['’]s){ASIDE},? (?P<verb>(?:is|are|was|were|remains?|"
        rf"remained|stays?|stayed|continues? to be)(?: not)?)"
        rf" (?:also |both |still |now |already )*(?:listed )?(?:on|in|among those on) "
        rf"{OWN}(?:{{A}}(?:[’']s)? )?{LIST}",
    ),
    Rule(
        name="remains under sanctions",
        words=rf"{LISTED}(?!['’]s){ASIDE},? (?P<verb>remains?|remained|stays?|stayed|"
        rf"(?:is|are) still|continues? to be)"
        rf" (?:(?:subject to|under) {OWN}(?:{{A}}[’']s |{{A}} )?{SANCTIONS}|sanctioned|blacklisted|"
        rf"listed(?! (?:in|on)\b))",
    ),
    Rule(
        name="is included in a package",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>included|"
        rf"listed|named) (?:in|under) {OWN}(?:{{A}}[’']s |{{A}} )?(?:[\w-]+ ){{0,3}}"
        rf"(?:(?:package|round|batch|tranche|raft|wave) of (?:[\w-]+ ){{0,3}}?sanctions|"
        rf"sanctions (?:package|round))\b",
    ),
    Rule(
        name="are on a list, including",
        words=rf"{{G}} (?P<verb>(?:is|are|was|were|remains?)(?: not)?)(?: also| still| now| "
        rf"already)* (?:on|in) {OWN}(?:{{A}}(?:[’']s)? )?{LIST}[^.;,]{{0,40}},? (?:including|among "
        rf"(?:them|{{G}})|notably) {MANY}",
    ),
    Rule(
        name="both on a list",
        words=rf"{LISTED},? (?P<verb>both|all(?: of (?:them|which))?|each|also) (?:of "
        rf"(?:them|which) "
        rf"(?:are |is )?)?(?:already |now |still )?(?:on|named on|included on) "
        rf"{OWN}(?:{{A}}(?:[’']s)? )?"
        rf"{LIST}",
    ),
    Rule(
        name="sanctions on somebody remain",
        words=rf"\b(?:sanctions|restrictive measures|designations?) (?:imposed )?(?:on|against|of) "
        rf"{FEW} (?P<verb>remain(?:s|ed)?|"
        rf"continue[sd]?|stay(?:s|ed)?|(?:are|is|were) still) [“\"]?(?:in (?:force|place|effect)|"
        rf"unchanged|unaffected)",
    ),
    Rule(
        name="remains a blocked person",
        words=rf"{LISTED}(?!['’]s)(?: (?:him|her|it)self)?{ASIDE},? (?:will |would )?"
        rf"(?P<verb>remains?|remained|stays?|stayed|continues? to be|(?:is|are|was) still) an? "
        rf"(?:[a-z]+ )?(?:sanctioned|blacklisted|[Ss]pecially "
        rf"[Dd]esignated|designated|blocked|{{L}})",
    ),
    Rule(
        name="subject to sanctions",
        words=rf"{LISTED}{ASIDE},?(?: which| who)? (?P<verb>(?:is|are|was|were|became|becomes?|"
        rf"has been|have been)(?: not)?) (?:now |also |made |placed |already |still |himself |"
        rf"herself |itself |themselves )*(?:subject to|under|"
        rf"hit (?:by|with)|targeted (?:by|with)) {OWN}(?:{{A}} )?sanctions",
    ),
)
EXAMPLES = (
    ("Acme Shipping Ltd and Beta Lines Ltd were added to the SDN List.", True),
    ("Acme Shipping Ltd and Beta Lines Ltd were added to the honours list.", False),
    ("Acme Shipping Ltd is still on the Entity List.", True),
    ("Acme Shipping Ltd is a publicly listed company.", False),
    ("Acme Shipping Ltd and its manager, Beta Lines Ltd, were hit as well.", True),
    ("Acme Shipping Ltd and its manager, Beta Lines Ltd, were here as well.", False),
)
