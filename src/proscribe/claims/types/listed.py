"""An authority put the subject on a list, or keeps it there: it acts."""

from proscribe.claims.phrases import (
    AS_SUCH,
    BE,
    BETWEEN,
    BLACKLIST,
    FEW,
    LISTED,
    LISTING_STEMS,
    MANY,
    MEASURES,
    ON_ANY_LIST,
    SANCTIONS,
    UPON,
)
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, Modality

TYPE = ClaimType.LISTED
STEMS = LISTING_STEMS
_PUT = (
    r"add(?:ed|s|ing)?|put(?:s|ting)?|plac(?:ed|es|ing|e)|includ(?:ed|es|ing|e)|"
    r"nam(?:ed|es(?! of)|ing)|list(?:ed|s|ing)|enter(?:ed|s)"
)
_INCLUDING = rf"(?:including|among (?:them|{{G}})|namely|notably) {MANY}"
RULES = (
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
        name="places under sanctions",
        words=rf"(?P<agent>{{A}}) (?P<verb>put|puts|placed|places|brought) (?:the )?"
        rf"(?P<subject>{{X}}) under (?:[a-z]+ )?{SANCTIONS}",
    ),
    Rule(
        name="imposed the sanctions",
        words=r"(?P<agent>{A})[^.;]{0,20}? (?P<verb>imposed|introduced) (?:the|its|those|these|"
        r"{A}) "
        r"(?:sanctions?|restrictive measures?|asset freeze)(?! (?:on|against|regime))",
    ),
    Rule(
        name="named such",
        words=r"(?P<agent>{A}) (?:\w+ly |had |has "
        r")*(?P<verb>named|branded|labelled|labeled|declared|called|"
        r"dubbed) (?:the )?(?P<subject>{X}) (?:to be )?(?:an? |one of the )?(?:[a-z]+ )?[“\"]?{L}",
    ),
    Rule(
        name="whom an authority designated",
        words=r"(?P<subject>{X}), an? [^,.;]{3,60}? (?:whom|which|that) (?:the )?(?P<agent>{A}) "
        r"(?P<verb>designated|sanctioned|blacklisted)\b",
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
        name="whom an authority blacklisted",
        words=rf"(?P<subject>{{X}}),? (?:which|who|whom|that) (?:the )?(?P<agent>{{A}}) (?:has |"
        rf"had |"
        rf"later |also |first |\w+ly )*(?P<verb>blacklisted|sanctioned|designated|(?:added|put|"
        rf"placed|"
        rf"included|named|listed) {ON_ANY_LIST})",
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
        name="authority targets",
        words=rf"(?P<agent>{{A}})(?!['’]s)(?: (?!in\b)[\w’'-]+){{0,2}},? (?P<verb>targeted|"
        rf"targets|hit|"
        rf"is targeting|has targeted|hits|went after|goes after|cracks down on|is cracking down on|"
        rf"takes aim at|took aim at|penali[sz]e[sd]|punishe[sd]|is designating|has designated) "
        rf"{MANY}",
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
        name="authority added",
        words=rf"(?P<agent>{{A}}) (?:{{T}} |on {{T}} |has |had |\w+ly )*(?P<verb>added) "
        rf"(?!that\b|in\b|the ban|to\b|it\b)(?=[^.;:]{{0,60}}?"
        rf"(?:{{C}}|{{P}}|{{B}}|{{O}}|{{G}})){MANY}",
    ),
    Rule(
        name="hitting somebody",
        words=rf"(?:{{A}}|\bsanctions\b|\bpackage\b|\bmeasures\b)[^.;]{{0,160}}?, (?P<verb>hitting|"
        rf"targeting|blacklisting|sanctioning|penali[sz]ing) {MANY}",
    ),
    Rule(
        name="authority names",
        words=rf"(?P<agent>{{A}})(?!['’]s)(?: (?:also|then|later|has|\w+ly|on {{T}}|{{T}}))* "
        rf"(?P<verb>named) (?!(?:[^.;]{{0,60}}? )?(?:as|to)\b){MANY}",
    ),
    Rule(
        name="prolongs the listing of",
        words=rf"(?P<agent>{{A}})[^.;]{{0,40}}? (?P<verb>(?:to )?(?:prolong(?:s|ed)?|extend(?:s|"
        rf"ed)?|"
        rf"renew(?:s|ed)?|maintain(?:s|ed)?|kept|keep(?:s)?))(?: (?:until|to|by|for) "
        rf"[^.;]{{1,30}}?)? (?:the |its )?(?:listings?|"
        rf"designations?|(?:restrictive )?measures|sanctions)(?: (?:of|on|against|for) {MANY})",
    ),
    Rule(
        name="renews somebody's listing",
        words=r"\b(?P<verb>renew(?:ed|s)|prolong(?:ed|s)|extend(?:ed|s)|maintain(?:ed|s)) "
        r"(?P<subject>{X})(?:[’']s?)? (?:listing|designation|sanctions|restrictive measures)\b",
    ),
    Rule(
        name="since it was listed",
        words=r"(?:\b(?:since|after|when|before|until)|{T}) (?:the )?(?P<subject>{X}) (?:was|were) "
        r"(?:first )?(?P<verb>listed)(?=[.,;]| by\b| (?:in|on) {T}|\Z)",
    ),
    Rule(
        name="as is somebody",
        words=r"\b(?:designated|sanctioned|listed|blacklisted)\b[^.;]{0,60}?, as (?:also )?"
        rf"(?P<verb>is|are|was|were) {MANY}",
    ),
    Rule(
        name="authority blacklists",
        words=rf"(?<!\ba.)(?<!\bon.the.)(?<!\bto.the.)(?P<agent>{{A}})(?! (?:persons|investors|"
        rf"citizens|companies|law))(?:[^.;]{{0,70}}?,? and)??{BETWEEN}\b"
        rf"(?P<verb>{BLACKLIST})\b (?:as )?{MANY}",
    ),
    Rule(
        name="weighs sanctions on",
        words=rf"(?<!not.)(?P<verb>weigh(?:s|ed|ing)?|consider(?:s|ed|ing)|mull(?:s|ed|ing)?) "
        rf"(?:whether to impose |imposing )?{SANCTIONS} (?:on|against) {MANY}",
        modality=Modality.POSSIBLE,
    ),
    Rule(
        name="authority relists",
        words=rf"(?P<agent>{{A}})[^.;]{{0,90}}? (?P<verb>re-?list(?:ed|s|ing)?) {MANY}",
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
        name="adds to a list",
        words=rf"(?P<agent>{{A}})[^.;]{{0,40}}? (?P<verb>{_PUT}) {ON_ANY_LIST} "
        rf"(?!in\b|on\b|by\b|for\b|after\b|at\b|under\b|since\b|and\b|over\b){MANY}",
    ),
    Rule(
        name="decision to blacklist",
        words=rf"\b(?:decisions?|move|order|acts?|decree|law)\b[^.;]{{0,90}}? (?P<verb>to "
        rf"(?:blacklist|"
        rf"sanction|designate)|sanctioning|blacklisting) {MANY}",
    ),
    Rule(
        name="measures hit",
        words=rf"\b(?:measures?|sanctions|action|package|designations|decision|move|order)"
        rf"(?:, [^.;,]{{1,60}},)? (?:also |will |would )*"
        rf"(?P<verb>hit|hits|targets?|targeted|covers?|covered) {MANY}",
    ),
    Rule(
        name="since it was blacklisted",
        words=rf"\b(?:since|after|when|before) (?:the )?(?P<agent>{{A}})(?: \w+ly)? "
        rf"(?P<verb>blacklisted|sanctioned|designated) {MANY}",
    ),
    Rule(
        name="along with others, in passing",
        words=rf"(?P<verb>add(?:ed|ing|s)|put(?:s|ting)?|plac(?:ed|ing|es)) "
        rf"[^.;]{{1,120}}?{ON_ANY_LIST}"
        rf"[^.;]{{0,30}}?\b(?:along with|together with|as well as|alongside) {MANY}",
    ),
    Rule(
        name="did not designate",
        words=rf"(?P<agent>{{A}}) (?P<verb>(?:did|has|have) not) (?:yet )?(?:designate|"
        rf"sanction|blacklist|list)(?:d|ed)? {MANY}",
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
        r"labell?(?:ed|s|ing)|singl(?:ed|es) out|classif(?:ied|ies|ying)|declared?|deem(?:ed|s)|"
        r"brand(?:ed|s)|"
        rf"determined|list(?:ed|s)) {FEW}\b{AS_SUCH}",
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
        rf")?(?:[\w-]+ ){{0,3}}?{SANCTIONS}(?: and {SANCTIONS})? {UPON} {MANY}",
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
        words=rf"\b{SANCTIONS} (?:{BE} )?(?:\w+ly )?(?P<verb>imposed|placed|slapped) (?:by "
        rf"(?:the )?{{A}} )?(?:(?:on |in )?{{T}} )?(?:on|against|upon) {MANY}",
    ),
    Rule(
        name="adds no new names",
        words=r"(?P<agent>{A}) (?:has|have|had) (?P<verb>(?:not )?added) "
        r"(?P<subjects>(?:any |no )?new names)",
    ),
    Rule(
        name="sanctions list",
        words=rf"\b(?:sanctions|measures|package|regulations?|rule|order|decision|notice)(?: also|"
        rf" now)* "
        rf"(?P<verb>lists?|listed|names|named|designates?|adds) {MANY}",
    ),
    Rule(
        name="names somebody among",
        words=r"\b(?P<verb>names?|named|lists?|listed|identif(?:y|ies|ied)) "
        r"(?P<subject>{X})(?:,[^.;]{1,60},)? "
        r"(?:among|as one of) (?!the (?:best|most|top|largest|world))",
    ),
    Rule(
        name="blacklists some, among them",
        words=rf"\b(?P<verb>{BLACKLIST}|hit|targeted|{MEASURES} (?:on|against)) [^.;]{{1,160}}?,? "
        rf"{_INCLUDING}",
    ),
    Rule(
        name="after blacklisting",
        words=rf"\b(?:after|since|before|for|by|of) (?P<verb>blacklisting|sanctioning|designating|"
        rf"listing) {MANY}",
    ),
    Rule(
        name="widens its list",
        words=rf"\b(?P<verb>widen(?:s|ed)|expand(?:s|ed)|broaden(?:s|ed)|extend(?:s|ed)|"
        rf"updat(?:es|ed)|"
        rf"amend(?:s|ed)) [^.;]{{0,40}}?(?:{{L}}|\w*lists?) (?:to include|to add|by adding|"
        rf"with) {MANY}",
    ),
    Rule(
        name="has not listed",
        words=rf"(?P<agent>{{A}}) (?:has|have|had) (?P<verb>(?:not |not yet |never )listed) {MANY}",
    ),
    Rule(
        name="authority lists",
        words=rf"(?P<agent>{{A}})(?!['’]s)(?: (?:has|had|also|later|first|{{T}}|on {{T}}|\w+ly))* "
        rf"(?P<verb>listed) (?!(?:on|as)\b|[^.;]{{0,60}} among\b)"
        rf"{MANY}",
    ),
    Rule(
        name="identified as blocked property",
        words=rf"{LISTED}(?: (?:was|were|is|are) (?:also )?| ?,? )(?P<verb>identif(?:ied|ying)) as "
        rf"(?:blocked )?property\b",
    ),
)
EXAMPLES = (
    ("The Treasury Department sanctioned Acme Shipping Ltd.", True),
    ("Acme Shipping Ltd was listed on the London Stock Exchange.", False),
    ("The United States imposed sanctions on Acme Shipping Ltd.", True),
    ("The United States lifted sanctions on Acme Shipping Ltd.", False),
)
