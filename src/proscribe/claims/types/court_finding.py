"""A court held something short of the outcome."""

from proscribe.claims.phrases import BETWEEN
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.COURT_FINDING
RULES = (
    Rule(
        name="court finds",
        words=rf"(?P<court>{{K}}|{{P}}|\bcourt\b|\bjudge\b|\bruling\b){BETWEEN}\b(?P<verb>f(?:ound|inds|inding)|h(?:eld|olds|olding)|rul(?:ed|es|ing)|"
        r"conclud(?:ed|es|ing)|wrote|observed|noted|said|called|determined) (?:that|the|there|it)\b[^.;]{0,160}?\b(?:likely|fail\w*|authority|"
        r"arbitrary|capricious|evidence|insufficient|sufficient|unlawful|lawful|proportionate|reasons?|substantial|error|errors|flawed|deferen\w+|rights?|skeptical|exceeded|violat\w+)",
        dated=False,
    ),
)
EXAMPLES = (
    ("The court found that the department had likely exceeded its authority.", True),
    ("The company found that the court was closed.", False),
)
