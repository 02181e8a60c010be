"""A suit was brought."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.SUED
_SUIT = r"(?:lawsuit|suit|legal action|complaint|legal challenge|action for annulment|court challenge|appeal|petition)"
RULES = (
    Rule(
        name="files a suit",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,110}?\b(?P<verb>fil(?:ed|es|ing)|brought|brings|launch(?:ed|es)|lodg(?:ed|es)|"
        rf"start(?:ed|s)|beg[au]n|initiat(?:ed|es)|mount(?:ed|s)|submitted|took) (?:a |an |its |their |the |civil |federal |legal )*{_SUIT}",
        aims=True,
    ),
    Rule(
        name="sues",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,60}?\b(?P<verb>su(?:ed|es|ing)|(?:has )?appealed|challenged|is challenging) (?:the )?"
        r"(?P<object>{A})",
    ),
    Rule(
        name="challenges in court",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,60}?\b(?P<verb>challeng(?:ed|es|ing)|contest(?:ed|s)|appeal(?:ed|s)) [^.;]{0,60}?"
        r"\b(?:in|before|at|to) (?:the |a |an )?(?:[\w.]+ ){0,2}(?P<court>{K}|courts?\b)",
    ),
)
EXAMPLES = (
    ("Acme Corp filed a lawsuit against the Pentagon.", True),
    ("Acme Corp wore a suit.", False),
)
