"""A court stayed the listing or its effects."""

from proscribe.claims.phrases import BE, BETWEEN
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.ENJOINED
_WHAT = r"(?:ban|designation|blacklisting|listing|order|sanctions?|restrictions?|measures?|enforcement|prohibitions?|rule|decision)"
RULES = (
    Rule(
        name="court blocks",
        words=rf"(?P<court>{{K}}|{{P}}|\bjudge\b){BETWEEN}\b(?P<verb>block(?:ed|s|ing)|enjoin(?:ed|s|ing)|halt(?:ed|s|ing)|"
        rf"stay(?:ed|s|ing)|suspend(?:ed|s|ing)|paus(?:ed|es|ing)|barr(?:ed|ing)|froze|frozen|restrain(?:ed|s))\b[^.;]{{0,120}}?"
        rf"(?:{_WHAT} (?:of|on|against) (?P<subject>{{X}})|(?P<subjects>[^.;]{{0,60}}{{X}})[’']s {_WHAT}|{_WHAT})",
    ),
    Rule(
        name="injunction granted",
        words=r"\b(?P<verb>grant(?:ed|s|ing)?|issu(?:ed|es|ing)|w[io]n(?:s|ning)?|obtained|secured|order(?:ed|s)|award(?:ed|s)) "
        r"[^.;]{0,60}?(?:preliminary |temporary |interim )?(?:injunction|restraining order|stay|interim relief|interim measures)",
    ),
    Rule(
        name="injunction against",
        words=rf"\b(?:injunction|restraining order) {BE}? ?(?P<verb>against|blocking|barring|halting|stopping) [^.;]{{0,80}}?(?:{{A}}|{_WHAT})",
    ),
    Rule(
        name="is enjoined",
        words=rf"\b{_WHAT}[^.;]{{0,60}}? {BE} (?:preliminarily |temporarily )?(?P<verb>enjoined|blocked|stayed|suspended|halted)\b[^.;]{{0,60}}?(?:{{K}}|court|judge)",
    ),
)
EXAMPLES = (
    ("A federal judge blocked the Pentagon's blacklisting of Acme Corp.", True),
    ("Acme Corp asked a federal judge to block the ban.", False),
)
