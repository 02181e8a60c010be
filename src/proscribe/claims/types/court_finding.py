"""A court held something short of the outcome."""

from proscribe.claims.phrases import HOLDS
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.COURT_FINDING
STEMS = (
    *("acc", "rec", "rea", "f", "h", "rul", "conclu", "wr", "obs", "not", "sa", "det", "que"),
    *("agr", "cal"),
)
_THAT = (
    r"(?: on {T}| {T}| in (?:his|her|its|the|a) [\w-]+| also| further| separately| with "
    r"[^,.;]{1,40}?)? "
    r"(?:that|the|there|it|its|none|{X}|{A})"
)
RULES = (
    Rule(
        name="court finds",
        words=rf"(?P<court>{{K}})(?!['’]s)(?:,[^,.;]{{1,80}},|[^.;,]{{0,40}}?| and "
        rf"[^.;]{{0,60}}?)? (?P<verb>{HOLDS}){_THAT}",
        dated=False,
    ),
    Rule(
        name="court acts, finding",
        words=r"(?P<court>{K})(?![^.;,]{0,30} to (?:order|block|annul|lift|declare|remove|set|halt|"
        r"overturn|suspend)\b)[^.;]{0,200}?, (?P<verb>finding|holding|concluding|ruling|"
        r"writing|saying|noting|calling) (?:that |the |there |it |{X}|{A})",
        dated=False,
    ),
    Rule(
        name="court did not err",
        words=r"(?P<court>{K})[^.;]{0,60}? (?P<verb>skeptical|sceptical|unpersuaded|not persuaded)",
        dated=False,
    ),
)
EXAMPLES = (
    ("The General Court found that the Council had erred about Acme Corp.", True),
    ("The company found that the door was closed.", False),
    ("The General Court accepted that Acme Corp had suffered.", True),
    ("The General Court accepted a brief of Acme Corp.", False),
)
