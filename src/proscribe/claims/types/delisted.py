"""An authority took the subject off a list."""

from proscribe.claims.phrases import BE, FEW, MANY, OFF_LIST, SANCTIONS
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.DELISTED
RULES = (
    Rule(
        name="removed from a list",
        words=r"\b(?P<verb>remov(?:ed|es|ing|e)|delist(?:ed|s|ing)?|t(?:ook|akes?|aking|aken)|str(?:uck|ikes?)|"
        rf"dropp(?:ed|ing)|delet(?:ed|es|ing)|withdr(?:ew|awn)|clear(?:ed|s)) {FEW}\b{OFF_LIST}",
    ),
    Rule(
        name="is removed from a list",
        words=r"(?P<subject>{X})(?!['’]s)(?:, (?:which|who) |,? [^.;,]{0,60}?\b|,[^.;]{0,60}, )"
        rf"{BE} (?:\w+ly |also |then |later )*(?P<verb>removed|delisted|taken|struck|dropped|deleted) {OFF_LIST}",
    ),
    Rule(
        name="removal of",
        words=rf"\b(?P<verb>removal|delisting|deletion) of {FEW}\b{OFF_LIST}",
    ),
    Rule(
        name="lifts sanctions",
        words=r"\b(?P<verb>lift(?:ed|s|ing)?|eas(?:ed|es)|revok(?:ed|es)|remov(?:ed|es)|end(?:ed|s)|"
        rf"terminat(?:ed|es)) (?:the |its |all |their )?{SANCTIONS} (?:on|against|from|imposed on) {MANY}",
    ),
    Rule(
        name="authority delists",
        words=rf"(?P<agent>{{A}})[^.;]{{0,40}}?\b(?P<verb>delist(?:ed|s|ing)?) {MANY}",
    ),
    Rule(
        name="ban lifted for",
        words=rf"\b(?:ban|sanctions|designation|restrictions) {BE} (?P<verb>lifted|removed|dropped) (?:for|from|on|against) {MANY}",
    ),
)
EXAMPLES = (
    ("OFAC removed Acme Ltd from the SDN List.", True),
    ("The exchange removed Acme Ltd from trading.", False),
)
