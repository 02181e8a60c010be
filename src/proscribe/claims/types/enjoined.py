"""A court stayed the listing or its effects."""

from proscribe.claims.phrases import BE, MEASURE
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.ENJOINED
STEMS = (
    "block",
    "enjoin",
    "halt",
    "stay",
    "suspend",
    "paus",
    "barr",
    "fr",
    "restrain",
    "injunct",
    "interim",
)
_BLOCKS = (
    r"(?:block(?:ed|s|ing)|enjoin(?:ed|s|ing)|halt(?:ed|s|ing)|stay(?:ed|s|ing)|"
    r"suspend(?:ed|s|ing)|"
    r"paus(?:ed|es|ing)|barr(?:ed|ing)|bars|froze|frozen|freezes|(?<!the.)freezing|restrain(?:ed|"
    r"s)|stopp(?:ed|ing)|put on hold)"
)
_ENFORCING = r"(?:implement|enforc|giv|apply|rely|tak|maintain|act)\w*"
RULES = (
    Rule(
        name="is enjoined from enforcing",
        words=rf"\b(?:defendants?|{{A}}|government|agency|department|respondents?)\b[^.;]{{0,40}}? "
        rf"{BE} (?:hereby |preliminarily |temporarily |permanently )*(?P<verb>enjoined|restrained|"
        rf"barred|prohibited|blocked) from (?P<subjects>{_ENFORCING}[^.;]{{1,120}})",
        loose=True,
    ),
    Rule(
        name="court blocks a measure",
        words=rf"(?P<court>{{K}})[^.;]{{0,70}}?\b(?P<verb>{_BLOCKS})\b(?! "
        rf"by)(?P<subjects>[^.;]{{0,140}}?)"
        rf"(?:\b{MEASURE}\b (?:of|on|against) (?:the )?(?:[\w-]+ ){{0,4}}{{X}}|"
        rf"{{X}}(?:[’']s)? {MEASURE}\b|\b{MEASURE}\b|{{L}})",
        loose=True,
    ),
    Rule(
        name="court blocks an authority",
        words=rf"(?P<court>{{K}})[^.;]{{0,70}}?\b(?P<verb>{_BLOCKS})\b[^.;]{{0,40}}?{{A}}"
        rf" from (?P<subjects>[^.;]{{1,140}})",
        loose=True,
    ),
    Rule(
        name="injunction granted",
        words=r"\b(?P<verb>grant(?:ed|s|ing)?|issu(?:ed|es|ing)|w[io]n(?:s|ning)?|"
        r"obtain(?:ed|s)|secur(?:ed|es)|order(?:ed|s)|award(?:ed|s)) "
        r"[^.;]{0,60}?(?:preliminary |temporary |interim )?(?:injunction|restraining "
        r"order|\bstay\b|interim relief|interim measures)",
    ),
    Rule(
        name="injunction against",
        words=rf"\b(?:injunction|restraining order) (?:{BE} )?(?P<verb>against|blocking|"
        rf"barring|halting|stopping) [^.;]{{0,80}}?(?:{{A}}|{MEASURE})",
    ),
    Rule(
        name="is enjoined",
        words=rf"\b{MEASURE}[^.;]{{0,60}}? {BE} (?:preliminarily |temporarily "
        rf")?(?P<verb>enjoined|blocked|stayed|suspended|halted|put on "
        rf"hold)\b[^.;]{{0,60}}?(?:{{K}}|court|judge)",
    ),
)
EXAMPLES = (
    ("A federal judge blocked the Pentagon's blacklisting of Acme Corp.", True),
    ("Acme Corp asked a federal judge to block the ban.", False),
    ("The court granted Acme Corp a preliminary injunction.", True),
    ("The court granted Acme Corp a short delay.", False),
)
