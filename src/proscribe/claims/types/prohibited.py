"""A ban on dealings, or a restriction of them."""

from proscribe.claims.phrases import ASIDE, BE, LISTED, MANY
from proscribe.claims.rules import Rule
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, DateRole, Modality

TYPE = ClaimType.PROHIBITED
STEMS = (
    "prohibit",
    "bar",
    "ban",
    "forb",
    "block",
    "prevent",
    "stop",
    "freez",
    "froz",
    "restrict",
    "denial",
    "licen",
    "allowed",
    "permitted",
    "effect",
    "force",
    "cannot",
    "can no",
    "may not",
    "must",
    "apply",
    "applies",
    "unlawful",
    "illegal",
    "offenc",
    "offens",
    "curb",
    "halt",
    "cut off",
    "limit",
    "suspend",
    "deny",
    "denie",
    "need",
    "subject",
    "expos",
    "exception",
    "refus",
    "impos",
    "entail",
    "shall",
    "no longer",
)
_WHO = (
    r"(?:investors|persons?|citizens|companies|firms|nationals|individuals|entities|"
    r"people|suppliers|exporters|operators|carriers|contractors|banks|"
    r"financial institutions|businesses|institutions|buyers|funds|Americans|agencies|"
    r"anyone|everyone|states|{G}|{O})"
)
_BOUND = (
    rf"(?P<bound>(?:(?:U[.․]S[.․]|US|American|{{A}}|EU|UK|British|European|federal|"
    rf"government|all|any) )*{_WHO}"
    rf"(?:(?: and|,) (?:{{A}} )?{_WHO})?)"
)
_DEAL = (
    r"(?:invest\w*|tak(?:e|ing) (?:an? )?(?:stakes?|positions?)|buy\w*|purchas\w*|deal\w*|trad\w+|"
    r"transact\w*|own\w*|hold\w*|sell\w*|"
    r"suppl\w+|export\w*|provid\w+|making|make|do(?:ing)? business|"
    r"enter\w*|lend\w*|engag\w+|ship\w*|us(?:e|ing)|work\w*|process\w*|acquir\w+|import\w*|"
    r"open\w*|maintain\w*|conduct\w*|contract\w*|transfer\w*|financ\w+|procur\w+|mak\w+)"
)
_TO = r"(?P<subjects>[^.;]{0,90})"
_BAN = (
    r"(?:investment |trading |export |import |travel |{A} |entry |port )?(?:bans?|"
    r"prohibitions?|restrictions?|curbs)"
)


def _as_it_is(_text: str, _start: int) -> Wording:
    """``are not available``: the words deny a permission, and so forbid."""
    return Wording(modality=Modality.ASSERTED, negated=False, aim=False)


