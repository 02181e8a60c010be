"""An authority took the subject off a list."""

from proscribe.claims.phrases import ASIDE, BE, FEW, LISTED, MANY, OFF_LIST, SANCTIONS
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.DELISTED
STEMS = (
    "remov",
    "delist",
    "taken off",
    "took",
    "struck",
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
)
RULES = (
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
        rf"who)? {BE} (?:\w+ly |also |then |later )*(?P<verb>removed|"
        rf"delisted|taken|struck|dropped|deleted|cleared) (?:\w+ly )?{OFF_LIST}",
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
        r"es|ing)|ends|ended|withdr(?:ew|aws)|"
        rf"terminat(?:ed|es|ing)|drop(?:s|ped)) (?:the |its |all |their )?{SANCTIONS} "
        rf"(?:on|against|from|imposed on|for) {MANY}",
    ),
    Rule(
        name="authority delists",
        words=rf"(?P<agent>{{A}})[^.;]{{0,40}}?\b(?P<verb>delist(?:ed|s|ing)?) {MANY}",
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
)
