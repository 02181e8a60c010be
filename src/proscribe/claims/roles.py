"""Words that stand for somebody named before: ``the chip maker``, ``both``, ``she``."""

from __future__ import annotations

import re

COMPANY_WORDS = (
    r"company|firm|manufacturer|chipmaker|phonemaker|maker|giant|carmaker|planemaker|"
    r"lender|bank|developer|"
    r"conglomerate|operator|carrier|producer|refiner|foundry|builder|airline|shipper|"
    r"startup|start-up|supplier|"
    r"retailer|insurer|subsidiary|mixer|miner|club|brokerage|bourse|refinery|major|shipyard|"
    r"Company|Group|Firm|Bank|"
    r"Issuer|steelmaker|automaker|yard|refinery|trader|broker|exchange|university|institute"
)
PERSON_WORDS = (
    r"executive|founder|chairman|businessman|businesswoman|oligarch|billionaire|CEO|"
    r"chief executive|"
    r"official|spokes(?:man|woman|person)|representative|tycoon|magnate|banker|entrepreneur|owner|"
    r"politician|general|"
    r"minister|financier|industrialist|lawmaker|president|leader"
)
_AGENCY_WORDS = (
    r"department|agency|ministry|bureau|office|government agency|regulator|treasury|"
    r"committee|council|"
    r"commission|administration|embassy|government|Department|Ministry|Agency|Bureau|Committee"
)
_GROUP_WORDS = (
    r"companies|firms|entities|vessels|ships|tankers|individuals|banks|people|persons|"
    r"parties|others|men|"
    r"women|businesses|organi[sz]ations|subsidiaries|units|lenders|carriers|executives|"
    r"bankers|producers|"
    r"securities|issuers|applicants|plaintiffs|stocks|refiners|makers|manufacturers|"
    r"pair|duo|trio|insurers|instruments|warrants|certificates"
)
# Words between the article and the noun of a role: ``the Shenzhen-based chip maker``.
_QUALITIES = (
    r"(?:(?!(?:prohibits?|bars?|bans?|requires?|regulations?|rules?|sanctions|measures?|targets?|"
    r"blocks?|orders?|the|a|an|its|their|his|of|and|to|in|for|that|by|on|has|had|is|as|being|are|"
    r"were|be|was|said|says|which|who|from|with|at|or)\b)[\w’'-]+ ){0,3}?"
)
COREF = re.compile(
    rf"(?<![\w-])(?:(?P<company>(?:[Tt]he|[Tt]his|[Tt]hat) "
    rf"{_QUALITIES}(?:{COMPANY_WORDS})|[Tt]he Board(?! of [A-Z])|(?:[Aa] )?company(?= "
    r"(?:spokes|representative|official|statement)))|"
    rf"(?P<agency>(?:[Tt]he|[Tt]his|[Tt]hat) (?:{_AGENCY_WORDS}))|"
    r"(?P<court>(?:[Tt]he|[Tt]his|[Aa]n?|[Tt]hat) (?:(?:federal|district|U\.S\.|US|EU|"
    r"[A-Z]\w+-based|three-judge|appeals|appellate|"
    r"British|London|trial|highest|lower|European|senior|top|Washington) ){0,3}(?:court|judges?|"
    r"justices?|panel of judges|panel(?! of)|tribunal|Court|Judge)|(?:[Tt]wo|[Tt]hree|"
    r"[Ss]everal|[Bb]oth) "
    r"(?:(?:federal|district|U\.S\.|US|EU|appeals|lower) ){0,2}(?:courts|judges)"
    r"(?! filing| paper| document| order| challenge| hearing)|(?:EU|UK|US|U\.S\.|"
    r"European) (?:appeals |top |general )?(?:court|judges?)|(?:[Aa]ppeals|[Ff]ederal) "
    r"(?:court|judges?)|[Jj]udges?(?! [A-Z])(?= )|"
    r"(?:(?:US|U\.S\.|EU|UK|Federal|Top|Appeals|General|European|High|British) )*(?:Court|Judges?|"
    r"Tribunal)(?= (?:(?:Temporarily|Partially|Partly|Again|Also) )?(?:Annuls|Upholds|Blocks|"
    r"Dismisses|Rejects|Sides|Rules|Strikes|Halts|Denies|Grants|Overturns|Quashes|Backs|Orders|"
    r"Tosses|Refuses|Vacates|Suspends|Lets|Throws|Finds|Declines|Lifts|Bars|Clears)\b)|"
    r"[Cc]ourt(?= [a-z]+s\b))|"
    r"(?P<list>(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts) (?:list|blacklist|List))|"
    rf"(?P<person>(?:[Tt]he|[Tt]his) {_QUALITIES}(?:{PERSON_WORDS}))|"
    rf"(?P<group>(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll) {_QUALITIES}(?:{_GROUP_WORDS})"
    r"(?! (?:are|were|include|comprise) (?:the )?[A-Z])|[Tt]he "
    r"(?:Companies|Issuers|Entities|Banks|Vessels)(?! (?:Act|[A-Z]))|"
    r"[Tt]he (?:two|three|four|five|six)(?= "
    r"(?:in|were|are|have|had|who|will|from|that|is)\b|[,.]))|"
    r"(?P<document>(?:[Tt]he|[Tt]hat|[Tt]his) (?:legal |court |joint |status )*"
    r"(?:filing|report|complaint|letter|notice|document|statement|ruling|order))|"
    r"(?P<party>(?:[Tt]he )?(?:Plaintiff|Petitioner|Appellant|Applicant)(?! [A-Z])|"
    r"[Tt]he (?:plaintiff|petitioner|appellant|applicant|claimant))|"
    r"(?P<it>[Ii]ts?|itself)|(?P<they>[Tt]hey(?! includ)|[Tt]heir|[Tt]hem)|"
    r"(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im))(?![\w-])"
)
