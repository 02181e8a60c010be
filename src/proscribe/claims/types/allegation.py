"""What an authority says of the subject."""

from proscribe.claims.phrases import BE, LISTED
from proscribe.claims.rules import Rule
from proscribe.claims.speech import DOES
from proscribe.model.claim import ClaimType, Modality

TYPE = ClaimType.ALLEGATION
STEMS = (
    "report",
    "determin",
    "suspect",
    "reveal",
    "wrote",
    "say",
    "said",
    "alleg",
    "accus",
    "claim",
    "conten",
    "charg",
    "assert",
    "believ",
    "accord",
    "purport",
    "suspect",
    "stat",
)
RULES = (
    Rule(
        name="authority says of",
        words=rf"(?P<agent>{{A}})(?!['’]s)[^.;]{{0,40}}?\b(?P<verb>says?|said|alleg(?:es|"
        rf"ed)|claim(?:s|ed)|contend(?:s|ed)|charg(?:es|ed)|assert(?:s|ed)|"
        rf"believes?) (?:that )?(?:the )?(?P<subject>{{X}}|"
        rf"{{A}})(?!['’]s)[^.;]{{0,40}}?\b{DOES}",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="who an authority says",
        words=r"(?P<subject>{X}),? (?:which|who|that|whom) (?:the )?(?P<agent>{A}) "
        r"(?P<verb>says?|said|alleg(?:es|ed)|claim(?:s|ed)|contend(?:s|ed)|believes?|accus(?:es|"
        r"ed)) (?:of )?[a-z]+",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="authority accuses",
        words=r"(?P<agent>{A})(?!['’]s)[^.;]{0,40}?\b(?P<verb>accus(?:es|ed|ing)) "
        r"(?:the )?(?P<subject>{X})(?!['’]s)[^.;]{0,20}? of\b",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="according to",
        words=rf"\baccording to (?:the |a |an )?(?:report by (?:the )?)?(?P<agent>{{A}}|"
        rf"{{D}})[^.;]{{0,60}}?, (?:the )?(?P<subject>{{X}})(?!['’]s) "
        rf"[^.;]{{0,30}}?\b(?P<verb>{DOES})",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="a paper says of",
        words=rf"(?P<agent>{{D}})(?: [^,.;]{{0,60}}?)?(?:,[^,.;]{{1,60}},)? "
        rf"(?P<verb>says|said|alleg(?:es|ed)|accus(?:es|ed)|stat(?:es|ed)) (?:that "
        rf")?(?:the )?(?P<subject>{{X}})(?!['’]s)[^.;]{{0,40}}?\b{DOES}",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="a newspaper reports of",
        words=rf"(?P<agent>{{M}})(?!['’]s)[^.;]{{0,60}}? (?P<verb>reported|revealed|wrote|said)"
        rf"[^.;]{{0,60}}? that (?:the )?(?P<subject>{{X}})(?:[’']s)? [^.;]{{0,40}}?\b{DOES}",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="alleged ties",
        words=r"(?P<subject>{X})[^.;]{0,120}?\b(?P<verb>alleged|purported|suspected) "
        r"(?:ties|links|support|involvement|role|connections|violations|"
        r"cooperation|aid)",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="accused of",
        words=rf"(?P<subject>{{X}})(?!['’]s)[^.;]{{0,40}}?\b(?:is|are|was|were|has been|"
        rf"have been|stands?) (?P<verb>accused|suspected) of (?:[^.;]{{0,60}}?{DOES}|[a-z]+ing\b)",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="determined by an authority to",
        words=rf"{LISTED}(?!['’]s) {BE} (?P<verb>determined) by (?:the "
        rf")?(?P<agent>{{A}}) "
        rf"to (?:be|have)\b",
        modality=Modality.ALLEGED,
        dated=False,
    ),
)
EXAMPLES = (
    ("The Pentagon says Acme Corp supports the army.", True),
    ("The Pentagon says it will rain.", False),
    ("The Treasury accused Acme Corp of evading the rules.", True),
    ("The Guardian reported on Monday that Acme Corp supplied the army.", True),
    ("The Guardian reported on Monday that Acme Corp had a new roof.", False),
    ("The Treasury thanked Acme Corp for its patience.", False),
)
