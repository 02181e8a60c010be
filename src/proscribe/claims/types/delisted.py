"""An authority took the subject off a list."""

from proscribe.claims.phrases import (
    ASIDE,
    BE,
    FEW,
    LISTED,
    MANY,
    NAMES,
    OFF_LIST,
    OWN,
    SANCTIONS,
    UPON,
)
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.DELISTED
STEMS = (
    "remov",
    "delist",
    "taken off",
    "took",
    " off ",
    "struck",
    "strik",
    "dropp",
    "delet",
    "withdr",
    "clear",
    "lift",
    "eas",
    "revok",
    "end",
    "terminat",
    "taking",
    "takes",
    "take",
    "unfroz",
    "rescind",
    "no longer",
    "de-list",
    "unblock",
    "removal",
    "cancel",
    "expire",
    "lapse",
    "request",
)
_GIVES_UP = (
    r"(?:revok(?:ed|es|ing|e)|withdr(?:ew|aws|awing)|rescind(?:ed|s|ing)?|cancel(?:s|led|ed)|"
    r"terminat(?:ed|es)|end(?:s|ed))"
)
_ASKS = (
    r"(?:requests?|petitions?|bids?|applications?|appeals?|attempts?|efforts?|pleas?) (?:for "
    r"(?:its |"
    r"his |her )?(?:removal|delisting)|to (?:be (?:removed|taken off|delisted|dropped)|get "
    r"off|have "
    r"(?:its|his|her) names? removed))(?: (?:from |off )?(?:the |its )?(?:[\w-]+ "
    r"){0,2}?(?:{L}|list))?"
)
_HAVE = r"(?: (?:has|have|had|also|\w+ly))*"
_REFUSED = r"refused|rejected|denied|dismissed|turned down"
RULES = (
    Rule(
        name="whom an authority took off",
        words=rf"(?P<subject>{{X}}),? (?:which|who|whom|that) (?:the )?(?P<agent>{{A}}) (?:has "
        rf"|had |"
        rf"later |also |\w+ly )*(?P<verb>removed|took|taken|struck|delisted|dropped) {OFF_LIST}",
    ),
    Rule(
        name="whom an authority has not taken off",
        words=r"(?P<subject>{X}),? (?:which|who|whom|that) (?:the )?(?P<agent>{A}) [^.;]{1,60}? "
        r"and (?:has|have|had) (?:not|never)(?: yet)? (?P<verb>removed|delisted|taken off)\b",
    ),
    Rule(
        name="authority decides to delist",
        words=rf"(?P<agent>{{A}})[^.;]{{0,40}}? (?:decided|agreed|voted|chose|moved) "
        rf"[^.;]{{0,90}}?to "
        rf"(?P<verb>delist|de-list|unblock) {MANY}",
    ),
    Rule(
        name="no longer subject to",
        words=rf"{LISTED}{ASIDE} {BE} no longer (?P<verb>subject to|under|on) {OWN}(?:{SANCTIONS}|"
        rf"(?:{{A}}[’']s |{{A}} )?{{L}})",
        negated=True,
    ),
    Rule(
        name="is delisted by an authority",
        words=rf"{LISTED}(?!['’]s){ASIDE},? {BE} (?:not |also |since |\w+ly )*(?P<verb>delisted|"
        rf"de-listed|unblocked|unsanctioned) by (?:the )?(?P<agent>{{A}})",
    ),
    Rule(
        name="unblocks",
        words=rf"(?P<agent>{{A}})(?: (?:has|have|had|also|\w+ly))* (?P<verb>unblocked|de-listed|"
        rf"unsanctioned) {MANY}",
    ),
    Rule(
        name="wins its removal",
        words=rf"{LISTED}(?: has| have)? (?:w[io]ns?|secur(?:ed|es)|obtain(?:ed|s)) (?:its|his|"
        rf"her|their|"
        rf"{{X}}) (?P<verb>removal|delisting|deletion) {OFF_LIST}",
    ),
    Rule(
        name="were removed, among them",
        words=rf"{LISTED} {BE} (?:also )?(?P<verb>removed|deleted|delisted|dropped)(?=[,.;])(?:,? "
        rf"(?:including|among (?:them|{{G}})|namely) {MANY.replace('subjects', 'others')})?",
    ),
    Rule(
        name="among them, removed",
        words=rf"{{G}} {BE} (?:also )?(?P<verb>removed|deleted|delisted|dropped)"
        rf"(?: {OFF_LIST})?,? (?:including|among (?:them|{{G}})|namely) {MANY}",
    ),
    Rule(
        name="removes the entry for",
        words=rf"\b(?P<verb>remov(?:ed|es|ing)|delet(?:ed|es|ing)|str(?:uck|ikes)|withdr(?:ew|"
        rf"awn)) "
        rf"(?:the |its )?(?:entr(?:y|ies)|names?|listings?|designations?) (?:for|of|concerning) "
        rf"{FEW}\b(?:{OFF_LIST})?",
    ),
    Rule(
        name="put on and taken off",
        words=rf"{LISTED}(?!['’]s){ASIDE},? {BE} [^.;]{{1,120}}?,? (?:and|but|before being|then) "
        rf"(?:\w+ )?(?P<verb>taken off|removed from|dropped from|struck off) (?:{{X}}|{{L}}|{{A}}|"
        rf"it|them|the list)",
    ),
    Rule(
        name="companies removed include",
        words=rf"(?:{{G}}|\b(?:companies|firms|entities|individuals|names|people|persons|banks|"
        rf"vessels|groups|those))(?: \w+ly|(?: (?:that|which|who))? (?:(?:will|would|to) "
        rf"be|are|were|"
        rf"have been))? (?P<verb>removed|delisted|dropped|deleted|taken off)(?: [^.;,]{{1,60}}?)? "
        rf"(?:includ(?:e|es|ed)|are|were) (?P<subjects>{NAMES}{{1,120}}(?:; "
        rf"{NAMES}{{1,120}}){{0,9}})",
    ),
    Rule(
        name="removals include",
        words=rf"\b(?P<verb>removals|deletions|delistings) (?:includ(?:e|es|ed)|are|were) {MANY}",
    ),
    Rule(
        name="the entry is removed",
        words=rf"\b(?:entry|entries|names?|listings?) (?:for|of) {FEW} {BE} (?:also )?"
        rf"(?P<verb>removed|deleted|withdrawn|revoked)\b",
    ),
    Rule(
        name="takes some off",
        words=r"\b(?P<verb>t(?:ook|aken|akes|aking)) (?P<subjects>{X}) off\b",
    ),
    Rule(
        name="takes some off, most recently",
        words=rf"\b(?P<verb>t(?:ook|aken|akes|aking)|remov(?:ed|es|ing)) {{G}} (?:off|"
        rf"from)\b[^.;]{{0,60}}?,? "
        rf"(?:most recently|the latest being|including|among {{G}}) {MANY}",
    ),
    Rule(
        name="should no longer be included",
        words=rf"(?:\bnames? of )?{LISTED} (?:should|shall|will|would|"
        rf"is to|are to) no longer (?P<verb>be (?:included|listed|kept|maintained|named))"
        rf"(?: (?:in|on) (?:the )?(?:{{L}}|annex|lists?))?\b",
        negated=True,
    ),
    Rule(
        name="removes entries",
        words=r"(?:(?P<agent>{A})|[Cc]ommittee)[^.;]{0,90}? (?P<verb>removes?|removed|deletes?|"
        r"deleted) "
        r"(?P<subjects>{G})(?=\s*\Z|, |; | and )",
    ),
    Rule(
        name="strikes from the list",
        words=rf"\b(?P<verb>str(?:ike|ikes|uck)|remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|"
        rf"drop(?:s|ped)?|t(?:ake|akes|ook)) {OFF_LIST} {MANY}",
    ),
    Rule(
        name="removed, in a headline",
        words=rf"{LISTED}(?!['’]s) (?P<verb>removed|dropped|deleted|delisted|taken) {OFF_LIST}",
    ),
    Rule(
        name="removed, including",
        words=rf"\b(?P<verb>remov(?:ed|es|ing)|delet(?:ed|es|ing)|dropp?(?:ed|ing|s)) "
        rf"(?=[^;]{{1,200}}?"
        rf"{OFF_LIST})[^.;]{{1,80}}?,? (?:including|among (?:them|{{G}})|such as) {MANY}",
    ),
    Rule(
        name="on a list, dropped",
        words=rf"\blists?\b[^.;]{{0,30}}?(?:such as|including|among (?:them|{{G}})),? "
        rf"(?P<subjects>[^.;]{{1,120}}?),? "
        rf"{BE} (?:also |now |since )*(?P<verb>dropped|removed|delisted|deleted|left off|taken "
        rf"off)\b",
    ),
    Rule(
        name="revokes the designation of",
        words=rf"\b(?P<verb>{_GIVES_UP}) (?:the |its )?(?:designations?|listings?|blacklisting) of "
        rf"{MANY}",
    ),
    Rule(
        name="designation is revoked",
        words=rf"\b(?:designations?|listings?) of {FEW} {BE} (?P<verb>{_GIVES_UP}|withdrawn)\b",
    ),
    Rule(
        name="whose name was removed",
        words=rf"{LISTED},? whose (?:name|entry|listing|designation)s? {BE} (?P<verb>removed|"
        rf"deleted|"
        rf"delisted|revoked|withdrawn|lifted)\b",
    ),
    Rule(
        name="asks in vain to be removed",
        words=rf"(?P<agent>{{A}}){_HAVE} (?P<verb>{_REFUSED}) (?:the )?(?P<subject>{{X}})[’']s? "
        rf"(?:\w+ )?{_ASKS}",
        negated=True,
        aims=True,
    ),
    Rule(
        name="a request to be removed is refused",
        words=rf"(?P<agent>{{A}}){_HAVE} (?P<verb>{_REFUSED}) (?:an?|the|its) (?:\w+ )?{_ASKS} "
        rf"(?:from|by|of) {LISTED}",
        negated=True,
        aims=True,
    ),
    Rule(
        name="whose request to be removed is refused",
        words=rf"(?P<subject>{{X}})[’']s? (?:\w+ )?{_ASKS}[^.;]{{0,40}}? {BE} (?:\w+ly )?"
        rf"(?P<verb>{_REFUSED}) by (?:the )?(?P<agent>{{A}})",
        negated=True,
        aims=True,
    ),
    Rule(
        name="a request by somebody to be removed is refused",
        words=rf"\b(?:requests?|petitions?|bids?|applications?|pleas?) (?:by|from|of) (?:the )?"
        rf"{LISTED} (?:to be (?:removed|taken off|delisted|dropped)|for (?:removal|delisting))"
        rf"[^.;]{{0,40}}? {BE} (?:\w+ly )?(?P<verb>{_REFUSED})\b(?! by (?:the )?{{K}})",
        negated=True,
        aims=True,
    ),
    Rule(
        name="entries of somebody are removed",
        words=rf"(?:{{G}}|\b(?:entries|entry|names?)),? (?P<subjects>(?:those|that) (?:of|for) "
        rf"{NAMES}{{1,140}}?),? {BE} (?:also )?(?P<verb>removed|deleted|delisted|"
        rf"withdrawn)\b",
    ),
    Rule(
        name="grants a request to be removed",
        words=rf"(?:(?P<agent>{{A}})|[Cc]ommittee){_HAVE} (?P<verb>approved|"
        rf"granted|accepted) (?:an?|the|its) (?:requests?|petitions?|applications?) (?:of|from|by) "
        rf"{LISTED} (?:for (?:its |his |her )?(?:delisting|removal)|to be (?:removed|delisted))",
        aims=True,
    ),
    Rule(
        name="removed from a list: names",
        words=rf"\b(?P<verb>(?:removed|deleted|removals?|deletions?) {OFF_LIST}|removals?|"
        rf"deletions?)"
        rf" ?: (?P<subjects>(?:(?!\badded\b)[^.:]){{1,400}})",
    ),
    Rule(
        name="entries removed: names",
        words=rf"(?:{{G}}|\b(?:entries|entry|names?|persons?|entities|vessels?)) {BE} (?:now "
        rf"|also )*"
        rf"(?P<verb>removed|deleted|delisted)\b[^.:]{{0,120}}: (?P<subjects>(?:(?!\badded\b)"
        rf"[^.:]){{1,400}})",
    ),
    Rule(
        name="removed from a list",
        words=r"\b(?P<verb>remov(?:ed|es|ing|e)|delist(?:ed|s|ing)?|t(?:ook|akes?|aking|"
        r"aken)|str(?:uck|ikes?)|"
        rf"drop(?:s|ped|ping)?|delet(?:ed|es|ing)|withdr(?:ew|awn)|clear(?:ed|s)) "
        rf"{FEW}\b{OFF_LIST}",
    ),
    Rule(
        name="is removed from a list",
        words=rf"{LISTED}(?:[’']s (?:names?|entry|listing)|(?!['’]s)){ASIDE},?(?: which| "
        rf"who)? {BE} (?:not (?:yet )?|never |\w+ly |also |then |later )*(?P<verb>removed|"
        rf"delisted|taken|struck|dropped|deleted|cleared) (?:\w+ly )?{OFF_LIST}",
    ),
    Rule(
        name="came off a list",
        words=rf"{LISTED}(?!['’]s){ASIDE} (?P<verb>came|comes?|coming|went) (?=off\b){OFF_LIST}",
    ),
    Rule(
        name="somebody's name removed",
        words=rf"\b(?P<verb>remov(?:ed|es|ing)|delet(?:ed|es|ing)|str(?:uck|ikes)|took|"
        rf"takes) (?P<subject>{{X}})[’']s names? {OFF_LIST}",
    ),
    Rule(
        name="removal of",
        words=rf"\b(?P<verb>removal|delisting|deletion) of {FEW}\b{OFF_LIST}",
    ),
    Rule(
        name="lifts sanctions",
        words=r"\b(?P<verb>lift(?:ed|s|ing)?|eas(?:ed|es)|revok(?:ed|es|ing)|remov(?:ed|"
        r"es|ing)|end(?:s|ed|ing)?|withdr(?:ew|aws)|"
        rf"terminat(?:e|ed|es|ing)|drop(?:s|ped)) (?:the |its |{{A}} |{{X}} |all |their |own )*"
        rf"{SANCTIONS} (?:within [^.;]{{1,50}}?,? )?(?:(?:that |which )?(?:{{A}}|{{X}}|it|they) "
        rf"(?:had |has )?(?:imposed|placed) (?:in {{T}} |on {{T}} "
        rf")?(?:on|upon|against)|{UPON}|from|for) "
        rf"{MANY}",
    ),
    Rule(
        name="authority delists",
        words=rf"(?P<agent>{{A}})[^.;]{{0,40}}?\b(?P<verb>delist(?:ed|s)?|delisting(?! (?:request|"
        rf"petition|"
        rf"application|criteria|decision))) {MANY}",
    ),
    Rule(
        name="to delist",
        words=rf"\b(?:ministers|{{A}}|officials|governments?) to (?P<verb>delist) {MANY}",
    ),
    Rule(
        name="to take off the list",
        words=rf"\bfor {LISTED} to be (?P<verb>removed|taken|struck|dropped) {OFF_LIST}",
    ),
    Rule(
        name="ban lifted for",
        words=rf"\b(?:ban|sanctions|designation|restrictions) (?:on |against )?{BE} "
        rf"(?P<verb>lifted|removed|dropped) (?:for|from|on|against) {MANY}",
    ),
    Rule(
        name="sanctions on are lifted",
        words=rf"\b(?:ban|sanctions|designation|restrictions) (?:on|against) {FEW} {BE} "
        rf"(?P<verb>lifted|removed|dropped|withdrawn|revoked)\b",
    ),
    Rule(
        name="sanctions on somebody end",
        words=rf"\b(?:sanctions|designation|restrictive measures) (?:on|against) {FEW} (?:have "
        rf"|has |"
        rf"had )?(?P<verb>expired|lapsed)\b",
    ),
    Rule(
        name="removal announced",
        words=rf"(?P<subject>{{X}})[’']s (?P<verb>removal|delisting|deletion) {OFF_LIST}",
    ),
    Rule(
        name="was among those removed",
        words=rf"{LISTED} {BE} among (?:those|the \w+|the ones) (?P<verb>removed|"
        rf"delisted|taken off|dropped)\b",
    ),
    Rule(
        name="no longer on the list",
        words=rf"{LISTED}{ASIDE} {BE} no longer (?P<verb>on {{L}}|on the list|sanctioned|"
        rf"blacklisted|designated)",
        negated=True,
    ),
)
EXAMPLES = (
    ("OFAC removed Acme Ltd from the SDN List.", True),
    ("The exchange removed Acme Ltd from trading.", False),
    ("The United States lifted sanctions on Acme Ltd.", True),
    ("The United States imposed sanctions on Acme Ltd.", False),
    ("The following entry has been removed from the UK Sanctions List: Acme Ltd.", True),
    ("The following stain has been removed from the carpet: Acme Ltd.", False),
)
