"""Why an authority says it acted."""

from proscribe.claims.phrases import BE, BLACKLIST, BLACKLISTED, LISTED, MEASURE, SANCTIONS
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, Modality

TYPE = ClaimType.REASON
STEMS = (
    "rel",
    "invok",
    "based",
    "impos",
    "caus",
    "led",
    "prompt",
    "because",
    "over",
    "due",
    "for",
    "account",
    "result",
    "owing",
    "reason",
    "mention",
    "cit",
    "point",
    "list",
    "refer",
    "includ",
    "not",
    "highlight",
    "basis",
    "ground",
    "accus",
    "say",
)
_MEASURE = rf"(?:{BLACKLIST}|listing|designation|blacklisting|sanctions|{SANCTIONS}|added|call out)"
RULES = (
    Rule(
        name="caused",
        words=r"(?P<because>[^.;]{5,140}?) (?P<verb>caused|led|prompted) (?:the "
        r")?(?P<agent>{A}) to (?:blacklist|sanction|designate|add|list|put|"
        r"place) ?(?:the )?(?P<subject>{X})?",
        dated=False,
    ),
    Rule(
        name="blacklisted because of",
        words=rf"{LISTED}(?!['’]s)[^.;]{{0,60}}?{BE} "
        rf"[^.;]{{0,20}}?(?:{BLACKLISTED}|added|put|placed|"
        rf"included|listed)\b(?:(?! but )[^.;]){{0,120}}?\b(?P<verb>because of|because|over|due to|"
        rf"for(?! (?:[\w-]+ ){{0,4}}(?:days?|weeks?|months?|years?|decades?)\b)|"
        rf"on account of|owing to|as a result of|on the (?:grounds?|basis) (?:that|of)|based on) "
        r"(?P<because>[^.;]{5,200})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="whom an authority designated for",
        words=r"(?P<subject>{X}),? (?:an? [^,.;]{3,60}? )?(?:whom|which|that) (?:the "
        r")?(?P<agent>{A}) "
        r"(?:has |had )?(?P<verb>designated|sanctioned|blacklisted|listed)\b[^.;,]{0,40}? (?:for|"
        r"over|"
        r"because of|because|on the grounds? (?:that|of)) (?P<because>[^.;]{5,200})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="authority acts for",
        words=rf"(?P<agent>{{A}})[^.;]{{0,60}}?\b(?:{BLACKLIST}|named|impos(?:ed|es|ing) "
        rf"{SANCTIONS} (?:on|against)|add(?:ed|s|ing)?|list(?:ed|ing)|put|plac(?:ed|es|ing))\b "
        rf"(?P<subjects>[^.;]{{1,160}}?)\b(?P<verb>because of|because|over|due to|"
        rf"for (?=[a-z]+ing\b|its |their |alleged|his |her |allegedly|being|having|"
        rf"support|role|actions)|on account of|accusing \w+ of|citing|"
        rf"saying(?! (?:that )?(?:the|its|this|{{X}}) (?:{MEASURE}) (?:is|was|has|had)\b)|"
        rf"on the (?:basis|"
        rf"grounds?) (?:of|that)|based on) ?"
        r"(?P<because>[^.;]{5,200})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="authority points to",
        words=r"(?P<agent>{A})(?: (?:has|had|have|also|mainly|\w+ly))* (?P<verb>pointed to|"
        r"invoked|based (?:its|the|{X}|{A}) (?:decision|designation|listing) on|cited) (?!by\b)"
        r"(?P<because>[^.;]{5,200})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="imposed the sanctions because",
        words=r"(?P<agent>{A})[^.;]{0,20}? (?P<verb>imposed|adopted|introduced|ordered|took) "
        r"(?:the|its|those|these|such|{X}|{A}) (?:sanctions?|measures?|restrictions?|ban|freeze|"
        r"designation|listing)\b[^.;]{0,40}? (?:because|on the grounds? that|on the basis that|"
        r"over|"
        r"for|citing|saying) (?P<because>[^.;]{5,200})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="was the reason",
        words=rf"\bthat (?P<because>[^.;]{{5,160}}?) (?P<verb>was|is|were) (?:the|one|a|"
        rf"partly the|part of the) (?:real |main |key "
        rf")?reasons?\b[^.;]{{0,80}}?\b{_MEASURE}\b[^.;]{{0,20}}?(?P<subject>{{X}})"
        rf"?",
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="filing mentions",
        words=r"(?P<object>{D})[^.;]{0,20}? (?:also )?(?P<verb>mention(?:ed|s)|cit(?:ed|"
        r"es)|point(?:ed|s) to|list(?:ed|s)|referr?(?:ed|s) to|includ(?:ed|es)|"
        r"noted|highlight(?:ed|s)) (?P<because>(?P<subject>{X})[’']s [^.;]{5,200})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
    Rule(
        name="reason for the listing",
        words=rf"\b(?:reasons?|basis|grounds?) (?:for|of) (?:the "
        rf")?(?:{_MEASURE})[^.;]{{0,40}}? (?P<verb>is|was|are|were|included?) "
        rf"(?P<because>[^.;]{{5,200}})",
        dated=False,
        modality=Modality.ALLEGED,
    ),
)
EXAMPLES = (
    ("Acme Corp was sanctioned by the Treasury for supplying drones to Russia.", True),
    ("Acme Corp was praised for its drones.", False),
    ("The Treasury pointed to drones that Acme Corp had sold.", True),
    ("The Treasury, cited by Reuters, praised drones that Acme Corp had sold.", False),
)
