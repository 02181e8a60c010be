"""A permission: a general or specific licence, a waiver."""

from proscribe.claims.rules import Rule
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, DateRole, Modality

TYPE = ClaimType.LICENCE
STEMS = (
    "licen",
    "gl ",
    "waiver",
    "authori",
    "exempt",
    "wind-down",
    "proceed",
    "derogation",
    "until",
    "through",
)
_PAPER = (
    r"(?:\bGL ?\d+[A-Z]?\b|(?:[Tt]emporary )?general licen[cs]es?(?: (?:no[.․] ?)?\d+[A-Z]?)?|"
    r"(?:specific |"
    r"temporary |export |such |special )?licen[cs]es?\b|waivers?|"
    r"exemptions?|derogations?|wind-down (?:period|licen[cs]e))"
)


def _as_it_is(_text: str, _start: int) -> Wording:
    """``may proceed`` is a permission, and no doubt."""
    return Wording(modality=Modality.ASSERTED, negated=False, aim=False)


RULES = (
    Rule(
        name="issues a licence",
        words=rf"\b(?P<verb>issu(?:ed|es|ing)|grant(?:ed|s|ing)|extend(?:ed|s|ing)|"
        rf"publish(?:ed|es)|renew(?:ed|s)|approved|gave|gives|provid(?:ed|"
        rf"es))\b(?P<subjects>[^.;]{{0,60}}?)\b{_PAPER}[^.;]{{0,60}}?"
        r"(?:(?:until|through|expires?|expiring|till|valid) [^.;]{0,30}?(?P<date>{T}))?",
        role=DateRole.EVENT,
        ends=True,
        loose=True,
    ),
    Rule(
        name="is granted a licence",
        words=rf"(?P<subject>{{X}})(?!['’]s)[^.;]{{0,30}}? (?:was|were|is|are|has been|have been) "
        rf"(?P<verb>granted|"
        rf"given|issued) (?:an? |the |\w+ )*{_PAPER}",
        ends=True,
        role=DateRole.UNTIL,
    ),
    Rule(
        name="is exempt until",
        words=r"\b(?P<subjects>[^.;]{1,140}?) (?:is|are|remain|remains|was|were) "
        r"(?P<verb>exempt(?:ed)?|allowed|"
        r"permitted|authori[sz]ed) (?:until|through|up to) [^.;]{0,20}?{T}",
        role=DateRole.UNTIL,
        loose=True,
        ends=True,
    ),
    Rule(
        name="may do so under a licence",
        words=rf"\b(?P<subjects>[^.;]{{1,140}}?) (?P<verb>have|has|may|can|(?:is|are) (?:allowed|"
        rf"permitted)) "
        rf"[^.;]{{1,80}}? under (?:an? |the )[^.;]{{0,20}}?{_PAPER}",
        loose=True,
        ends=True,
        role=DateRole.UNTIL,
    ),
    Rule(
        name="licence issued",
        words=rf"\b{_PAPER}(?: [^.;,]{{1,40}}?)? (?:was |were |has been |have been "
        rf")(?P<verb>issued|granted|"
        rf"extended|renewed)\b(?P<subjects>[^.;]{{0,60}})",
        loose=True,
    ),
    Rule(
        name="licence authorizes",
        words=rf"\b{_PAPER}[^.;]{{0,60}}?\b(?P<verb>authori[sz](?:es|ed|ing)|permit(?:s|"
        rf"ted|ting)?|allow(?:s|ed|ing)?|lets?)\b(?P<subjects>[^.;]{{0,200}})",
        role=DateRole.UNTIL,
        loose=True,
        ends=True,
    ),
    Rule(
        name="may go on until",
        words=r"\b(?P<subjects>[^.;]{0,160}?) (?P<verb>may (?:still |nevertheless |however "
        r")*(?:proceed|"
        r"continue|be (?:completed|wound down|processed|released|closed out|performed|"
        r"delivered)))\b"
        r"[^.;]{0,80}? (?:until|through|by|before|no later than) [^.;]{0,20}?{T}",
        role=DateRole.UNTIL,
        loose=True,
        ends=True,
        wording=_as_it_is,
    ),
    Rule(
        name="licence expires",
        words=rf"\b{_PAPER}(?P<subjects>[^.;]{{0,60}}?)\b(?P<verb>expir(?:es|ed|ing|e)|"
        rf"r[ua]n(?:s|ning)? (?:until|out|through|to)|"
        rf"lasts? until|(?:is |remains )?valid (?:until|through))\b",
        loose=True,
        role=DateRole.UNTIL,
        ends=True,
    ),
)
EXAMPLES = (
    ("OFAC issued General License 1A on January 27, 2021.", True),
    ("The driver had a licence.", False),
    ("The licence authorizes transactions with Acme Corp until May 27, 2021.", True),
    ("The licence plate of Acme Corp was lost in May 2021.", False),
)
