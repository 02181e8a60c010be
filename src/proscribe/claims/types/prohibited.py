"""A ban on dealings, a freeze, a restriction."""

from proscribe.claims.phrases import ASIDE, BE, LISTED, MANY
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

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
)
_WHO = (
    r"(?:investors|persons?|citizens|companies|firms|nationals|individuals|entities|"
    r"people|suppliers|exporters|operators|banks|"
    r"financial institutions|businesses|institutions|buyers|funds|Americans|agencies|"
    r"anyone|everyone|states|{G}|{O})"
)
_BOUND = (
    rf"(?P<bound>(?:(?:U[.․]S[.․]|US|American|{{A}}|EU|UK|British|European|federal|"
    rf"government|all|any) )*{_WHO}"
    rf"(?:(?: and|,) (?:{{A}} )?{_WHO})?)"
)
_DEAL = (
    r"(?:invest\w*|buy\w*|purchas\w*|deal\w*|trad\w+|transact\w*|own\w*|hold\w*|sell\w*|"
    r"suppl\w+|export\w*|provid\w+|making|make|doing|do|"
    r"enter\w*|lend\w*|engag\w+|ship\w*|us(?:e|ing)|work\w*|process\w*|acquir\w+|import\w*|"
    r"open\w*|maintain\w*|conduct\w*|contract\w*|transfer\w*|financ\w+|procur\w+|mak\w+)"
)
_TO = r"(?P<subjects>[^.;]{0,90})"
_BAN = (
    r"(?:investment |trading |export |travel |{A} |entry |port )?(?:bans?|"
    r"prohibitions?|restrictions?|curbs)"
)
RULES = (
    Rule(
        name="also subject to a freeze",
        words=rf"\b(?P<verb>subject to) (?:an? |the )?(?:assets? freezes?|travel bans?|arms "
        rf"embargo|port entry ban|"
        rf"entry ban|export ban|ban)[^.;]{{0,60}}? (?:are|is|were|was) {MANY}",
        role=DateRole.EFFECTIVE,
    ),
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
        name="a freeze prevents",
        words=rf"\b(?:freezes?|sanctions|order|measures?|ban|prohibition|rules?|regulations|restrictions?)"
        rf"\b(?: also| will| would)? (?P<verb>prevents?|prohibits?|bars?|stops?|forbids?|bans?) "
        rf"(?P<bound>[^.;]{{1,100}}?) from {_DEAL}\b{_TO}",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="an offence to deal",
        words=rf"\b(?P<verb>(?:an offen[cs]e|unlawful|illegal|forbidden|prohibited) (?:for "
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
        name="subjects to a freeze",
        words=r"\b(?P<verb>subject(?:s|ed|ing)|exposes?) (?:the )?(?P<subjects>{X}(?:(?:,|,? and) "
        r"{X}){0,6}) to (?:an? |the |new |full )*(?:{A} )?(?:assets? freezes?|travel bans?|"
        r"arms embargo|blocking|sanctions|(?:export |investment |trade )?(?:restrictions|bans?))",
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
        r"investments?|trading|trade|exports?|sales?) (?=in|with|by|involving|to|from)"
        r"(?P<subjects>[^.;]{1,120})",
        role=DateRole.EFFECTIVE,
        loose=True,
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
        name="must freeze",
        words=r"(?P<bound>(?:{G}|{O}|all states|states|member states|banks|you|firms|"
        r"businesses|institutions|persons)) (?P<verb>must|are required to|have "
        r"to) (?:also |immediately )?(?:freeze|block)\b(?P<subjects>[^.;]{1,80})",
        role=DateRole.EFFECTIVE,
        loose=True,
        bare=False,
    ),
    Rule(
        name="transactions are prohibited",
        words=rf"\b(?P<acts>(?:transactions|dealings|trading|trade|investments?|exports?|"
        rf"purchases?|sales|business)\b(?P<subjects>[^.;]{{0,80}}?)) {BE} "
        r"(?:now |generally |also )?(?P<verb>prohibited|barred|banned|forbidden|blocked)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="assets are frozen",
        words=rf"\b(?:property|assets|funds|interests|accounts)\b(?P<subjects>[^.;]{{0,15"
        rf"0}}?) (?:must be|remains?|remained|stays?|stayed|{BE}) (?:now |hereby "
        rf")?(?P<verb>blocked|frozen)\b",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="freezes somebody's assets",
        words=rf"\b(?P<verb>fr[eo]ez(?:es|ing)|froze|frozen|blocks|blocked|blocking) "
        rf"(?:the |any |all |their |{{A}} |American )*(?:property|assets|funds|accounts)\b(?: "
        rf"(?:of|"
        rf"held by|belonging to|that|which)? ?(?:the )?{MANY})?",
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
        words=rf"{LISTED}{ASIDE}(?:,? and)? (?P<verb>is|are|was|were|will be|remains?|become|"
        rf"becomes) (?:now |also |no longer |not )*(?:subject to|under) (?:an? |"
        rf"the |new |{{A}} |full |comprehensive )*(?:assets? freeze|travel ban|asset-freeze|"
        rf"arms embargo|investment "
        rf"ban|trading ban)",
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
        words=rf"\b(?P<verb>{_BAN}) on (?:{{A}} )?(?:(?:[\w-]+ ){{0,2}}(?:investments?|"
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
        words=r"(?:\b(?:bans?|prohibitions?|order|restrictions?|sanctions)\b|"
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
    ("The listing subjects Acme Corp to an asset freeze.", True),
    ("The listing subjects Acme Corp to some ridicule.", False),
)
