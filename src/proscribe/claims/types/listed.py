"""An authority put the subject on a list, or keeps it there."""

from proscribe.claims.phrases import (
    BE,
    BETWEEN,
    BLACKLIST,
    BLACKLISTED,
    FEW,
    LIST,
    MANY,
    ON_ANY_LIST,
    ON_LIST,
    OWN,
    SANCTIONS,
)
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.LISTED
_AS = r"(?:as|to be) (?:(?:a|an|one of|being) )?[^.;]{0,60}?(?:military|{L}|terrorist|blocked|sanctioned)"
RULES = (
    Rule(
        name="authority blacklists",
        words=rf"(?P<agent>{{A}}){BETWEEN}\b(?P<verb>{BLACKLIST})\b (?:as )?{MANY}",
    ),
    Rule(
        name="added to a list",
        words=r"\b(?P<verb>add(?:ed|s|ing)?|put(?:s|ting)?|plac(?:ed|es|ing|e)|includ(?:ed|es|ing)|"
        rf"nam(?:ed|es|ing)|list(?:ed|s|ing)) {FEW}\b{ON_ANY_LIST}",
    ),
    Rule(
        name="is blacklisted",
        words=rf"(?P<subject>{{X}})(?!['’]s)(?:, (?:which|who) |,? [^.;,{{}}]{{0,60}}?\b|,[^.;]{{0,60}}, )"
        rf"{BE} (?:\w+ly |also |then |later |first |recently )*(?P<verb>{BLACKLISTED})\b",
    ),
    Rule(
        name="is put on a list",
        words=rf"(?P<subject>{{X}})(?!['’]s)(?:, (?:which|who) |,? [^.;,]{{0,60}}?\b|,[^.;]{{0,60}}, ){BE} "
        r"(?:\w+ly |also |then |later |first |recently )*(?P<verb>(?:added|put|placed|included|"
        rf"named|listed|entered)) {ON_ANY_LIST}",
    ),
    Rule(
        name="along with others",
        words=rf"{BE} (?P<verb>{BLACKLISTED}|(?:added|put|placed|included|named) {ON_ANY_LIST})"
        rf"[^.;]{{0,110}}?\b(?:along with|together with|as well as|alongside) {MANY}",
    ),
    Rule(
        name="along with others, in passing",
        words=rf"(?P<verb>add(?:ed|ing|s)|put(?:s|ting)?|plac(?:ed|ing|es)) [^.;]{{1,120}}?{ON_LIST}"
        rf"[^.;]{{0,30}}?\b(?:along with|together with|as well as|alongside) {MANY}",
    ),
    Rule(
        name="designation of",
        words=rf"\b(?P<verb>designation|blacklisting|listing|sanctioning) of {FEW}\b{_AS}",
    ),
    Rule(
        name="designation approved",
        words=r"\b(?:approved|announced|made|confirmed|took|adopted) (?:the )?(?P<verb>designations?|"
        rf"listings?) of {MANY}",
    ),
    Rule(
        name="named as",
        words=r"(?P<agent>{A})[^.;]{0,80}?\b(?P<verb>nam(?:ed|es|ing)|identif(?:ied|ies|ying)|"
        r"labell?(?:ed|s|ing)|classif(?:ied|ies|ying)|declared?|deem(?:ed|s)|brand(?:ed|s)|"
        rf"determined|list(?:ed|s)) {FEW}\b{_AS}",
    ),
    Rule(
        name="names on a list",
        words=rf"\b(?:on|in) {OWN}(?:{{A}}(?:[’']s)? )?{LIST}(?: of [^.;,]{{1,60}}?)? "
        rf"(?P<verb>includes?|included|are|is|were) {MANY}",
    ),
    Rule(
        name="remains on a list",
        words=r"(?P<subject>{X})(?!['’]s)[^.;]{0,50}?\b(?P<verb>remains?|remained|stays?|stayed|(?:is|are) still|"
        rf"continues? to be) (?:listed )?(?:on|in|subject to) {OWN}(?:{{A}}(?:[’']s)? )?(?:{LIST}|{SANCTIONS})",
    ),
    Rule(
        name="caused to blacklist",
        words=r"\b(?P<verb>(?:caus|led|prompt|mov|push)\w*) (?:the )?(?P<agent>{A}) to "
        rf"(?:blacklist|sanction|designate|call out) {MANY}",
    ),
    Rule(
        name="decided to",
        words=r"(?P<agent>{A}) (?P<verb>decided|chose|moved|voted) to (?:blacklist|sanction|designate|"
        rf"call out|list) {MANY}",
    ),
    Rule(
        name="imposes sanctions",
        words=r"\b(?P<verb>impos(?:ed|es|ing)|slapp(?:ed|ing)|announc(?:ed|es|ing)|levied|adopted|"
        rf"introduced|appl(?:ied|ies)) {SANCTIONS} (?:on|against|targeting|upon) {MANY}",
    ),
    Rule(
        name="sanctions imposed on",
        words=rf"\b{SANCTIONS} {BE} (?P<verb>imposed|placed|slapped) (?:on|against|upon) {MANY}",
    ),
    Rule(
        name="subject to sanctions",
        words=r"(?P<subject>{X})[^.;]{0,50}?\b(?P<verb>is|are|was|were|became|becomes?|has been|have been) "
        rf"(?:now |also |made |placed )?(?:subject to|under|hit (?:by|with)|targeted by) {OWN}{SANCTIONS}",
    ),
    Rule(
        name="adds no new names",
        words=r"(?P<agent>{A}) (?:has|have|had) (?P<verb>(?:not )?added) (?P<subjects>(?:any |no )?new names)",
    ),
)
EXAMPLES = (
    ("The Treasury Department sanctioned Acme Shipping Ltd.", True),
    ("Acme Shipping Ltd was listed on the London Stock Exchange.", False),
)
