"""Names of a text that no list knows: companies, people, groups, papers, told by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.model.claim import EntityKind

_WORD = r"(?:[A-Z][\w&'’.-]*[\w&]|[A-Z]|[A-Z]\.|\d+[A-Z]\w*)"
_JOINT = r"(?:[ \u00a0](?:of|and|&|de|van|von|der|bin|al|for|the|with)(?=[ \u00a0][A-Z]))?"
_SEQUENCE = re.compile(rf"{_WORD}(?:{_JOINT}[ \u00a0]{_WORD})*(?:,? (?:Inc|Corp|Co|Ltd|Bros)\.)?")
_FORMS = (
    r"Corp|Corporation|Inc|Incorporated|Ltd|Limited|Co|Company|PLC|plc|LLC|LLP|LP|AG|SA|S\.A|SE|NV|"
    r"N\.V|BV|GmbH|JSC|PJSC|OJSC|PAO|OAO|AO|ZAO|OOO|KG|SpA|S\.p\.A|AB|AS|ASA|Oyj|Pte|Pty|Bhd|"
    r"Group|Holdings|Holding|Bank|Technologies|Technology|Industries|Petroleum|Airlines|Shipping|"
    r"Telecom|Communications|Electronics|Systems|Semiconductor|Motors|Aerospace|Aviation|Energy|"
    r"Semiconductors|Pharmaceutical|Pharmaceuticals|Capital|Securities|Insurance|Partners|Trading"
)
_COMPANY = re.compile(rf"(?:.* )?(?:{_FORMS})\.?\Z")
_POSSESSIVE = re.compile(r"['’]s\b")
_NOT_NAMES = frozenset(
    {
        *("The", "A", "An", "In", "On", "At", "It", "Its", "He", "She", "They", "We", "But", "And"),
        *("This", "That", "These", "Those", "As", "After", "Under", "For", "However", "According"),
        *("If", "No", "By", "When", "While", "Since", "There", "Both", "Such", "Other", "Some"),
        *("Yesterday", "Today", "Tomorrow", "Last", "Next", "Earlier", "Former", "Also", "Back"),
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I"),
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December", "Chinese", "China", "American", "America", "Russian"),
        *(
            "Russia",
            "European",
            "Europe",
            "British",
            "Iran",
            "Iranian",
            "Hong",
            "Kong",
            "Hong Kong",
        ),
        *("Communist", "Western", "Asian", "Asia", "Japan", "Japanese", "Ukraine", "Ukrainian"),
        *("Security", "Executive Order", "Order", "Section", "Article", "Act", "Annex", "Share"),
        *("Shares", "Company", "Republican", "Democrat", "Democratic", "Trump", "Biden", "Source"),
        *("Markets", "Related", "Subscribe", "Facebook", "Twitter", "Email", "Award", "Report"),
        *("North Korea", "North Korean", "Syria", "Syrian", "Belarus", "Taiwan", "London", "Paris"),
        *("New York", "Brussels", "Geneva", "Tehran", "Shenzhen", "Shanghai", "Items", "Asset"),
        *("Trading", "Investors", "Companies", "Officials", "Members", "People", "Parties", "One"),
    }
)
_ROLE = (
    r"(?:(?:[Ff]ormer|[Aa]cting|[Dd]eputy|[Vv]ice|[Ss]enior|[Cc]o-?|[Ee]xecutive|[Aa]ssistant|[Uu]nder|"
    r"U\.S\.|US|[Dd]istrict|[Ff]ederal|[Cc]hief|[Mm]anaging|[Pp]rime|[Ff]oreign|[Dd]efen[sc]e|[Cc]ommerce|"
    r"[Tt]reasury|[Ff]inance|[Gg]eneral)[ -])*"
    r"(?:[Ff]ounder|CEO|CFO|COO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Cc]hief [Ff]inancial [Oo]fficer|"
    r"[Ee]xecutive [Oo]fficer|[Cc]hair(?:man|woman|person)?|[Pp]resident|[Dd]irector|[Ss]ecretary|"
    r"[Mm]inister|[Jj]udge|[Ss]enator|[Rr]epresentative|[Ss]pokes(?:man|woman|person)|[Aa]nalyst|"
    r"[Ll]awyer|[Aa]ttorney(?: [Gg]eneral)?|[Oo]fficial|[Hh]ead|[Aa]mbassador|[Gg]overnor|"
    r"[Oo]ligarch|[Bb]usinessman|[Tt]ycoon|[Bb]illionaire|[Pp]artner|[Oo]fficer|[Jj]ustice|"
    r"[Ee]conomist|[Rr]esearcher|[Ee]xecutive|[Oo]wner|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sen\.|Rep\.|Gen\.)"
)
_ROLES = rf"{_ROLE}(?:(?:,? and |/|, ){_ROLE})*"
_TITLED = re.compile(
    rf"(?P<role>{_ROLES})\s+(?P<name>(?:[A-Z][\w'’-]+|[A-Z]\.)(?: (?:[A-Z][\w'’-]+|[A-Z]\.)){{0,3}})"
)
_SPEAKS = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){1,3})"
    r"(?:,(?= )[^,.]{3,80},)? (?:said|says|told|wrote|added|argued|warned|tweeted)\b"
)
_COUNT = (
    r"(?:\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|"
    r"forty(?:-\w+)?|fifty(?:-\w+)?|sixty(?:-\w+)?|one|[Oo]ne hundred|dozens of|several|a dozen|"
    r"scores of|hundreds of)"
)
_MEMBERS = (
    r"(?:compan(?:ies|y)|firms?|entit(?:ies|y)|individuals?|persons?|people|vessels?|ships?|tankers?|"
    r"banks?|subsidiar(?:ies|y)|organi[sz]ations?|officials?|businesses|groups?|institutions?|"
    r"entr(?:ies|y)|names?|parties|affiliates?|manufacturers?|firms|aircraft)"
)
_GROUP = re.compile(
    rf"(?<![\w-])(?P<count>{_COUNT})\s+(?:(?:other|more|additional|new|further)\s+)?"
    rf"(?:[\w.’'-]+\s+){{0,4}}?{_MEMBERS}(?![\w-])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf"(?<![\w-])other\s+(?:[\w’'-]+\s+){{0,2}}?{_MEMBERS}(?![\w-])", re.IGNORECASE
)
_SECURITY = re.compile(
    r"(?:American [Dd]eposit[oa]ry (?:[Rr]eceipts?|[Ss]hares?)(?: \((?:ADRs?|ADSs?)\))?|"
    r"(?<!\w)ADRs?|(?<!\w)ADSs?|(?<!\w)H[- ]shares|(?<!\w)A[- ]shares|Hong Kong-listed shares|"
    r"global depositary receipts|GDRs?)(?!\w)"
)
_DOCUMENT = re.compile(
    r"(?:(?:joint |annual |legal |court |regulatory |securities |exchange |quarterly |stock exchange )*"
    r"(?:status report|filing|court documents?|court papers?|complaint|statement|press release|"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name found by its form.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        kind: What it is; ``other`` where its form does not tell.
        role: Where the words of an office before it begin and end.
        count: How many a group holds, where said.
    """

    start: int
    end: int
    kind: EntityKind
    role: tuple[int, int] | None = None
    count: int | None = None


