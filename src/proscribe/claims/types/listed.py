"""An authority put the subject on a list, or keeps it there."""

from proscribe.claims.phrases import (
    ASIDE,
    BE,
    BETWEEN,
    BLACKLIST,
    BLACKLISTED,
    FEW,
    LIST,
    LISTED,
    MANY,
    ON_ANY_LIST,
    OWN,
    SANCTIONS,
)
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.LISTED
STEMS = (
    "list",
    "sanction",
    "designat",
    "restrictive measure",
    "asset freeze",
    "call out",
    "identif",
    "new names",
    "military",
    "label",
    "freez",
    "addition",
    "qualif",
    "measure",
    "add",
    "action against",
    "appear",
    "inclu",
    "plac",
    "target",
    "hit ",
    "among",
    "challeng",
    "contest",
    "disput",
    "annex",
    "penali",
)
_AS = (
    r"(?:as|to be) (?:(?:a|an|one of|being) )?[^.;]{0,60}?(?:military|{L}|terrorist|"
    r"blocked|sanctioned)"
)
_SOON = (
    r"(?:not (?:yet )?|never |\w+ly |also |then |later |first |itself |himself |already |in "
    r"\w+ |now )*"
)
_LATELY = r"(?: ?(?:on |in |last |earlier |back )?{T})?"
_PUT = (
    r"add(?:ed|s|ing)?|put(?:s|ting)?|plac(?:ed|es|ing|e)|includ(?:ed|es|ing|e)|"
    r"nam(?:ed|es|ing)|list(?:ed|s|ing)|enter(?:ed|s)"
)
# ``added to the list: A; B; and C``.
_ENTRIES = r"(?P<subjects>(?:(?!\b(?:removed|deleted|delisted)\b)[^.:]){1,400})"
_INCLUDING = rf"(?:including|among (?:them|{{G}})|namely|notably) {MANY}"
_UNDONE = (
    r"(?:annulled|vacated|quashed|overturned|struck|set aside|voided|invalidated|lifted|removed|"
    r"revoked|withdrawn|rescinded|blocked|stayed|suspended|enjoined|terminated|cancelled)"
)
_JOINS = (
    r"(?:land(?:ed|s)|end(?:ed|s) up|appear(?:ed|s)|figure[sd]?|wound up|found (?:itself|himself|"
    r"herself)|join(?:ed|s)|ma(?:de|kes)|has been|have been|had been)"
)
_ANY_LIST = rf"{OWN}(?:{{A}}[’']s |{{A}} )?(?:{{L}}|[\w-]*blacklist|sanctions lists?)"
RULES = (
    Rule(
        name="also named",
        words=rf"(?P<subject>{{X}}),? (?:also |newly |itself |likewise )*(?P<verb>{BLACKLISTED}|"
        rf"added|named|"
        rf"listed) (?:by {{A}} )?(?:on |in |last |earlier |back in )*(?:{{T}}|the same day)",
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
        name="sanctions a market",
        words=r"(?P<agent>{A}) (?:has |had |also |\w+ly )*(?P<verb>sanctioned|blacklisted|"
        r"designated) (?:the )?"
        r"(?P<subjects>{V})",
        bare=True,
    ),
    Rule(
        name="takes action against",
        words=rf"(?P<agent>{{A}})(?!['’]s)[^.;]{{0,40}}? (?P<verb>took|takes|is taking|has taken) "
        rf"(?:further |additional |enforcement )?action against {MANY}",
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
        name="somebody's inclusion",
        words=rf"(?P<subject>{{X}})(?:[’']s?)? (?P<verb>inclusion|addition|placement|listing|"
        rf"appearance|blacklisting|designation) {ON_ANY_LIST}",
    ),
    Rule(
        name="somebody's designation",
        words=rf"(?P<subject>{{X}})[’']s? (?:\w+ )?(?P<verb>designation|blacklisting)\b(?! as\b)"
        rf"(?![^.;]{{0,50}}? {BE} (?:\w+ly )?{_UNDONE})",
    ),
    Rule(
        name="designation of somebody",
        words=rf"\b(?P<verb>designation|blacklisting|sanctioning) of (?:the |[a-z-]+ ){{0,4}}"
        rf"{LISTED}(?!['’]s)(?! as\b| {BE} (?:\w+ly )?{_UNDONE})",
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
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? (?:{BE} "
        rf"(?P<verb>placed|put|brought)|came|"
        rf"comes|fell|falls) under {OWN}(?:{{A}}[’']s |{{A}} )?{SANCTIONS}",
    ),
    Rule(
        name="places under sanctions",
        words=rf"(?P<agent>{{A}}) (?P<verb>put|puts|placed|places|brought) (?:the )?"
        rf"(?P<subject>{{X}}) under {OWN}(?:[a-z]+ )?{SANCTIONS}",
    ),
    Rule(
        name="a list in which somebody is",
        words=rf"(?:{{L}}|\blists?\b)[^.;]{{0,60}}?,? (?:in|on) which {LISTED} {BE} "
        rf"(?P<verb>included|named|listed)\b",
    ),
    Rule(
        name="names, citing",
        words=r"(?P<agent>{A}) (?P<verb>named|listed|added|included) (?:the )?(?P<subject>{X})"
        r"(?: (?:in|on) {T}| {T})?, (?:citing|saying|accusing)\b",
    ),
    Rule(
        name="an authority's listing of",
        words=rf"(?P<agent>{{A}})[’']s? (?P<verb>listing|addition|inclusion) of (?:the |[a-z-]+ )"
        rf"{{0,4}}{LISTED}(?!['’]s)",
    ),
    Rule(
        name="entries added: names",
        words=rf"(?:{{G}}|\b(?:entries|entry|names?|persons?|entities|vessels?)) {BE} (?:now "
        rf"|also )*"
        rf"(?P<verb>added|listed|designated|sanctioned)\b[^.:]{{0,120}}: {_ENTRIES}",
    ),
    Rule(
        name="inclusion of",
        words=rf"\b(?P<verb>inclusion|addition|placement) of {FEW}\b{ON_ANY_LIST}",
    ),
    Rule(
        name="whom an authority blacklisted",
        words=rf"(?P<subject>{{X}}),? (?:which|who|whom|that) (?:the )?(?P<agent>{{A}}) (?:has |"
        rf"had |"
        rf"later |also |first |\w+ly )*(?P<verb>blacklisted|sanctioned|designated|(?:added|put|"
        rf"placed|"
        rf"included|named|listed) {ON_ANY_LIST})",
    ),
    Rule(
        name="list now includes",
        words=rf"(?:{{L}}|\b[Tt]he (?:(?:black)?list|annex))(?! of\b)(?:,[^.;]{{1,80}},)? (?:now "
        rf"|also |"
        rf"already |currently )*(?P<verb>includes?|names|contains|"
        rf"lists) {MANY}",
    ),
    Rule(
        name="after being put on a list",
        words=r"\b(?:since|after|before|despite|by) (?P<verb>being (?:added|put|placed|included|"
        r"named|"
        r"blacklisted|sanctioned|designated))[^.;]{0,80}?, (?P<subject>{X})(?!['’]s)",
    ),
    Rule(
        name="publishes a list",
        words=rf"(?P<agent>{{A}})[^.;]{{0,60}}? (?P<verb>published|released|issued|unveiled|"
        rf"created|"
        rf"circulated|replaces?d?)[^.;]{{0,80}}? (?:list|roster) (?:of|naming|with) {MANY}(?:,? "
        rf"including "
        rf"[^.;]{{1,120}})?",
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
        rf")*(?P<verb>faces?|"
        rf"faced) (?:{{A}} )?sanctions(?! (?:risk|for\b|if\b|unless\b))",
    ),
    Rule(
        name="companies named include",
        words=rf"\b(?:companies|firms|entities|individuals|names|people|persons|banks|vessels)"
        rf"(?: \w+ly| newly)? (?P<verb>added|named|listed|sanctioned|designated|blacklisted|"
        rf"targeted)"
        rf"(?: [^.;,]{{1,60}}?)? (?:includ(?:e|es|ed)|are|were) {MANY}",
    ),
    Rule(
        name="authority targets",
        words=rf"(?P<agent>{{A}})(?: [\w’'-]+){{0,2}} (?P<verb>targeted|is targeting|has targeted|"
        rf"is designating|has designated) {MANY}",
    ),
    Rule(
        name="added to a list: names",
        words=rf"\b(?P<verb>(?:added|additions?) {ON_ANY_LIST}|newly (?:listed|designated|added)"
        rf"(?: \w+)?|additions?) ?: {_ENTRIES}",
    ),
    Rule(
        name="added to a list, including",
        words=rf"\b(?P<verb>{_PUT}) [^.;]{{1,120}}?{ON_ANY_LIST}[^.;]{{0,90}}?,? {_INCLUDING}",
    ),
    Rule(
        name="authority adds",
        words=rf"(?:(?P<agent>{{A}})|[Cc]ommittee|\brule)[^.;]{{0,60}}? (?P<verb>(?:determined|"
        rf"decided|voted|agreed|has determined|"
        rf"decides) to (?:add|list|designate)|(?:is |by )?adding|adds) {MANY}",
    ),
    Rule(
        name="was hit with sanctions",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>hit|targeted|"
        rf"slapped|struck) (?:with|by) (?:{OWN}){SANCTIONS}",
    ),
    Rule(
        name="challenges its listing",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,60}? (?P<verb>challeng(?:es|ed|ing)|"
        r"contest(?:s|ed)"
        r"|disput(?:es|ed)) (?:its|his|her|{X}) (?:inclusion|designation|listing|placement)\b",
    ),
    Rule(
        name="authority blacklists",
        words=rf"(?P<agent>{{A}})(?! (?:persons|investors|citizens|companies|"
        rf"law))(?:[^.;]{{0,70}}?,? and)?{BETWEEN}\b(?P<verb>{BLACKLIST})\b (?:as "
        rf")?{MANY}",
    ),
    Rule(
        name="blacklists too",
        words=rf", and (?:also )?(?P<verb>blacklisted|sanctioned|designated) {MANY}",
    ),
    Rule(
        name="added to a list",
        words=rf"\b(?P<verb>{_PUT}) {FEW}\b{ON_ANY_LIST}",
    ),
    Rule(
        name="decision to blacklist",
        words=rf"\b(?:decisions?|move|order|acts?) to (?P<verb>blacklist|sanction|"
        rf"designate) {MANY}",
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
        rf"{_LATELY} (?=(?:for (?:(?!trad|sal)[a-z]+ing|its |their |his |her )|because|"
        rf"based on|pursuant to|under the (?:Export|authorit)))",
    ),
    Rule(
        name="additions include",
        words=r"\b(?P<verb>additions?|designations|listings|new entries|those (?:added|"
        r"designated|listed|"
        r"sanctioned|targeted|named|hit|blacklisted|penali[sz]ed)|newly (?:added|listed|"
        r"designated|sanctioned) \w+)(?: [^.;,]{1,60}?)? "
        rf"(?:includ(?:e|es|ed)|(?:are|were)(?! (?:subject|now|also|not|banned|barred|under))) "
        rf"{MANY}",
    ),
    Rule(
        name="qualifies as",
        words=rf"{LISTED} (?P<verb>qualif(?:y|ies|ied)|(?:are|is|was|were) (?:identified|"
        rf"determined to be|"
        rf"found to be)) {_AS}",
    ),
    Rule(
        name="measures hit",
        words=rf"\b(?:measures?|sanctions|action|package|designations|decision|move|order)"
        rf"(?:, [^.;,]{{1,60}},)? (?:also |will |would )*"
        rf"(?P<verb>hit|hits|targets?|targeted|covers?|covered) {MANY}",
    ),
    Rule(
        name="is listed by an authority",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>listed|"
        rf"named) by (?:the )?(?P<agent>{{A}})",
    ),
    Rule(
        name="is put on a list",
        words=rf"{LISTED}(?!['’]s){ASIDE},?(?: which| who)? {BE} {_SOON}(?P<verb>added|"
        rf"put|placed|included|named|listed|entered){_LATELY} {ON_ANY_LIST}",
    ),
    Rule(
        name="since it was blacklisted",
        words=rf"\b(?:since|after|when|before) (?:the )?(?P<agent>{{A}})(?: \w+ly)? "
        rf"(?P<verb>blacklisted|sanctioned|designated) {MANY}",
    ),
    Rule(
        name="along with others",
        words=rf"{BE} (?P<verb>{BLACKLISTED}|(?:added|put|placed|included|named) {ON_ANY_LIST})"
        rf"[^.;]{{0,110}}?\b(?:along with|together with|as well as|alongside) {MANY}",
    ),
    Rule(
        name="along with others, in passing",
        words=rf"(?P<verb>add(?:ed|ing|s)|put(?:s|ting)?|plac(?:ed|ing|es)) "
        rf"[^.;]{{1,120}}?{ON_ANY_LIST}"
        rf"[^.;]{{0,30}}?\b(?:along with|together with|as well as|alongside) {MANY}",
    ),
    Rule(
        name="among those listed",
        words=rf"^Among (?:{{G}}|them|those|the) ?(?:\w+ )?[^.;]{{0,40}}?(?P<verb>was|were|are|"
        rf"is) {MANY}",
    ),
    Rule(
        name="did not designate",
        words=rf"(?P<agent>{{A}}) (?P<verb>(?:did|has|have) not) (?:yet )?(?:designate|"
        rf"sanction|blacklist|list)(?:d|ed)? {MANY}",
    ),
    Rule(
        name="designation of",
        words=rf"\b(?P<verb>designation|blacklisting|listing|sanctioning) of {FEW}\b{_AS}",
    ),
    Rule(
        name="designation as",
        words=rf"(?P<subject>{{X}})[’']s (?P<verb>designation|listing|inclusion) {_AS}",
    ),
    Rule(
        name="designation approved",
        words=r"\b(?:approved|announced|made|confirmed|took|adopted|approves|announces) "
        r"(?:the )?(?P<verb>designations?|"
        rf"listings?|addition) of {MANY}",
    ),
    Rule(
        name="named as",
        words=r"(?P<agent>{A})[^.;]{0,80}?\b(?P<verb>nam(?:ed|es|ing)|identif(?:ied|ies|ying)|"
        r"labell?(?:ed|s|ing)|classif(?:ied|ies|ying)|declared?|deem(?:ed|s)|brand(?:ed|s)|"
        rf"determined|list(?:ed|s)) {FEW}\b{_AS}",
    ),
    Rule(
        name="names on a list",
        words=rf"\b(?:on|in) {OWN}(?:{{A}}(?:[’']s)? )?{LIST}(?: of [^.;,]{{1,60}}?)? "
        rf"(?P<verb>includes?|included|are|is|were) {MANY}",
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
        rf" (?:subject to|under|sanctioned|blacklisted|listed(?! (?:in|on)\b))(?: "
        rf"{OWN}{SANCTIONS})?",
    ),
    Rule(
        name="caused to blacklist",
        words=r"\b(?P<verb>(?:caus|led|prompt|mov|push)\w*) (?:the )?(?P<agent>{A}) to "
        rf"(?:blacklist|sanction|designate|call out) {MANY}",
    ),
    Rule(
        name="decided to",
        words=r"(?P<agent>{A}) (?:\w+ly )?(?P<verb>decided|chose|moved|voted) to "
        r"(?:blacklist|sanction|designate|"
        rf"call out|list) {MANY}",
    ),
    Rule(
        name="imposes sanctions",
        words=r"\b(?P<verb>impos(?:ed|es|ing|e)|slapp(?:ed|ing)|slaps|announc(?:ed|es|"
        r"ing)|levied|adopted|adopts|unveil(?:ed|s)|"
        rf"introduced|introduces|appl(?:ied|ies)|expand(?:ed|s)|placed) (?:{{T}} "
        rf")?{SANCTIONS} (?:on|against|targeting|upon) {MANY}",
    ),
    Rule(
        name="named in a round of sanctions",
        words=rf"\b(?P<verb>named|included|listed|hit|targeted) {FEW}\b(?:in|under) "
        rf"(?:[\w-]+ ){{0,4}}(?:round|package|batch|raft|tranche|wave|set) of (?:[\w-]+ ){{0,3}}?"
        rf"(?:sanctions|designations|restrictive measures)",
    ),
    Rule(
        name="hits with sanctions",
        words=rf"\b(?P<verb>hit(?:s|ting)?|target(?:s|ed|ing)?|slap(?:s|ped)?|"
        rf"punish(?:ed|es)) {FEW}\bwith {SANCTIONS}",
    ),
    Rule(
        name="sanctions imposed on",
        words=rf"\b{SANCTIONS} (?:{BE} )?(?P<verb>imposed|placed|slapped) (?:by {{A}} "
        rf")?(?:on|against|upon) {MANY}",
    ),
    Rule(
        name="subject to sanctions",
        words=rf"{LISTED}{ASIDE},?(?: which| who)? (?P<verb>(?:is|are|was|were|became|becomes?|"
        rf"has been|have been)(?: not)?) (?:now |also |made |placed |already |still |himself |"
        rf"herself |itself |themselves )*(?:subject to|under|"
        rf"hit (?:by|with)|targeted (?:by|with)) {OWN}(?:{{A}} )?sanctions",
    ),
    Rule(
        name="adds no new names",
        words=r"(?P<agent>{A}) (?:has|have|had) (?P<verb>(?:not )?added) "
        r"(?P<subjects>(?:any |no )?new names)",
    ),
    Rule(
        name="has not listed",
        words=rf"(?P<agent>{{A}}) (?:has|have|had) (?P<verb>(?:not |not yet |never )listed) {MANY}",
    ),
)
EXAMPLES = (
    ("The Treasury Department sanctioned Acme Shipping Ltd.", True),
    ("Acme Shipping Ltd was listed on the London Stock Exchange.", False),
    ("Acme Shipping Ltd and Beta Lines Ltd were added to the SDN List.", True),
    ("Acme Shipping Ltd and Beta Lines Ltd were added to the honours list.", False),
    ("The United States imposed sanctions on Acme Shipping Ltd.", True),
    ("The United States lifted sanctions on Acme Shipping Ltd.", False),
    ("Acme Shipping Ltd is still on the Entity List.", True),
    ("Acme Shipping Ltd is a publicly listed company.", False),
    ("Acme Shipping Ltd’s designation was condemned by its owner.", True),
    ("Acme Shipping Ltd’s designation was annulled by the General Court.", False),
    ("The designation of Acme Shipping Ltd freezes its assets.", True),
    ("The consignment of Acme Shipping Ltd freezes in winter.", False),
    ("Acme Shipping Ltd and its manager, Beta Lines Ltd, were hit as well.", True),
    ("Acme Shipping Ltd and its manager, Beta Lines Ltd, were here as well.", False),
    ("The following entries have been added and are subject to a freeze: Acme Lines Ltd.", True),
    ("The following cakes have been added and are subject to a freeze: Acme Lines Ltd.", False),
)
