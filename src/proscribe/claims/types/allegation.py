"""What an authority says of the subject."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, Modality

TYPE = ClaimType.ALLEGATION
_DOES = (
    r"(?:manag\w+|support\w*|suppl\w+|help\w*|provid\w+|own\w*|controll?\w*|link\w*|tied|ties|work\w*|operat\w+|act\w*|aid\w*|assist\w*|"
    r"evad\w+|violat\w+|ship\w*|transport\w*|carr\w+|financ\w+|fund\w*|steal\w*|enabl\w+|involv\w+|responsible|facilitat\w+|part of|affiliat\w+|deceiv\w+|threat\w*|smuggl\w+|launder\w*|procur\w*|sell\w*|sold|facilit\w+)"
)
RULES = (
    Rule(
        name="authority says of",
        words=rf"(?P<agent>{{A}})(?!['’]s)[^.;]{{0,40}}?\b(?P<verb>says?|said|alleg(?:es|ed)|accus(?:es|ed)|claim(?:s|ed)|contend(?:s|ed)|charg(?:es|ed)|assert(?:s|ed)|believes?) (?:that )?(?:the )?(?P<subject>{{X}}|{{A}})(?!['’]s)[^.;]{{0,40}}?\b{_DOES}",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="according to",
        words=rf"\baccording to (?:the |a |an )?(?:report by (?:the )?)?(?P<agent>{{A}}|{{D}})[^.;]{{0,60}}?, (?:the )?(?P<subject>{{X}})(?!['’]s) (?P<verb>[^.;]{{0,30}}?{_DOES})",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="alleged ties",
        words=r"(?P<subject>{X})[^.;]{0,120}?\b(?P<verb>alleged|purported|suspected) (?:ties|links|support|involvement|role|connections|violations|cooperation|aid)",
        modality=Modality.ALLEGED,
        dated=False,
    ),
    Rule(
        name="accused of",
        words=rf"(?P<subject>{{X}})(?!['’]s)[^.;]{{0,40}}?\b(?:is|are|was|were|has been|have been|stands?) (?P<verb>accused|suspected) of [^.;]{{0,60}}?{_DOES}",
        modality=Modality.ALLEGED,
        dated=False,
    ),
)
EXAMPLES = (
    ("The Pentagon says Acme Corp supports the army.", True),
    ("The Pentagon says it will rain.", False),
)
