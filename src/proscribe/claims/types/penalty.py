"""A fine or settlement."""

from proscribe.claims.phrases import BE
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.PENALTY
STEMS = ("pay", "paid", "settl", "fine", "fining", "penal", "remit", "enforcement")
_WRONG = (
    r"(?:settle|fine|penalt|violat|liabilit|sanction|resolve|breach|charges|evad|blacklist|"
    r"export|unlicen|without (?:a )?licen|embargo)"
)
RULES = (
    Rule(
        name="settles with",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,60}?\b(?P<verb>settle[sd]|reache[sd] a "
        r"settlement|reached a settlement|"
        r"agreed a settlement) "
        r"with (?:the )?{A}[^.;]{0,40}? (?:for|of|worth) (?P<value>{N})",
        aims=True,
    ),
    Rule(
        name="authority settles with",
        words=r"(?P<agent>{A})[^.;]{0,30}? (?P<verb>settle[sd]|reache[sd] a settlement) with "
        r"(?:the )?"
        r"(?:\w+ ){0,3}?(?P<subject>{X})(?:[^.;]{0,60}?(?P<value>{N}))?",
        aims=True,
    ),
    Rule(
        name="agrees to pay",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,90}?\b(?P<verb>agreed to pay|agrees to "
        r"pay|has agreed to pay|will pay|to pay|paid|pays|must pay|settled for|"
        r"agreed to remit|remitted)\b[^.;]{0,30}?(?P<value>{N})(?=[^.;]{0,120}?"
        rf"{_WRONG})",
        aims=True,
    ),
    Rule(
        name="fined",
        words=rf"(?P<subject>{{X}})(?!['’]s)[^.;]{{0,50}}?{BE} (?P<verb>fined|"
        rf"penali[sz]ed|ordered to pay)\b(?:[^.;]{{0,30}}?(?P<value>{{N}}))?",
    ),
    Rule(
        name="fined, in a headline",
        words=r"(?P<subject>{X})(?!['’]s) (?P<verb>fined) (?P<value>{N})",
    ),
    Rule(
        name="settlement amounts to",
        words=r"\b(?P<verb>settlement|fine|penalty)(?: amount)? (?:amount(?:s|ed) to|total(?:s|"
        r"led)|is|was) "
        r"(?P<value>{N})",
    ),
    Rule(
        name="actions for so much against",
        words=r"\b(?P<verb>enforcement actions?|penalt(?:y|ies)|fines?|settlements?) (?:for |of |"
        r"worth )?"
        r"[^.;]{0,20}?(?P<value>{N}) (?:against|with|on) [^.;]{0,40}?(?P<subject>{X})",
    ),
    Rule(
        name="is handed a penalty",
        words=rf"(?P<subject>{{X}})(?!['’]s)[^.;]{{0,50}}?{BE} (?P<verb>handed|given|hit with|"
        rf"slapped with|"
        rf"served with|issued with) [^.;]{{0,40}}?(?:(?P<value>{{N}}) )?(?:monetary |civil |"
        rf"record )*"
        rf"(?:penalty|fine)\b",
    ),
    Rule(
        name="fines",
        words=r"(?P<agent>{A}|{K})[^.;]{0,40}?\b(?P<verb>fin(?:ed|es|ing)|"
        r"penali[sz](?:ed|es)|impos(?:ed|es) an? (?:\w+ )?(?:\w+ )?(?:penalty|fine) "
        r"(?:of {N} )?on) (?:\w+ ){0,3}?(?P<subject>{X})(?:[^.;]{0,40}?(?P<value>{"
        r"N}))?",
    ),
    Rule(
        name="imposes a fine of",
        words=r"(?P<agent>{A}|{K})[^.;]{0,40}?\b(?P<verb>impos(?:ed|es)|levied|issued) "
        r"(?:a |an )?(?:(?:civil |monetary |record )*(?:penalty|fine) of "
        r")?(?P<value>{N})[^.;]{0,40}? (?:on|against) (?:the )?(?:\w+ "
        r"){0,3}?(?P<subject>{X})",
    ),
    Rule(
        name="settlement with",
        words=r"(?:(?P<value>{N}) )?\b(?P<verb>settlement|fine|penalty|civil "
        r"penalty)(?: agreement)?[^.;]{0,30}? (?:with|against|on|from) "
        r"(?P<subject>{X})",
        aims=True,
    ),
    Rule(
        name="fine is imposed",
        words=rf"\b(?:penalty|fine|penalties|fines) of (?P<value>{{N}}) {BE} (?P<verb>imposed|"
        rf"levied|issued|handed)[^.;]{{0,30}}? (?:on|upon|against|to) (?P<subject>{{X}})",
    ),
    Rule(
        name="settlement between",
        words=r"\b(?P<verb>[Ss]ettlement [Aa]greement) between (?:the )?(?P<agent>{A}) "
        r"and (?P<subject>{X})",
    ),
)
EXAMPLES = (
    ("Acme Bank agreed to pay $5 million to settle violations of sanctions.", True),
    ("Acme Bank paid $5 million for a building.", False),
    ("OFSI fined Acme Bank £20 million for breaching sanctions.", True),
    ("OFSI found Acme Bank in a fine position.", False),
)
