"""A freeze of what the subject owns, and what else it is made subject to."""

from proscribe.claims.phrases import ASIDE, BE, LISTED, MANY
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.PROHIBITED
STEMS = (
    "block",
    "freez",
    "froz",
    "seized",
    "subject",
    "expos",
    "apply",
    "applies",
    "applied",
    "under",
    "impos",
    "entail",
    "mean",
    "bring",
    "trigger",
    "carr",
    "involve",
    "prevent",
)
RULES = (
    Rule(
        name="also subject to a freeze",
        words=rf"\A(?:Also |Now )?(?P<verb>subject to) (?:an? |the )?(?:assets? freezes?|travel "
        rf"bans?|arms "
        rf"embargo|port entry ban|"
        rf"entry ban|export ban|ban)[^.;]{{0,60}}? (?:are|is|were|was) {MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="subjects to a freeze",
        words=r"\b(?P<verb>subject(?:s|ed|ing)|exposes?) (?:the )?(?P<subjects>{X}(?:(?:,|,? and) "
        r"{X}){0,6}) to (?:an? |the |new |full )*(?:{A} )?(?:assets? freezes?|travel bans?|"
        r"arms embargo|blocking|sanctions|(?:export |investment |trade )?(?:restrictions|bans?))",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="accounts are frozen",
        words=rf"{LISTED}(?:,[^.;]{{1,80}}?,)? (?:will |had |has )?(?:have|had|has|seen|see|sees) "
        rf"(?:its |"
        rf"the |all |any )*[^.;]{{0,30}}?(?:assets|accounts|funds|property|bank accounts)\b"
        rf"[^.;]{{0,30}}? (?P<verb>frozen|blocked|seized)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="are blocked as well",
        words=rf"{LISTED}(?!['’]s)(?:,? (?:that|which|who|in which)[^;]{{1,140}}?)?,? (?:is|are|"
        rf"was|were|(?:will|must) be|continues? to be) (?:also |hereby |now |automatically "
        rf"|likewise |therefore )*"
        rf"(?P<verb>blocked|frozen)\b(?! (?:from|by))",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="listing imposes a freeze",
        words=r"\b(?:inclusion|designation|listing|blacklisting|addition|list|{L})\b[^.;]{0,60}? "
        r"(?:does not |do not |did not |will not |would |will |itself )*(?P<verb>(?:impos(?:e|es|"
        r"ed)"
        r"|entail(?:s|ed)?|mean(?:s|t)?|bring(?:s)?|trigger(?:s|ed)?|carr(?:y|ies)|involve(?:s)?)) "
        r"(?:an? |the |any |immediate |automatic |full )*(?:assets? freezes?|(?:travel|investment|"
        r"trading|export|import|entry) bans?|ban|prohibitions?|blocking)\b"
        r"(?: (?:on|of|for|against)(?P<subjects>[^.;]{0,90}))?",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="must freeze",
        words=r"(?P<bound>(?:{G}|{O}|{C}|operators|you|all states|states|member states|banks|you|"
        r"firms|"
        r"businesses|institutions|persons)) (?P<verb>must|shall|are required to|have "
        r"to) (?:also |immediately |without delay |check [^.;]{1,120}? and )*(?:freeze|block|"
        r"prevent the (?:entry|transit|"
        r"supply|transfer|sale))\b(?P<subjects>[^.;]{1,120})",
        role=DateRole.EFFECTIVE,
        loose=True,
        bare=False,
    ),
    Rule(
        name="assets are frozen",
        words=rf"\b(?:property|assets|funds|interests|accounts)\b(?P<subjects>[^.;]{{0,15"
        rf"0}}?) (?:must be|{BE}) (?:now |hereby |\w+ly )*(?P<verb>blocked|"
        rf"frozen)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="freezes somebody's assets",
        words=rf"\b(?P<verb>fr[eo]ez(?:es|ing)|froze|(?:has|have|had) frozen|blocks|blocked|"
        rf"blocking) "
        rf"(?:the |any |all |its |their |{{A}} |American |\w+[’']s? )*(?:property|assets|funds|"
        rf"accounts)\b(?: "
        rf"(?:of|"
        rf"held by|belonging to|that|which)? ?(?:the )?{MANY})?",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="freeze remains",
        words=r"\b(?:assets? freezes?|travel bans?|arms embargo|ban)(?: (?:on|against) "
        r"(?P<subjects>[^.;]{1,90}?))? (?P<verb>remains?|stays?) in (?:force|place|effect)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="freeze applies",
        words=r"\b(?:assets? freezes?|travel bans?|sanctions|restrictions|investment "
        r"bans?|ban|measures|action|arms embargo)\b[^.;]{0,90}?(?:do|does|did|no "
        r"longer|will|would|not|continue to)* (?P<verb>appl(?:y|ies|ied)) to "
        r"(?:the )?(?P<subjects>[^.;]{1,80})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="is subject to a freeze",
        words=rf"{LISTED}{ASIDE}(?:,? and|,)?(?: also| still| now)? (?P<verb>(?:is|are|was|were|"
        rf"has "
        rf"been|have been|had been|"
        rf"will be|remains?|become|"
        rf"becomes|(?:is|are|was|were|has been|have been)(?: now)? (?:made|placed|put))(?:"
        rf" therefore| thus| no longer| not)*) "
        rf"(?:now |also )*(?:subject to|under) (?:an? |"
        rf"the |new |{{A}} |full |comprehensive |British |European |American |and |both "
        rf")*(?:assets? freezes?|travel ban|asset-freeze|"
        rf"arms embargo|(?:investment|trading|port|port access|entry|services?|transaction|export|"
        rf"import|flight|landing) bans?|prohibitions?\b|restrictions\b)",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="somebody's assets are frozen",
        words=rf"(?P<subject>{{X}})(?:[’']s?)? (?:[\w.-]+ ){{0,3}}(?:assets|property|accounts|"
        rf"funds)"
        rf"(?: [^.;]{{1,40}}?)? (?:are to be|must be|{BE}|remains?|stays?) (?:\w+ly |now |also "
        rf")*(?P<verb>frozen|"
        rf"blocked)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="a freeze on somebody's assets",
        words=rf"\b(?:with|announc\w+|impos\w+|order\w+|adopt\w+) (?:an? |the )(?P<verb>freeze) "
        rf"(?:on|of) "
        rf"(?:the |all )?(?:assets|property|accounts|funds) (?:of|held by|belonging to) {MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="measures freeze",
        words=r"\b(?:measures|sanctions|restrictions|they|{G})(?: also| will)* (?P<verb>block|"
        r"freeze) (?:the |"
        r"any |all |its |their )*(?:{A} )?(?:assets|property|funds|accounts)\b"
        r"(?P<subjects>[^.;]{0,80})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
)
EXAMPLES = (
    ("The listing subjects Acme Corp to an asset freeze.", True),
    ("The listing subjects Acme Corp to some ridicule.", False),
    ("All assets of Acme Corp in Britain are frozen.", True),
    ("All assets of Acme Corp in Britain are sound.", False),
)
