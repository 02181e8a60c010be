"""Groups, securities, papers and nameless sources of a text, told by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.claims.names import Name
from proscribe.model.claim import EntityKind

_COUNT = (
    r"(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d\b)\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|"
    r"forty(?:-\w+)?|fifty(?:-\w+)?|sixty(?:-\w+)?|one|one hundred|(?:more than |about |"
    r"nearly |over |at "
    r"least )?(?:two |several )?dozens?(?: of)?|several|a dozen|scores of|hundreds of|a "
    r"number of|many)"
)
_MEMBERS = (
    r"(?:compan(?:ies|y)|firms?|entit(?:ies|y)|individuals?|persons?|people|vessels?|"
    r"ships?|tankers?|"
    r"banks?|subsidiar(?:ies|y)|organi[sz]ations?|officials?|business(?:es)?|groups?|institutions?|"
    r"entr(?:ies|y)|names?|parties|party|affiliates?|manufacturers?|makers|aircraft|"
    r"units?|producers?|"
    r"suppliers?|exporters?|traders?|airlines?|oligarchs?|businessmen|tycoons|bankers?|men|women|"
    r"[a-z]+makers|insurers|miners|brokers|operators|contractors|distributors|terminals|ports|"
    r"executives|directors|managers|commanders|leaders|founders|generals|politicians|oil "
    r"majors|lenders?|carriers?|startups?|refiner(?:s|ies|y)|"
    r"networks?|shipowners?|networks|militants?|hackers|addresses|wallets|targets|stocks|funds|"
    r"universities|institutes|labs?|laborator(?:ies|y)|ministers|lawmakers|judges|"
    r"citizens|nationals|issuers|users|plaintiffs|shareholders|applicants)"
)
# Words between a number and what it counts: ``eight other Chinese``, never ``million to the``.
_BETWEEN = (
    r"(?:(?!(?:million|billion|trillion|percent|per|days?|years?|months?|weeks?|hours?|"
    r"times?|of|to|the|"
    r"in|including|(?<!ing )(?<!al )(?<!ian )(?<!ese )and|or|for|from|on|at|that|which|who|has|"
    r"have|was|were|is|are|with|by|a|an|its|as|said)\b)"
    r"[\w’'-]+(?:\.[\w]\.?)?[ \u00a0]){0,4}"
)
_GROUP = re.compile(
    rf"(?<![\w$€£.,/-])(?P<count>{_COUNT})[ \u00a0]{_BETWEEN}{_MEMBERS}(?![\w-])(?![’'] )",
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
    rf"newly listed|named) {_MEMBERS}(?: and {_MEMBERS})?|[Tt]hose (?:designated|sanctioned|listed|"
    rf"targeted|named)(?! (?:\w+ ){{0,3}}(?:includ|are|were))|(?:[Tt]he )?(?:entr(?:y|ies)|"
    rf"individuals?|persons?|entit(?:y|"
    rf"ies)) (?:listed |named |set "
    rf"out |specified )?(?:below|above)|(?:[Tt]he )?(?:persons|entities|individuals) "
    rf"(?:listed|named|specified|"
    rf"identified|described)|[A-Z][\w-]+ (?:family|brothers|sisters|"
    rf"siblings)|(?<!the )(?<!The )(?<!list of )(?:companies|firms|entities|"
    rf"individuals|banks)(?= (?:on|that|it|with|linked|deemed|allegedly|owned|controlled|"
    rf"the) )|(?:other |major |more |state-owned |several )?{_NATION} (?:[a-z-]+ ){{0,2}}"
    r"(?:companies|firms|entities|banks|producers|suppliers|businesses|officials|"
    r"oligarchs|individuals|"
    r"tankers|ships|vessels|stocks|securities|exporters|airlines|manufacturers|chipmakers|"
    r"companies and "
    r"individuals))(?![\w-])"
)
_OF_THESE = re.compile(
    rf"(?<![\w-])(?P<count>{_COUNT}) of (?:its|their|his|her|the) (?:[\w’'-]+ "
    rf"){{0,3}}?{_MEMBERS}(?![\w-])",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    rf"(?<![\w-])[Aa]n(?:other)? (?:additional|further|unnamed|unidentified)? ?{_NATION}? ?"
    r"(?:individual|entity|vessel)(?= who| which| that|[.,;]|\Z)"
)
_OTHERS = re.compile(rf"(?<![\w-])other (?:[\w’'-]+ ){{0,2}}?{_MEMBERS}(?![\w-])", re.IGNORECASE)
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
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}


def find_groups(text: str) -> Iterator[Name]:
    """Yield groups (``eight other Chinese companies``), with how many they hold where said."""
    for match in _UNNAMED.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.GROUP)
    for match in (*_OF_THESE.finditer(text), *_GROUP.finditer(text)):
        yield Name(
            start=match.start(),
            end=match.end(),
            kind=EntityKind.GROUP,
            count=count_of(match["count"]),
        )
    for pattern in (_PLURALS, _OTHERS, _ONE_MORE):
        for match in pattern.finditer(text):
            yield Name(start=match.start(), end=match.end(), kind=EntityKind.GROUP)


def count_of(words: str) -> int | None:
    """Read ``eight``, ``twenty-one`` or ``1,200``; None for ``dozens of`` and the like."""
    plain = words.lower().replace(",", "")
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
