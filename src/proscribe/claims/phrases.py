"""Pieces that the expressions of several rules share."""

from __future__ import annotations

# What says more of a name without going on with the list of names.
QUALIFIED = (
    r"(?:[Rr]elated to|linked to|tied to|connected (?:to|with)|associated with|with "
    r"(?:\w+ )?(?:ties|links)|"
    r"involved in|responsible for|suspected of|backed by|owned by|controlled by|based "
    r"in|from|close to|accused|"
    r"operating|under|for|over|in|of)"
)
# Up to where a list of subjects reaches: ``A, B and C`` ends at a reason, a place or a relative
# clause that is not closed again.
STOP = (
    r"\b(?:for|because|over(?! (?:{G}|\d))|after|before|accus\w+|alleg\w+|saying|citing|which|who|"
    r"that|since|according to|"
    r"while|when|where|until|under|pursuant|in a|in an|in connection|such as|due|"
    r"related to|linked to|tied to|with (?:\w+ )?(?:ties|links)|connected to|involved "
    r"in|responsible|"
    r"supporting|enabling|facilitating|helping|moving|supplying|procuring|backing|fuell?ing|"
    r"funding|"
    r"financing|providing|aiding|suspected|owned by|controlled by|in response|as "
    r"part|as a|as (?:the )?(?:compan|entit|firm|terror)\w+|to comply|barring|in retaliation|said|"
    r"says|from the|(?:al)?though|despite|whereas|except|excluding|other than|rather than|"
    r"instead of|and not|and (?:also |will |would "
    r")?(?:named|added|imposed|banned|sanctioned|blacklisted|froze|fined|"
    r"barred|blocked|removed|lifted|amended|extended|renewed|updated|prolong|extend|renew|maintain|"
    r"keep|impose|(?:to )?add|remove)|but|and (?:[\w-]+ "
    r"){0,2}(?:bans?|freezes?) (?:on|"
    r"against))\b"
)
CLOSED = r"(?:, (?:which|who|whose)\b[^,.;]{3,160},)"
NAMES = rf"(?:{CLOSED}|(?!{STOP})(?! as (?:the )?{{G}})(?!, (?:the )?{{A}} \w+(?:ed|es|s)\b)[^.;:])"
MANY = rf"(?P<subjects>{NAMES}{{1,220}})"
FEW = rf"(?P<subjects>{NAMES}{{1,160}}?)(?: {QUALIFIED} [^.;]{{1,80}}?)?"
# A list of names before its verb: ``A, B and two other firms were``.
_ONE = r"{X}(?: \([^)]{1,60}\))?"
# ``Acme Star, flagged in Palau, and its manager, Beta``: what is said in passing of one of them.
_PASSING = (
    r"(?:, (?:who|which|whose)\b[^.;:,]{2,80}(?=, and )|"
    r", (?!(?:which|who|whose|and|said|says|told|but)\b)[a-z][^.;:,]{2,60}(?=, and ))?"
)
LISTED = (
    rf"(?P<subjects>{_ONE}(?:{_PASSING}(?:,? and |,? nor |, |; )(?:the |its |other "
    rf")?(?:{{X}} )?(?:(?!(?:of|by|for|a|an|in|with|who|whose|whom|which|that)\b)[\w’'-]+,? "
    rf"){{0,3}}{_ONE}){{0,12}})"
)
ASIDE = (
    r"(?: \([^)]{1,60}\)|,[^.;]{1,90}?,(?! (?:who|which|that)\b)|(?! and (?:who|which)\b) "
    r"(?:(?! that (?:an?|one|some|any) | (?:after|before|since|because|when|while|until) "
    r"(?!(?:both|they|it|he|she|all|each) ))[^.;,])"
    r"{1,60}?(?<!\bwho)"
    r"(?<!\bwhich)(?<!\bthat)(?! (?:who|which|that) ))?"
)
OWN = r"(?:the |same |its |their |a |an |his |her |this |that |new |latest )*"
_NOT_SUCH = (
    r"(?! of the (?:largest|biggest|best|top|most|world|richest)| of (?:\d+ )?(?:best|{W}|"
    r"its|the most|top|largest|"
    r"products|markets|customers|clients|winners)| of \d)"
)
_SUCH = (
    r"(?:(?!(?:short|best|honou?rs|wish|buy|pick|waiting|guest|product|price|reading|"
    r"watch|mailing|client|"
    r"customer|top|rich|bestseller|A-)\b)[\w’'.-]+ ){0,4}?"
)
# A list is of those whom measures are against: ``list of gatekeepers`` is another.
_OF_SUCH = (
    r"(?! of (?![^.;,]{0,60}?(?:\w*compan|entit|firms?\b|persons?\b|people\b|individual|"
    r"names\b|part(?:y|ies)\b|vessels?\b|ships?\b|tankers?\b|organi[sz]ation|banks?\b|groups?\b|"
    r"terror|militar|sanction|banned|prohibit|restrict|denied|unreliable|those\b|businesses|"
    r"manufacturers|suppliers|oligarch|officials|designated|nationals|targets|blacklist|export|"
    r"institution|countr|{X}|{C}|{A})))"
)
LIST = (
    rf"(?:{{L}}(?! of {{W}})|Annex(?:es)?\b|"
    rf"{_SUCH}(?:blacklists?|lists?|blocklist)\b{_NOT_SUCH}{_OF_SUCH})"
)
ON_LIST = (
    rf"(?:to|on|onto|in|into) {OWN}(?:{{A}}[’']s |{{A}} )?(?:[\w’'-]+ ){{0,3}}?(?P<list>{{L}})"
)
ON_ANY_LIST = (
    rf"(?:to|on|onto|in|into) {OWN}(?:{{A}}[’']s |{{A}} |{{X}} )?(?:{{T}} )?{_SUCH}"
    rf"(?:(?P<list>{{L}})|blacklist|annex(?:es)?\b|lists?\b{_NOT_SUCH}{_OF_SUCH})"
)
OFF_LIST = (
    rf"(?:from|off) {OWN}(?:{{A}}[’']s |{{A}} )?{_SUCH}"
    rf"(?:(?P<list>{{L}})|blacklist|(?:lists?|register)\b{_NOT_SUCH}{_OF_SUCH})"
)
BE = (
    r"(?:(?:is|are|was|were) being|"
    r"(?:was|were|is|are)(?: (?:not|never)(?: themselves| {X}| {A})?)?|"
    r"(?:has|have|had) (?:not |never |also |already |since |only |long |now )?been|being|been|"
    r"(?:will|would|to) (?:also |now |then |both |all |soon )?be|be|got)"
)
BETWEEN = r"[^.;]{0,70}?"
# ``designated the Arctic a priority region`` blacklists nobody.
_NAMES_IT = (
    r"(?! (?:(?!\b(?:for|pursuant|because|under|over|who|which|that|in|and|of|to|with|by|from|on|"
    r"at|as)\b)[^.;,]){1,60}? (?:as )?an? (?![^.;]{0,80}(?:terror|militar|sanction|traffick|"
    r"blocked|specially|foreign|national security|threat|designated|blacklist|{L})))"
)
BLACKLIST = (
    r"blacklist(?:ed|s|ing)?|sanctioned|sanctioning|sanction(?= "
    r")|(?<!list.)(?:re-?)?designat(?:ed|es|ing|e)"
    rf"{_NAMES_IT}|"
    r"(?<!\bthe.)(?<!\bits.)(?<!\bof.)(?<!Through.)"
    r"sanctions(?! (?:Act|packages?|rounds?|on|against|(?:\w+ly "
    r")?(?:imposed|placed|levied)|relief|list|regime|are|were|"
    r"have|has|had|will|"
    r"would|and|over|"
    r"target|evasion|programme?s?|case|challenge)\b)(?= )"
)
# ``designated a gatekeeper`` is no blacklisting; ``designated a terrorist group`` is one.
_SO_DESIGNATED = (
    r"(?:re-?)?designated(?! (?:as |to be )?(?:an? |the |one of |prime |lead |official "
    r")(?![^.;]{0,80}"
    r"(?:terror|militar|sanction|traffick|blocked|specially|foreign|national security|threat|{L}|"
    r"designated|blacklist|person)))"
)
BLACKLISTED = rf"blacklisted|sanctioned|{_SO_DESIGNATED}"
MEASURES = (
    r"(?:sanctions?|restrictive measures|asset freezes?|assets freezes?|export controls|"
    r"restrictions|travel bans?|blocking measures|designations?)"
)
SANCTIONS = (
    r"(?:(?:economic |financial |new |fresh |further |additional |sweeping |targeted |"
    r"full |blocking |"
    r"investment |trade |export |secondary |similar |more |{A} |{A}[’']s |British |"
    r"European |American |Western |"
    r"an |a |the |its |these |those |such )*"
    rf"{MEASURES})"
)
# ``sanctions imposed by the EU in May against``.
UPON = (
    r"(?:(?:\w+ly )?(?:imposed |placed |levied )?(?:by (?:the )?{A} )?(?:(?:on |in )?{T} )?"
    r"(?:on|upon|against|targeting))"
)
SHARES = (
    r"(?<!market.)(?:shares?|stock|securities|tokens?|ADRs?|ADSs?|"
    r"(?:depositary |[\w-]+ )?receipts|depositary shares|{S})"
)
SUIT = (
    r"(?:lawsuits?|suits?|legal action|complaints?|legal challenges?|actions?|court challenges?|"
    r"appeals?|petitions?|challenges?|"
    r"applications?|cases?|claims?|bids?|requests?|motions?|legal "
    r"bid|efforts?|attempts?|proceedings|arguments?)"
)
MEASURE = (
    r"(?:ban|designations?|blacklisting|blacklist|listings?|order|sanctions?|"
    r"restrictions?|(?:restrictive )?measures?|"
    r"decisions?|regulations?|inclusion|acts?|asset freeze|freeze|name|names|label|prohibition)"
)
# ``as a Chinese military company``: what an authority names somebody.
AS_SUCH = (
    r"(?:(?:as|to be) (?:(?:a|an|one of|being) )?[^.;]{0,60}?(?:military|{L}|terrorist|blocked|"
    r"sanctioned|(?:owned|controlled|linked|affiliated|backed)[^.;]{0,20}? {A})|"
    r"among [^.;,]{0,40}?(?:military|{A}-|sanctioned|blacklisted|{L}))"
)
# Words by which a court or authority says what it holds.
HOLDS = (
    r"(?:f(?:ound|inds|inding)|h(?:eld|olds|olding)|rul(?:ed|es|ing)|conclud(?:ed|es|"
    r"ing)|wrote|writing|observed|"
    r"noted|said|saying|determined|questioned|agreed|stressed|pointed|criticized|"
    r"criticised|called|calling|considered|considers|accepted|accepts|recogni[sz]ed|reasoned"
    r"|accepting)"
)
SAID = (
    r"(?:said|says|say|told|tells|stated|states|added(?= that|[,:.”]|\Z)|adds(?= that|"
    r"[,:.”]|\Z)|wrote|writes|announced(?= (?:[^ ]+ ){0,2}(?:that|it)\b)|announces(?= "
    r"that)|"
    r"confirmed|confirms|note[sd](?= that\b|[,:.”\"]|\Z)|argued|argues|insisted|insists|claimed|"
    r"claims|declared|"
    r"explained|reiterated|reiterates|tweeted|commented|warned|warns|testified|disclosed|"
    r"called (?:it|the|them|him|her|for|on)|calls (?:it|the|them|for|on)|slammed|"
    r"condemned|criticised|criticized|urged|vowed|accused(?! "
    r"(?:of|in)\b)|alleged|alleges|hailed|welcomed|blasted|"
    r"praised|described(?! (?:by|above|below|in)\b)|lamented|decried|denounced|branded|dubbed|"
    r"cheered|clarif(?:ied|"
    r"ies)|emphasi[sz]ed|"
    r"stressed|(?:wishes|would like|wish) to (?:clarify|state|inform|announce|stress|emphasi[sz]e)"
    r"(?= that)|called(?= [“\"]))"
)
# One of which stands in every sentence that tells of a listing.
LISTING_STEMS = (
    "remain",
    "weigh",
    "consider",
    "mull",
    "list",
    "sanction",
    "designat",
    "restrictive measure",
    "asset freeze",
    "call out",
    "identif",
    "new names",
    "military",
    "label",
    "freez",
    "addition",
    "qualif",
    "measure",
    "add",
    "action against",
    "appear",
    "inclu",
    "plac",
    "target",
    "hit ",
    "among",
    "challeng",
    "contest",
    "disput",
    "annex",
    "penali",
    "name",
    "went after",
    "goes after",
    "crack",
    "aim at",
    "punish",
    "prolong",
    "handed",
    "extend",
    "renew",
    "maintain",
    "kept",
    "keep",
    "are ",
)
