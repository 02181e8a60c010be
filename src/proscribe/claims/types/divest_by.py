"""A last day to sell."""

import re
from dataclasses import replace

from proscribe.claims.rules import Rule
from proscribe.claims.wording import Wording, read_wording
from proscribe.model.claim import ClaimType, DateRole, Modality

TYPE = ClaimType.DIVEST_BY
STEMS = (
    "divest",
    "sell",
    "unwind",
    "dispos",
    "liquidat",
    "exit",
    "wind",
    "offload",
    "shed",
    "sold",
    "held",
    "kept",
)
_SELL = (
    r"(?:divest\w*|sell\w*|sold|unwind\w*|dispos\w+|liquidat\w+|exit\w*|wind\w* "
    r"down|offload\w*|shed)"
)
_BY = r"\b(?:by|before|until|till|no later than|within|through|up to)\b[^.;]{0,30}?"


def _unless_allowed(text: str, start: int) -> Wording:
    """What a licence allows until some day is no last day to sell."""
    read = read_wording(text, start)
    return replace(read, aim=read.aim or _ALLOWED.search(text, 0, start) is not None)


_ALLOWED = re.compile(r"\b(?:derogation|licen[cs]e|exempt)", re.IGNORECASE)


def _as_it_is(_text: str, _start: int) -> Wording:
    """``may be held until``: that day is the last, without doubt."""
    return Wording(modality=Modality.ASSERTED, negated=False, aim=False)


RULES = (
    Rule(
        name="must divest by",
        words=r"(?P<bound>(?:those|investors|holders|anyone|[\w.]+ investors|[\w.]+ "
        r"persons|shareholders|funds|they|Americans|{A} persons|{A} investors|{G}|"
        r"{O}|companies)\b[^.;]{0,90}?) ?(?P<verb>must|have to|has to|"
        rf"had to|are required to|were required to|need to|is required to|will have to|"
        rf"have|had|would have to|ordered to|required "
        rf"to)\b[^.;]{{0,40}}?\b{_SELL}\b[^.;]{{0,80}}?"
        rf"{_BY}(?P<date>{{T}})",
        role=DateRole.DEADLINE,
    ),
    Rule(
        name="until to divest",
        words=rf"\b(?:have|has|had|given|gives|giving|gave|get|were given|are given) "
        rf"(?:[\w.]+ ){{0,3}}(?P<verb>until|till|up "
        rf"to)\b[^.;]{{0,20}}?(?P<date>{{T}})[^.;]{{0,40}}? to (?:fully |"
        rf"completely )?{_SELL}",
        role=DateRole.DEADLINE,
    ),
    Rule(
        name="has days to divest",
        words=rf"(?<!licen[cs]e\s)(?<!licen[cs]e\sthat\s)\b(?:have|has|had|given|gives|giving|"
        rf"gave|get|"
        rf"gets|got|allow(?:s|ed)?) (?:[\w.]+ ){{0,3}}?(?P<verb>(?:\d+|an?|[a-z]+(?:-[a-z]+)?)[ "
        rf"-](?:days?|weeks?|months?|"
        rf"years?))(?: period| window)?(?: (?:from|after|of|until) [^.;]{{1,40}}?)?"
        rf"(?: \([^)]{{1,40}}\))? (?:in which )?to (?:fully |completely )?{_SELL}",
        role=DateRole.DEADLINE,
    ),
    Rule(
        name="must divest within",
        words=rf"\b(?:must|have to|has to|had to|required to|need to|needs to|ordered to) "
        rf"(?:fully |completely )?(?P<verb>{_SELL})\b[^.;]{{0,70}}?\bwithin (?:\d+|an?|[a-z-]+) "
        rf"(?:days?|weeks?|months?|years?)\b",
        role=DateRole.DEADLINE,
    ),
    Rule(
        name="divest deadline",
        wording=_unless_allowed,
        words=rf"\b(?P<verb>{_SELL})\b[^.;]{{0,70}}?\b(?:by|before|until|no later than) "
        rf"(?:midnight |the end of |close of business on |on )?(?P<date>{{T}})",
        role=DateRole.DEADLINE,
    ),
    Rule(
        name="may be held until",
        words=r"(?P<subjects>[^.;]{1,140}?) (?P<verb>(?:may|can|could) (?:still |only )*be "
        r"(?:held|kept|"
        r"sold)) (?:only )?(?:until|till|through) (?P<date>{T})",
        role=DateRole.DEADLINE,
        loose=True,
        wording=_as_it_is,
    ),
    Rule(
        name="deadline of",
        words=rf"(?P<date>{{T}}) (?P<verb>deadline) (?:for|to)\b[^.;]{{0,60}}?{_SELL}",
        role=DateRole.DEADLINE,
    ),
    Rule(
        name="deadline to divest",
        words=rf"\b(?P<verb>deadline) (?:for|to)\b[^.;]{{0,60}}?{_SELL}[^.;]{{0,60}}?(?:i"
        rf"s|was|of|on|to) (?P<date>{{T}})",
        role=DateRole.DEADLINE,
    ),
)
EXAMPLES = (
    ("Investors must sell their Acme Corp shares by November 11, 2021.", True),
    ("Investors may keep their Acme Corp shares.", False),
    ("Investors have until June 3, 2022, to divest.", True),
    ("Investors have until June 3, 2022, to vote.", False),
    ("Holders of Acme Corp shares have 365 days to divest.", True),
    ("Holders of Acme Corp shares have 365 days to reply.", False),
)
