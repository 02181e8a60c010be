"""Groups, securities, papers and nameless sources of a text, told by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from proscribe.claims.names import Name
from proscribe.claims.scanning import Scanner
from proscribe.model.claim import EntityKind

_COUNT = (
    r"(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d\b)\d{1,4}|(?:two|three|four|five|six) dozen(?! of)|"
    r"two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|"
    r"twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|"
    r"(?:forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|one|one hundred|(?:more than |about |"
    r"nearly |over |at "
    r"least )?(?:two |several )?dozens?(?: of)?|several|a dozen|scores of|hundreds of|a "
    r"number of|many)"
)
_MEMBERS = (
    r"(?:compan(?:ies|y)|firms?|entit(?:ies|y)|individuals?|persons?|people|vessels?|"
    r"ships?|tankers?|"
    r"banks?|subsidiar(?:ies|y)|organi[sz]ations?|officials?|business(?:es)?(?! "
    r"days?)|groups?|institutions?|"
    r"entr(?:ies|y)|names?|parties|party|affiliates?|manufacturers?|makers|aircraft|"
    r"units?|producers?|"
    r"suppliers?|exporters?|traders?|airlines?|oligarchs?|businessmen|tycoons|bankers?|men|women|"
    r"(?:car|auto|chip|steel|phone|drug|truck|plane|tool|toy|watch|shoe|boat|engine|tyre|tire|"
    r"paper|glass|battery|drone)makers|insurers|miners|brokers|operators|contractors|distributors|terminals|ports|"
    r"executives|directors|managers|commanders|leaders|founders|generals|politicians|oil "
    r"majors|lenders?|carriers?|startups?|refiner(?:s|ies|y)|"
    r"networks?|shipowners?|networks|militants?|hackers|addresses|wallets|targets|stocks|funds|"
    r"representatives|Belarusians|Ukrainians|Syrians|Europeans|Americans|Russians|Iranians|"
    r"Britons|Canadians|relatives|"
    r"universities|institutes|labs?|laborator(?:ies|y)|ministers|lawmakers|judges|"
    r"securities|constituents|warrants|certificates|"
    r"citizens|nationals|issuers|users|plaintiffs|shareholders|applicants)"
)
# Words between a number and what it counts: ``eight other Chinese``, never ``million to the``.
_BETWEEN = (
    r"(?:(?!(?:million|billion|trillion|percent|per|days?|years?|months?|weeks?|hours?|"
    r"times?|of|to|the|"
    r"in|including|(?<!ing )(?<!al )(?<!ian )(?<!ese )and|or|for|from|on|at|that|which|who|has|"
    r"have|was|were|is|are|with|by|a|an|its|as|said|committee|resolutions?|two|three|four|five|"
    r"six|seven|eight|nine|ten|\d+|adds?|removes?|deletes?|approves?|amends?|allows?|permits?)\b)"
    r"[\w’'-]+(?:\.[\w]\.?)?[ \u00a0]){0,4}"
)
_GROUP = re.compile(
    rf"(?<![\w$€£.,/-])(?P<count>{_COUNT})[ \u00a0]{_BETWEEN}{_MEMBERS}"
    rf"(?: and (?:entities|individuals|companies|firms|vessels|groups|organi[sz]ations|ships))?"
    rf"(?![\w-])(?![’'] )",
    re.IGNORECASE,
)
_NATION = (
    r"(?:Chinese|Russian|Iranian|North Korean|Belarusian|Syrian|Turkish|Indian|Emirati|"
    r"Hong Kong|UAE|"
    r"Venezuelan|Cuban|foreign|Pakistani|Myanmar|Lebanese)"
)
_PLURALS = re.compile(
    rf"(?<![\w-])(?:(?:[Tt]he )?(?:following|designated|blacklisted|sanctioned|affected|"
    rf"targeted|above|listed|blocked|"
    rf"newly listed|named) {_MEMBERS}(?: and {_MEMBERS})?(?! (?:are|were|include) (?:the )?[A-Z])|"
    rf"[Tt]hose (?:designated|sanctioned|listed|"
    rf"targeted|named|hit)(?! (?:\w+ ){{0,3}}(?:includ|(?:are|were) (?:the )?[A-Z]))|(?:[Tt]he "
    rf")?(?:entr(?:y|ies)|"
    rf"individuals?|persons?|entit(?:y|"
    rf"ies)) (?:listed |named |set "
    rf"out |specified )?(?:below|above)|(?:[Tt]he )?(?:persons|entities|individuals) "
    rf"(?:listed|named|specified|"
    rf"identified|described)|(?<!the )(?<!The "
    rf")(?<!list of )(?:companies|firms|entities|"
    rf"individuals|banks)(?= (?:on|that|it|with|linked|deemed|allegedly|owned|controlled|who|"
    rf"the) )|(?:Companies|Firms|Entities|Individuals|Persons|Vessels|People)(?= (?:subject "
    rf"to|in which|on "
    rf"the|who|"
    rf"that|listed|designated) )|(?:other |major |more |state-owned |several )?{_NATION} "
    rf"(?:(?!(?:that|which|who|and|of|to|in|as)\b)[a-z-]+ ){{0,2}}"
    r"(?:companies|firms|entities|banks|(?:financial )?institutions|producers|suppliers|"
    r"businesses|officials|"
    r"oligarchs|individuals|"
    r"tankers|ships|vessels|stocks|securities|exporters|airlines|manufacturers|chipmakers|"
    r"companies and "
    r"individuals))(?![\w-])"
)
_FAMILY = re.compile(r"(?<![\w-])[A-Z][\w-]+ (?:family|brothers|sisters|siblings)(?![\w-])")
_OF_THESE = re.compile(
    rf"(?<![\w-])(?P<count>{_COUNT}) of (?:the|its|their|his|her|these|those) (?:[\w’'-]+ "
    rf"){{0,3}}?{_MEMBERS}(?![\w-])",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    rf"(?<![\w-])[Aa]n(?:other)? (?:additional|further|unnamed|unidentified)? ?{_NATION}? ?"
    r"(?:individual|entity|vessel)(?= who| which| that|[.,;]|\Z)"
)
_OTHERS = re.compile(rf"(?<![\w-])other (?:[\w’'-]+ ){{0,2}}?{_MEMBERS}(?![\w-])", re.IGNORECASE)
_ANY = re.compile(
    r"(?<![\w-])(?:[Tt]he )?(?:individuals|persons|entities)(?: (?:and|or) (?:individuals|entities|"
    r"vessels|groups|undertakings))?(?= (?:designated|listed|sanctioned|targeted|mentioned|"
    r"concerned)\b)|"
    r"(?<![\w-])(?:[Aa]ny|[Ss]uch|[Aa]ll) (?:other |legal |foreign )?(?:entit(?:y|ies)|persons?|"
    r"individuals?|compan(?:y|ies)|vessels?|firms?)(?: (?:designated|listed|named|so listed))?"
    r"(?![\w-])|(?:[Tt]he )?(?:[Nn]atural|[Ll]egal) persons(?: and entities)?(?: listed| "
    r"designated)?"
    r"(?![\w-])|(?:[Tt]he )?(?:entities|individuals|persons|parties|companies) being (?:added|"
    r"listed|designated|sanctioned)(?![\w-])"
)
# Who is not counted and not named: ``sanctions a Chinese refinery``, ``fined a concierge company``.
_STRUCK = (
    r"(?:sanction(?:s|ed|ing)?|blacklist(?:s|ed|ing)?|target(?:s|ed|ing)?|hit(?:s|ting)?|"
    r"designat(?:es|ed|ing)|fin(?:es|ed|ing)|punish(?:es|ed|ing)|penali[sz](?:es|ed|ing)|"
    r"delist(?:s|ed|ing)?|(?:sanctions|measures|freezes?|bans?|orders?) (?:on|against)|went after|"
    r"go(?:es|ing) after|crack(?:s|ed|ing) down on|tak(?:es|ing) aim at|took aim at)"
)
_DESCRIBED = re.compile(
    rf"(?<![\w-])(?i:{_STRUCK} (?!(?<=ed )(?:{_MEMBERS})\b)(?:also |an? |more |further |"
    rf"key |major )*"
    rf"(?P<who>(?:(?!(?:and|or|of|for|in|to|on|at|with|by|from|over|as|after|that|which|who|an?|"
    rf"the|"
    rf"its|his|her|their|two|three|four|five|six|seven|eight|nine|ten|several|dozens|hundreds|"
    rf"scores|other|others|both|all|removes?|adds?|these|those|this|one|any|such|every|(?:Mon|"
    rf"Tues|Wednes|Thurs|Fri|Satur|Sun)day|includ\w+|"
    rf"are|were|was|is|has|have|will|each|"
    rf"no)\b)(?!\d)[\w’'-]+ ){{0,4}}?(?:{_MEMBERS}|refiner(?:y|ies)|makers?|"
    rf"mixers?|terminals?|ports?|tycoons?|oligarchs?|bankers?|tankers?|executives|"
    rf"brokers?|insurers?|airlines?|smugglers|financiers?|facilitators|cells?|militias?|hackers?|"
    rf"generals?|ministers?|judges?|officers|mills?|factor(?:y|ies)|front companies|giants?|"
    rf"dealers?|middlem[ae]n|officers?|ally|allies|militia|gang|cartel|bank|investors?|"
    rf"importers?|buyers?|shippers?|yards?|procurers|proxies|elites|cronies|fleet)))(?![\w-])"
    r"(?! of (?:\d|two|three|four|five|six|seven|eight|nine|ten|several|more|over|nearly|about)\b)"
    r"(?! (?:group|company|operator|maker|firm|owner|giant)s?\b)"
    r"(?!,? (?!(?:Over|For|In|With|Under|And|That|Behind|After|On|From|Of|To|Amid|Who|As|At|"
    r"Officials|Companies|Entities|Firms|"
    r"Banks|Individuals)\b)"
    r"[A-Z])"
)
# ``a client who was designated``
_WHO_WAS = re.compile(
    r"\b(?:an?|another|one) (?P<who>(?:[a-z][\w-]* ){0,2}[a-z][\w-]*)(?= (?:who|which|that) "
    r"(?:was|were|is|"
    r"has been|had been) (?:\w+ly |also |already )?(?:sanctioned|blacklisted|designated|listed|"
    r"placed|"
    r"put|added)\b)"
)
# ``A yacht broker was fined``, ``27 ships and a Taiwanese businessman``
_SOMEBODY = (
    r"(?:businessm[ae]n|company|firm|bank|broker|lender|exchange|refinery|tycoon|banker|lawyer|"
    r"think tank|manufacturer|maker|supplier|trader|shipper|airline|insurer|official|general|"
    r"oligarch|foundation|ministry|shipyard|port|terminal|mixer|vessel|tanker|ship|network|group|"
    r"subsidiary|unit|executive|individual|businesswoman|propagandist|journalist)"
)
_AND_ONE = re.compile(
    rf"\band an? (?P<who>(?:(?!(?:and|or|of|for|in|to|on|at|with|by|from|that|which|"
    rf"who)\b)[\w-]+ ){{0,3}}{_SOMEBODY})(?= (?:for|over|in|from|accused|linked|that|who|which)\b|"
    rf"[.;]|"
    rf",? (?:and|as well as) )|"
    rf"\b(?:An?) (?P<fined>(?:[\w-]+ ){{0,3}}{_SOMEBODY})(?= (?:was|were|is|are|has been|have "
    rf"been) "
    rf"(?:\w+ly |also )?(?:fined|sanctioned|blacklisted|designated|added|put|placed|listed)\b)"
)
_UNNAMED = re.compile(
    r"(?<![\w-])(?:(?:(?:two|three|four|several|some|\d+) )?(?:people|persons|sources|"
    r"officials|a person|a "
    r"source|person|source|an official|diplomats|analysts|traders|executives|lawyers) "
    r"(?:who (?:were |was )?|with )?"
    r"(?:familiar|briefed|knowledge|close|direct knowledge)(?: with| on| of| to)?(?: "
    r"the| its)?(?: \w+)?|state media|state television|"
    r"diplomats|analysts|(?:the |a |an )?(?:company|embassy) (?:source|official)|EU "
    r"(?:officials|diplomats))(?![\w-])"
)
_MISSION = re.compile(
    r"(?<![\w-])(?:China|Russia|Iran|North Korea|Chinese|Russian|Iranian|Turkey|"
    r"Belarus)(?:[’']s)? (?:[Ee]mbassy|[Ff]oreign [Mm]inistry|"
    r"[Ss]ecurities [Rr]egulator|[Mm]arkets? [Rr]egulator|[Cc]entral [Bb]ank|"
    r"[Cc]ommerce [Mm]inistry|[Dd]efen[cs]e [Mm]inistry|[Mm]ission)(?: (?:in|to) (?:the "
    r")?[A-Z][\w.]+)?(?![\w-])(?! spokes)"
)
_OFFICIALS = re.compile(
    r"(?<![\w-])(?:(?:(?:Chinese|Russian|Iranian|Turkish|Belarusian|Hong Kong) )?"
    r"(?:foreign|commerce|defen[cs]e|trade|finance|economy|interior) ministry "
    r"(?:spokes(?:man|woman|person)|officials?)|(?:U\.S\. |US |federal |German |Dutch "
    r")?prosecutors|"
    r"(?:[Gg]overnment|[Jj]ustice [Dd]epartment|U\.S\.|US|[Ff]ederal|European|EU|British|Western|"
    r"American) (?:lawyers|attorneys|officials))(?![\w-])(?! [A-Z])"
)
_SECURITY = re.compile(
    r"(?<![\w-])(?:American [Dd]eposit[oa]ry (?:[Rr]eceipts?|[Ss]hares?)(?: \((?:ADRs?|ADSs?)\))?|"
    r"ADRs?|ADSs?|H[- ]shares|A[- ]shares|(?:Hong Kong|London|Shanghai|Shenzhen|U\.S\.|"
    r"New York)-(?:listed|"
    r"traded) (?:shares|stock|securities)|[Gg]lobal [Dd]epositary [Rr]eceipts|GDRs?)(?!\w)"
)
_DOCUMENT = re.compile(
    r"(?<![\w-])(?:(?:joint |annual |legal |court |regulatory |securities |exchange |"
    r"quarterly |stock exchange |"
    r"government |confidential |federal |official )*"
    r"(?:status report|filings?|court documents?|court papers?|complaint|statement|"
    r"press release|documents?|"
    r"announcement|notice|report|memo(?:randum)?|letter|executive order|court ruling|website|"
    r"legal brief|brief|disclosure|prospectus))(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen", "twenty"),
        ),
        start=1,
    )
}
_TENS = {
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
}


def find_groups(text: str) -> Iterator[Name]:
    """Yield groups (``eight other Chinese companies``), with how many they hold where said."""
    counted, plain, joined, described = _found(text)
    for match in counted:
        yield Name(
            start=match.start(),
            end=match.end(),
            kind=EntityKind.GROUP,
            count=count_of(match["count"]),
        )
    for match in plain:
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.GROUP)
    for match in joined:
        start, end = match.span("who" if match["who"] else "fined")
        yield Name(start=start, end=end, kind=EntityKind.GROUP)
    for match in described:
        start, end = match.span("who")
        # ``sanctions on Acme Shipping Tanker`` names; a headline writes all with capitals.
        if match["who"].split()[-1][:1].isupper() and match[0][:1].islower():
            continue
        yield Name(start=start, end=end, kind=EntityKind.GROUP)


def _found(text: str) -> Iterator[Iterator[re.Match[str]]]:
    found = iter(_SCANNER.scan(text))
    for kind in _KINDS:
        yield chain.from_iterable(islice(found, len(kind)))


_KINDS = (
    (_OF_THESE, _GROUP),
    (_UNNAMED, _PLURALS, _FAMILY, _OTHERS, _ONE_MORE, _ANY),
    (_AND_ONE,),
    (_DESCRIBED, _WHO_WAS),
)
_SCANNER = Scanner([*chain.from_iterable(_KINDS)])


def count_of(words: str) -> int | None:
    """Read ``eight``, ``two dozen`` or ``1,200``; None for ``dozens of`` and the like."""
    plain = words.lower().replace(",", "")
    dozens, _, unit = plain.partition(" ")
    if unit == "dozen" and dozens in _NUMBERS:
        return 12 * _NUMBERS[dozens]
    if plain.isdigit():
        return int(plain)
    tens, _, ones = plain.partition("-")
    if tens in _TENS:
        return _TENS[tens] + _NUMBERS.get(ones, 0)
    return _NUMBERS.get(plain)


def find_missions(text: str) -> Iterator[Name]:
    """Yield embassies and ministries (``China's embassy in Washington``)."""
    for match in _MISSION.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.AUTHORITY)


def find_officials(text: str) -> Iterator[Name]:
    """Yield those who speak for a government without a name (``government lawyers``)."""
    for match in _OFFICIALS.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.AUTHORITY)


def find_securities(text: str) -> Iterator[Name]:
    """Yield kinds of securities (``American depositary shares``)."""
    for match in _SECURITY.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.SECURITY)


def find_documents(text: str) -> Iterator[Name]:
    """Yield papers (``a joint status report``)."""
    for match in _DOCUMENT.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.DOCUMENT)
