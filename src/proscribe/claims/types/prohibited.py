"""A ban on dealings, a freeze, a restriction."""

from proscribe.claims.phrases import BE
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.PROHIBITED
_BOUND = (
    r"(?P<bound>(?:U\.S\. |US |American |{A} |EU |UK |British |European )?(?:investors|persons?|citizens|companies|firms|nationals|"
    r"individuals|entities|people|suppliers|exporters|operators|banks|financial institutions|businesses|institutions|buyers|funds|Americans))"
)
_DEAL = (
    r"(?:invest\w*|buy\w*|purchas\w*|deal\w*|trad\w+|transact\w*|own\w*|hold\w*|sell\w*|suppl\w+|export\w*|provid\w+|making|make|doing|do|"
    r"enter\w*|lend\w*|engag\w+)"
)
RULES = (
    Rule(
        name="investors are barred",
        words=rf"{_BOUND}[^.;]{{0,30}}? {BE} (?P<now>{{T}}|now|also|generally|henceforth|no longer)? ?(?P<verb>prohibited|barred|banned|forbidden|blocked|prevented|"
        rf"restricted|allowed|permitted) (?:from|to) (?P<acts>{_DEAL})[^.;]{{0,60}}?(?:in |with |of |from |to )(?:the )?(?P<subject>{{X}}|{{L}})?",
        role=DateRole.AS_OF,
    ),
    Rule(
        name="bars from",
        words=rf"\b(?P<verb>prohibit(?:s|ed|ing)?|bar(?:s|red|ring)?|ban(?:s|ned|ning)?|forbid(?:s|den)?|block(?:s|ed|ing)?|prevent(?:s|ed|ing)?|stop(?:s|ped|ping)?) "
        rf"(?:all |the |any )?{_BOUND} from (?P<acts>{_DEAL})[^.;]{{0,50}}?(?P<subject>{{X}})?",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="transactions are prohibited",
        words=rf"\b(?P<acts>(?:transactions|dealings|trading|trade|investments?|exports?|purchases?|sales|business)\b[^.;]{{0,80}}?) {BE} "
        r"(?:now |generally |also )?(?P<verb>prohibited|barred|banned|forbidden|blocked)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="assets are frozen",
        words=rf"\b(?:property|assets|funds|interests|accounts)\b[^.;]{{0,110}}? {BE} (?:now |hereby )?(?P<verb>blocked|frozen)\b",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="freeze on",
        words=r"\b(?P<verb>asset freezes?|travel bans?|investment bans?|export bans?)\b (?:does|do|did|will|now|also)[^.;]{0,20}?(?:apply|applies|cover|covers|extend) (?:to )?(?:the )?(?P<subjects>[^.;]{1,80})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="freezes do not apply",
        words=r"\b(?:asset freezes?|travel bans?|sanctions|restrictions|investment bans?)\b (?:do|does|did) (?:not )?(?P<verb>apply) to (?:the )?(?P<subjects>[^.;]{1,80})",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="banned from",
        words=rf"(?P<subject>{{X}})[^.;]{{0,20}}?,? (?:which|who)?[^.;]{{0,15}}?{BE} (?:now |also )?(?P<verb>banned|barred|prohibited|blocked) from (?:entering|receiving|using|accessing|buying|raising|doing|dealing|trading|obtaining|acquiring)",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="presumption of denial",
        words=r"\b(?P<verb>(?:face|subject to|under|reviewed (?:with|under))[^.;]{0,30}?presumption of denial|require[sd]? (?:a |an )?(?:export )?licen[cs]e)",
        dated=False,
    ),
    Rule(
        name="ban takes effect",
        words=r"\b(?:ban|prohibition|order|restrictions?|rule|sanctions|measures?)\b[^.;]{0,50}? (?P<verb>(?:takes?|took|will take|taking|go(?:es)?|went|came|comes?|enter(?:s|ed)?) (?:into )?(?:effect|force))",
        role=DateRole.EFFECTIVE,
    ),
)
EXAMPLES = (
    ("U.S. investors are now prohibited from buying shares of Acme Corp.", True),
    ("Visitors are prohibited from smoking.", False),
)
