"""Trading in a security is stopped for a time."""

from proscribe.claims.phrases import BE, MANY, SHARES
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.TRADING_HALT
STEMS = ("halt", "suspen", "stop", "froz", "ceas")
RULES = (
    Rule(
        name="trading halted",
        words=rf"\btrading (?:in|of) (?:the )?(?:{SHARES} of "
        rf")?(?P<subjects>[^.;]{{1,100}}?) {BE} (?:temporarily |first |also |briefly "
        rf"|later |again )*(?P<verb>halted|"
        rf"suspended|stopped|frozen)",
        role=DateRole.EVENT,
        loose=True,
    ),
    Rule(
        name="halts trading",
        words=rf"\b(?P<verb>halt(?:ed|s|ing)?|suspend(?:ed|s|ing)?|stopp(?:ed|ing)|"
        rf"stops?|ceas(?:e|ed|es|ing)) (?:with immediate effect |temporarily )?(?:the |all )?"
        rf"(?:admission to )?trading (?:in |of )?(?:the )?(?:{SHARES} "
        rf"(?:of|in) )?{MANY}",
        role=DateRole.EVENT,
        loose=True,
    ),
    Rule(
        name="a halt in trading",
        words=rf"\b(?P<verb>halt|suspension) (?:in|of|to) (?:the )?trading (?:in|of) (?:the )?"
        rf"(?:{SHARES} (?:of|in) )?{MANY}",
        role=DateRole.EVENT,
        loose=True,
    ),
    Rule(
        name="those halted are",
        words=rf"(?:{SHARES}|\b(?:stocks|companies|firms|issuers|{{G}})) "
        rf"(?P<verb>halted|suspended) "
        rf"(?:are|were|include[sd]?):? {MANY}",
        role=DateRole.EVENT,
    ),
    Rule(
        name="exchange halts",
        words=r"(?P<agent>{V}) (?:also |later |\w+ly )*(?P<verb>halted|suspended|halts) "
        r"(?P<subject>{C})(?![’']s)",
        role=DateRole.EVENT,
    ),
    Rule(
        name="trading is suspended",
        words=rf"\b(?:its|their|the|,? and|where) trading {BE} "
        rf"(?P<verb>halted|suspended|stopped)\b",
        role=DateRole.EVENT,
        loose=True,
    ),
    Rule(
        name="trading halt in",
        words=r"(?P<subject>{C})[^.;]{0,40}?\b(?P<verb>requested|called for|announced|"
        r"entered) a trading halt",
        role=DateRole.EVENT,
    ),
    Rule(
        name="shares suspended",
        words=rf"(?P<subject>{{C}})(?:[’']s)? {SHARES}[^.;]{{0,30}}? {BE} "
        rf"(?P<verb>suspended|halted)\b",
        role=DateRole.EVENT,
    ),
)
EXAMPLES = (
    ("Trading in Acme Corp was suspended on Monday.", True),
    ("Acme Corp suspended its dividend.", False),
    ("Acme Corp requested a halt in the trading of its shares.", True),
    ("Acme Corp requested a halt in the training of its staff.", False),
    ("The New York Stock Exchange will stop trading the ADRs of Acme Corp on Monday.", True),
    ("The New York Stock Exchange will stop guiding the traders of Acme Corp on Monday.", False),
)
