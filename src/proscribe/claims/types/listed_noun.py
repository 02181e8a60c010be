"""Nouns that name a listing: the designation of somebody, the additions to a list."""

from proscribe.claims.phrases import (
    AS_SUCH,
    BE,
    FEW,
    LIST,
    LISTED,
    LISTING_STEMS,
    MANY,
    OFF_LIST,
    ON_ANY_LIST,
    OWN,
)
from proscribe.claims.rules import Rule
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, Modality

TYPE = ClaimType.LISTED
STEMS = LISTING_STEMS
_ENTRIES = r"(?P<subjects>(?:(?!\b(?:removed|deleted|delisted)\b)[^.:]){1,400})"
_UNDONE = (
    r"(?:annulled|vacated|quashed|overturned|struck|set aside|voided|invalidated|lifted|removed|"
    r"revoked|withdrawn|rescinded|blocked|stayed|suspended|enjoined|terminated|cancelled)"
)


def _as_it_stands(_text: str, _start: int) -> Wording:
    """Whoever seeks its removal stands on a list, whatever comes of it."""
    return Wording(modality=Modality.ASSERTED, negated=False, aim=False)


RULES = (
    Rule(
        name="somebody's inclusion",
        words=rf"(?P<subject>{{X}})(?:[’']s?)? (?P<verb>inclusion|addition|placement|listing|"
        rf"appearance|blacklisting|designation) {ON_ANY_LIST}",
    ),
    Rule(
        name="seeks its removal",
        words=rf"(?P<subject>{{X}})[^.;]{{0,40}}? (?P<verb>sought|seeks|seeking|sued for|asked for|"
        rf"demanded) (?:its |his |her |their |{{W}} )(?:removal|delisting) {OFF_LIST}",
        dated=False,
        wording=_as_it_stands,
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
        name="list now includes",
        words=rf"(?:{{L}}|\b[Tt]he (?:updated |new |revised |latest |full )*(?:(?:black)?list|"
        rf"annex))(?! of\b)(?:,[^.;]{{1,80}},)? (?:now "
        rf"|also |"
        rf"already |currently )*(?P<verb>includes?|names|contains|comprises|holds|numbers|covers|"
        rf"runs to|"
        rf"lists) {MANY}",
    ),
    Rule(
        name="after being put on a list",
        words=r"\b(?:since|after|before|despite|by) (?P<verb>being (?:added|put|placed|included|"
        r"named|"
        r"blacklisted|sanctioned|designated))[^.;]{0,80}?, (?P<subject>{X})(?!['’]s)",
    ),
    Rule(
        name="companies named include",
        words=rf"(?:{{G}}|\b(?:companies|firms|entities|individuals|names|people|persons|banks|"
        rf"vessels))"
        rf"(?: \w+ly| newly|(?: (?:that|which|who))? (?:(?:will|would|to) be|are|were|have been))? "
        rf"(?P<verb>added|named|listed|sanctioned|designated|blacklisted|"
        rf"targeted)"
        rf"(?: [^.;,]{{1,60}}?)? (?:includ(?:e|es|ed)|are|were) {MANY}",
    ),
    Rule(
        name="they include",
        words=rf"\A(?:They|These|Those|Others) (?P<verb>includ(?:e|ed)) {MANY}",
    ),
    Rule(
        name="the listed companies are",
        words=rf"(?:(?:listed|designated|sanctioned|blacklisted|targeted|named|added) "
        rf"(?:compan(?:y|ies)|firms?|entit(?:y|ies)|individuals?|people|persons?|banks?|vessels?)|"
        rf"\A(?:Those|The (?:\w+ )?(?:individuals|persons|people|entities|vessels|"
        rf"newcomers))) (?P<verb>are|include|comprise|were|is) (?!(?:\w+ly |now |also |not )*"
        rf"(?:[a-z]+ed|[a-z]+ing|not|in|on|at|under|to|from|subject|part|among)\b){MANY}",
    ),
    Rule(
        name="added to a list: names",
        words=rf"\b(?P<verb>(?:added|additions?) {ON_ANY_LIST}|newly (?:listed|designated|added)"
        rf"(?: \w+)?|additions?) ?: {_ENTRIES}",
    ),
    Rule(
        name="challenges its listing",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,60}? (?P<verb>challeng(?:es|ed|ing)|"
        r"contest(?:s|ed)"
        r"|disput(?:es|ed)) (?:its|his|her|{X}) (?:inclusion|designation|listing|placement)\b",
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
        name="among those listed",
        words=rf"^Among (?:{{G}}|them|those|the) ?(?:\w+ )?[^.;]{{0,40}}?(?P<verb>was|were|are|"
        rf"is) {MANY}",
    ),
    Rule(
        name="designation of",
        words=rf"\b(?P<verb>designation|blacklisting|listing|sanctioning) of {FEW}\b{AS_SUCH}",
    ),
    Rule(
        name="designation as",
        words=rf"(?P<subject>{{X}})[’']s (?P<verb>designation|listing|inclusion) {AS_SUCH}",
    ),
    Rule(
        name="names on a list",
        words=rf"\b(?:on|in) {OWN}(?:{{A}}(?:[’']s)? )?{LIST}(?: of [^.;,]{{1,60}}?)? "
        rf"(?P<verb>includes?|included|are|is|were) {MANY}",
    ),
)
EXAMPLES = (
    ("Acme Shipping Ltd’s designation was condemned by its owner.", True),
    ("Acme Shipping Ltd’s designation was annulled by the General Court.", False),
    ("Acme Shipping Ltd lost a suit in which it sought its removal from the SDN List.", True),
    ("Acme Shipping Ltd lost a suit in which it sought its removal from the port.", False),
    ("The designation of Acme Shipping Ltd freezes its assets.", True),
    ("The consignment of Acme Shipping Ltd freezes in winter.", False),
    ("The following entries have been added and are subject to a freeze: Acme Lines Ltd.", True),
    ("The following cakes have been added and are subject to a freeze: Acme Lines Ltd.", False),
)