def find_names(text: str) -> tuple[Name, ...]:
    """Return what looks like a name, in order; they may overlap."""
    found = [*_people(text), *_groups(text), *_securities(text), *_documents(text)]
    found += _sequences(text)
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _people(text: str) -> Iterator[Name]:
    for match in _TITLED.finditer(text):
        if match["name"] not in _NOT_NAMES and not _COMPANY.match(match["name"]):
            yield Name(
                start=match.start("name"),
                end=match.end("name"),
                kind=EntityKind.PERSON,
                role=match.span("role"),
            )
    for match in _SPEAKS.finditer(text):
        name = match["name"]
        if name.split()[0] not in _NOT_NAMES and not _COMPANY.match(name):
            yield Name(start=match.start("name"), end=match.end("name"), kind=EntityKind.PERSON)


def _groups(text: str) -> Iterator[Name]:
    for match in _GROUP.finditer(text):
        yield Name(
            start=match.start(),
            end=match.end(),
            kind=EntityKind.GROUP,
            count=count_of(match["count"]),
        )
    for match in _OTHERS.finditer(text):
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


def _securities(text: str) -> Iterator[Name]:
    for match in _SECURITY.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.SECURITY)


def _documents(text: str) -> Iterator[Name]:
    for match in _DOCUMENT.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.DOCUMENT)


def _sequences(text: str) -> Iterator[Name]:
    for match in _SEQUENCE.finditer(text):
        start, words = _without_openings(match.start(), match.group())
        if not words:
            continue
        end = start + len(words)
        owner = _POSSESSIVE.search(words)
        if owner is not None:
            words = words[: owner.start()]
            end = start + len(words)
        if text[end : end + 1] == "$":
            continue
        if words in _NOT_NAMES:
            continue
        if _COMPANY.match(words) and " " in words:
            yield Name(start=start, end=end, kind=EntityKind.COMPANY)
        elif len(words) > 1:
            yield Name(start=start, end=end, kind=EntityKind.OTHER)


def _without_openings(start: int, words: str) -> tuple[int, str]:
    """``The``, ``On Friday`` and ``Chinese`` before a name are no part of it."""
    while words:
        first, _, rest = words.partition(" ")
        if first.strip(".,") not in _NOT_NAMES or words in ("May", "US"):
            break
        start += len(first) + (1 if rest else 0)
        words = rest
    return start, words.rstrip(" ,&")
