"""A suit was brought."""

from proscribe.claims.phrases import ASIDE
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.SUED
STEMS = (
    "su",
    "lawsuit",
    "action",
    "complain",
    "challeng",
    "appeal",
    "petition",
    "contest",
    "fil",
    "brought",
)
_SUIT = (
    r"(?:lawsuits?|suit|legal action|complaint|legal challenge|action(?: for "
    r"annulment)?|court challenge|appeal|petition(?! (?:for (?:removal|delisting|reconsider)|to be "
    r"(?:removed|delisted)))|case)"
)
RULES = (
    Rule(
        name="files a suit",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,110}?\b(?P<verb>fil(?:ed|es|ing)|"
        r"brought|brings|launch(?:ed|es)|lodg(?:ed|es)|"
        rf"start(?:ed|s)|beg[au]n|initiat(?:ed|es)|mount(?:ed|s)|submitted|took) (?:a |"
        rf"an |its |their |his |the |civil |federal |legal |own )*(?:{_SUIT}|(?:\w+ "
        rf")?(?P<object>{{D}})(?=[^.;]{{0,30}} (?:against|challenging|in)\b))",
        aims=True,
    ),
    Rule(
        name="filed this action",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,40}? (?P<verb>filed|brought|commenced|instituted) "
        r"(?:this|the instant|the present) (?:action|suit|lawsuit|case|proceeding|petition)",
    ),
    Rule(
        name="sues",
        words=rf"(?P<subject>{{X}})(?!['’]s)(?:{ASIDE}|,? which|,? who| has| have| "
        rf"had)*? (?P<verb>su(?:ed|es|ing)|appealed|challenged|is challenging) "
        rf"(?:the )?"
        r"(?P<object>{A})",
    ),
    Rule(
        name="sued",
        words=rf"(?P<subject>{{X}})(?!['’]s){ASIDE},?(?: has| had| which| who)? (?P<verb>sued|"
        rf"is suing|"
        r"went to court|took (?:the )?{A} to court)(?=[,.]|\Z| (?:in|on|over|to|for|last|"
        r"earlier|after|"
        r"and|{T})\b| {T})",
    ),
    Rule(
        name="suit by",
        words=rf"\b(?P<verb>{_SUIT}) (?:brought |filed |lodged )?by (?:the )?(?P<subject>{{X}})",
    ),
    Rule(
        name="challenges in court",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,60}?\b(?P<verb>challeng(?:ed|es|ing)|"
        r"contest(?:ed|s)|appeal(?:ed|s)) [^.;]{0,60}?"
        r"\b(?:in|before|at|to) (?:the |a |an )?(?:[\w.]+ ){0,2}(?P<court>{K}|courts?\b)",
    ),
)
EXAMPLES = (
    ("Acme Corp filed a lawsuit against the Pentagon.", True),
    ("Acme Corp wore a suit.", False),
    ("Acme Corp sued the Defense Department.", True),
    ("Acme Corp praised the Defense Department.", False),
)