RULES = (
    Rule(
        name="bars somebody from",
        words=r"\b(?:blacklisting|listing|designation|order|sanctions|measures?|rules?|ban|"
        r"asset freezes?|"
        r"freeze|{L}|{D})\b(?: also| will| would)? (?P<verb>prohibits?|bars?|bans?|forbids?|"
        r"blocks?|"
        r"prevents?|stops?|prohibited|barred|banned) (?P<subject>{X}) from (?:\w+ing)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="keeps ships out",
        words=r"(?P<agent>{A})[^.;]{0,40}? (?P<verb>barred|bars|banned|bans|blocked|blocks|"
        r"prohibited|prohibits) (?P<subjects>[^.;]{1,120}?) from (?:accessing|entering|docking|"
        r"calling at|using|receiving|(?:its |all |their |\w+ )?ports)\b",
    ),
    Rule(
        name="a freeze prevents",
        words=rf"\b(?:freezes?|sanctions|order|measures?|ban|prohibition|rules?|regulations|"
        rf"restrictions?)"
        rf"\b(?: also| will| would)? (?P<verb>prevents?|prohibits?|bars?|stops?|forbids?|bans?) "
        rf"(?P<bound>[^.;]{{1,100}}?) from {_DEAL}\b{_TO}",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="an offence to deal",
        words=rf"\b(?P<verb>(?:an? (?:criminal )?offen[cs]e|unlawful|illegal|forbidden|"
        rf"prohibited) (?:for "
        rf"[^.;]{{1,60}}? )?"
        rf"to) {_DEAL}\b{_TO}",
        loose=True,
    ),
    Rule(
        name="curbs exports to",
        words=rf"\b(?P<verb>curb(?:s|ed|ing)?|halt(?:s|ed|ing)?|cut(?:s|ting)? off|limit(?:s|ed|"
        rf"ing)?|"
        rf"suspend(?:s|ed|ing)?|den(?:y|ies|ied|ying)) (?:{{A}} |American |all |new |the "
        rf")*(?:exports?|"
        rf"shipments|sales|supplies|export privileges|investments?|access)"
        rf" (?:in|to|of|for|by|from) (?:the )?{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="entry ban on",
        words=rf"\b(?P<verb>(?:entry|port|travel|flight|overflight|import|export|trading|"
        rf"investment) bans?) "
        rf"(?:on|against|for) {MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="prohibits dealings in",
        words=r"\b(?P<verb>prohibit(?:s|ed|ing)?|bar(?:s|red|ring)?|ban(?:s|ned|ning)?|"
        r"forbid(?:s|den)?) (?:any |all |new |certain )*(?:transactions?|dealings?|purchases?|"
        r"investments?|trading|trade|exports?|sales?) (?=in|with|by|involving|to|from|of)"
        r"(?P<subjects>(?:(?!, {A} )[^.;]){1,120})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="banning exports to",
        words=r"\b(?P<verb>banning|barring|prohibiting|halting|blocking|restricting) (?:the |any |"
        r"all |"
        r"most |new )*(?:shipments?|exports?|sales?|supply|supplies|transfers?|provision|"
        r"purchases?|"
        r"imports?|investments?|transactions|dealings|trade)\b(?P<subjects>[^.;]{0,90})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="denial order against",
        words=rf"\b(?P<verb>denial orders?) (?:against|on|for|targeting) {MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="denies somebody access",
        words=r"\b(?P<verb>den(?:y|ies|ied|ying)) (?P<subject>{X})(?:[’']s)? (?:access to|export "
        r"privileges|"
        r"entry|visas?)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="is banned by",
        words=rf"{LISTED}(?!['’]s){ASIDE} {BE} (?:also |now )?(?P<verb>banned|barred|outlawed|"
        rf"frozen out) "
        rf"by (?:the )?(?P<agent>{{A}})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="barring somebody from",
        words=r"\b(?P<verb>barring|banning|blocking|prohibiting|preventing|forbidding) "
        r"(?P<subject>{X}) "
        r"from \w+ing\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="must refrain from",
        words=rf"\b(?P<verb>(?:must|should|shall)(?: also)? (?:refrain|abstain) "
        rf"from) {_DEAL}\b{_TO}",
        loose=True,
    ),
    Rule(
        name="may not enter",
        words=rf"{LISTED}{ASIDE} (?:(?P<verb>may (?:not|no longer)|can no longer|cannot|can not|"
        rf"must not) (?:enter|call at|dock|receive|use|travel|access|buy|raise|export|import|sell|"
        rf"operate|accept|"
        rf"land|hold|trade|obtain|acquire|do business)|"
        rf"(?:will be|are to be|is to be|are|is|being|be) (?:refused|denied) (?:leave to enter|"
        rf"entry|access|visas?|export privileges)|"
        rf"(?:will be|are|is|become|becomes) (?:inadmissible|ineligible|barred from entry))\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="exceptions are not available",
        words=r"\b(?P<verb>licen[cs]e exceptions?) (?:(?:is|are) (?:not|no longer) available|may "
        r"not "
        r"be used)\b(?P<subjects>[^.;]{0,90})",
        dated=False,
        loose=True,
        wording=_as_it_is,
    ),
    Rule(
        name="investors are barred",
        words=rf"(?:{_BOUND}|(?P<agent>{{A}}))[^.;]{{0,30}}? {BE} (?P<now>{{T}}|now|also|generally|"
        rf"henceforth)? ?(?P<verb>prohibited|barred|banned|forbidden|blocked|"
        rf"prevented|"
        rf"restricted|unable) (?:from|to) (?P<acts>{_DEAL})\b{_TO}",
        role=DateRole.AS_OF,
        loose=True,
    ),
    Rule(
        name="bars from",
        words=rf"\b(?P<verb>prohibit(?:s|ed|ing)?|bar(?:s|red|ring)?|ban(?:s|ned|ning)?|"
        rf"forbid(?:s|den)?|block(?:s|ed|ing)?|prevent(?:s|ed|ing)?|stop(?:s|ped|"
        rf"ping)?) "
        rf"{_BOUND} from (?P<acts>{_DEAL})\b{_TO}",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="cannot deal with",
        words=rf"(?:{_BOUND}|(?P<agent>{{A}})) (?:now )?(?P<verb>cannot|can no longer|may not|"
        rf"may no longer|"
        rf"must not|(?:are|is|were) (?:not|no longer) (?:allowed|permitted) to) "
        rf"(?P<acts>{_DEAL})\b{_TO}",
        loose=True,
    ),
    Rule(
        name="prohibits from dealing",
        words=rf"\b(?P<verb>prohibit(?:s|ed)?|bar(?:s|red)|ban(?:s|ned)|forb(?:ids|ade)) (?!from)"
        rf"[^.;]{{3,80}}? from (?P<acts>{_DEAL})\b{_TO}",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="transactions are prohibited",
        words=rf"\b(?P<acts>(?:transactions|dealings|trading|trade|investments?|exports?|"
        rf"transshipment|loans?|lending|credit|financing|re-exports?|imports?|shipments?|"
        rf"provision|services|supply|supplies|"
        rf"purchases?|sales|business)\b(?P<subjects>[^.;]{{0,80}}?)) {BE} "
        r"(?:now |generally |also )?(?P<verb>prohibited|barred|banned|forbidden|blocked)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="stays cut off from",
        words=rf"{LISTED}{ASIDE},?(?: which| who)? (?:{BE}|stays?|remains?|stayed|remained) "
        rf"(?:now |also |"
        rf"\w+ly )*(?P<verb>cut off|shut out|locked out) (?:of|from)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="is cut off from",
        words=rf"{LISTED}{ASIDE},? {BE} (?:now |also |\w+ly )*(?P<verb>cut off|shut out|locked out|"
        rf"excluded|banned|barred) (?:of|from) (?:the |all |any |{{A}} |EU |European |public |"
        rf"global |"
        rf"world )*(?:financial|ports?|markets?|tenders?|contracts?|procurement|entry|travel|"
        rf"airspace|"
        rf"dollar|banking|SWIFT)",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="banning some from entering",
        words=r"\b(?P<verb>banning|barring|bans|bars|banned|barred) (?P<subjects>[^.;]{3,120}?),? "
        r"from "
        r"(?:entering|travell?ing|visiting|coming)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="may not be used",
        words=r"\b(?P<subjects>[^.;]{1,90}?) (?P<verb>(?:may|can|must) (?:not|no longer) be|"
        r"cannot be) "
        r"(?:installed|used|sold|exported|re-exported|imported|purchased|bought|shipped|supplied|"
        r"transferred|provided|traded|licensed)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="prohibitions extend to",
        words=r"\b(?P<verb>extends?|extended) (?:the |these |those )?(?:prohibitions?|"
        r"restrictions?|bans?|"
        r"freezes?) to (?P<subjects>[^.;]{1,80})",
        loose=True,
    ),
    Rule(
        name="ban applies from",
        words=r"\b(?:freezes?|bans?|embargo|restrictions?|prohibitions?) (?:will |is to |are to )?"
        r"(?P<verb>appl(?:y|ies|ied)|begins?|starts?|run) (?:from|on|as of) {T}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="banned from",
        words=rf"{LISTED}[^.;]{{0,20}}?,? (?:which|who)?[^.;]{{0,15}}?{BE} (?:now |also "
        rf")?(?P<verb>banned|barred|prohibited|blocked|restricted) from "
        rf"(?:entering|receiving|using|accessing|buying|raising|doing|dealing|"
        rf"trading|obtaining|acquiring|importing|selling|purchasing)",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="presumption of denial",
        words=r"(?P<verb>\bpresumption of denial)",
        dated=False,
    ),
    Rule(
        name="need a licence",
        words=r"(?<!the\s)\b(?P<verb>(?:need|needs|require[sd]?|must (?:obtain|have|get|seek)|"
        r"without|requirement for|seek|requiring|obtain) (?:a |an |special |prior "
        r"|any |to obtain a |to get a |government )*(?:export "
        r")?licen[cs]es?)\b(?P<subjects>[^.;]{0,90})",
        dated=False,
        loose=True,
    ),
    Rule(
        name="denies export privileges",
        words=r"(?P<agent>{A})[^.;]{0,160}?\b(?P<verb>den(?:ied|ies|ying)|suspend(?:ed|s|ing)|"
        r"revok(?:ed|es|ing)) (?:all |the |its |their |(?P<subjects>[^.;]{1,80}?)[’']s )*"
        r"export privileges",
        loose=True,
    ),
    Rule(
        name="ban on",
        words=rf"\b(?P<verb>bans?|prohibitions?|restrictions?|curbs) on (?:{{A}} )?"
        rf"(?:(?:[\w-]+ ){{0,2}}(?:investments?|"
        rf"trade|trading|exports?|sales?|purchases|dealings|business|supplies)) "
        rf"(?:in|to|of|with|by) (?:the )?{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="restricts investment in",
        words=rf"\b(?P<verb>restrict(?:s|ed|ing)|bar(?:s|red|ring)|prohibit(?:s|ed|ing)|"
        rf"ban(?:s|ned|ning)) (?:{{A}} |American |all |new )*(?:investments?|trade|"
        rf"trading|exports?|sales?|purchases|dealings|business) (?:in|to|of|with|"
        rf"by) (?:the )?{MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="ban takes effect",
        words=r"(?:\b(?:bans?|prohibitions?|order|restrictions?|sanctions|freezes?|embargo)\b|"
        r"{D})[^.;]{0,50}? (?:due |set |scheduled )?(?P<verb>(?:takes?|took|will "
        r"take|taking|go(?:es)?|went|came|comes?|enter(?:s|ed)?|to take|to come|"
        r"to go) (?:into )?(?:effect|force))",
        role=DateRole.EFFECTIVE,
    ),
)
EXAMPLES = (
    ("U.S. investors are now prohibited from buying shares of Acme Corp.", True),
    ("Visitors are prohibited from smoking.", False),
    ("American companies cannot sell parts to Acme Corp.", True),
    ("American companies sell parts to Acme Corp.", False),
    ("The law prohibits federal agencies from buying equipment from Acme Corp.", True),
    ("The law helps federal agencies in buying equipment from Acme Corp.", False),
)
